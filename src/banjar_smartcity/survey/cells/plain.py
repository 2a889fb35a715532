"""Plain: texts in a form for comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import and_

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
    if isinstance(texts, FixedColumn) and (found := _all_fixed(texts, before)) is not None:
        return found
    whole = texts.lines if isinstance(texts, FixedColumn) else "\n".join(texts)
    if not texts or "_x" in whole or whole.count("\n") >= len(texts):
        return [before + plain(text) for text in texts]
    if not whole.isascii():
        found = all_plain(["" if not text.isascii() else text for text in texts], before)
        for i, text in enumerate(texts):
            if not text.isascii():
                found[i] = before + plain(text)
        return found
    made = whole.encode().translate(_LETTERS)
    while b"__" in made:
        made = made.replace(b"__", b"_")
    made = made.replace(b"\n_", b"\n").replace(b"_\n", b"\n").strip(b"_")
    return f"{before}{made.decode().replace(chr(10), chr(10) + before)}".split("\n")


def _all_fixed(texts: FixedColumn, before: str) -> list[str] | None:
    """What `plain` makes of texts in which it only changes letters, one by one; None if it may do more."""
    made = [letters.translate(_LETTERS) for letters in texts.letters]
    gaps = [b"_" in letters for letters in made]
    if not texts or not made or gaps[0] or gaps[-1] or any(map(and_, gaps, gaps[1:])):
        return None
    if any(b"_" in letters for letters in texts.letters):  # perhaps it is what a program left in the text
        return None
    start = before.encode()
    width = len(start) + len(made) + 1
    whole = bytearray((start + bytes(len(made)) + b"\n") * len(texts))
    for i, letters in enumerate(made, len(start)):
        whole[i::width] = letters
    return whole[:-1].decode().split("\n")


def words(text: str) -> frozenset[str]:
    """A list of words, written as one text."""
    return frozenset(text.split())
