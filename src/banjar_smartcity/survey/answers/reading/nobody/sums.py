"""Sums: rows of totals, means and the like below the people or between them, known by their labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice

from ....cells.plain import plain
from ....columns.column import Columns
from ....columns.names import PERSON
from ....table.rows import Cell, Row, is_blank
from ...forms import cell_of
from .sum_labels import MOST_LABEL, NO, PERHAPS, SURELY, ends_like_sum, has_decimals, is_summary

FIRST = 4
"""So many columns may hold the label of a row of sums."""
_DIGIT, _ASIDE = re.compile(r"\d"), re.compile(r"\([^()]*\)")
_MOST_MET = 20
"""A label that comes back more often is not asked about any more."""
_FIRST_PEOPLE = 200
"""So many people show how many facts a row of a person has."""


class Sums:
    """Knows these rows of a table. A class, since each row is asked about with what was seen above it."""

    def __init__(self, columns: Columns, others: Sequence[int], answers: Collection[int]) -> None:
        """`others` are the places of the columns that may have a label, `answers` those of the statements."""
        unused = {column.place for column in columns.unused}
        self.first, self._others, self._answers = others[:FIRST], others, answers
        self._looked, self._least = 0, len(others)
        self._met: Counter[str] = Counter()
        self.groups = [place for place in self.first if place in unused]
        """The places of columns without a known meaning, which may have the label of a group's subtotal."""
        self._identified = [column for role, column in columns.single.items() if role in PERSON]
        self._name = columns.single.get("name")
        self.number = columns.single.get("number")
        self.counter = self.number or columns.single.get("code")
        """The column in which people have a number or a code."""
        self.numbered = self.below = False
        """Whether a person had a number there; whether the row before was one of sums, which says that of the next."""

    def has(self, cells: Sequence[Cell]) -> int:
        """Whether the label of a row says that it has sums: `NO`, `PERHAPS` or `SURELY`."""
        if has_decimals(cells, self._answers):
            return SURELY
        if (said := is_summary(cells, self.first, self._answers)) != NO:
            return NO if said == PERHAPS and self._met[self._label(cells)] > _MOST_MET else said
        named = any(place < len(cells) and ends_like_sum(cells[place]) for place in self.groups)
        return SURELY if named and all(is_blank(cell_of(cells, column)) for column in self._identified) else NO

    def meet(self, cells: Sequence[Cell]) -> None:
        """Note a row that perhaps has sums: what comes back so often is a fact of people."""
        self._met[self._label(cells)] += self._facts(cells) >= self._least

    def people(self, rows: Sequence[Row], others: Sequence[Sequence[int]]) -> set[int]:
        """The numbers of those of the rows that perhaps have sums that are of people after all.

        They have as many facts as other people, and the same label is above some of these, or comes back where most
        rows are such. `others` are the rows of other people, by dimension.
        """
        labels = Counter(self._label(cells) for _, cells in rows)
        last = max((max(numbers, default=0) for numbers in others), default=0)
        known = {self._label(cells) for number, cells in rows if number < last}
        if len(rows) > max(map(len, others), default=0):
            known.update(label for label, count in labels.items() if count > 1)
        least = self._least if self._looked else 0
        return {number for number, cells in rows if self._facts(cells) >= least and self._label(cells) in known}

    @property
    def are_told(self) -> bool:
        """Whether a row with nothing next to its answers is none of a person, as all people have some fact."""
        return self._looked == 0 or self._least > 0

    def _facts(self, cells: Sequence[Cell]) -> int:
        """The cells of a row next to its answers that are not empty."""
        return sum(not is_blank(cells[place]) for place in self._others if place < len(cells))

    def _label(self, cells: Sequence[Cell]) -> str:
        given = (cells[place] for place in self.first if place < len(cells))
        return next((plain(cell) for cell in given if type(cell) is str and not is_blank(cell)), "")

    def note(self) -> None:
        """Note that a row is one of sums."""
        self.below = self.number is None and self.counter is not None

    def look(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Note how many facts the first people have; of all whether one has a number or a code, as the first may."""
        for cells in islice(rows, _FIRST_PEOPLE - self._looked):
            self._looked += 1
            self._least = min(self._least, self._facts(cells))
        if self.counter is not None and not self.numbered:
            column = self.counter
            self.numbered = any(_has_number(cell_of(cells, column)) for cells in rows)

    def may_be(self, cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
        """Whether a row has a label, perhaps of sums, instead of the number or code that rows above it have.

        `others` are its cells next to the answers. In the place of a code it is one only below other sums, since some
        people have a code without a number.
        """
        if self.counter is None or not self.numbered or _has_number(own := cell_of(cells, self.counter)):
            return False
        if self.number is None and (is_blank(own) or not self.below):
            return False
        return _is_label(others) and (self._name is None or is_blank(cell_of(cells, self._name)))


def _has_number(cell: Cell) -> bool:
    """Whether a cell has a digit, not only in brackets, as running numbers and most codes of people do."""
    return not is_blank(cell) and _DIGIT.search(_ASIDE.sub(" ", str(cell))) is not None


def _is_label(others: Sequence[Cell]) -> bool:
    """Whether the cells of a row next to its answers are one text without a digit, and so perhaps a label of sums."""
    label = others[0] if len(others) == 1 else None
    return type(label) is str and len(label) <= MOST_LABEL and not _has_number(label)
