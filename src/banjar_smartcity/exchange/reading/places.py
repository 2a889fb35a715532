"""Places: the cells of a workbook as people name them, `Jawaban!G12`, and findings there."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Fact, Finding, Kind, Position
from ...privacy.search import redact


def finding_at(kind: Kind, path: str, place: str, facts: Mapping[str, Fact]) -> Finding:
    """A finding at a cell of a file, such as `Jawaban!G12`."""
    return Finding(kind, redact(path), position_of(place), {"cell": place, **facts}, None)


def position_of(place: str) -> Position:
    """The row and the column of a cell by its name; the first one of a file that has no cells."""
    letters = place.rpartition("!")[2].rstrip("0123456789")
    digits = place.rpartition("!")[2][len(letters) :]
    if "!" not in place or not digits or not letters.isalpha():
        return Position(1, 1)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return Position(int(digits), column)
