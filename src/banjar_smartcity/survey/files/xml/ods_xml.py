"""ODS XML: the sheets of an .ods are checked against the bounds before calamine reads them.

An .ods says of a cell or a row how often it is repeated, so that a few bytes may mean a billion cells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import IO

from ....diagnostics import Phrase
from ....i18n import N_
from ....named import NamedTuple
from ...table.rows import MAX_COLUMNS, MAX_ROWS, TableError, too_large
from .sheet_xml import check_area, local, new_parser, run

_MOST = 1 << 30
"""More repetitions than any spreadsheet has rows."""


class HiddenCells(NamedTuple):
    """What is hidden in the sheets of a workbook, by their names: the numbers of rows, and the places of columns."""

    rows: Mapping[str, Collection[int]] = {}
    columns: Mapping[str, Collection[int]] = {}


NOTHING_HIDDEN = HiddenCells()


def check_sheets(file: IO[bytes], path: str) -> HiddenCells:
    """Go through content.xml. Return the hidden rows and columns of each sheet.

    Raises `TableError` where a sheet passes a bound, `ValueError` where it is not XML.
    """
    seen = _OdsSeen(path)
    parser = new_parser(seen.start)
    parser.EndElementHandler = seen.end
    run(parser, file)
    return HiddenCells(seen.hidden, seen.hidden_columns)


class _OdsSeen:
    """What has been seen of the sheets. A class, since expat calls back and state must be kept somewhere."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._row = self._column = self._width = self._repeated = 0
        self._cell = (0, 0)
        self._said = self._concealed = False
        self.hidden: dict[str, set[int]] = {}
        self.hidden_columns: dict[str, set[int]] = {}
        self._declared = 0
        self._sheet = ""

    def start(self, name: str, told: dict[str, str]) -> None:
        name = local(name)
        if name in ("table-cell", "covered-table-cell"):
            start = self._column
            self._column = start + _times(told, "number-columns-repeated")
            self._cell = (start, self._column)
            if any(local(key) in ("value-type", "formula") for key in told):
                self._note()
        elif name == "p":
            self._note()
        elif name == "table-row":
            self._column, self._said = 0, False
            self._repeated = _times(told, "number-rows-repeated")
            self._concealed = _value(told, "visibility") in ("collapse", "filter")
        elif name == "table-column":
            times = min(_times(told, "number-columns-repeated"), MAX_COLUMNS)
            if _value(told, "visibility") in ("collapse", "filter"):
                found = self.hidden_columns.setdefault(self._sheet, set())
                found.update(range(self._declared, self._declared + times))
            self._declared += times
        elif name == "table":
            self._declared = 0
            self._row = self._column = self._width = 0
            self._sheet = _value(told, "name")

    def _note(self) -> None:
        """A cell with content: the cells before and between count as well."""
        self._said = True
        self._width = max(self._width, self._cell[1])
        if self._cell[1] > MAX_COLUMNS:
            place = self._row + 1
            raise TableError(too_large(self._path, Phrase(N_("columns")), MAX_COLUMNS, place, MAX_COLUMNS))

    def end(self, name: str) -> None:
        if local(name) != "table-row":
            return
        self._row += self._repeated
        if self._said:
            if self._row > MAX_ROWS + 1:
                raise TableError(too_large(self._path, Phrase(N_("rows")), MAX_ROWS, MAX_ROWS + 2))
            check_area(self._path, self._row, self._width)
            if self._concealed:
                rows = range(self._row - self._repeated + 1, self._row + 1)
                self.hidden.setdefault(self._sheet, set()).update(rows)


def _value(told: dict[str, str], name: str) -> str:
    return next((value for key, value in told.items() if local(key) == name), "")


def _times(told: dict[str, str], name: str) -> int:
    for key, value in told.items():
        if local(key) == name:
            return max(1, min(int(value), _MOST))
    return 1
