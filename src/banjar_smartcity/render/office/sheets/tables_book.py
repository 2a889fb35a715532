"""Tables book: tables as a workbook, a sheet each, in which nothing is ever computed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ....tables.table import OpenTable, Value
from ..archive import UndatedZip
from .cells import Look, fill

CREATOR = "smartcity export"
_BOOK = "xl/workbook"
_LISTED = re.compile(r"<dc:description[^>]*>([^<]*)</dc:description>")
_SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"')


def write_tables_book(path: Path, tables: Iterable[OpenTable], today: date) -> None:
    """Write a workbook, one row after the other. Dates are texts `YYYY-MM-DD`, which every program reads the same way.

    Nothing is in memory but a row: a country has more cells than that has room for.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook(write_only=True)
    workbook.properties.creator = CREATOR
    workbook.properties.created = workbook.properties.modified = datetime(today.year, today.month, today.day)
    head, plain = Look(font=Font(bold=True)), Look()
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        for number, column in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = 24 if column.type == "string" else 12
        sheet.append(_row(sheet, [column.name for column in table.columns], head))
        for values in table.lines():
            sheet.append(_row(sheet, values, plain))
    workbook.properties.description = ", ".join(workbook.sheetnames)
    ExcelWriter(workbook, UndatedZip(path, "w", ZIP_DEFLATED)).save()


def _row(sheet: Any, values: Iterable[Value], look: Look) -> list[Any]:
    """Cells of openpyxl; None for an empty one."""
    from openpyxl.cell import WriteOnlyCell

    cells: list[Any] = []
    for value in values:
        cells.append(None if value is None else WriteOnlyCell(sheet))
        if value is not None:
            fill(cells[-1], str(value) if isinstance(value, date) else value, look)
    return cells


def is_tables_book(path: Path) -> bool:
    """Whether a file is a workbook that this made, to which nobody has added a sheet."""
    try:
        with ZipFile(path) as archive:
            core, book = (archive.read(f"{part}.xml").decode("utf-8", "replace") for part in ("docProps/core", _BOOK))
    except (BadZipFile, KeyError, OSError):
        return False
    listed = _LISTED.search(core)  # former versions listed no sheets
    own = listed is None or listed[1].split(", ") == _SHEET.findall(book)
    return own and f">{CREATOR}</dc:creator>" in core
