"""Tables book: tables as a workbook, a sheet each, in which nothing is ever computed.

The parts are written as they come, row by row, since openpyxl would hold every cell of a country in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from ....tables.table import OpenColumn, OpenTable, Value
from .cells import FONT, FORMULA_SIGNS, cell_text

CREATOR = "smartcity export"
_BOOK = "xl/workbook"
_LISTED = re.compile(r"<dc:description[^>]*>([^<]*)</dc:description>")
_SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"')
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SCHEMAS}/spreadsheetml/2006/main"'
_REFERS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_PACKAGE = f"{_SCHEMAS}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TITLE, _TEXT, _QUOTED = 1, 2, 3
"""The styles of cells by their number: the name of a column, a text, and a text that looks like a formula."""
_STYLES = (
    f'{_HEAD}<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/><name val="{FONT}"/></font>'
    f'<font><b/><sz val="11"/><name val="{FONT}"/></font></fonts><fills count="2"><fill><patternFill'
    ' patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0"'
    ' fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    ' xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0"'
    ' borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" quotePrefix="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_tables_book(path: Path, tables: Iterable[OpenTable], today: date) -> None:
    """Write a workbook. Dates are texts `YYYY-MM-DD`, which every program reads the same way."""
    names = []
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number, table in enumerate(tables, 1):
            names.append(table.name)
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet(table):
                    part.write(piece.encode())
        for name, text in _other_parts(names, today):
            archive.writestr(_entry(name), text)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
    return entry


def _sheet(table: OpenTable) -> Iterator[str]:
    letters = [_letters(number) for number in range(1, len(table.columns) + 1)]
    yield f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1"'
    yield ' topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>'
    for number, column in enumerate(table.columns, 1):
        yield f'<col min="{number}" max="{number}" width="{_width(column)}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(1, letters, [_text(column.name, _TITLE) for column in table.columns])
    for line, values in enumerate(table.lines(), 2):
        yield _row(line, letters, map(_cell, values))
    yield "</sheetData></worksheet>"


def _letters(number: int) -> str:
    """The name of a column: A to Z, then AA."""
    rest, last = divmod(number - 1, 26)
    return (_letters(rest) if rest else "") + chr(ord("A") + last)


def _width(column: OpenColumn) -> int:
    return 24 if column.type == "string" else 12


def _row(line: int, letters: Iterable[str], cells: Iterable[str]) -> str:
    filled = "".join(f'<c r="{name}{line}"{cell}</c>' for name, cell in zip(letters, cells, strict=True) if cell)
    return f'<row r="{line}">{filled}</row>'


def _cell(value: Value) -> str:
    """A cell from behind its place on; nothing if it is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v>'
    if isinstance(value, int | float):
        return f"><v>{value!r}</v>"
    text = value.isoformat() if isinstance(value, date) else cell_text(value)
    return _text(text, _QUOTED if text[0] in FORMULA_SIGNS else _TEXT) if text else ""


def _text(text: str, style: int) -> str:
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text, quote=False)}</t></is>'


def _other_parts(names: list[str], today: date) -> Iterator[tuple[str, str]]:
    """What holds the sheets together, as ISO 29500 asks for it."""
    sheets = list(enumerate(names, 1))
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in sheets)
    yield f"{_BOOK}.xml", f'{_HEAD}<workbook {_MAIN} xmlns:r="{_REFERS}"><sheets>{listed}</sheets></workbook>'
    yield (
        f"xl/_rels/{_BOOK[3:]}.xml.rels",
        _relations([*(("worksheet", f"worksheets/sheet{n}.xml") for n, _ in sheets), ("styles", "styles.xml")]),
    )
    yield "xl/styles.xml", _STYLES
    yield (
        "docProps/core.xml",
        (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{CREATOR}</dc:creator>'
            f"<dc:description>{', '.join(names)}</dc:description>"
            + "".join(
                f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{today.isoformat()}T00:00:00Z</dcterms:{what}>'
                for what in ("created", "modified")
            )
            + "</cp:coreProperties>"
        ),
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    yield "_rels/.rels", _relations([("officeDocument", f"{_BOOK}.xml"), (core, "docProps/core.xml")])
    parts = [(f"{_BOOK}.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    parts += [(f"xl/worksheets/sheet{n}.xml", "worksheet") for n, _ in sheets]
    yield (
        "[Content_Types].xml",
        (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
            ' ContentType="application/xml"/><Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            + "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}.{what}+xml"/>' for name, what in parts)
            + "</Types>"
        ),
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "/" in kind else f"{_REFERS}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


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
