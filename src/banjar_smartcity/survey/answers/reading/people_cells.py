"""People cells: the cells that identify persons, and what spreadsheets have done to them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from ....named import NamedTuple
from ....spelling.dates import MONTHS
from ...cells.plain import plain
from ...cells.values import keys_of_numbers, number_keys, person_key, person_keys, text_of_key
from ...columns.column import Column, Columns
from ...columns.names import is_account
from ...columns.states.questions import is_request
from ...table.fixed import FixedColumn
from ...table.rows import Cell, tidy
from ..forms import SALT, cell_of
from ..keys.person_keys import PersonKeys
from ..keys.rising import RisingCodes

KEPT_DIGITS = 15
"""The digits of a number that a spreadsheet keeps; the others become 0."""
_LEAST_CUT = 5
"""The fewest long numbers that all end in 0 before that is not chance."""
_POWER = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_RISING = ("code", "number")
"""Two of these are the same only if all their letters and digits are."""
_NUMBERS = ("nik", "phone", "code", "number")
_DATE = re.compile(r"(?:\d{1,2}[- ]([A-Z][a-z]{2})|([A-Z][a-z]{2})[- ]\d{2})(?:[- ]\d{2,4})?")
_DAY = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/20\d{2})(?:[ T]0?0:00(?::00)?)?")


_PLACES = re.compile(
    "(?:^|_)(?:instansi|lembaga|organisasi|kantor|perusahaan|alamat|desa|kelurahan|kecamatan|dusun|asal|domisili|lokasi|"
    "address|village|district|organi[sz]ation|institution|company)(?:_|$)"
)
"""Unused columns with a short fact about a person, in which people who try out a form write that they do."""
_MOST_REMARKED = 40
"""So many unused columns are searched for remarks."""
_LONG, _CUT, ROUNDED = 1, 2, 3
"""A long number, one that was cut, and one written as 6,3E+15, which identifies nobody."""


class PeopleColumn(NamedTuple):
    """The keys of the persons in a column, and the states of its cells; empty if nothing is odd in any."""

    keys: array[int]
    states: bytes


class PeopleCells:
    """Reads the cells that identify persons row by row, and counts those that a spreadsheet has changed."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._long = dict.fromkeys(columns, 0)
        self._cut = dict.fromkeys(columns, 0)
        self._rounded = dict.fromkeys(columns, 0)
        self.dates: list[int] = []
        """The numbers of rows whose code looks like a date."""
        self.rising = {role: RisingCodes() for role in columns if role in _RISING}

    @property
    def roles(self) -> Sequence[str]:
        """The roles of the columns."""
        return tuple(self._columns)

    def keys(self, number: int, cells: Sequence[Cell]) -> dict[str, int]:
        """By role, the number that stands for the person of a row."""
        found: dict[str, int] = {}
        for role, column in self._columns.items():
            cell = cell_of(cells, column)
            state = _state(cell) if role in _NUMBERS else 0
            self._long[role] += state in (_LONG, _CUT)
            self._cut[role] += state == _CUT
            if state == ROUNDED:
                self._rounded[role] += 1
                cell = None
            elif role == "code" and looks_like_date(cell):
                self.dates.append(number)
                cell = None
            texts = [text_of_key(cell)]
            found[role] = number_keys(texts, SALT)[0] if role == "number" else person_key(role, cell, SALT)
        return found

    def look(self, cells: Sequence[Cell]) -> None:
        """See whether the codes of a row that is above all columns are higher than those above it."""
        for role, rising in self.rising.items():
            rising.add([cell_of(cells, self._columns[role])])

    def column(self, role: str, cells: Sequence[Cell]) -> PeopleColumn:
        """The keys of a column, and what is odd in its cells; this is counted when it is known which rows count."""
        texts = cast(Sequence[str], cells)
        if role in self.rising:
            self.rising[role].add(cells)
        may_be_number = role in _NUMBERS
        if isinstance(cells, FixedColumn):
            may_be_number &= len(cells.letters) > KEPT_DIGITS or any(b"+" in letters for letters in cells.letters)
        else:
            try:
                whole = "".join(texts)
            except TypeError:  # not all are texts; to ask each would take longer
                texts = list(map(text_of_key, cells))
                whole = "".join(texts)
            may_be_number = may_be_number and (len(max(texts, key=len)) > KEPT_DIGITS or _has_power(whole))
        states = bytes([_state(cell) if _may_have_state(cell) else 0 for cell in cells]) if may_be_number else b""
        return PeopleColumn(
            number_keys(texts, SALT) if role == "number" else person_keys(role, texts, SALT),
            states,
        )

    def count(self, role: str, states: bytes) -> None:
        """Count what is odd in the cells of rows that count."""
        self._cut[role] += states.count(_CUT)
        self._long[role] += states.count(_CUT) + states.count(_LONG)

    def of_form(self, people: Mapping[str, array[int]]) -> dict[str, PersonKeys]:
        """The keys of the rows of a form, when all rows have been read."""
        return {role: PersonKeys(keys, all_differ=bool(self.rising.get(role))) for role, keys in people.items()}

    def useless(self) -> list[str]:
        """The roles whose numbers were all cut, so that they identify nobody."""
        return [role for role, count in self._cut.items() if count >= _LEAST_CUT and count == self._long[role]]

    def damaged(self) -> list[str]:
        """The roles with numbers that were cut or rounded."""
        return sorted({*self.useless(), *(role for role, count in self._rounded.items() if count)})


