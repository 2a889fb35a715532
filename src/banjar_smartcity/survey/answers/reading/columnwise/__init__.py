"""Columnwise: rows about which nothing has to be asked, read many at a time, column by column.

Blocks of rows come in; what they say goes out, as if each of their rows had been read by itself.
"""
