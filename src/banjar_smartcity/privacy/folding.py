"""Folding: a stretch of text as a reader would take it: lines joined, dashes and spaces plain, O in a number a zero.

What people or programs put between the digits of a number is made one of `-`, space, `.` and line end, so that one
number is found in every spelling. Each character of the result knows where it comes from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from ..named import NamedTuple
from ..spelling.patterns import late

_JOINT = late(r"\\?[ \t\r]*\n[ \t]*(?:#+[ \t]*)?|[^\x00-\x7f]")
"""A line end, with the comment sign of the next line; or a character that may be another one in disguise."""
_NUMBERLIKE = late(r"(?<![^\W\d_])(?:[OoIl]*[0-9][0-9OoIl]*|(?<=[0-9][ .\-])[Oo]{2,4})(?![^\W\d_])")
"""Digits with the letters that are taken for digits among them, and no other letter."""
_DISGUISED = late(r"[0-9][ .\-]?[OoIl]|[OoIl][0-9]")
_DIGITS = {ord("O"): "0", ord("o"): "0", ord("I"): "1", ord("l"): "1"}
_KEY = late(r"[\"']?[\w .\-/()]{1,60}[\"']?:(?:\s|$)|[-*|>]\s")
"""What begins an entry of its own: a key, a bullet, a row of a table."""
_SPELLED = {"\u00b7": ".", "\u2022": ".", "\u2024": ".", "\u2212": "-", "\u2043": "-", "\u30fc": "-", "\u20e3": ""}
_ZEROS = frozenset("\u041e\u043e\u039f\u03bf")
"""Letters of other scripts that look like an O."""


class Folded(NamedTuple):
    """A stretch of text as a reader would take it, and the place of each of its characters in the whole text."""

    text: str
    places: Sequence[int]


def fold(text: str, start: int, end: int) -> Folded:
    """The stretch of a text from `start` to `end`."""
    part = text[start:end]
    places: Sequence[int] = range(start, end)
    if "\n" in part or not part.isascii():
        part, places = _unite(part, start)
    if _DISGUISED.search(part) is not None:
        part = _NUMBERLIKE.sub(lambda found: found[0].translate(_DIGITS), part)
    return Folded(part, places)


def _unite(part: str, offset: int) -> tuple[str, list[int]]:
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for found in _JOINT.finditer(part):
        pieces.append(part[last : found.start()])
        places.extend(range(offset + last, offset + found.start()))
        last = found.end()
        joint = _plain(found[0]) if len(found[0]) == 1 and found[0] != "\n" else "\n"
        if joint == "\n" and "#" in found[0] and _KEY.match(part, last):
            joint = ";"  # the next entry of a comment: its words may tell what a number is, its digits are others
        pieces.append(joint)
        places.extend([offset + found.start()] * len(joint))
    pieces.append(part[last:])
    places.extend(range(offset + last, offset + len(part)))
    return "".join(pieces), places


@cache
def _plain(letter: str) -> str:
    """The plain character that a character looks like; none for what cannot be seen."""
    if letter in _SPELLED:
        return _SPELLED[letter]
    if letter in _ZEROS:
        return "O"
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn", "Me", "Cc"):
        return ""
    if category == "Pd":
        return "-"
    if category in ("Zs", "Zl", "Zp"):
        return " "
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 and plain.isascii() else letter


def stretch(text: str, place: int, least: int) -> tuple[int, int]:
    """The lines around a place that are read as one, none of them before `least`."""
    start, end = _line(text, place, least)
    first = end
    while start > least:
        before, _ = _line(text, start - 1, least)
        if not _continues(text[before : start - 1], text[start:first]):
            break
        first, start = start - 1, before
    last = text.rfind("\n", start, end) + 1 or start
    while end < len(text):
        _, after = _line(text, end + 1, end + 1)
        if not _continues(text[last:end], text[end + 1 : after]):
            break
        last, end = end + 1, after
    return start, end


def _line(text: str, place: int, least: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return max(text.rfind("\n", 0, place) + 1, least), len(text) if end < 0 else end


def _continues(line: str, following: str) -> bool:
    """Whether a line goes on with what the one before it says."""
    above, below = line.strip(), following.strip()
    if not above or not below or (above[0] == "#") != (below[0] == "#"):
        return False
    return below[0] == "#" or _KEY.match(below) is None
