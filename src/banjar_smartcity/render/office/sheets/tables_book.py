"""Tables book: tables as a workbook, a sheet each, in which nothing is ever computed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ....tables.table import OpenTable
from ..archive import UndatedZip, without_clock
from .cells import Look, put

CREATOR = "smartcity export"
_BOOK = "xl/workbook"
_LISTED = re.compile(r"<dc:description[^>]*>([^<]*)</dc:description>")
_SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"')


def tables_book(tables: Iterable[OpenTable], today: date) -> bytes:
    """The bytes of a workbook. Dates are texts `YYYY-MM-DD`, which every program reads the same way."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook()
    workbook.properties.creator = CREATOR
    workbook.properties.created = workbook.properties.modified = datetime(today.year, today.month, today.day)
    workbook.remove(workbook.worksheets[0])
    head, plain = Look(font=Font(bold=True)), Look()
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        for number, column in enumerate(table.columns, 1):
            put(sheet, 1, number, column.name, head)
            sheet.column_dimensions[get_column_letter(number)].width = 24 if column.type == "string" else 12
        for line, values in enumerate(table.lines(), 2):
            for number, value in enumerate(values, 1):
                put(sheet, line, number, str(value) if isinstance(value, date) else value, plain)
    workbook.properties.description = ", ".join(workbook.sheetnames)
    written = BytesIO()
    ExcelWriter(workbook, UndatedZip(written, "w", ZIP_DEFLATED)).save()
    return without_clock(written)


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
