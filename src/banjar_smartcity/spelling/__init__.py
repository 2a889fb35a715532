"""What people write, and what they mean by it.

A text as somebody wrote it comes in; the number, date, id or plain text that it stands for goes out, or None if that
is not certain. Nothing here reads files or reports anything.
"""
