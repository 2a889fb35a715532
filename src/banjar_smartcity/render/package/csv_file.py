"""CSV: a table as a file that spreadsheets read, in which no cell is a formula."""

from __future__ import annotations

import csv
import io

from ...tables.table import OpenTable, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(table: OpenTable, delimiter: str) -> bytes:
    """The table in UTF-8 with the mark that Excel needs to read it as such."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value, delimiter) for value in line] for line in table.lines())
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Value, delimiter: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace(".", "," if delimiter == ";" else ".")
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text
