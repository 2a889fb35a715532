"""Two versions of a record merged into one.

A base and two versions come in; one text goes out, with conflicts marked where both changed the same value.
"""
