"""Versions of the data: differences, reviews, history and reviewers.

Two versions or a series of commits come in; what changed, and what that does to the figures, goes out.
"""
