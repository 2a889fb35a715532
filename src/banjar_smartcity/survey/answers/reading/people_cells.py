"""People cells: the cells that identify persons, and what spreadsheets have done to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from ....spelling.dates import MONTHS
from ...cells.values import person_key
from ...columns.column import Column
from ...table.rows import Cell, tidy
from ..forms import SALT, cell_of

KEPT_DIGITS = 15
"""The digits of a number that a spreadsheet keeps; the others become 0."""
_LEAST_CUT = 5
"""The fewest long numbers that all end in 0 before that is not chance."""
_POWER = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_NUMBERS = ("nik", "phone", "code", "number")
_DATE = re.compile(r"(?:\d{1,2}[- ]([A-Z][a-z]{2})|([A-Z][a-z]{2})[- ]\d{2})(?:[- ]\d{2,4})?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]00:00(?::00)?)?")


class PeopleCells:
    """Reads the cells that identify persons row by row, and counts those that a spreadsheet has changed."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._long = dict.fromkeys(columns, 0)
        self._cut = dict.fromkeys(columns, 0)
        self._rounded = dict.fromkeys(columns, 0)
        self.dates: list[int] = []
        """The numbers of rows whose code looks like a date."""

    def keys(self, number: int, cells: Sequence[Cell]) -> dict[str, int]:
        """By role, the number that stands for the person of a row."""
        found: dict[str, int] = {}
        for role, column in self._columns.items():
            cell = cell_of(cells, column)
            if role in _NUMBERS and self._is_rounded(role, cell):
                cell = None
            elif role == "code" and looks_like_date(cell):
                self.dates.append(number)
                cell = None
            found[role] = person_key(role, cell, SALT)
        return found

    def _is_rounded(self, role: str, cell: Cell) -> bool:
        """Whether a number is written as 6,3E+15, which identifies nobody; long ones are counted."""
        if type(cell) is float and abs(cell) >= 10**KEPT_DIGITS:
            cell = int(cell)
        text = str(cell) if type(cell) is int else tidy(cell).lstrip("'") if type(cell) is str else ""
        if len(text) > KEPT_DIGITS and text.isdecimal():
            self._long[role] += 1
            self._cut[role] += not text[KEPT_DIGITS:].strip("0")
        elif "+" in text and _POWER.fullmatch(text):
            self._rounded[role] += 1
            return True
        return False

    def useless(self) -> list[str]:
        """The roles whose numbers were all cut, so that they identify nobody."""
        return [role for role, count in self._cut.items() if count >= _LEAST_CUT and count == self._long[role]]

    def damaged(self) -> list[str]:
        """The roles with numbers that were cut or rounded."""
        return sorted({*self.useless(), *(role for role, count in self._rounded.items() if count)})


def looks_like_date(cell: Cell) -> bool:
    """Whether a code is what a spreadsheet makes of MAR-1: a day, or the name of a month with a capital letter."""
    if isinstance(cell, datetime):
        return True
    text = tidy(cell) if type(cell) is str else ""
    if found := _DATE.fullmatch(text):
        return (found[1] or found[2]).lower() in MONTHS
    return _ISO_DAY.fullmatch(text) is not None
