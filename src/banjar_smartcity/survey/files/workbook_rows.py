"""Workbooks: the sheet of a workbook that holds the statements, as rows.

Values, names of sheets and merged cells come from calamine. What it does not say of an .xlsx, and the bounds, come from
our own pass through the XML; of other formats a finding says what could not be seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO

from ...diagnostics import Phrase, closest
from ...i18n import N_
from ...named import NamedTuple
from ..table.blocks import checked, in_blocks, longest_text
from ..table.findings import finding, letter
from ..table.kinds import FILE_KIND, FILE_UNSEEN, FORMULA, SHEET_UNKNOWN
from ..table.rows import (
    STATEMENT,
    Cell,
    Header,
    Judge,
    Opened,
    Row,
    RowBlock,
    Table,
    TableError,
    TableSheet,
    check_row,
    find_header,
    is_blank,
    one_by_one,
    too_large,
)
from .archive import Archive, check_small, damaged, open_archive, with_password
from .calamine_process import SMALL, Calamine, Spans
from .foreign import OLE
from .merged_down import Fill, filled_down
from .xml.merged_across import places_across
from .xml.ods_xml import NOTHING_HIDDEN, HiddenCells, check_sheets
from .xml.sheet_parts import sheet_parts
from .xml.sheet_xml import NOTED, Unsaid, examine_sheet, with_errors
from .xml.struck import struck_rows, struck_styles

MAX_SHEETS = 50
_MOST_NAMED = 5
_NOTES = 200
"""So many rows of a sheet without statements may say what numbers mean; the choices of a form are a few lists."""
_MOST_FORMULAS = 10_000
"""Formulas without a result that are noted of a small workbook; one of answers has a thousand cells to fill in."""
_STYLES, _MOST_STYLES, _STRIKE = "xl/styles.xml", 1 << 23, b"strike"
_MANIFEST = 1 << 20
"""Bytes of a manifest; that of an .ods with a hundred pictures has a twentieth."""

_UNSEEN = {
    "xls": N_("cells with an error, formulas without a result, hidden rows and columns, rows struck out"),
    "xlsb": N_(
        "cells with an error, formulas without a result, hidden rows and columns, rows struck out, merged cells"
    ),
    "ods": N_("cells with an error, formulas without a result, rows struck out, merged cells"),
}


def open_workbook(content: bytes, path: str, judge: Judge, sheet: str | None) -> Opened:
    """The tables of a zipped workbook: of the sheet that is named, else of all sheets with known columns."""
    archive = open_archive(content, path)
    content = archive.content
    if archive.format == "xlsx":
        return _open(content, path, judge, sheet, archive)
    hidden = _bounded(archive, path) if archive.format == "ods" else NOTHING_HIDDEN
    return _unseen(_open(content, path, judge, sheet, None, hidden), archive.format)


def open_xls(content: bytes, path: str, judge: Judge, sheet: str | None) -> Opened:
    """The tables of an .xls, which has the same kind of container as an encrypted workbook or an old document."""
    check_old_office(content, path)
    return _unseen(_open(content, path, judge, sheet, None), "xls")


class WholeSheet(NamedTuple):
    """A sheet of a small workbook, read as a whole."""

    name: str
    rows: Sequence[Row]
    spans: Spans
    """Cells merged downwards; none are known of an .ods."""
    formulas: Sequence[tuple[int, int]]
    """Row and column (from 0) of cells with a formula that has no result; none are known but of an .xlsx."""


def read_sheets(content: bytes, path: str, most: int) -> tuple[WholeSheet, ...]:
    """All sheets of a small workbook, also hidden ones. Raise `TableError` where it is none or passes a bound.

    No sheet may have more rows than `most`.
    """
    archive = None
    if content.startswith(OLE):
        check_old_office(content, path)
    else:
        archive = open_archive(content, path)
        content = archive.content
        check_small(archive, path)
        if archive.format == "ods":
            _bounded(archive, path)
    xlsx = archive if archive and archive.format == "xlsx" else None
    parts = _parts(xlsx, path) if xlsx else {}
    book = Calamine(content, path, SMALL)
    if len(book.names) > MAX_SHEETS:
        raise TableError(too_large(path, Phrase(N_("sheets")), MAX_SHEETS))
    found = []
    for place, name in enumerate(book.names):
        unsaid = _examined(xlsx, parts.get(name, ""), path, _MOST_FORMULAS) if xlsx else Unsaid()
        spans, rows = book.merged_sheet(place, most)
        found.append(WholeSheet(name, list(_checked(with_errors(iter(rows), unsaid), path)), spans, unsaid.formulas))
    book.close()
    return tuple(found)


def check_old_office(content: bytes, path: str) -> None:
    """Raise `TableError` if a file in the container of old Office programs is encrypted or not a workbook."""
    if _named(content, "EncryptedPackage"):
        raise with_password(path)
    if not _named(content, "Workbook") and not _named(content, "Book"):
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(N_("an old Office document"))}))


def _named(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _unseen(opened: Opened, format: str) -> Opened:
    first, *rest = opened.tables
    facts = {"ending": f".{format}", "what": Phrase(_UNSEEN[format])}
    first = first._replace(findings=(finding(FILE_UNSEEN, first.path, facts),))
    return opened._replace(tables=(first, *rest))


def _bounded(archive: Archive, path: str) -> HiddenCells:
    """What is hidden in each sheet. Raise where an .ods is encrypted (calamine is silent on it), or passes a bound."""
    hidden = NOTHING_HIDDEN
    try:
        with archive.open("meta-inf/manifest.xml") as file:
            encrypted = b"encryption-data" in file.read(_MANIFEST)
        if not encrypted:
            with archive.open("content.xml") as file:
                hidden = check_sheets(file, path)
    except TableError:
        raise
    except Exception as error:  # ways of packing and texts that are not numbers raise what they please
        raise damaged(path) from error
    if encrypted:
        raise with_password(path)
    return hidden


class _SheetHead(NamedTuple):
    """A sheet whose column names have been found."""

    place: int
    name: str
    header: Header
    unsaid: Unsaid
    first: Sequence[Sequence[Cell]] = ()
    """Its first rows, if it has no statements: they may say what numbers mean."""


def _open(
    content: bytes,
    path: str,
    judge: Judge,
    sheet: str | None,
    archive: Archive | None,
    hidden: HiddenCells = NOTHING_HIDDEN,
) -> Opened:
    """The tables of the sheets with known columns; `archive` where our own pass can look into it."""
    parts = _parts(archive, path) if archive else {}
    book = Calamine(content, path)
    if sheet is not None and sheet not in book.names:
        facts = {"name": sheet, "sheets": tuple(book.names[:_MOST_NAMED]) + (("…",) * (len(book.names) > _MOST_NAMED))}
        raise TableError(finding(SHEET_UNKNOWN, path, facts)._replace(suggestion=closest(sheet, book.names)))
    found: list[_SheetHead] = []
    trouble: TableError | None = None
    for index, name in enumerate(book.names[:MAX_SHEETS] if sheet is None else book.names):
        if sheet in (None, name):
            try:
                known = Unsaid(
                    hidden=tuple(hidden.rows.get(name, ())), hidden_columns=tuple(hidden.columns.get(name, ()))
                )
                unsaid = _examined(archive, parts.get(name, ""), path) if archive else known
                rows = _checked(with_errors(iter(book.head(index)), unsaid), path)
                head = find_header(rows, judge)
                first = [cells for _, cells in book.head(index, _NOTES)] if head.known < STATEMENT else ()
                found.append(_SheetHead(index, name, head, unsaid, first))
            except TableError as error:
                trouble = trouble or error  # perhaps it is another sheet
    found.sort(key=lambda head: -head.header.known)
    if trouble is not None and (not found or found[0].header.known == 0):
        raise trouble
    if not found:
        raise damaged(path)
    heads = [head for head in found if head.header.known] or found[:1]
    taken = {head.name for head in heads}
    return Opened(
        tables=tuple(_table(book, head, path) for head in heads),
        others=tuple(n for n in book.names if n not in taken),
        notes={head.name: head.first for head in found},
    )


def _table(book: Calamine, head: _SheetHead, path: str) -> Table:
    header = head.header.cells
    while header and is_blank(header[-1]):
        header = header[:-1]
    unsaid = head.unsaid
    sheet = TableSheet(
        name=head.name,
        hidden=head.name in book.hidden,
        hidden_rows=frozenset(unsaid.hidden),
        hidden_columns=unsaid.hidden_columns,
        struck_rows=frozenset(unsaid.struck),
        merged_across=places_across(unsaid.across),
    )
    blocks = _after(book, head, path, len(header))
    return Table(
        path=path,
        header_row=head.header.row,
        header=header,
        blocks=blocks,
        sheet=sheet,
        notes=(head.header.above,),
    )


def _parts(archive: Archive, path: str) -> Mapping[str, str]:
    try:
        return sheet_parts(archive)
    except Exception as error:  # as above
        raise damaged(path) from error


def _examined(archive: Archive, part: str, path: str, noted: int = NOTED) -> Unsaid:
    try:
        with archive.open(part) as file:
            unsaid = examine_sheet(file, path, noted)
        if styles := _struck_styles(archive):
            with archive.open(part) as file:
                return unsaid._replace(struck=struck_rows(file, styles))
    except TableError:
        raise
    except Exception as error:  # as above
        raise damaged(path) from error
    return unsaid


def _struck_styles(archive: Archive) -> Collection[str]:
    """The formats of cells that are struck through; a workbook may have no part with styles."""
    try:
        file = archive.open(_STYLES)
    except KeyError:
        return ()
    with file:
        content = file.read(_MOST_STYLES)
    return struck_styles(BytesIO(content)) if _STRIKE in content and len(content) < _MOST_STYLES else ()


def _checked(rows: Iterator[Row], path: str) -> Iterator[Row]:
    for number, cells in rows:
        check_row(path, number, cells)
        yield number, cells


def _after(book: Calamine, sheet: _SheetHead, path: str, width: int) -> Iterator[RowBlock]:
    """The rows below the column names; a cell merged downwards counts for each of its rows."""
    spans, blocks = book.blocks(sheet.place)
    filled = {column: Fill(found) for column, found in spans.items() if column < width}
    errors = sheet.unsaid.errors
    if errors:
        blocks = in_blocks(with_errors(one_by_one(blocks), sheet.unsaid))
    for block in checked(blocks, path, longest_text if errors else lambda _: book.longest):
        below = block.cut(bisect_right(block.numbers, sheet.header.row))
        if filled and below.rows:
            below = RowBlock(below.numbers, [filled_down(*row, filled, width) for row in zip(*below, strict=True)])
        if below.rows:
            yield below
    if count := sheet.unsaid.formula_count:
        row, column = sheet.unsaid.formulas[0]
        names = tuple(f"{letter(at)}{line}" for line, at in sheet.unsaid.formulas)
        fault = finding(FORMULA, path, {"count": count, "cells": names}, row=row, column=column)
        raise TableError(fault, sheet.unsaid.formula_rows or None)
