"""Consents: whether the person of a row agreed to the survey, by all columns that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from ...cells.consent import yes_or_no
from ...columns.column import Columns
from ...table.rows import Cell, is_blank
from ..forms import cell_of
from .memo import Memo
from .result import Noted

NO, YES, UNCLEAR, EMPTY = range(4)
"""What a cell says; of several cells of a row the first of these decides: a no is a no, and one yes is enough."""


class Consents:
    """Judges rows, and notes those that are not clear. A class, since people answer in the same few words."""

    def __init__(self, columns: Columns, noted: Noted) -> None:
        single = columns.single.get("consent")
        self.columns = (single, *columns.consents) if single else ()
        self.said = Memo(agreement)
        self._noted = noted

    def agrees(self, number: int, cells: Sequence[Cell], *, answered: bool) -> bool:
        """Whether the person of a row did not refuse."""
        said = min(self.said[cell_of(cells, column)] for column in self.columns)
        if said == NO:
            return False
        self._noted.consents += said == YES
        if said > YES and answered:
            (self._noted.consent_blank if said == EMPTY else self._noted.consent_unclear).append(number)
        return True


def agreement(cell: Cell) -> int:
    """What one cell says."""
    said = yes_or_no(cell)
    return (EMPTY if is_blank(cell) else UNCLEAR) if said is None else YES if said else NO
