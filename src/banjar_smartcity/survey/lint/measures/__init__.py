"""Measures of answers, as studies publish them: how often rows match, how long marks repeat, what chance explains.

Marks of rows come in; the rows that a measure notices go out. What is said about them is in the files of the lint.
"""
