"""Workbooks: the sheet of an .xlsx that holds the statements, with bounds on all that a zip may unfold to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..diagnostics import Finding, Phrase
from ..i18n import N_
from .file_kinds import FILE_DAMAGED, FILE_KIND, FORMULA
from .findings import finding
from .table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Judge,
    Row,
    Table,
    TableError,
    check_row,
    find_header,
    is_blank,
    too_large,
)

MAX_UNFOLDED = 600 * 1024 * 1024
"""Bytes of all parts together; 200,000 rows of 60 columns take about 400 million."""
MAX_TEXTS = 64 * 1024 * 1024
"""Bytes of the table of texts, which is held in memory."""
MAX_RATIO = 200
"""Parts that shrink more than this are made, not written: tables shrink ten to forty times."""
SMALL = 10 * 1024 * 1024
"""Parts up to this size may shrink as they like."""
MAX_PARTS = 2_000
MAX_SHEETS = 50
_BLOCK = 1 << 20
_TEXTS = "xl/sharedStrings.xml"

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RESULT = re.compile(rb"<(?:\w+:)?(?:v|is)>[^<]|<(?:\w+:)?is>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 10_000


class _Scouted(NamedTuple):
    """What openpyxl does not tell while it streams: formulas without result, and merged cells."""

    formulas: tuple[str, ...]
    formula_count: int
    first: tuple[int, int]
    merged: Mapping[int, tuple[tuple[int, int], ...]]
    """By column, counted from 0: the first and last rows of cells merged downwards."""


def open_workbook(content: bytes, path: str, judge: Judge, sheet: str | None) -> Table:
    """The table of a workbook: of the sheet that is named, else of the first with most known columns."""
    import openpyxl

    archive = _check_archive(content, path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {ws.title: ws for ws in book.worksheets[:MAX_SHEETS]}
    except Exception as error:  # a hostile workbook makes openpyxl raise whatever its code happens to meet
        raise _damaged(path) from error
    if sheet is not None:
        if sheet not in sheets:
            reason = Phrase(N_("it has no sheet of the name that the file for --columns gives"))
            raise TableError(finding(FILE_DAMAGED, path, {"reason": reason}))
        sheets = {sheet: sheets[sheet]}
    best: tuple[int, Any, int, tuple[Cell, ...]] | None = None
    for ws in sheets.values():
        number, header, known = find_header(_records(ws, path, MAX_COLUMNS + 1, rows=30), judge)
        if best is None or known > best[0]:
            best = (known, ws, number, header)
    if best is None:
        raise _damaged(path)
    _, ws, number, header = best
    while header and is_blank(header[-1]):
        header = header[:-1]
    scouted = _scout(archive, _part_of(ws), path)
    notes: tuple[Finding, ...] = ()
    if scouted.formula_count:
        row, column = scouted.first
        facts = {"count": scouted.formula_count, "cells": scouted.formulas}
        notes = (finding(FORMULA, path, facts, row=row, column=column),)
    return Table(path, number, header, _after(ws, path, number, len(header), scouted.merged), notes)


def _damaged(path: str) -> TableError:
    reason = Phrase(N_("it is no sound .xlsx workbook"))
    return TableError(finding(FILE_DAMAGED, path, {"reason": reason}))


def _check_archive(content: bytes, path: str) -> zipfile.ZipFile:
    """The archive, once its directory has been held against the bounds.

    zipfile gives out no more bytes of a part than its directory declares, so that what is declared bounds what is read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged(path) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        what = (
            N_("a workbook of another kind (.ods, .xlsb)")
            if names & {"mimetype", "xl/workbook.bin"}
            else N_("a zip archive")
        )
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(what)}))
    if len(parts) > MAX_PARTS:
        raise TableError(too_large(path, Phrase(N_("parts of the workbook")), MAX_PARTS))
    if sum(part.file_size for part in parts) > MAX_UNFOLDED:
        raise TableError(too_large(path, Phrase(N_("bytes of the unfolded workbook")), MAX_UNFOLDED))
    for part in parts:
        if part.flag_bits & 1:
            raise TableError(finding(FILE_KIND, path, {"what": Phrase(N_("a workbook with a password"))}))
        if part.filename == _TEXTS and part.file_size > MAX_TEXTS:
            raise TableError(too_large(path, Phrase(N_("bytes of texts in the workbook")), MAX_TEXTS))
        if part.file_size > SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise TableError(too_large(path, Phrase(N_("times that a part of the workbook shrinks")), MAX_RATIO))
    return archive


