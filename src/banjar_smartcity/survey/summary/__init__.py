"""Summaries: means, records and comparisons.

Collected answers come in; survey records without any respondent go out.
"""
