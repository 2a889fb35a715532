"""Memory: what was found in files, and in all of a workspace, kept in the user's own cache folder.

A file and its bytes come in, or a folder and a day; parts or findings go out, if they still hold. The memory is never
in the data repository, because anyone who sends data could send findings with them.
"""
