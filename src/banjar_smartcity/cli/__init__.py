"""The command line: options, output, and the one place that handles errors.

Arguments come in and an exit code goes out. Nothing is calculated here.
"""
