"""Sentences and formats that several media share.

Values come in; words, numbers and dates of a language go out.
"""
