"""Plain CSV: text without quotation marks; many of its rows are cut at all their separators at once."""

from __future__ import annotations

from collections.abc import Iterator

from ..table.rows import MAX_CELL, FlatRows

_PIECE = 256 * 1024
"""Bytes that are cut at once: some thousand rows, and a few megabytes of cells."""


def line_end(content: bytes) -> bytes | None:
    """What ends all lines of a text; None if they end in several ways, or if cells may be in quotation marks."""
    if b'"' in content:
        return None
    returns = content.count(b"\r")
    if not returns:
        return b"\n"
    return b"\r\n" if returns == content.count(b"\n") == content.count(b"\r\n") else None


def pieces(content: bytes, begin: int, end: bytes) -> Iterator[bytes]:
    """Whole lines from a place on, some thousand at a time; the last of them may have no end."""
    while begin < len(content):
        last = content.rfind(end, begin, begin + _PIECE)
        if last < 0:
            last = content.find(end, begin)
        after = len(content) if last < 0 else last + len(end)
        yield content[begin:after]
        begin = after


def cut_piece(piece: bytes, encoding: str, separator: str, end: bytes) -> FlatRows | None:
    """The cells of whole lines; None unless all have as many, at least two, none of which is too long."""
    sign = separator.encode()
    if not piece.endswith(end):
        piece += end
    marks = piece.translate(None, bytes(code for code in range(256) if code not in b"\n" + sign))
    width = marks.find(b"\n") + 1
    if width < 2 or marks != marks[:width] * (len(marks) // width) or _may_be_long(piece, sign):
        return None
    text = piece[: -len(end)].decode(encoding)
    return FlatRows(text.replace(end.decode(), separator).split(separator), width)


def _may_be_long(piece: bytes, sign: bytes) -> bool:
    """Whether a cell may have too many letters: then half as many bytes somewhere have no separator."""
    half = MAX_CELL // 2
    places = range(0, len(piece) - half + 1, half)
    return any(piece.find(sign, i, i + half) < 0 and piece.find(b"\n", i, i + half) < 0 for i in places)
