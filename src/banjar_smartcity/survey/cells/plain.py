"""Plain: texts in a form for comparison."""

from __future__ import annotations

import re

from ..table.rows import tidy

_OTHER = re.compile(r"[^0-9a-z]+")


def plain(text: object) -> str:
    """A name for comparison: lower-case letters and digits, with one underscore for everything between."""
    return _OTHER.sub("_", tidy(str(text)).casefold()).strip("_") if text is not None else ""


def words(text: str) -> frozenset[str]:
    """A list of words, written as one text."""
    return frozenset(text.split())
