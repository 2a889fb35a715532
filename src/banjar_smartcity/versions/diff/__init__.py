"""The difference between two versions.

Two checked versions come in; changes of records, documents and figures go out, with contributions that add up.
"""
