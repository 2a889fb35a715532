"""Columns: the meaning of each column of a table.

The header of a table comes in; the column of each statement, programme, person and time goes out.
"""
