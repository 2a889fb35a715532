"""What commands print.

Values come in; lines and tables that fit the terminal go out.
"""
