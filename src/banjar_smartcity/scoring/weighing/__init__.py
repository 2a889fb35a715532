"""Weighing: what each item counts, and what the index is called.

An instrument comes in. The share of each item in the index, what counts where a level is missing, and the
predicate of an index go out.
"""
