"""Scores, completeness, steps and history in the terminal.

Calculated values come in; tables and bars go out.
"""
