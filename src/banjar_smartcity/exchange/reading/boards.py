"""Boards: the sheets of a workbook that came back, with their headings found wherever they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ...survey.files.workbook_rows import WholeSheet
from ...survey.table.findings import letter
from ..cells import ANSWER
from ..headings import ANSWERS, INNOVATIONS, LEAST_KNOWN, PAPERS, REMARKS, folded, known_headings
from ..returned import Value

_HEAD = 30
"""The headings are looked for in so many first rows."""
_LEAST: Mapping[str, str] = {ANSWERS: "question", PAPERS: "file", INNOVATIONS: "name", REMARKS: "assessor"}
"""The cell without which a sheet is none of its kind."""


class Line(NamedTuple):
    """A row of a sheet: what it says by cell, and where each cell is."""

    row: int
    values: Mapping[str, Value]
    places: Mapping[str, str]


class Board(NamedTuple):
    """A sheet whose headings have been found."""

    sheet: WholeSheet
    columns: Mapping[str, int]
    lines: tuple[Line, ...]
    header_row: int


def board_of(sheet: WholeSheet, kind: str) -> Board | None:
    """A sheet by its headings, which are in the first row with most of those that are known."""
    known = known_headings(kind)
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in islice(sheet.rows, _HEAD):
        columns: dict[str, int] = {}
        for place, value in enumerate(cells):
            if isinstance(value, str) and (cell := known.get(folded(value))):
                columns.setdefault(cell, place)
        if len(columns) > len(best[1]):
            best = number, columns
    if len(best[1]) < LEAST_KNOWN or _LEAST[kind] not in best[1]:
        return None
    header, columns = best
    unclear = _unclear(sheet, columns) if kind == ANSWERS else frozenset()
    named = {cell: at for cell, at in columns.items() if cell not in ANSWER}
    lines = tuple(
        _line(sheet, number, cells, named if number in unclear else columns)
        for number, cells in sheet.rows
        if number > header
    )
    return Board(sheet, columns, lines, header)


def _unclear(sheet: WholeSheet, columns: Mapping[str, int]) -> frozenset[int]:
    """Rows in which a cell to fill in is merged with those of other rows, or has a formula without its result."""
    asked = {columns[cell] for cell in ANSWER if cell in columns}
    rows = {row for row, column in sheet.formulas if column in asked}
    for column in asked:
        rows.update(row for first, last in sheet.spans.get(column, ()) for row in range(first, last + 1))
    return frozenset(rows)


def _line(sheet: WholeSheet, number: int, cells: Sequence[Value], columns: Mapping[str, int]) -> Line:
    values = {cell: cells[at] if at < len(cells) else None for cell, at in columns.items()}
    return Line(number, values, {cell: f"{sheet.name}!{letter(at)}{number}" for cell, at in columns.items()})
