"""Earlier: what was published of a survey before, and whether a new record next to it gives anybody away.

The data of records come in; reasons not to write one, and records without some numbers, go out.
"""
