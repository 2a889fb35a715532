"""Rules: checks between records, one file for each topic, each a generator of diagnostics.

A model comes in (`context.py`); diagnostics go out.
"""
