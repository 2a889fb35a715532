"""Turned: tables with the statements in rows, in which no row is one of a person."""

from __future__ import annotations

from ....diagnostics import Finding
from ...cells.plain import plain
from ...table.findings import finding, letter
from ...table.kinds import IN_ROWS
from ...table.rows import RowBlock, Table, is_blank
from ..column import Column
from ..statements import Statements, number_of

_MOST_ROWS = 300
_MOST_SEARCHED = 30
"""So many first columns are searched for statements in their rows."""
_LEAST_IN_ROWS, _MOST_NUMBERED = 3, 18
_MOST_NAMED = 1
"""So many statements may be in a first row that was taken for the names of columns."""


def statements_in_rows(table: Table, named: int, statements: Statements, first: RowBlock | None) -> Finding | None:
    """The fault that a column has several statements in its rows; `named` is how many the names of columns have."""
    if first is None or named > _MOST_NAMED:
        return None
    rows = list(first.rows[:_MOST_ROWS])
    for place in range(min(_MOST_SEARCHED, max(map(len, rows), default=0))):
        name = table.header[place] if place < len(table.header) else None
        cells_down = (name, *(cells[place] for cells in rows if place < len(cells)))
        texts = {cell for cell in cells_down if isinstance(cell, str) and not is_blank(cell)}
        if len({item for text in texts if (item := statements.find(text))}) >= _LEAST_IN_ROWS or _numbers(texts):
            own = not named and name and number_of(name) is None
            facts = {"column": Column(place, str(name)).label if own else letter(place)}
            return finding(IN_ROWS, table.path, facts, row=table.header_row, column=place)
    return None


def _numbers(texts: set[str]) -> bool:
    """Whether texts of a column, one of which may be its name, are numbered as statements are: P1, P2, P3."""
    numbers = [number_of(text) for text in texts if plain(text)[:1].isalpha()]
    found = {number for number in numbers if number is not None}
    size = len(found)
    return _LEAST_IN_ROWS <= size <= _MOST_NUMBERED and found == set(range(1, size + 1)) and len(texts) <= 2 * size
