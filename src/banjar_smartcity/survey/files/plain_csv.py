"""Plain CSV: text without quotation marks; many of its rows are cut at all their separators at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from ..table.fixed import FixedRows
from ..table.rows import MAX_CELL, FlatRows

_LEAST_ROWS, _LONGEST = 20, 2_000
"""The least rows and the longest that are cut letter by letter where all are alike."""
_FIRST, _PIECE = 256 * 1024, 768 * 1024
"""Bytes that are cut at once: some thousand rows, and a few megabytes of cells; the first ones make columns known."""


def line_end(content: bytes) -> bytes | None:
    """What ends the first line of a text; None if cells may be in quotation marks.

    Only the pieces of the text show whether all its lines end so.
    """
    if b'"' in content:
        return None
    first = content.find(b"\n")
    if first < 0:
        return None if b"\r" in content else b"\n"
    return b"\r\n" if content[:first].endswith(b"\r") else b"\n"


def is_cut_by(text: bytes, end: bytes) -> bool:
    """Whether all lines of a text end so, and nothing else ends a line."""
    if len(end) == 1:
        return b"\r" not in text
    return text.count(b"\r") == text.count(b"\n") == text.count(end)


def after_line(content: bytes, begin: int, end: bytes) -> int:
    """Where the line ends that begins at a place."""
    last = content.find(end, begin)
    return len(content) if last < 0 else last + len(end)


def pieces(content: bytes, begin: int, end: bytes) -> Iterator[bytes]:
    """Whole lines from a place on, some thousand at a time; the last of them may have no end."""
    size = _FIRST
    while begin < len(content):
        last = content.rfind(end, begin, begin + size)
        size = _PIECE
        after = after_line(content, begin, end) if last < 0 else last + len(end)
        yield content[begin:after]
        begin = after


def cut_piece(piece: bytes, encoding: str, separator: str, end: bytes) -> FlatRows | FixedRows | None:
    """The cells of whole lines; None unless all have as many, at least two, none of which is too long."""
    sign = separator.encode()
    if not piece.endswith(end):
        piece += end
    if (rows := _cut_alike(piece, sign, end)) is not None:
        return rows
    if not is_cut_by(piece, end):
        return None
    marks = piece.translate(None, bytes(code for code in range(256) if code not in b"\n" + sign))
    width = marks.find(b"\n") + 1
    if width < 2 or marks != marks[:width] * (len(marks) // width) or _may_be_long(piece, sign):
        return None
    text = piece[: -len(end)].decode(encoding)
    return FlatRows(text.replace(end.decode(), separator).split(separator), width)


def _cut_alike(piece: bytes, sign: bytes, end: bytes) -> FixedRows | None:
    """The cells of lines of ASCII that all have their separators at the same places; None if they have not."""
    length = piece.find(end) + len(end)
    size, rest = divmod(len(piece), length)
    if rest or size < _LEAST_ROWS or length > _LONGEST or piece[length - 1 :: length] != b"\n" * size:
        return None
    line = piece[: length - len(end)]
    letters = [piece[i::length] for i in range(length)]
    for i, column in enumerate(letters):
        if i >= len(line) or line[i] == sign[0]:
            if column != column[:1] * size:
                return None
        elif sign in column or b"\n" in column or b"\r" in column or not column.isascii():
            return None
    cells = line.split(sign)
    ends = list(accumulate((len(cell) + 1 for cell in cells), initial=0))
    spans = [range(begin, begin + len(cell)) for begin, cell in zip(ends, cells, strict=False)]
    return FixedRows(letters, spans, 0, size) if len(cells) > 1 else None


def _may_be_long(piece: bytes, sign: bytes) -> bool:
    """Whether a cell may have too many letters: then half as many bytes somewhere have no separator."""
    half = MAX_CELL // 2
    places = range(0, len(piece) - half + 1, half)
    return any(piece.find(sign, i, i + half) < 0 and piece.find(b"\n", i, i + half) < 0 for i in places)
