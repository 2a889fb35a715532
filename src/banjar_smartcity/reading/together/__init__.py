"""Many documents: read by several processes at a time, each document still in one of its own within its bounds.

Paths and formats come in; what was read comes out in the same order.
"""
