"""Tables: what a table of respondents' rows is, its bounds, and the search for its column names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ...diagnostics import Finding, Phrase
from ...i18n import N_
from .findings import finding
from .kinds import FILE_LIMIT

MAX_FILE = 50 * 1024 * 1024
MAX_ROWS = 250_000
MAX_COLUMNS = 2_000
MAX_CELL = 10_000
HEADER_ROWS = 10
"""The row of column names is looked for in so many first rows: some tables begin with a title."""

Cell = str | int | float | bool | datetime | None
Row = tuple[int, Sequence[Cell]]
"""The number of a row as a person sees it, and its cells."""
Judge = Callable[[Sequence[Cell]], int]
"""How many columns a row of column names makes known: tells sheets, separators and titles apart."""


class Table(NamedTuple):
    """A table whose column names have been found. `rows` gives what follows, once; it may end with a `TableError`."""

    path: str
    header_row: int
    header: tuple[Cell, ...]
    rows: Iterator[Row]
    findings: tuple[Finding, ...] = ()
    """What was noticed at opening and does not keep the table from being read."""


class TableError(Exception):
    """A table cannot be read any further: carries the finding, and ends within `read_table`'s caller."""

    def __init__(self, fault: Finding) -> None:
        super().__init__(fault.kind.id)
        self.fault = fault


def too_large(path: str, what: Phrase, limit: int, row: int = 1, column: int = 0) -> Finding:
    """The finding that a bound is passed."""
    return finding(FILE_LIMIT, path, {"what": what, "limit": limit}, row=row, column=column)


def find_header(rows: Iterator[Row], judge: Judge) -> tuple[int, tuple[Cell, ...], int]:
    """The row of column names among the first rows: its number, its cells, and how many columns it makes known.

    Where no row makes a column known, the first row that is not empty is taken.
    """
    best: tuple[int, tuple[Cell, ...], int] = (1, (), 0)
    for _, (number, cells) in zip(range(HEADER_ROWS), rows, strict=False):
        known = judge(cells)
        if known > best[2] or not best[1]:
            best = (number, tuple(cells), known)
    return best


def is_blank(cell: Cell) -> bool:
    """Whether a cell is empty."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def check_row(path: str, number: int, cells: Sequence[Cell]) -> None:
    """Raise where a row passes a bound."""
    if number > MAX_ROWS + 1 and not all(map(is_blank, cells)):
        raise TableError(too_large(path, Phrase(N_("rows")), MAX_ROWS, number))
    if len(cells) > MAX_COLUMNS:
        raise TableError(too_large(path, Phrase(N_("columns")), MAX_COLUMNS, number, MAX_COLUMNS))
    for i, cell in enumerate(cells):
        if type(cell) is str and len(cell) > MAX_CELL:
            raise TableError(too_large(path, Phrase(N_("characters in a cell")), MAX_CELL, number, i))
