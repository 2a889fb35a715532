"""One version of the data with its index, and what moves the index from one version to another.

A checked version comes in; its model as of a day, its score, and what a rise of it rests on go out.
"""
