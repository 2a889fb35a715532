"""Meaning: what the name of a column says besides a statement, and what its numbers belong to.

Names of columns come in; whether a column is a statement, goes with one, or is something else goes out.
"""
