"""Weighing: what each item counts, and what the index is called.

An instrument comes in. The share of each item in the index, the levels that replace missing ones, and the
predicate of an index go out.
"""
