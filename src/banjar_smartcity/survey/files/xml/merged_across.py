"""Merged across: the places of cells of one row that are merged, of which only the first has a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_letters

from ...table.rows import MAX_COLUMNS

_CELLS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})[0-9]{1,7}")


def is_across(name: str) -> bool:
    """Whether a group of merged cells is in one row."""
    first, _, last = name.partition(":")
    return bool(last) and first.lstrip(ascii_letters) == last.lstrip(ascii_letters)


def places_across(names: Sequence[str]) -> Mapping[int, Sequence[range]]:
    """By row, the places (from 0) of each of these groups of cells, named as `D5:F5`."""
    found: dict[int, list[range]] = {}
    for name in names:
        if cells := _CELLS.fullmatch(name):
            first, last = _place(cells[1]), _place(cells[3])
            found.setdefault(int(cells[2]), []).append(range(first, min(last, MAX_COLUMNS) + 1))
    return found


def _place(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1
