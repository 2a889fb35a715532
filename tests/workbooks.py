"""Workbooks of the older and other formats, written by hand: small, made when a test runs, and as hostile as asked.

Only the records that a reader needs: [MS-CFB] and [MS-XLS] for .xls, [MS-XLSB], OpenDocument 1.3.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from respondents import Row

NONE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Cells = Iterable[tuple[int, int, str | float]]
"""Row and column from 0, and what the cell holds."""


def cells(rows: Sequence[Row]) -> list[tuple[int, int, str | float]]:
    """A table's column names and values."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return [(i, j, value) for i, line in enumerate(lines) for j, value in enumerate(line)]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _record(kind: int, *data: bytes) -> bytes:
    whole = b"".join(data)
    return struct.pack("<HH", kind, len(whole)) + whole


def compound(stream: bytes, name: str = "Workbook", directory_next: int = END) -> bytes:
    """A compound file of one stream of at least 4,096 bytes."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    fats = next(n for n in range(1, 100) if n * 128 >= n + 1 + count)
    first = fats + 1
    chain = [*[FAT] * fats, directory_next, *range(first + 1, first + count), END]
    table = struct.pack(f"<{fats * 128}I", *chain, *[NONE] * (fats * 128 - len(chain)))
    header = struct.pack(
        "<8s16x5H6x9I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, fats, fats, 0, 4096, END, 0, END, 0),
    )
    places = struct.pack("<109I", *range(fats), *[NONE] * (109 - fats))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return struct.pack("<64sHBB3I36xIII", text, len(text), kind, 1, NONE, NONE, child, start, size, 0)

    folder = entry("Root Entry", 5, 1, END, 0) + entry(name, 2, NONE, first, len(stream))
    return header + places + table + folder.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def xls(found: Cells, merged: Sequence[tuple[int, int, int, int]] = (), sheet: str = "Data") -> bytes:
    """An .xls (BIFF8). `merged` are first row, last row, first column, last column, from 0."""
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for row, column, value in found:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            body += _record(0x204, place, struct.pack("<HB", len(value), 1), text)
        else:
            body += _record(0x203, place, struct.pack("<d", value))
    if merged:
        body += _record(0xE5, struct.pack("<H", len(merged)), *(struct.pack("<4H", *span) for span in merged))
    body += _record(0x0A)
    name = sheet.encode("latin-1")
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 6))

    def bundle(offset: int) -> bytes:
        return _record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0), name)

    offset = len(start) + len(bundle(0)) + len(_record(0x0A))
    return compound(start + bundle(offset) + _record(0x0A) + body)


def looped_xls() -> bytes:
    """An .xls whose directory leads back to itself without end."""
    return compound(b"", directory_next=1)


def _binary(kind: int, *data: bytes) -> bytes:
    whole = b"".join(data)
    made = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(whole)
    while size > 0x7F:
        made += bytes([size & 0x7F | 0x80])
        size >>= 7
    return made + bytes([size]) + whole


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(found: Cells, sheet: str = "Data") -> bytes:
    """An .xlsb."""
    body, last = _binary(0x94, struct.pack("<4I", 0, 0, 0, 0)) + _binary(0x91), -1
    for row, column, value in found:
        if row != last:
            body += _binary(0x00, struct.pack("<I", row), bytes(13))
            last = row
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            body += _binary(0x06, place, _wide(value))
        else:
            body += _binary(0x05, place, struct.pack("<d", value))
    sheet_part = _binary(0x81) + body + _binary(0x92) + _binary(0x82)
    bundle = _binary(0x9C, struct.pack("<II", 0, 1), _wide("rId1"), _wide(sheet))
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.bin": _binary(0x83) + _binary(0x8F) + bundle + _binary(0x90) + _binary(0x84),
            "xl/_rels/workbook.bin.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
            ),
            "xl/worksheets/sheet1.bin": sheet_part,
        }
    )


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods_cell(value: str | float | None, more: str = "") -> str:
    """A cell of an .ods; `more` are attributes, such as how often it is repeated."""
    if value is None:
        return f"<table:table-cell {more}/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string" {more}>{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}" {more}>{text}</table:table-cell>'


def ods(rows: Iterable[str], sheet: str = "Data", entry: str = "") -> bytes:
    """An .ods of rows in XML; `entry` is put into the manifest's entry, as a mark of encryption is."""
    body = "".join(rows)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": (
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}">'
                f"{entry}</manifest:file-entry></manifest:manifest>"
            ),
            "content.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body>'
                f'<office:spreadsheet><table:table table:name="{sheet}">{body}</table:table></office:spreadsheet>'
                "</office:body></office:document-content>"
            ),
        }
    )


def ods_rows(rows: Sequence[Row]) -> list[str]:
    """A table as LibreOffice writes it: the rest of each row and of the sheet is one repeated empty cell."""
    rest = ods_cell(None, f'table:number-columns-repeated="{16384 - len(rows[0])}"')
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    made = [f"<table:table-row>{''.join(map(ods_cell, line))}{rest}</table:table-row>" for line in lines]
    empty = ods_cell(None, 'table:number-columns-repeated="16384"')
    repeated = f'table:number-rows-repeated="{1048576 - len(lines)}"'
    return [*made, f"<table:table-row {repeated}>{empty}</table:table-row>"]


def write(path: Path, rows: Sequence[Row]) -> str:
    """Rows in a workbook of the format that the path's ending names; its path."""
    made: dict[str, Any] = {
        ".xls": lambda: xls(cells(rows)),
        ".xlsb": lambda: xlsb(cells(rows)),
        ".ods": lambda: ods(ods_rows(rows)),
    }
    path.write_bytes(made[path.suffix]())
    return str(path)
