"""Shapes: tables that do not have one row a person and one column a statement, as far as they can be made so.

A table comes in; tables of that shape, or the finding that it cannot be read, go out.
"""
