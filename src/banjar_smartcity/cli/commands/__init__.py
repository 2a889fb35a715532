"""One file a command.

Each function parses nothing and computes nothing: it opens the session, calls, and prints.
"""
