"""All checks, from files to findings.

A workspace comes in; all findings, the documents that passed their schema, and the model built of them go out.
"""
