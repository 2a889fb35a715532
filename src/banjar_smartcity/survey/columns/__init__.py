"""Columns: which one holds what.

The head of a table comes in; which column is which statement, programme, person or time goes out.
"""
