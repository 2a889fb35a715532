"""Versions of the data: differences, reviews, history and reviewers.

Two versions or a line of commits come in; what changed and what it does to the figures goes out.
"""
