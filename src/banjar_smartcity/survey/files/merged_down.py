"""Merged down: the value of a cell that is merged downwards, in each of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..table.rows import Cell, is_blank


def filled_down(number: int, cells: Sequence[Cell], filled: Mapping[int, Fill], width: int) -> Sequence[Cell]:
    """The cells of a row, with the value of each merged cell that runs through it."""
    made: list[Cell] = [*cells, *[None] * (width - len(cells))]
    for column, fill in filled.items():
        made[column] = fill.value(number, made[column])
    return made


class Fill:
    """The value of the merged cell that runs through a column, while its rows go by."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._ends = dict(spans)
        self._until = 0
        self._held: Cell = None

    def value(self, row: int, cell: Cell) -> Cell:
        """What the cell of this row shows."""
        if row in self._ends:
            self._until, self._held = self._ends[row], cell
        return self._held if row <= self._until and is_blank(cell) else cell
