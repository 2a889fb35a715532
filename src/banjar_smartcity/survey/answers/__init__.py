"""Answers: what people gave, by dimension.

Rows and columns come in; forms, people and programmes go out.
"""
