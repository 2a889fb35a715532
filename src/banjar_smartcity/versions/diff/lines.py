"""Lines: the lines in which two texts differ."""

from __future__ import annotations

from collections.abc import Iterator

from ...source.decode import split_lines
from .records import Field

_MOST_LINES = 2000
"""Longer texts are compared as one part, as finding the differences takes time that grows with the square."""


def compare_lines(before: str, after: str) -> Iterator[Field]:
    """The parts that differ, each at the number of its first line, counted from 0. The way back has the same parts."""
    if before > after:
        yield from (Field(field.pointer, field.after, field.before) for field in compare_lines(after, before))
        return
    old, new = split_lines(before), split_lines(after)
    if len(old) + len(new) > _MOST_LINES:
        yield Field((0,), before, after)
        return
    from difflib import SequenceMatcher  # slow to load

    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Field((max(a, c),), "\n".join(old[a:b]), "\n".join(new[c:d]))
