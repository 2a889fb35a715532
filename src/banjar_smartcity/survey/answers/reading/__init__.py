"""Reading: the rows of a table, each of which counts or has one reason not to.

A table and the meaning of its columns come in; its forms, and why some rows do not count, go out.
"""
