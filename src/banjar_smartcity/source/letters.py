"""Letters: clean text of invisible characters, which can hide or forge what a reader sees."""

from __future__ import annotations

import re

_INVISIBLE = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters and marks that reverse or hide text: with them, data could forge lines of a terminal.

Also half characters. Python reads bytes of a file name that are not UTF-8 as such, and they cannot be written."""


def visible(text: str) -> str:
    """The text with each invisible character shown as its code point, such as <U+200B>. It is safe for a terminal."""
    if text.isprintable():  # nearly every text is, and the pattern is slow to compile
        return text
    return re.sub(_INVISIBLE, lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\t", " "))


def visible_line(text: str) -> str:
    """The text on one line, with each invisible character shown as its code point."""
    return visible(" ".join(text.split()))


def printable(text: str) -> str:
    """The text on one line without invisible characters, for records and names that keep it."""
    return " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())
