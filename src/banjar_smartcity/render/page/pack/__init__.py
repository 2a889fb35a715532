"""The pages of a pack: its index, a cover sheet for each item, and the list for the printer.

The contents of a pack come in; pages, tables and texts go out.
"""
