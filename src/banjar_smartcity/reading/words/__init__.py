"""Words of pages as they were read: in which order they are, whether they are words, and the printed page numbers.

The characters of pages come in; lines in order, verdicts on their letters and numbers of pages go out.
"""
