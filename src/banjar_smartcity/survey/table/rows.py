"""Tables: what a table of respondents' rows is, its bounds, and the search for its column names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import overload

from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...named import NamedTuple
from .findings import finding
from .kinds import FILE_LIMIT

MAX_FILE = 50 * 1024 * 1024
MAX_ROWS = 250_000
MAX_COLUMNS = 2_000
MAX_CELL = 10_000
STATEMENT = 100
"""What a column of a statement counts for a `Judge`; any other known column counts 1."""
_MOST_ABOVE, _LEAST_NAMES, _LEAST_SAME = 2, 2, 3
"""The most rows of groups above the column names, the least columns below groups, the least with the same word."""
HEADER_ROWS = 10
"""The row of column names is looked for in so many first rows: some tables begin with a title."""

Cell = str | int | float | bool | datetime | None
Row = tuple[int, Sequence[Cell]]
"""The number of a row as a person sees it, and its cells."""
Judge = Callable[[Sequence[Cell]], int]
"""How many columns a row of column names makes known: tells sheets, separators and titles apart."""


_ESCAPED = re.compile(r"_x00(?:0[0-9A-Da-d]|A0|a0)_")
_SPACES = frozenset("\u00a0\u2007\u202f\u2009\u3000")
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)


class TableSheet(NamedTuple):
    """The sheet that a table is from; a CSV file has one without a name."""

    name: str = ""
    hidden: bool = False
    hidden_rows: Collection[int] = ()
    """The numbers of rows that are hidden or filtered out."""
    hidden_columns: Collection[int] = ()
    """The places of hidden columns."""
    struck_rows: Collection[int] = ()
    """The numbers of rows that somebody struck out."""
    merged_across: Mapping[int, Sequence[range]] = {}
    """By row, the places of cells that are merged across columns."""


class FlatRows(Sequence[Sequence[Cell]]):
    """Rows of the same length as one list of cells; a row is cut out when it is asked for, a column without any row."""

    __slots__ = ("_begin", "_cells", "_end", "width")

    def __init__(self, cells: Sequence[Cell], width: int, begin: int = 0, end: int | None = None) -> None:
        self._cells, self.width, self._begin = cells, width, begin
        self._end = len(cells) // width if end is None else end

    def __len__(self) -> int:
        return self._end - self._begin

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> FlatRows: ...
    def __getitem__(self, place: int | slice) -> Sequence[Cell] | FlatRows:
        rows = range(self._begin, self._end)
        if isinstance(place, slice):
            chosen = rows[place]
            return FlatRows(self._cells, self.width, chosen.start, chosen.stop)
        begin = rows[place] * self.width
        return self._cells[begin : begin + self.width]

    def column(self, place: int) -> Sequence[Cell]:
        """The cells of a column."""
        return self._cells[self._begin * self.width + place : self._end * self.width : self.width]


class RowBlock(NamedTuple):
    """Rows that follow each other: their numbers as a person sees them, and the cells of each."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[Cell]]

    def cut(self, begin: int, end: int | None = None) -> RowBlock:
        """Some of these rows."""
        return RowBlock(self.numbers[begin:end], self.rows[begin:end])


def one_by_one(blocks: Iterator[RowBlock]) -> Iterator[Row]:
    """The rows of blocks."""
    for numbers, rows in blocks:
        yield from zip(numbers, rows, strict=True)


class Table(NamedTuple):
    """A table whose column names have been found. `blocks` gives what follows, once; it may end with a `TableError`."""

    path: str
    header_row: int
    header: tuple[Cell, ...]
    blocks: Iterator[RowBlock]
    findings: tuple[Finding, ...] = ()
    """What was noticed at opening and does not keep the table from being read."""
    sheet: TableSheet = TableSheet()
    notes: Sequence[Sequence[Sequence[Cell]]] = ()
    """What may say what the numbers mean: the rows before the column names, and the first rows of other sheets."""
    padded: bool = False
    """Whether empty names follow the last one, as where a spreadsheet wrote something next to the table."""

    @property
    def has_beside(self) -> bool:
        """Whether what is behind an empty column is next to the table, and does not make its rows longer."""
        return self.padded or bool(self.sheet.name)

    @property
    def rows(self) -> Iterator[Row]:
        """What follows row by row, once."""
        return one_by_one(self.blocks)


class Opened(NamedTuple):
    """The tables of a file: of each sheet that has a known column, the one with most of them first."""

    tables: tuple[Table, ...]
    others: tuple[str, ...] = ()
    """The names of all other sheets."""
    notes: Mapping[str, Sequence[Sequence[Cell]]] = {}
    """By the name of a sheet without statements its first rows, which may say what numbers of other sheets mean."""


class Header(NamedTuple):
    """The column names of a table: their (last) row, and how many columns they make known."""

    row: int
    cells: tuple[Cell, ...]
    known: int
    above: Sequence[Sequence[Cell]] = ()
    """The rows before it: a title, perhaps what the numbers mean."""


