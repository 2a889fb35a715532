"""Memory: what a check found, kept in the user's own cache folder until a file, the tool or the day changes.

A folder and a day come in; findings go out, from memory if nothing has changed. The memory is never in the data
repository, because anyone who sends data could send findings with them.
"""
