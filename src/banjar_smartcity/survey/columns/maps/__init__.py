"""Maps: what the office says about the columns of its table.

A file of the office comes in; columns with the meaning that it gives them go out.
"""
