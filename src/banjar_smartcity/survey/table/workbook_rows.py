"""Workbooks: the sheet of an .xlsx that holds the statements, with bounds on all that a zip may unfold to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...diagnostics import Phrase
from ...i18n import N_
from .findings import finding, letter
from .kinds import FILE_DAMAGED, FILE_KIND, FORMULA
from .rows import MAX_ROWS, Cell, Judge, Row, Table, TableError, check_row, find_header, is_blank, too_large
from .sheet_xml import SheetReader, Styles

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
_SHEETS = "xl/worksheets/"
"""Only what lies here is read piece by piece; all other parts are kept whole."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 10_000
_LONGEST_TAG = 200

_Spans = Mapping[int, tuple[tuple[int, int], ...]]
"""By column, counted from 0: the first and last rows of cells merged downwards."""


def open_workbook(content: bytes, path: str, judge: Judge, sheet: str | None) -> Table:
    """The table of a workbook: of the sheet that is named, else of the first with most known columns."""
    import openpyxl
    from openpyxl.utils.datetime import from_excel

    archive = _check_archive(content, path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        inner: Any = book
        sheets = {ws.title: ws for ws in inner.worksheets[:MAX_SHEETS]}
        # openpyxl tells neither its table of texts nor where a sheet lies, except under these names.
        texts = [str(text) for text in next(iter(sheets.values()))._shared_strings] if sheets else []
        dates = frozenset(inner._date_formats)
        parts = {title: str(ws._worksheet_path).lstrip("/") for title, ws in sheets.items()}
    except Exception as error:  # a hostile workbook makes openpyxl raise whatever its code happens to meet
        raise _damaged(path) from error
    if sheet is not None:
        if sheet not in sheets:
            reason = Phrase(N_("it has no sheet of the name that the file for --columns gives"))
            raise TableError(finding(FILE_DAMAGED, path, {"reason": reason}))
        parts = {sheet: parts[sheet]}
    styles = Styles(texts, dates, lambda value: from_excel(value, book.epoch))
    best: tuple[int, str, int, tuple[Cell, ...]] | None = None
    for part in dict.fromkeys(parts.values()):
        number, header, known = find_header(_records(archive, part, path, SheetReader(styles)), judge)
        if best is None or known > best[0]:
            best = (known, part, number, header)
    if best is None:
        raise _damaged(path)
    _, part, number, header = best
    while header and is_blank(header[-1]):
        header = header[:-1]
    merged = _merged(archive, part, path)
    return Table(path, number, header, _after(archive, part, path, (number, len(header)), styles, merged))


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
        if not part.filename.startswith(_SHEETS) and part.file_size > MAX_TEXTS:
            raise TableError(too_large(path, Phrase(N_("bytes of texts in the workbook")), MAX_TEXTS))
        if part.file_size > SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise TableError(
                too_large(
                    path,
                    Phrase(N_("times that the file swells when it is opened; save it anew as .xlsx or CSV")),
                    MAX_RATIO,
                )
            )
    return archive


def _records(archive: zipfile.ZipFile, part: str, path: str, reader: SheetReader) -> Iterator[Row]:
    """The rows of a sheet that have cells."""
    try:
        with archive.open(part) as file:
            for number, cells in reader.rows(file):
                check_row(path, number, cells)
                yield number, cells
    except (TableError, GeneratorExit):
        raise
    except Exception as error:  # ways of packing and texts that are no numbers raise what they please
        raise _damaged(path) from error


def _after(
    archive: zipfile.ZipFile, part: str, path: str, header: tuple[int, int], styles: Styles, merged: _Spans
) -> Iterator[Row]:
    """The rows below the column names; a cell merged downwards counts for each of its rows."""
    number_of_header, width = header
    filled = {column: _Fill(spans) for column, spans in merged.items() if column < width}
    reader = SheetReader(styles)
    for number, cells in _records(archive, part, path, reader):
        if number <= number_of_header:
            continue
        if filled:
            made: list[Cell] = [*cells, *[None] * (width - len(cells))]
            for column, fill in filled.items():
                made[column] = fill.value(number, made[column])
            yield number, made
        else:
            yield number, cells
    if reader.formula_count:
        row, column = reader.formulas[0]
        names = tuple(f"{letter(at)}{line}" for line, at in reader.formulas)
        raise TableError(
            finding(FORMULA, path, {"count": reader.formula_count, "cells": names}, row=row, column=column)
        )


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


def _merged(archive: zipfile.ZipFile, part: str, path: str) -> _Spans:
    """The cells merged downwards, which stand behind all rows of a sheet."""
    merged: dict[int, list[tuple[int, int]]] = {}
    rest = b""
    try:
        with archive.open(part) as file:
            while block := file.read(_BLOCK):
                if b"mergeCell" in (piece := rest + block):
                    _note_merged(piece, merged)
                rest = piece[-_LONGEST_TAG:]
    except Exception as error:  # as above
        raise _damaged(path) from error
    return {column: tuple(sorted(set(found))) for column, found in merged.items()}


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
