"""Which files there are, on disk or in a commit, and the one place that writes files.

A folder or a commit of git comes in; paths, kinds of record and bytes go out, nothing from outside the repository.
What a command writes is written here, complete or not at all.
"""
