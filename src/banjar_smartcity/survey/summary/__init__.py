"""Summaries: means, records and comparisons.

Collected answers come in; survey records without data of any single respondent go out.
"""
