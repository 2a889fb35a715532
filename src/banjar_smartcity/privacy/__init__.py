"""Personal data: found, named and hidden.

Text comes in; the places of personal data go out, or the text with them hidden. Also how small a group may be before
a figure tells of single people.
"""
