"""Lines: the rows of a sheet whose headings are found, and what comes back of those that belong to one thing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from ...checking.returned_kinds import CELL
from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...survey.files.workbook_rows import WholeSheet
from ...survey.table.findings import letter
from ...survey.table.rows import is_blank
from ..cells import ANSWER, NEW_INNOVATION, REMARK
from ..headings import ANSWERS, INNOVATIONS, LEAST_KNOWN, PAPERS, REMARKS, folded, known_headings
from ..packing import SentRow
from ..returned import Back, Value
from .places import finding_at

_HEAD = 30
"""The headings are looked for in so many first rows."""
_NEVER_ZERO = ("fact", "unit", "year", "not_applicable", "document", "pages", "remark", "reply")
"""Cells that nobody answers with 0."""
FILLED_IN: Mapping[str, Sequence[str]] = {ANSWERS: ANSWER, PAPERS: (), INNOVATIONS: NEW_INNOVATION, REMARKS: REMARK}
"""The cells of a sheet that are asked about if no program has computed them, or if they are merged over rows."""


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


def read_board(sheet: WholeSheet, kind: str) -> Board | None:
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
    least = {ANSWERS: "question", PAPERS: "file", INNOVATIONS: "name", REMARKS: "assessor"}[kind]
    if len(best[1]) < LEAST_KNOWN or least not in best[1]:
        return None
    header, columns = best
    asked = FILLED_IN[kind]
    unclear = _unclear(sheet, [columns[cell] for cell in asked if cell in columns])
    named = {cell: at for cell, at in columns.items() if cell not in asked or cell == "name"}
    lines = tuple(
        _line(sheet, number, cells, named if number in unclear else columns)
        for number, cells in sheet.rows
        if number > header
    )
    return Board(sheet, columns, lines, header)


def _unclear(sheet: WholeSheet, asked: Sequence[int]) -> frozenset[int]:
    """Rows in which a cell to fill in is merged with those of other rows, or has a formula without its result."""
    rows = {row for row, column in sheet.formulas if column in asked}
    lines = [number for number, _ in sheet.rows]
    for column in asked:
        for first, last in set(sheet.spans.get(column, ())):
            rows.update(lines[bisect_left(lines, first) : bisect_right(lines, last)])
    return frozenset(rows)


def _line(sheet: WholeSheet, number: int, cells: Sequence[Value], columns: Mapping[str, int]) -> Line:
    values = {cell: cells[at] if at < len(cells) else None for cell, at in columns.items()}
    return Line(number, values, {cell: f"{sheet.name}!{letter(at)}{number}" for cell, at in columns.items()})


def back_of(path: str, row: SentRow, lines: Sequence[Line], cells: Sequence[str]) -> tuple[Back, list[Finding]]:
    """What comes back of an item. If it has several lines, as in a copy of the sheet, one of them may be changed."""
    values: dict[str, Value] = {}
    places: dict[str, str] = {}
    unsure = []
    for line in lines:
        said = _without_mirrored(line, lines)
        for cell in cells:
            if cell not in line.values:
                continue
            value = said[cell]
            fresh = cell not in values or _is_sent(row, cell, values[cell])
            if not fresh and not _is_sent(row, cell, value) and value != values[cell]:
                text = Phrase(N_("the item has two rows, and they say different things here"))
                facts = {"text": shown(value), "what": text}
                unsure.append(finding_at(CELL, path, line.places[cell], facts))
            elif fresh:
                values[cell], places[cell] = value, line.places[cell]
    if unsure:
        return Back(row.id, row.record, row.sent, {}, places), unsure
    return Back(row.id, row.record, row.sent, values, places), []


def _without_mirrored(line: Line, lines: Sequence[Line]) -> Mapping[str, Value]:
    """What a row says without the zeros that formulas show for empty cells, as in a sheet that repeats another one."""
    zeros = [cell for cell in _NEVER_ZERO if line.values.get(cell) == 0 and not isinstance(line.values[cell], bool)]
    others = (other.values for other in lines if other is not line)
    if zeros and any(all(is_blank(values.get(cell)) for cell in zeros) for values in others):
        return {cell: None if value == 0 else value for cell, value in line.values.items()}
    return line.values


def _is_sent(row: SentRow, cell: str, value: Value) -> bool:
    text = shown(value)
    return text == row.sent[cell] or (cell == "level" and text.partition(":")[0] == row.sent[cell])


def shown(value: Value) -> str:
    """The value of a cell as a text; empty where there is nothing."""
    return "" if value is None else str(value).strip()
