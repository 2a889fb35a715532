"""One file for each command.

A function opens the session, calls the calculation and prints the result. It parses and computes nothing itself.
"""
