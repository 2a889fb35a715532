"""Documents: where they are, what they are used for, and whether they count on a day.

Evidence records and what lies on disk come in; proof, doubts and the state of each document go out.
"""
