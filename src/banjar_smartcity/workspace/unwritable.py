"""Unwritable: why a path is not written to. Commands that write nothing need no more of writing than this."""

from __future__ import annotations


class UnwritableError(Exception):
    """A path may not be written to. `msgid` and `facts` make the sentence that people see."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts
