"""Plain: texts in a form for comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..table.fixed import FixedColumn
from ..table.rows import tidy

_OTHER = re.compile(r"[^0-9a-z]+")


def plain(text: object) -> str:
    """A name for comparison: lower-case letters and digits, with one underscore for everything between."""
    return _OTHER.sub("_", tidy(str(text)).casefold()).strip("_") if text is not None else ""


_LETTERS = bytes(
    ord("\n") if code == 10 else ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else ord("_")
    for code in range(256)
)
"""For `bytes.translate`: what `plain` makes of each letter of ASCII; lines stay apart."""


def all_plain(texts: Sequence[str], before: str = "") -> list[str]:
    """What `plain` makes of each text, `before` put before it.

    Texts of ASCII without line breaks, as most are, are changed all at once.
    """
    whole = texts.lines if isinstance(texts, FixedColumn) else "\n".join(texts)
    if not texts or not whole.isascii() or "_x" in whole or whole.count("\n") >= len(texts):
        return [before + plain(text) for text in texts]
    made = whole.encode().translate(_LETTERS)
    while b"__" in made:
        made = made.replace(b"__", b"_")
    made = made.replace(b"\n_", b"\n").replace(b"_\n", b"\n").strip(b"_")
    return f"{before}{made.decode().replace(chr(10), chr(10) + before)}".split("\n")


def words(text: str) -> frozenset[str]:
    """A list of words, written as one text."""
    return frozenset(text.split())
