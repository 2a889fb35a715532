"""Pages as pictures: drawn in a process of its own, for people to look at and for Tesseract to read.

The path of a document and the numbers of its sheets come in; pictures, and texts read from them, go out.
"""
