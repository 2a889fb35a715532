"""Changed answers: what differs in them, what a reviewer must know of it, and whether new documents end too soon.

Two versions and the records that differ come in; changes go out.
"""
