"""CSV: text of any usual encoding and separator, as rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from ...diagnostics import Phrase
from ...i18n import N_
from ...named import NamedTuple
from ..table.blocks import BLOCK, checked
from ..table.findings import finding
from ..table.kinds import FILE_DAMAGED, FILE_EMPTY, FILE_KIND
from ..table.rows import (
    HEADER_ROWS,
    MAX_CELL,
    Cell,
    Header,
    Judge,
    Opened,
    RowBlock,
    Table,
    TableError,
    find_header,
    is_blank,
    one_by_one,
    too_large,
)
from .cut_end import WITHIN_QUOTES, cut_off, whole_rows
from .plain_csv import after_line, cut_piece, is_cut_by, line_end, pieces

SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LOOKED_AT = 200
_NARROW = ("utf-8", "cp1252")
"""Encodings in which a line break and a separator are one byte that is part of no other letter."""
_FILLED = re.compile(rb'[^ \t\r\n,;|"]')
_FILLED_TEXT = re.compile(r'[^ \t\r\n,;|"]')
_END = "\x1a end of the file \x1a"
"""A line after the last one: where a quotation mark is still open, it becomes a part of the last cell."""
_NUL = Phrase(N_("something that is not text, such as a picture or a program"))


def open_csv(content: bytes, path: str, judge: Judge) -> Opened:
    """The table of a CSV file. Raises `TableError` if it is not text."""
    text = _text(content, path)
    known: dict[tuple[Cell, ...], int] = {}

    def remembered(cells: Sequence[Cell]) -> int:
        """What a row makes known: without a separator that the text has, rows are the same for several."""
        key = tuple(cells)
        if key not in known:
            known[key] = judge(cells)
        return known[key]

    best: tuple[str, Header] | None = None
    trouble: TableError | None = None
    for separator in SEPARATORS:
        try:
            header = find_header(one_by_one(_first(text, separator, path)), remembered)
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
    blocks = _after(text, separator, path, header.row)
    if not content.rstrip(b"\0").endswith((b"\n", b"\r", b"\x1a")):
        blocks = whole_rows(blocks, path)
    padded, above = len(cells) < len(header.cells), (header.above,)
    return Opened((Table(path=path, header_row=header.row, header=cells, blocks=blocks, notes=above, padded=padded),))


class _Text(NamedTuple):
    """Bytes that are text."""

    content: bytes
    encoding: str
    mark: int
    """The bytes of its mark."""

    def lines(self) -> Iterator[str]:
        """Its lines as they are written, decoded piece by piece."""
        file = io.BytesIO(self.content)
        file.seek(self.mark)
        return io.TextIOWrapper(file, self.encoding, newline="")


def _text(content: bytes, path: str) -> _Text:
    """The bytes as text: UTF-8 or UTF-16 by their marks, else UTF-8, else Windows-1252."""
    marked = (_Text(content, encoding, len(bom)) for bom, encoding in _BOMS if content.startswith(bom))
    known = next(marked, _unmarked(content))
    choices = [known] if known else [_Text(content, encoding, 0) for encoding in ("utf-8", "cp1252")]
    if b"\0" in content and known is None:
        choices = choices[:1]
    for choice in choices:
        if content.isascii() and b"\0" not in content and _FILLED.search(content):
            return choice  # nothing has to be decoded to know that
        if (text := _decode(content[choice.mark :], choice.encoding)) is None:
            continue
        if "\0" in text:
            row = text.count("\n", 0, text.index("\0")) + 1
            raise TableError(finding(FILE_KIND, path, {"what": _NUL}, row=row))
        if not _FILLED_TEXT.search(text):
            raise TableError(finding(FILE_EMPTY, path))
        return choice
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(finding(FILE_KIND, path, {"what": _NUL}))
    reason = Phrase(N_("its encoding is neither UTF-8 nor UTF-16 nor Windows-1252"))
    raise TableError(finding(FILE_DAMAGED, path, {"reason": reason}))


def _unmarked(content: bytes) -> _Text | None:
    """Bytes of UTF-16 without its mark: at the beginning, where names of columns are, every second one is 0."""
    start = content[:_LOOKED_AT]
    for odd, encoding in ((start[1::2], "utf-16-le"), (start[::2], "utf-16-be")):
        if odd and odd.count(0) * 10 >= len(odd) * 9 and start.count(0) == odd.count(0):
            return _Text(content, encoding, 0)
    return None


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _blocks(lines: Iterator[str], separator: str, path: str, size: int, number: int = 1) -> Iterator[RowBlock]:
    """Rows as a spreadsheet numbers them: a line break within quotes does not begin a new one."""
    reader = csv.reader(chain(lines, (_END,)), delimiter=separator)
    # A quote that is never closed would make one cell of the rest of the file.
    csv.field_size_limit(MAX_CELL)
    fault: TableError | None = None
    while fault is None:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, size))
        except csv.Error:
            what = Phrase(N_("characters in a cell (is a quotation mark not closed?)"))
            fault = TableError(too_large(path, what, MAX_CELL, number + len(rows)))
        ended = bool(rows) and bool(rows[-1]) and rows[-1][-1].endswith(_END)
        if ended and len(rows[-1][-1]) + len(rows[-1]) > len(_END) + 1:
            fault = fault or cut_off(path, number + len(rows) - 1, WITHIN_QUOTES)
        if ended:
            rows.pop()
        if rows:
            yield RowBlock(range(number, number + len(rows)), rows)
        if fault is None and (ended or not rows):
            return
        number += len(rows)
    raise fault


def _first(text: _Text, separator: str, path: str) -> Iterator[RowBlock]:
    """The rows among which the column names are."""
    return _within_bounds(_blocks(text.lines(), separator, path, HEADER_ROWS), path)


def _within_bounds(blocks: Iterator[RowBlock], path: str) -> Iterator[RowBlock]:
    """The rows within bounds. The readers of CSV themselves hold cells to theirs."""
    return checked(blocks, path, lambda _: 0)


def _after(text: _Text, separator: str, path: str, header: int) -> Iterator[RowBlock]:
    """The rows below the column names."""
    end = line_end(text.content) if text.encoding in _NARROW else None
    begin = text.mark
    for _ in range(header if end else 0):
        begin = after_line(text.content, begin, end or b"")
    if end is not None and is_cut_by(text.content[text.mark : begin], end):
        yield from _within_bounds(_plain_blocks(text, begin, header + 1, (end, separator), path), path)
        return
    for block in _within_bounds(_blocks(text.lines(), separator, path, BLOCK), path):
        if block.numbers[-1] > header:
            yield block.cut(max(0, header + 1 - block.numbers[0]))


def _plain_blocks(text: _Text, begin: int, number: int, signs: tuple[bytes, str], path: str) -> Iterator[RowBlock]:
    """The rows from a place on, the first with its number, of a text without quotation marks: each line is one."""
    end, separator = signs
    for piece in pieces(text.content, begin, end):
        if (rows := cut_piece(piece, text.encoding, separator, end)) is not None:
            yield RowBlock(range(number, number + len(rows)), rows)
            number += len(rows)
            continue
        lines = io.StringIO(piece.decode(text.encoding), newline="")
        for block in _blocks(lines, separator, path, BLOCK, number):
            yield block
            number = block.numbers[-1] + 1
