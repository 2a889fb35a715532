"""States: whether somebody or some program says that a row does not count.

A cell of a column of states comes in; approved, rejected, held and the like go out.
"""
