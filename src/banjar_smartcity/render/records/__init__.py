"""New records with comments, and records as flat lines.

A draft or a record comes in; YAML or lines go out.
"""
