"""CSV: text of any usual encoding and separator, as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ...diagnostics import Phrase
from ...i18n import N_
from ..table.findings import finding
from ..table.kinds import FILE_DAMAGED, FILE_EMPTY, FILE_KIND
from ..table.rows import (
    MAX_CELL,
    Cell,
    Header,
    Judge,
    Opened,
    Row,
    Table,
    TableError,
    check_row,
    find_header,
    is_blank,
    too_large,
)

SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def open_csv(content: bytes, path: str, judge: Judge) -> Opened:
    """The table of a CSV file. Raises `TableError` if it is not text."""
    text = decode_text(content, path)
    if not text.strip(' \t\r\n,;|"'):
        raise TableError(finding(FILE_EMPTY, path))
    best: tuple[str, Header] | None = None
    trouble: TableError | None = None
    for separator in SEPARATORS:
        try:
            header = find_header(_records(text, separator, path), judge)
        except TableError as error:
            trouble = trouble or error  # perhaps it is another separator
            continue
        if best is None or (header.known, len(header.cells)) > (best[1].known, len(best[1].cells)):
            best = separator, header
    if trouble is not None and (best is None or best[1].known == 0):
        raise trouble
    separator, header = best or (",", Header(1, (), 0))
    cells = header.cells
    while cells and is_blank(cells[-1]):
        cells = cells[:-1]
    return Opened((Table(path, header.row, cells, _after(text, separator, path, header.row)),))


def decode_text(content: bytes, path: str) -> str:
    """The text of the bytes: UTF-8 or UTF-16 by their marks, else UTF-8, else Windows-1252."""
    text: str | None = None
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = _decode(content[len(bom) :], encoding)
            break
    else:
        text = _decode(content, "utf-8")
        if text is None and b"\0" not in content:
            text = _decode(content, "cp1252")
    if text is None and b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(N_("a file with invisible NUL characters"))}))
    if text is None:
        reason = Phrase(N_("its encoding is neither UTF-8 nor UTF-16 nor Windows-1252"))
        raise TableError(finding(FILE_DAMAGED, path, {"reason": reason}))
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise TableError(
            finding(FILE_KIND, path, {"what": Phrase(N_("a file with invisible NUL characters"))}, row=row)
        )
    return text


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _records(text: str, separator: str, path: str) -> Iterator[Row]:
    """Rows as a spreadsheet numbers them: a line break within quotes does not begin a new one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    # A quote that is never closed would make one cell of the rest of the file.
    csv.field_size_limit(MAX_CELL)
    number = 0
    while True:
        number += 1
        try:
            cells: Sequence[Cell] = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = Phrase(N_("characters in a cell (is a quotation mark not closed?)"))
            raise TableError(too_large(path, what, MAX_CELL, number)) from error
        check_row(path, number, cells)
        yield number, cells


def _after(text: str, separator: str, path: str, header: int) -> Iterator[Row]:
    rows = _records(text, separator, path)
    for number, cells in rows:
        if number > header:
            yield number, cells
