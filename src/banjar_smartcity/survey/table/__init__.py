"""Tables: rows of text with their places, and findings about them.

Rows of cells come in; where the column names are, and findings with a row and a column, go out.
"""
