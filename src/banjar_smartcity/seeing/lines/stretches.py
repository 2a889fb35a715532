"""Stretches: the sentences and table rows of a page, each with the lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST_HEADS = 14
"""Lines above a row among which the heads of its columns are."""
_ROW_END = re.compile(r"(?:[0-9][0-9.,]*|[-\u2013%\u2030*])\s*\)?(?:\s+[^\W\d_]+){0,2}\s*$|^\s*[0-9][0-9.,\s]*$")
_ROW_START = re.compile(r"\s*[^a-z\s]")
_MOST_WORDS = 12
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|rp|hal|hlm|jl|kab|kec|kel|dr|drs|ir|st|tn|ny|dkk|dll|dsb|s\.?d|a\.?n|u\.?b|vol|art)|\b[A-Z])\.$", re.I
)
_END = re.compile(r"(?<=[.?!;])\s+(?=[\"'\u201c(]?[A-Z0-9])|(?<=;)\s+")


class Stretch(NamedTuple):
    """A sentence or a table row of a page."""

    text: str
    row: bool
    heads: tuple[str, ...]
    """The lines above a row or sentence, the nearest first."""


def stretches(page: str) -> Iterator[Stretch]:
    """The sentences and rows of a page in their order."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    paragraph: list[str] = []
    began = 0
    for n, line in enumerate(lines):
        row = is_row(lines, n)
        if paragraph and (row or not line or _breaks(paragraph[-1], line)):
            yield from _sentences(paragraph, _heads(lines, began))
            paragraph = []
        if row:
            yield Stretch(text=line, row=True, heads=_heads(lines, n))
        elif line:
            began = began if paragraph else n
            paragraph.append(line)
    yield from _sentences(paragraph, _heads(lines, began))


def _heads(lines: Sequence[str], n: int) -> tuple[str, ...]:
    return tuple(line for line in reversed(lines[max(0, n - MOST_HEADS) : n]) if line)


def is_row(lines: Sequence[str], n: int) -> bool:
    """Whether a line is a row of a table: it ends with a figure, and no sentence goes on over its ends."""
    line = lines[n]
    if not re.search(r"[0-9]", line) or not _ROW_END.search(line) or not _ROW_START.match(line):
        return False
    words = re.findall(r"[^\W\d_]{2,}", line)
    if len(words) > _MOST_WORDS or line.endswith((".", ":", ",", ";")):
        return False
    following = lines[n + 1] if n + 1 < len(lines) else ""
    before = lines[n - 1] if n else ""
    goes_on = following[:1].islower()
    came_from = len(before) > 60 and before[-1:].islower() and len(re.findall(r"[0-9]+", line)) < 2
    return not goes_on and not came_from


def _breaks(line: str, following: str) -> bool:
    """Whether a paragraph ends between two lines: the first is a heading or an entry of a list."""
    ended = line.endswith((".", "?", "!", ":", ";"))
    return not ended and len(line) < 60 and following[:1].isupper()


def _sentences(paragraph: Sequence[str], heads: tuple[str, ...]) -> Iterator[Stretch]:
    text = ""
    for line in paragraph:
        text = text[:-1] + line if text.endswith("-") and line[:1].islower() else f"{text} {line}".strip()
    start = 0
    above = list(heads)
    for found in _END.finditer(text):
        piece = text[start : found.start()]
        if _ABBREVIATION.search(piece):
            continue
        yield Stretch(text=piece, row=False, heads=tuple(above))
        above.insert(0, piece)
        start = found.end()
    if text[start:].strip():
        yield Stretch(text=text[start:], row=False, heads=tuple(above))
