"""Plain rows: rows of a sheet's XML in which nothing but values can be, known by one pattern and not parsed.

Parsing calls Python several times for each of millions of cells. A pattern is made of the columns that the parser has
seen; a row that has only them, with numbers and texts of ASCII in the forms that programs write, needs no parser. All
else is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import IO

_BLOCK = 1 << 20
_END = b"</row>"
_TEXT = rb"[ -%'-;=?-~]*+"
"""Printable ASCII without < > and &."""
_CELL = (
    rb'(?:<c r="%s\1"(?: s="\d+"| t="(?:n|s|str|b|inlineStr)")*+'
    rb'(?:/>|>(?:<v>%s</v>|<is><t(?: xml:space="preserve")?>%s</t></is>)?+</c>))?+'
)
_ROW = (
    rb'<row r="(\d{1,7})"'
    rb'(?: (?!ht="0+(?:\.0+)?")(?:spans|ht|customHeight|s|customFormat|thickBot|thickTop|x14ac:dyDescent)'
    rb'="[0-9.: a-z]*+")*+>%s</row>'
)
_MOST_COLUMNS, _MOST_PATTERNS = 200, 8


class PlainRows:
    """Passes a sheet on: plain rows by their numbers, all else as it is. A class, since patterns grow with columns."""

    def __init__(
        self, parse: Callable[[bytes], object], plain: Callable[[int], None], columns: Callable[[], Collection[str]]
    ) -> None:
        self._parse, self._plain, self._columns = parse, plain, columns
        self._pattern: re.Pattern[bytes] | None = None
        self._made: list[Collection[str]] = []

    def run(self, file: IO[bytes]) -> None:
        """Pass on a sheet to its end."""
        rest = b""
        while block := file.read(_BLOCK):
            data = rest + block
            end = data.rfind(_END) + len(_END)
            if end < len(_END):
                self._parse(data)  # no row ends here
                rest = b""
            else:
                rest = data[end:]
                self._rows(data, end)
        self._parse(rest)

    def _rows(self, data: bytes, end: int) -> None:
        """Pass on rows that end in the data."""
        begin = 0
        if not self._made:
            # The parser sees one row first, and so which columns there are.
            begin = data.find(_END) + len(_END)
            begin = max(begin, data.find(_END, begin) + len(_END))
            self._parse(data[:begin])
        self._renew()
        if self._pattern is not None:
            for found in self._pattern.finditer(data, begin, end):
                first, last = found.span()
                if first > begin:
                    self._parse(data[begin:first])
                if data.find(b"<v>", first, last) > 0 or data.find(b"<is>", first, last) > 0:
                    self._plain(int(found[1]))
                begin = last
        if begin < end:
            self._parse(data[begin:end])

    def _renew(self) -> None:
        """Make the pattern again if the parser has seen more columns."""
        columns = self._columns()
        known = bool(self._made) and self._made[-1] == columns
        if not known and columns and len(columns) <= _MOST_COLUMNS and len(self._made) < _MOST_PATTERNS:
            cells = b"".join(_CELL % (letters.encode(), _TEXT, _TEXT) for letters in columns)
            self._pattern = re.compile(_ROW % cells)
            self._made.append(columns)
