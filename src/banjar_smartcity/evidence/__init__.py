"""Documents: where they are, what they are used for, and whether they are valid on a day.

Records of evidence and the files on disk come in; proof, doubts and the state of each document go out.
"""
