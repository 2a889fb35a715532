"""Blocks: the rows of a table, many at a time, so that each column of them can be looked at as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from .fixed import FixedRows
from .rows import MAX_CELL, MAX_COLUMNS, MAX_ROWS, FlatRows, Row, RowBlock, Table, TableError, check_row

BLOCK = 2_000
"""Rows of a block, more or less: enough that what is done once a block costs nothing, and a few megabytes."""


def in_blocks(rows: Iterator[Row], size: int = BLOCK) -> Iterator[RowBlock]:
    """Rows by the block. Where they end with an error, what is before it comes first."""
    fault: TableError | None = None
    while fault is None:
        taken: list[Row] = []
        try:
            taken.extend(islice(rows, size))
        except TableError as error:
            fault = error
        if not taken:
            break
        yield RowBlock([number for number, _ in taken], [cells for _, cells in taken])
    if fault is not None:
        raise fault


def first_block(table: Table) -> tuple[RowBlock | None, Table]:
    """The first rows of a table, and the table with all of them; None if there are none."""
    blocks = iter(table.blocks)
    try:
        first = next(blocks, None)
    except TableError as error:
        return None, table._replace(blocks=_failing(error))
    return first, table._replace(blocks=chain(() if first is None else (first,), blocks))


def _failing(error: TableError) -> Iterator[RowBlock]:
    yield from ()
    raise error


def checked(blocks: Iterator[RowBlock], path: str, longest: Callable[[RowBlock], int]) -> Iterator[RowBlock]:
    """The blocks, up to a row that passes a bound. `longest` gives the letters of the longest text of a block."""
    for block in blocks:
        if block.numbers[-1] > MAX_ROWS + 1 or _widest(block) > MAX_COLUMNS or longest(block) > MAX_CELL:
            for i, (number, cells) in enumerate(zip(*block, strict=True)):
                try:
                    check_row(path, number, cells)
                except TableError:
                    if i:
                        yield block.cut(0, i)
                    raise
        yield block


def _widest(block: RowBlock) -> int:
    """The cells of the longest row of a block."""
    return block.rows.width if isinstance(block.rows, FlatRows | FixedRows) else max(map(len, block.rows))


def longest_text(block: RowBlock) -> int:
    """The letters of the longest text of a block."""
    return max((len(cell) for cells in block.rows for cell in cells if type(cell) is str), default=0)
