"""Charts of a page: bars, a radar and a history.

Figures come in; values that templates draw, or SVG, go out.
"""
