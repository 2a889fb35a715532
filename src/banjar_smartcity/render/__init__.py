"""Text for people and machines, made last.

Values come in; text goes out. One folder a medium: a medium uses `words`, never another medium. Language, colour and
rounding belong here.
"""
