"""Compare two versions of the data.

Two checked versions come in; changes of records, documents and figures go out, with contributions that add up.
"""
