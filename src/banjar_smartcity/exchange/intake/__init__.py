"""Intake: what files that came back mean, and what they change.

In come returned files and the model; out go changes, conflicts and the texts of the sheets after them.
"""
