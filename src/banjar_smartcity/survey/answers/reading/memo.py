"""Memo: what a cell means, remembered, so that each different cell of a column is judged once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...table.rows import Cell

_MOST = 10_000
"""The most different cells that are remembered, so that a column in which each is another one takes no memory."""


class Memo(dict[Cell, int]):
    """A number for each cell, by a function. Cells of texts only, or of which equal ones mean the same."""

    def __init__(self, judge: Callable[[Cell], int]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, cell: Cell) -> int:
        found = self._judge(cell)
        if len(self) < _MOST:
            self[cell] = found
        return found

    def column(self, cells: Sequence[Cell]) -> bytes:
        """The numbers of the cells of a column; each is less than 256."""
        return bytes(map(self.__getitem__, cells))
