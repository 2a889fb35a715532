"""The questionnaire: its questions, and official wording that replaces ours.

An instrument comes in; sections with questions go out.
"""
