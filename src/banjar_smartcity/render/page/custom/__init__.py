"""Custom templates of a workspace, and the bounds in which they run.

Templates of the workspace come in; text goes out, or a finding with its line.
"""
