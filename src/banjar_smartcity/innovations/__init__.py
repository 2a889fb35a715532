"""Innovations: maturity, shortlist, contest, matrix, and similarity of names.

Records of innovations and instruments come in; grades, rankings and tables go out.
"""
