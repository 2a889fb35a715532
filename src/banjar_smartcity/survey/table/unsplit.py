"""Unsplit tables: rows of which all cells are in one, as where the text of a CSV file was pasted into a sheet.

A spreadsheet that expects another separator puts each line into the first column, and writes it in quotation marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from .rows import Cell, Judge, RowBlock, Table, is_blank

_SEPARATORS = ",;\t|"
_LEAST = 3
"""The fewest separators in the cell with the column names."""


def split(table: Table, judge: Judge) -> Table:
    """The table, its lines cut at their separators if more columns are known then."""
    text = _only(table.header)
    if text is None:
        return table
    separator = max(_SEPARATORS, key=text.count)
    if text.count(separator) < _LEAST or judge(names := _cut(text, separator)) <= judge(table.header):
        return table
    return table._replace(header=tuple(names), blocks=_blocks(table.blocks, separator))


def _only(cells: Sequence[Cell]) -> str | None:
    """The only cell of a row that is not empty, if it is a text."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return filled[0] if len(filled) == 1 and isinstance(filled[0], str) else None


def _blocks(blocks: Iterator[RowBlock], separator: str) -> Iterator[RowBlock]:
    for numbers, rows in blocks:
        texts = map(_only, rows)
        yield RowBlock(
            numbers, [cells if text is None else _cut(text, separator) for text, cells in zip(texts, rows, strict=True)]
        )


def _cut(text: str, separator: str) -> list[str]:
    return next(csv.reader(text.splitlines(keepends=True), delimiter=separator), [])
