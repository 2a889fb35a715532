"""Text for people and machines.

Values come in; text goes out. Each medium has a folder, which imports `words` but never another medium. Language,
colour and rounding are chosen here.
"""
