"""States: why columns of states say that a row does not count, such as "not approved" or "refused"."""

from __future__ import annotations

from collections.abc import Sequence

from ....diagnostics import Phrase
from ...cells.plain import plain
from ...cells.states.finished import APPROVED, DOUBTED, POOR, PREVIEW
from ...cells.states.status import is_review
from ...columns.column import Column, Columns
from ...columns.states.verdicts import ASKED, state_of
from ...table.rows import Cell
from ..fates import BY_STATUS
from ..forms import cell_of
from .noted import Noted

_QUALTRICS = frozenset(("responseid", "recordeddate", "distributionchannel"))
"""Columns that only Qualtrics writes."""
_MOST_KNOWN = 10_000
_FEW = 3
"""One row in so many, at most, has a word that is not the usual one."""


class States:
    """Judges rows, and notes those that are not clear. A class, since rows have the same few states."""

    def __init__(self, header: Sequence[Cell], columns: Columns, noted: Noted) -> None:
        previews = not _QUALTRICS.isdisjoint(map(plain, header))
        self.judged = tuple((_state_name(column, columns, previews=previews), column) for column in columns.status)
        """Each column, with its name for `state_of`."""
        self._noted = noted
        self._known: dict[tuple[str, Cell], str | None] = {}

    def why_not(self, number: int, cells: Sequence[Cell]) -> Phrase | None:
        """Why a row does not count; None if no column says that."""
        noted = self._noted
        poor, approved = None, False
        for name, column in self.judged:
            cell = cell_of(cells, column)
            said = self._said(name, cell)
            if name.startswith(ASKED):
                noted.remark(column, number, said)
            elif said == APPROVED:
                noted.understood[column] = noted.understood.get(column, 0) + 1
                approved |= is_review(name)
            elif said == POOR:
                poor = column
            elif said == DOUBTED:
                noted.doubted.setdefault(column, []).append(number)
            elif said == "":
                noted.unclear.setdefault(column, {}).setdefault(cell, []).append(number)
            elif said is not None:
                noted.status.setdefault(column, {}).setdefault(BY_STATUS[said], []).append(number)
                return BY_STATUS[said]
        if poor is not None and not approved:
            noted.doubted.setdefault(poor, []).append(number)
        return None

    def _said(self, name: str, cell: Cell) -> str | None:
        key = (name, cell)
        if key not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[key] = state_of(name, cell)
        return self._known[key]


def unsettled(column: Column, noted: Noted, total: int) -> list[int]:
    """The rows of a column of states that are asked about, of `total` rows that count.

    What is not understood is asked about where few rows have it, or where nearly all others have one word: that is
    how people write "approved" in words of their own. A column of which most is not understood is about something else.
    """
    unclear = noted.unclear.get(column, {})
    rows = [row for numbers in unclear.values() for row in numbers]
    understood = noted.understood.get(column, 0) + sum(map(len, noted.status.get(column, {}).values()))
    if len(rows) > understood and len(rows) * _FEW > total:
        usual = max(unclear, key=lambda cell: len(unclear[cell]))
        others = [row for cell, numbers in unclear.items() if cell != usual for row in numbers]
        rows = others if len(others) * _FEW <= min(total, len(rows)) else []
    return sorted([*rows, *noted.doubted.get(column, ())])


def _state_name(column: Column, columns: Columns, *, previews: bool) -> str:
    """The plain name of a column of states, for `state_of`; that of Qualtrics has numbers of its own."""
    if column.place in columns.asked:
        return ASKED + columns.asked[column.place]
    name = plain(column.name.rpartition("/")[2])
    return PREVIEW if previews and name == "status" else name
