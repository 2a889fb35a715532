"""Subtotals: rows between the people that a spreadsheet writes below each group, such as `Desa A Max`."""

from __future__ import annotations

from collections.abc import Sequence

from ...columns.column import Columns
from ...columns.names import PERSON
from ...table.rows import Cell, is_blank
from ..fates import ends_like_sum
from ..forms import cell_of


class Subtotals:
    """Knows these rows of a table. A class, since each row is asked about with the same columns."""

    def __init__(self, columns: Columns, first: Sequence[int]) -> None:
        """`first` are the places that may have a label; only those of columns without a known meaning are asked."""
        unused = {column.place for column in columns.unused}
        self.places = [place for place in first if place in unused]
        self._identified = [column for role, column in columns.single.items() if role in PERSON]

    def has(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has the label of a group's sum, and nothing that identifies a person."""
        named = any(place < len(cells) and ends_like_sum(cells[place]) for place in self.places)
        return named and all(is_blank(cell_of(cells, column)) for column in self._identified)
