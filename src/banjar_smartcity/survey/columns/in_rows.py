"""In rows: a table whose rows are statements, not people, as long formats, turned tables and counts of answers are."""

from __future__ import annotations

from ...diagnostics import Finding
from ..cells.plain import plain
from ..table.findings import finding, letter
from ..table.kinds import IN_ROWS
from ..table.rows import RowBlock, Table
from .column import Column
from .statements import Statements, number_of

_MOST_ROWS, _MOST_COLUMNS = 300, 30
_LEAST_STATEMENTS, _MOST_NUMBERED = 3, 18
_MOST_NAMED = 1
"""So many statements may be in a first row that was taken for the names of columns."""


def statements_in_rows(table: Table, named: int, statements: Statements, first: RowBlock | None) -> Finding | None:
    """The fault that a column has several statements in its rows; `named` is how many the names of columns have."""
    if first is None or named > _MOST_NAMED:
        return None
    rows = list(first.rows[:_MOST_ROWS])
    for place in range(min(_MOST_COLUMNS, max(map(len, rows), default=0))):
        texts = {cell for cells in rows if place < len(cells) and isinstance(cell := cells[place], str)}
        if len({item for text in texts if (item := statements.find(text))}) >= _LEAST_STATEMENTS or _numbers(texts):
            name = table.header[place] if place < len(table.header) else None
            facts = {"column": letter(place) if named or not name else Column(place, str(name)).label}
            return finding(IN_ROWS, table.path, facts, row=table.header_row, column=place)
    return None


def _numbers(texts: set[str]) -> bool:
    """Whether the texts of a column are numbered as statements are: P1, P2, P3."""
    found = {number_of(text) for text in texts if plain(text)[:1].isalpha()}
    return _LEAST_STATEMENTS <= len(texts) <= _MOST_NUMBERED and found == set(range(1, len(texts) + 1))
