"""Nobody: rows of a table that are not of people: names of columns, sums, headings and notes.

A row comes in; whether it is one of these goes out.
"""
