"""Calling: a plain call is read by the parameters that its command declares, without the option parser.

The words of a command line come in; a function and its values go out, or nothing if the option parser has to read them.
"""
