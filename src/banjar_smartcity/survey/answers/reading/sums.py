"""Sums: rows of totals, means and the like below the people or between them, known by their labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...columns.column import Columns
from ...columns.names import PERSON
from ...table.rows import Cell, is_blank
from ..fates import ends_like_sum, has_number, is_label_only, is_summary
from ..forms import cell_of

FIRST = 4
"""So many columns may hold the label of a row of sums."""


class Sums:
    """Knows these rows of a table. A class, since each row is asked about with what was seen above it."""

    def __init__(self, columns: Columns, others: Sequence[int], answers: Collection[int]) -> None:
        """`others` are the places of the columns that may have a label, `answers` those of the statements."""
        unused = {column.place for column in columns.unused}
        self.first, self._answers = others[:FIRST], answers
        self.groups = [place for place in self.first if place in unused]
        """The places of columns without a known meaning, which may have the label of a group's subtotal."""
        self._identified = [column for role, column in columns.single.items() if role in PERSON]
        self._name = columns.single.get("name")
        self.number = columns.single.get("number")
        self.counter = self.number or columns.single.get("code")
        """The column in which people have a number or a code."""
        self.numbered = self.below = False
        """Whether a person had a number there; whether the row before was one of sums, which says that of the next."""

    def has(self, cells: Sequence[Cell]) -> bool:
        """Whether the label of a row says that it has sums."""
        if is_summary(cells, self.first, self._answers):
            return True
        named = any(place < len(cells) and ends_like_sum(cells[place]) for place in self.groups)
        return named and all(is_blank(cell_of(cells, column)) for column in self._identified)

    def note(self) -> None:
        """Note that a row is one of sums."""
        self.below = self.number is None and self.counter is not None

    def look(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Note whether one of these rows of people has a number or a code; most often the first one has."""
        if self.counter is not None and not self.numbered:
            column = self.counter
            self.numbered = any(has_number(cell_of(cells, column)) for cells in rows)

    def may_be(self, cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
        """Whether a row has a label, perhaps of sums, instead of the number or code that rows above it have.

        `others` are its cells next to the answers. In the place of a code it is one only below other sums, since some
        people have a code without a number.
        """
        if self.counter is None or not self.numbered or has_number(own := cell_of(cells, self.counter)):
            return False
        if self.number is None and (is_blank(own) or not self.below):
            return False
        return is_label_only(others) and (self._name is None or is_blank(cell_of(cells, self._name)))
