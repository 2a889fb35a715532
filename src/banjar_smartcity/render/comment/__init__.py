"""Comments on a change, as text or Markdown.

A difference or a review comes in; blocks go out, and the comment is made from them.
"""
