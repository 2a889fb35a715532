"""Lines of a page: its sentences and table rows, with the figures, units and years that each states.

The text of a page comes in; stretches with the heads above them, figures, units and years go out.
"""
