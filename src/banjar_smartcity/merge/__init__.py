"""Merge two versions of a record.

A base and two versions come in; one text goes out, with conflicts marked where both changed the same value.
"""
