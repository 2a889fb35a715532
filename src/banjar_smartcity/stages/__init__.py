"""Start a stage from an earlier one: what is carried over, by which migration, and what a person confirms.

In come the model and the sheets of the earlier stage; out go the entries of the new sheets, and changes of files.
"""
