"""Parameters: how a command declares its options and arguments, once for help, completion and both parsers.

Names, helps and limits come in; a note for the type of a parameter goes out.
"""
