"""CSV: a table as a file that spreadsheets read, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from ...tables.table import OpenTable, Value

_AT_ONCE = 1_000
"""The rows that are written in one piece."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(table: OpenTable, delimiter: str) -> Iterator[bytes]:
    """The table in UTF-8 with the mark that Excel needs to read it as such, piece by piece."""
    yield b"\xef\xbb\xbf" + _written([[column.name for column in table.columns]], delimiter)
    lines = ([_cell(value, delimiter) for value in line] for line in table.lines())
    while some := list(islice(lines, _AT_ONCE)):
        yield _written(some, delimiter)


def _written(lines: Iterable[list[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Value, delimiter: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace(".", "," if delimiter == ";" else ".")
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text
