"""Data against JSON Schema, one finding a fault.

A document and a schema come in; findings go out, folded so that one mistake is reported once.
"""
