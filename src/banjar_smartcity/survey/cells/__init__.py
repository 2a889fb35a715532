"""Cells: what a single cell says: a mark, a time, yes or no, a number, a person.

Cells come in; values go out, as soon as the whole column decides what they mean.
"""
