"""Guess marks: the comments in a record that say that a value was guessed, and that nobody has confirmed it.

`smartcity evidence add` writes them. A mark is a comment that begins with GUESS or TEBAKAN, in capitals or not. It is
about the key in its own line, or else about the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..spelling.patterns import late

WORDS = ("TEBAKAN", "GUESS")
"""How a mark begins, in each language."""
_MARK = late(rf"(?:^|[ \t])[ \t]*#[^\w\n]*(?:{'|'.join(WORDS)})\b[^\n]*", re.MULTILINE | re.IGNORECASE)
_KEY = late(r"[ \t]*([a-z_0-9]+)[ \t]*:", re.MULTILINE)


def guessed_keys(text: str) -> tuple[str, ...]:
    """The keys of a record whose values are marked as a guess, in the order of the text."""
    upper = text.upper()
    if not any(word in upper for word in WORDS):
        return ()
    return tuple(dict.fromkeys(_key(text, start) for start, _ in _marks(text)))


def without_marks(text: str) -> str:
    """The text of a record without its marks. Lines that consist of a mark are removed completely."""
    for start, end in reversed(list(_marks(text))):
        line = text.rfind("\n", 0, start) + 1
        beside = text[:start].rstrip(" \t")
        text = (
            beside + text[end:]
            if len(beside) > line
            else text[:line] + text[end:].removeprefix("\r").removeprefix("\n")
        )
    return text


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each mark; what a value says is not a comment."""
    values = None
    for found in _MARK.finditer(text):
        values = values if values is not None else list(_values(text))
        start = text.index("#", found.start())
        if not any(first <= start < last for first, last in values):
            yield start, found.end() - (1 if text[found.end() - 1] == "\r" else 0)


def _values(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each scalar of a text, in characters."""
    from ..source.compose import compose  # loads yaml

    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    pending = [compose(text)]
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if isinstance(node.value, str):
            ends = (node.start_mark, node.end_mark)
            first, last = (starts[min(mark.line, len(starts) - 1)] + mark.column for mark in ends)
            yield first, last
        else:
            pending += [part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,))]


def _key(text: str, mark: int) -> str:
    """The key that a mark is about: the one of its line, or else the next one."""
    line = text.rfind("\n", 0, mark) + 1
    own = _KEY.match(text, line, mark)
    found = own or next((k for k in map(_KEY.match, _lines_after(text, mark)) if k), None)
    return found[1] if found else "title"


def _lines_after(text: str, place: int) -> list[str]:
    return text[place:].splitlines()[1:]
