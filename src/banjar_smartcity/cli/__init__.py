"""The shell: options, output, and the one error boundary.

Arguments come in; an exit code goes out. No calculation is made here.
"""
