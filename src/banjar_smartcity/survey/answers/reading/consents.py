"""Consents: whether the person of a row agreed to the survey, by all columns that ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...cells.coded import codes_in, decoded
from ...cells.consent import asks_for_refusal, refusal, yes_or_no
from ...cells.plain import plain
from ...columns.column import Column, Columns
from ...table.rows import Cell, is_blank
from ..forms import cell_of
from .memo import Memo
from .noted import Noted

NO, YES, UNCLEAR, EMPTY = range(4)
"""What a cell says; of several cells of a row the first of these decides: a no is a no, and one yes is enough."""


class Consents:
    """Judges rows, and notes those that are not clear. A class, since people answer in the same few words."""

    def __init__(self, columns: Columns, noted: Noted) -> None:
        single = columns.single.get("consent")
        asked = (single, *columns.consents) if single else ()
        self.judges = tuple((column, Memo(_judge_of(column))) for column in asked)
        """Each column, with what its cells say."""
        self._noted = noted

    def agrees(self, number: int, cells: Sequence[Cell], *, answered: bool) -> bool:
        """Whether the person of a row did not refuse."""
        said = min(memo[cell_of(cells, column)] for column, memo in self.judges)
        if said == NO:
            return False
        self._noted.consents += said == YES
        if said > YES and answered:
            (self._noted.consent_blank if said == EMPTY else self._noted.consent_unclear).append(number)
        return True


def _judge_of(column: Column) -> Callable[[Cell], int]:
    """What says what a cell of a column means, by the question and the codes in its name."""
    codes = codes_in(column.name)
    question = refusal if asks_for_refusal(plain(column.name.rpartition("/")[2])) else yes_or_no

    def agreement(cell: Cell) -> int:
        said = question(decoded(cell, codes))
        return (EMPTY if is_blank(cell) else UNCLEAR) if said is None else YES if said else NO

    return agreement
