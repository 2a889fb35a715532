"""Answers on the command line: sheets written, forms taken in, and what is sent to offices."""
