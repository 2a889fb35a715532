"""Seeing: whether the words that an answer rests on are on the page that it names, and never more than that.

The texts of pages and what is claimed come in; verdicts with the words around come out. No figure depends on them.
"""
