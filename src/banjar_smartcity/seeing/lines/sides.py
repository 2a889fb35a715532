"""Sides: the half of a whole that words speak about, such as women of all people, or private of all schools."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...named import NamedTuple

_HALVES = (
    ("laki laki-laki pria lelaki male males men", "perempuan wanita female females women"),
    ("negeri public", "swasta private"),
    ("perkotaan urban", "perdesaan pedesaan rural"),
)
_SIDES = {
    word: (pair, side)
    for pair, halves in enumerate(_HALVES)
    for side, words in enumerate(halves)
    for word in words.split()
}
Side = tuple[int, int]


class ColumnSides(NamedTuple):
    """The halves that the head of a column names, and those of all columns."""

    own: frozenset[Side]
    every: frozenset[Side]


def every_side(text: str) -> frozenset[Side]:
    """The halves that a text names."""
    return frozenset(_SIDES[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in _SIDES)


def sides_of(text: str) -> frozenset[Side]:
    """The halves that a text names, without those that it names both of."""
    found = every_side(text)
    return frozenset((pair, side) for pair, side in found if (pair, 1 - side) not in found)


def sides_of_column(heads: Sequence[str], column: int, columns: int) -> ColumnSides | None:
    """The half of a column, where a line of heads has one word for each column of figures; None if none has."""
    for head in heads:
        cells = [sides_of(cell) for cell in head.split()]
        every = frozenset[Side]().union(*cells)
        if len(every) > 1 and columns <= len(cells) <= columns + 1:
            return ColumnSides(cells[len(cells) - columns + column], every)
    return None
