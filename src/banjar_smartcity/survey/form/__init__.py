"""The questionnaire: its questions, and wording that replaces ours.

An instrument comes in; sections and questions go out.
"""
