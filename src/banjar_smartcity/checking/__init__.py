"""The whole way from files to findings.

A workspace comes in; all findings, the sound documents and the model built of them go out.
"""