def _may_have_state(cell: Cell) -> bool:
    """Whether a cell is a long text, or may be a number that was rounded; all others are as they were written."""
    return type(cell) is not str or len(cell) > KEPT_DIGITS or _has_power(cell)


def _has_power(text: str) -> bool:
    return "E+" in text or "e+" in text


def _state(cell: Cell) -> int:
    """What a spreadsheet has done to a number; 0 if nothing is to be seen."""
    if type(cell) is float and abs(cell) >= 10**KEPT_DIGITS:
        cell = int(cell)
    text = str(cell) if type(cell) is int else tidy(cell).lstrip("'") if type(cell) is str else ""
    if len(text) > KEPT_DIGITS and text.isdecimal():
        return _LONG if text[KEPT_DIGITS:].strip("0") else _CUT
    return ROUNDED if "+" in text and _POWER.fullmatch(text) else 0


def looks_like_date(cell: Cell) -> bool:
    """Whether a code is what a spreadsheet makes of MAR-1: a day, or the name of a month with a capital letter."""
    if isinstance(cell, datetime):
        return True
    text = tidy(cell) if type(cell) is str else ""
    if found := _DATE.fullmatch(text):
        return (found[1] or found[2]).lower() in MONTHS
    return _DAY.fullmatch(text) is not None


def tested_columns(columns: Columns) -> list[tuple[str, Column]]:
    """The columns that are asked whether a row is a test of the form, each with its role for `is_test`."""
    single = columns.single
    asked = [(role, single[role]) for role in ("name", "code", "number", "email") if role in single]
    asked += [("place", column) for column in columns.unused if _PLACES.search(plain(column.name))]
    asked += [("place", single["occupation"])] if "occupation" in single else []
    hands = set(columns.by_part.get("interviewer", {}).values())  # accounts may be called as somebody likes
    return asked + [("interviewer", column) for column in hands if not is_account(column.name)]


_OF_PEOPLE = re.compile(
    "(?:^|_)(?:kendala|keluhan|masalah|hambatan|alasan|problems?|issues?|complaints?|reasons?)(?:_|$)"
)
"""Names of columns in which people say what went wrong, or why they do something: that is not about their row."""


def remarked_columns(columns: Columns, tested: Sequence[tuple[str, Column]]) -> list[tuple[str, Column]]:
    """The columns in which a word may say that a row should not count, each with its role for `remark_of`."""
    known = {column.place for role, column in tested if role not in ("name", "place")}
    names = [column for column in columns.by_part.get("interviewer", {}).values() if is_account(column.name)]
    names += [columns.single["name"]] if "name" in columns.single else []
    notes = [column for column in columns.status if column.place not in columns.asked]
    others = (c for c in columns.unused if c.place not in known and not _OF_PEOPLE.search(plain(c.name)))
    free = [*notes, *others][:_MOST_REMARKED]
    roles = (("trouble" if is_request(plain(column.name)) else "", column) for column in free)
    return [*(("name", column) for column in dict.fromkeys(names)), *roles]


def identifying(people: Mapping[str, PersonKeys]) -> dict[str, PersonKeys]:
    """The columns that identify persons. A column of numbers does, as a code, unless they are running numbers."""
    found = dict(people)
    numbers = found.pop("number", None)
    if numbers is not None and "code" not in found:
        running = range(1, len(numbers) + len(numbers) // 5 + 2)
        if sum(map(running.__contains__, numbers.keys)) * 10 < len(numbers) * 9:
            keys = keys_of_numbers(numbers.keys, SALT)
            found["code"] = PersonKeys(keys, all_differ=numbers.are_different)
    return found
