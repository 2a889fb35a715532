"""Find and read the files of a data repository, on disk or in a commit, and write files atomically.

A folder or a commit of git comes in; paths, kinds of record and bytes go out. Nothing outside the repository is
read. All files that commands write are written here.
"""
