"""Git: the files of a commit, or of what a merge would give.

A repository and the name of a commit come in; paths and bytes go out. The work tree is not touched.
"""
