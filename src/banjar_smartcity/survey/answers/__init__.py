"""Answers of respondents, by dimension.

Rows and columns of tables come in; forms, people and programmes go out.
"""