def _part_of(ws: Any) -> str:
    return str(ws._worksheet_path)


def _records(ws: Any, path: str, columns: int, rows: int) -> Iterator[Row]:
    """The rows of a sheet; cells beyond its last filled one are not padded."""
    ws.reset_dimensions()  # what a workbook says of its own size need not be true
    try:
        for number, cells in enumerate(ws.iter_rows(max_row=rows, values_only=True), 1):
            if len(cells) >= columns:
                cells = cells[:columns]  # noqa: PLW2901 - the rest is beyond all bounds
            check_row(path, number, cells)
            yield number, cells
    except (TableError, GeneratorExit):
        raise
    except Exception as error:  # as above
        raise _damaged(path) from error


def _after(
    ws: Any, path: str, header: int, width: int, merged: Mapping[int, tuple[tuple[int, int], ...]]
) -> Iterator[Row]:
    """The rows below the column names; a cell merged downwards counts for each of its rows."""
    filled = {column: _Fill(spans) for column, spans in merged.items() if column < width}
    for number, cells in _records(ws, path, MAX_COLUMNS + 1, rows=MAX_ROWS + 2):
        if number <= header:
            continue
        if filled:
            made: list[Cell] = list(cells) + [None] * (width - len(cells))
            for column, fill in filled.items():
                made[column] = fill.value(number, made[column])
            cells = made  # noqa: PLW2901 - the row as it looks to a person
        yield number, cells


class _Fill:
    """The value of the merged cell that runs through a column, while its rows go by."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._ends = dict(spans)
        self._until = 0
        self._held: Cell = None

    def value(self, row: int, cell: Cell) -> Cell:
        """What the cell of this row shows."""
        if row in self._ends:
            self._until, self._held = self._ends[row], cell
        return self._held if row <= self._until and is_blank(cell) else cell


def _scout(archive: zipfile.ZipFile, part: str, path: str) -> _Scouted:
    """Go through the XML of a sheet once, in blocks."""
    formulas: list[str] = []
    count, first = 0, (0, 0)
    merged: dict[int, list[tuple[int, int]]] = {}
    rest = b""
    try:
        with archive.open(part.lstrip("/")) as file:
            while block := file.read(_BLOCK):
                block = rest + block
                end = max(block.rfind(b"</c>"), block.rfind(b"</row>"), block.rfind(b":c>"))
                end = end + 4 if end >= 0 else len(block)
                piece, rest = block[:end], block[end:][-_BLOCK:]
                if b"<f" in piece or b":f" in piece:
                    for place in _empty_formulas(piece):
                        count += 1
                        first = first if any(first) else place
                        if len(formulas) < 12:
                            formulas.append(f"{_letters(place[1])}{place[0]}")
                if b"mergeCell" in rest or b"mergeCell" in piece:
                    _note_merged(piece + rest, merged)
            _note_merged(rest, merged)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise _damaged(path) from error
    except Exception as error:  # zlib.error and what other ways of packing raise
        raise _damaged(path) from error
    spans = {column: tuple(sorted(set(found))) for column, found in merged.items()}
    return _Scouted(tuple(formulas), count, first, spans)


def _empty_formulas(piece: bytes) -> Iterator[tuple[int, int]]:
    for found in _CELL.finditer(piece):
        inside = found[2] or b""
        if _FORMULA.search(inside) and not _RESULT.search(inside) and (place := _PLACE.search(found[1])):
            yield int(place[2]), _index(place[1])


def _note_merged(piece: bytes, merged: dict[int, list[tuple[int, int]]]) -> None:
    for found in _MERGED.finditer(piece):
        first, last, column = int(found[2]), int(found[4]), _index(found[1])
        if last > first and found[1] == found[3] and sum(map(len, merged.values())) < _MOST_MERGED:
            merged.setdefault(column, []).append((first, min(last, MAX_ROWS + 2)))


def _index(letters: bytes) -> int:
    value = 0
    for code in letters:
        value = value * 26 + code - 64
    return value - 1


def _letters(index: int) -> str:
    from .findings import letter

    return letter(index)
