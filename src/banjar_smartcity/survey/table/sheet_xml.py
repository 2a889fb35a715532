"""Sheet XML: the rows of a workbook's sheet, streamed through expat in a seventh of the time openpyxl takes.

openpyxl reads what is small (the list of sheets, texts and styles); its own streaming of rows goes through an XML
parser written in Python. No document type, and so no entity, is let through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import IO, NamedTuple
from xml.parsers import expat  # entities cannot be declared where no document type may stand

from .rows import MAX_CELL, MAX_COLUMNS, Cell, Row

_BLOCK = 1 << 16
_NOTED = 12


class Styles(NamedTuple):
    """What is needed to read cells: the table of texts, and which styles make a number a day."""

    texts: Sequence[str]
    dates: frozenset[int]
    to_date: Callable[[float], object]


class SheetReader:
    """Reads rows while the XML goes by. A class, since expat calls back and state must stand somewhere."""

    def __init__(self, styles: Styles) -> None:
        self.formulas: list[tuple[int, int]] = []
        """Row and column (from 0) of the first cells with a formula that has no result."""
        self.formula_count = 0
        self._styles = styles
        self._done: list[Row] = []
        self._cells: list[Cell] = []
        self._row = self._column = 0
        self._kind = self._style = ""
        self._text: list[str] = []
        self._size = 0
        self._held = self._formula = self._valued = False

    def rows(self, file: IO[bytes]) -> Iterator[Row]:
        """The rows of a sheet, with their numbers; those without any cell are left out. Raises `ValueError`."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            while block := file.read(_BLOCK):
                parser.Parse(block)
                yield from self._done
                self._done.clear()
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as error:
            raise ValueError("no sound XML") from error
        yield from self._done

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")

    def _start(self, name: str, told: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._column = _column_of(told.get("r", ""), self._column)
            self._kind, self._style = told.get("t", "n"), told.get("s", "")
            self._text, self._size = [], 0
            self._formula = self._valued = False
        elif tag in ("v", "t"):
            self._held = self._valued = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            number = told.get("r", "")
            self._row = max(self._row + 1, int(number) if number.isascii() and number.isdecimal() else 0)
            self._column, self._cells = 0, []

    def _letters(self, text: str) -> None:
        if self._held and self._size <= MAX_CELL:
            self._text.append(text[: MAX_CELL + 1])
            self._size += len(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("v", "t"):
            self._held = False
        elif tag == "c":
            text = "".join(self._text)
            if self._formula and not text:
                self.formula_count += 1
                if len(self.formulas) < _NOTED:
                    self.formulas.append((self._row, self._column - 1))
            if self._valued and self._column <= MAX_COLUMNS + 1:
                self._cells += [None] * (self._column - 1 - len(self._cells))
                if len(self._cells) < self._column:
                    self._cells.append(self._value(text))
        elif tag == "row":
            self._done.append((self._row, self._cells))

    def _value(self, text: str) -> Cell:
        kind = self._kind
        if kind == "n":
            if not text:
                return None
            if self._style and self._style.isdecimal() and int(self._style) in self._styles.dates:
                day = self._styles.to_date(float(text))
                return day if isinstance(day, datetime) else text
            return int(text) if text.isdecimal() and len(text) < 20 else float(text)
        if kind == "s":
            return self._styles.texts[int(text)] if text else None
        if kind == "b":
            return text == "1"
        return text


def _column_of(place: str, before: int) -> int:
    """The number of a cell's column, from 1, by its name such as `AB12`; the next one where it has none."""
    column = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return min(column, 1 << 20) or before + 1
