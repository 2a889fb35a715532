"""Files: CSV files and workbooks opened within bounds.

A file comes in; the tables in it go out, or a finding that says what the file is instead.
"""
