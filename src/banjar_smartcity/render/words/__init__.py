"""Sentences and formats that several media share.

Values come in; words, numbers and dates in a language go out.
"""
