"""Places: the cells of a workbook as people name them, `Jawaban!G12`, and findings there."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Fact, Finding, Kind, Position
from ...privacy.search import redact

_LONGEST = 200


def finding_at(kind: Kind, path: str, place: str, facts: Mapping[str, Fact]) -> Finding:
    """A finding at a cell of a file, such as `Jawaban!G12`. Texts of cells are cut, and without personal data."""
    said = {key: _shown(fact) if isinstance(fact, str) else fact for key, fact in facts.items()}
    return Finding(kind, redact(path), position_of(place), {"cell": redact(place), **said}, None)


def _shown(text: str) -> str:
    safe = redact(text)
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST - 1]}…"


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
