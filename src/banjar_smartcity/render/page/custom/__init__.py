"""Custom templates of a workspace, and the limits under which they run.

Templates of the workspace come in; text goes out, or a finding with file and line.
"""
