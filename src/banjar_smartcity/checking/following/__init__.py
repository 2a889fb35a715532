"""Following: what is known of one version of a workspace, and of another one in which the same counts.

The check of a version comes in; the check of another one goes out, or nothing if something that counts has changed.
"""
