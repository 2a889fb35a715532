"""Tables: files opened within bounds and read row by row.

A CSV file or a workbook comes in; rows of text with their places go out.
"""
