"""Tables as files that other programs read: a Frictionless Data Package of CSV files, and SQLite.

Tables come in; the bytes of files go out, the same whenever they are made.
"""
