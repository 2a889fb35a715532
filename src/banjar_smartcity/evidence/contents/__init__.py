"""Contents: whether a file holds something, and whether that is what its name and its record say.

The first and last bytes of a file come in; what they are, the words in them and what is missing go out.
"""
