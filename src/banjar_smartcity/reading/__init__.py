"""What is in a file: its format, its pages and their text.

The bytes of files come in; formats, counts of pages and texts by page go out. Nothing of a file is ever run.
"""
