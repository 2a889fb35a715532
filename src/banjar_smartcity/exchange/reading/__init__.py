"""Reading: what a file that came back says, cell by cell, wherever its sheets, rows and columns are now.

In come the bytes of a file; out go its answers, its documents, and what of it is not certain, each with its cell.
"""
