"""Innovations: maturity, shortlist, contest, matrix and likeness of names.

Innovation records and instruments come in; grades, rankings and tables go out.
"""
