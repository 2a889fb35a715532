"""New records with comments, and records as flat lines.

A draft or data come in; YAML or lines go out.
"""
