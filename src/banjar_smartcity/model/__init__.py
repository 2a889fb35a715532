"""The records, named as in the field, and the model that connects them.

Documents that passed their schema come in; frozen records and the model go out, if asked as of a day. Building the
model cannot fail.
"""