class TableError(Exception):
    """A table cannot be read any further: carries the finding, and ends within `read_table`'s caller."""

    def __init__(self, fault: Finding, formulas: Mapping[int, Sequence[int]] | None = None) -> None:
        super().__init__(fault.kind.id)
        self.fault = fault
        self.formulas = formulas
        """If the fault is that formulas have no results: their rows by column. The table was read to its end."""


def too_large(path: str, what: Phrase, limit: int, row: int = 1, column: int = 0) -> Finding:
    """The finding that a bound is passed."""
    return finding(FILE_LIMIT, path, {"what": what, "limit": limit}, row=row, column=column)


def find_header(rows: Iterator[Row], judge: Judge) -> Header:
    """The column names among the first rows: in one row, or in two or three of which the upper ones name groups.

    Where no row makes a column known, the first row that is not empty is taken.
    """
    best = Header(1, (), 0)
    above: list[Row] = []
    for _, (number, cells) in zip(range(HEADER_ROWS), rows, strict=False):
        known = judge(cells)
        if known > best.known or not best.cells:
            best = Header(number, tuple(cells), known)
        joined = tuple(cells)
        for distance, (row, names) in enumerate(reversed(above[-_MOST_ABOVE:]), 1):
            if row != number - distance or len(joined) < _LEAST_NAMES or (distance == 1 and _is_mixed(names, cells)):
                break
            joined = under(names, joined)
            known = judge(joined)
            if known >= best.known + STATEMENT or (known and best.row == row and is_second_head(names, cells)):
                best = Header(number, joined, known)
        above.append((number, cells))
    names = next((cells for row, cells in above if row == best.row - 1), ())
    before = [cells for row, cells in above if row < best.row]
    return best._replace(cells=_filled_from(names, best.cells), above=before)


def _is_mixed(groups: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether numbers below the names of groups do not count on in each of them, as marks of a person do not."""
    last: dict[str, int] = {}
    for made, cell in zip(under(groups, cells), cells, strict=False):
        group, slash, _ = str(made or "").rpartition("/")
        text = str(int(cell) if type(cell) is float and cell.is_integer() else cell or "").strip()
        if slash and text.isdecimal():
            number = int(text)
            if group in last and number != last[group] + 1:
                return True
            last[group] = number
    return False


def _filled_from(upper: Sequence[Cell], names: Sequence[Cell]) -> tuple[Cell, ...]:
    """Column names, with those of the row above where there is none: of cells that go over both rows."""
    if sum(not is_blank(name) for name in names) < _LEAST_NAMES:
        return tuple(names)
    return tuple(
        upper[i] if i < len(upper) and (i >= len(names) or is_blank(names[i])) else names[i]
        for i in range(max(len(names), len(upper)))
    )


def is_second_head(groups: Sequence[Cell], names: Sequence[Cell]) -> bool:
    """Whether a row below the column names says what is in the columns of each of them: answer, reason, answer, …"""
    first: list[Cell] = []
    further: list[Cell] = []
    for i, name in enumerate(names):
        if not is_blank(name):
            (further if i >= len(groups) or is_blank(groups[i]) else first).append(name)
    return (
        len(first) >= _LEAST_SAME
        and len(set(first)) == 1
        and all(further.count(name) == len(first) for name in set(further))
        and len(further) >= len(first)
        and all(type(name) is str and not name.strip()[:1].isdigit() for name in (*first, *further))
    )


def under(groups: Sequence[Cell], names: Sequence[Cell]) -> tuple[Cell, ...]:
    """Column names with the groups above them; a group goes on to the right up to the next one."""
    made: list[Cell] = []
    group: Cell = None
    for i in range(max(len(groups), len(names))):
        own = groups[i] if i < len(groups) else None
        name = names[i] if i < len(names) else None
        group = group if is_blank(own) else own
        if is_blank(name):
            made.append(own)
        else:
            made.append(name if is_blank(group) or group == name else f"{group}/{name}")
    return tuple(made)


def is_blank(cell: Cell) -> bool:
    """Whether a cell is empty."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def tidy(text: str) -> str:
    """A text without blanks at its ends, and without what programs leave in it: `_x000D_` and invisible characters."""
    if not text.isascii():
        text = "".join(" " if letter in _SPACES else letter for letter in text if letter not in _INVISIBLE)
    if "_x" in text:
        text = _ESCAPED.sub(" ", text)
    return text.strip()


def check_row(path: str, number: int, cells: Sequence[Cell]) -> None:
    """Raise where a row passes a bound."""
    if number > MAX_ROWS + 1 and not all(map(is_blank, cells)):
        raise TableError(too_large(path, Phrase(N_("rows")), MAX_ROWS, number))
    if len(cells) > MAX_COLUMNS:
        raise TableError(too_large(path, Phrase(N_("columns")), MAX_COLUMNS, number, MAX_COLUMNS))
    for i, cell in enumerate(cells):
        if type(cell) is str and len(cell) > MAX_CELL:
            raise TableError(too_large(path, Phrase(N_("characters in a cell")), MAX_CELL, number, i))
