"""Marking: from the cells of answers to marks, once the scale of the whole table is known.

Cells come in; numbers of different answers, and then the marks of each row, go out.
"""
