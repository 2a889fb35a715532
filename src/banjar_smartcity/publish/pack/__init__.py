"""Packs: the documents for the assessors in folders, written as a bag, and checked by anybody.

The answers and the state of documents come in; what goes where, and files, go out.
"""
