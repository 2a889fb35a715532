"""Comments on a change, as text or Markdown.

A difference or a review comes in; blocks go out, and from them the comment.
"""
