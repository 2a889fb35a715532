"""What commands print in a terminal.

Values come in; lines and tables that fit the terminal go out.
"""
