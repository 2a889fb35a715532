"""Neighbours: tables next to each other in one sheet, and columns that say that a row is not one of a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import tee

from ...cells.plain import plain
from ...table.findings import letter
from ...table.rows import Cell, RowBlock, Table, is_blank
from ..column import Column, Columns
from ..names import PERSON, role_of
from ..states.verdicts import cells_in

_COUNTS = re.compile(
    "(?:jumlah|jml|jlh|banyak(?:nya)?|total|n|count(?:_of)?|number_of|no_of)_(?:total_)?(?:responden|respondents?|kuesioner|"
    "sampel|samples?|responses?|isian|formulir)|n_(?:responden|resp)|responden_n"
)
"""Names of columns that count the respondents of a row."""
_MOST_BESIDE = 15
"""So many first rows may have a legend next to them."""


def with_beside(table: Table, columns: Columns, first: RowBlock | None) -> Table:
    """The table, with a legend next to its first rows among the notes, also if that has a name in the row of names."""
    if first is None:
        return table
    width = len(table.header)
    legend = [
        column.place
        for column in (*columns.unused, *columns.status)
        if all(map(is_blank, cells_in(first, column.place)[_MOST_BESIDE:])) and len(first.rows) > 2 * _MOST_BESIDE
    ]
    beside = [
        [*(cells[place] for place in legend if place < len(cells)), *cells[width:]]
        for cells in first.cut(0, _MOST_BESIDE).rows
    ]
    return table._replace(notes=(*table.notes, beside))


def counts_respondents(columns: Columns) -> Column | None:
    """The column by which each row is about a group of people; None if there is none, or if a column has persons."""
    if any(role in columns.single for role in PERSON if role != "number"):
        return None
    return next((column for column in columns.unused if _COUNTS.fullmatch(plain(column.name))), None)


def side_by_side(table: Table, has_statements: Callable[[Table], bool]) -> tuple[Table, ...]:
    """The tables next to each other, each with its columns where they were; the table itself if it is one."""
    starts = [0, *_starts(table.header)]
    if len(starts) == 1:
        return (table,)
    sides = list(zip(starts, [start - 1 for start in starts[1:]] + [len(table.header)], strict=True))
    heads = [table._replace(header=_within(table.header, *side), blocks=iter(())) for side in sides]
    if not all(map(has_statements, heads)):
        return (table,)
    return tuple(
        head._replace(
            path=f"{table.path}!{letter(begin)}" if begin else table.path,
            blocks=_cut(blocks, begin, end),
        )
        for head, blocks, (begin, end) in zip(heads, tee(table.blocks, len(sides)), sides, strict=True)
    )


def _starts(header: tuple[Cell, ...]) -> Iterator[int]:
    """Where another table begins: behind a gap, with the name of a column of persons that the first one has too."""
    names = [plain(cell) for cell in header]
    for place in range(1, len(names)):
        if names[place] and is_blank(header[place - 1]):
            following = set(names[place : place + 3])
            if any(name in names[: place - 1] and role_of(name) in PERSON for name in following):
                yield place


def _within(cells: tuple[Cell, ...], begin: int, end: int) -> tuple[Cell, ...]:
    return (None,) * begin + tuple(cells[begin:end])


def _cut(blocks: Iterator[RowBlock], begin: int, end: int) -> Iterator[RowBlock]:
    for numbers, rows in blocks:
        yield RowBlock(numbers, [_within(tuple(cells), begin, end) for cells in rows])
