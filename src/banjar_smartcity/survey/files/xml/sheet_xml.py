"""Sheet XML: one bounded pass through a sheet of an .xlsx, before calamine and in addition to it.

It checks the sheet against the bounds, since calamine makes room for every cell between the first and the last, and
notes what calamine does not say: which cells hold an error, and which a formula without its result. No document type,
and so no entity, is let through; all XML is read as UTF-8, as calamine reads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO
from xml.parsers import expat  # entities cannot be declared where no document type is allowed

from ....diagnostics import Phrase
from ....i18n import N_
from ....named import NamedTuple
from ...table.rows import MAX_COLUMNS, MAX_ROWS, Cell, Row, TableError, too_large
from .merged_across import is_across
from .plain_rows import PlainRows

MAX_AREA = 30_000_000
"""Cells between the first and the last that hold something, whether they do or not: each takes room in memory."""
MAX_MERGED = 500_000
_BLOCK = 1 << 18
NOTED = 12
"""Formulas without a result that are noted, as examples."""
_MOST_ERRORS, _MOST_FORMULAS = 255, 1_000_000
_LONGEST_ERROR, _PIECES, _MOST_ACROSS = 100, 8, 10_000

_Start = Callable[[str, dict[str, str]], object]


class Unsaid(NamedTuple):
    """What calamine does not say of a sheet."""

    errors: Mapping[int, Sequence[int]] = {}
    """By row: column (from 0) and place in `texts`, in turns, of each cell that holds an error."""
    texts: Sequence[str] = ()
    """What such cells say: #N/A, #REF!."""
    formulas: Sequence[tuple[int, int]] = ()
    """Row and column (from 0) of the first cells with a formula that has no result."""
    formula_count: int = 0
    formula_rows: Mapping[int, Sequence[int]] = {}
    """By column (from 0), the numbers of the rows in which that is so; nothing if they are too many."""
    hidden: Sequence[int] = ()
    """The numbers of hidden rows; a filter hides the rows that it leaves out."""
    hidden_columns: Sequence[int] = ()
    """The places of hidden columns, from 0."""
    struck: Sequence[int] = ()
    """The numbers of rows that somebody struck out."""
    across: Sequence[str] = ()
    """The first cells merged across columns of one row, as `D5:F5`."""


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def new_parser(start: _Start) -> expat.XMLParserType:
    """A parser that calls back for each element and refuses document types."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def run(parser: expat.XMLParserType, file: IO[bytes]) -> None:
    """Read a part to its end. Raises `ValueError` where it is not XML."""
    with _as_value_errors():
        while block := file.read(_BLOCK):
            parser.Parse(block)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names


@contextmanager
def _as_value_errors() -> Iterator[None]:
    try:
        yield
    except expat.ExpatError as error:
        raise ValueError("not valid XML") from error


def _refuse(*_: object) -> None:
    raise ValueError("a document type")


def examine_sheet(file: IO[bytes], path: str, noted: int = NOTED) -> Unsaid:
    """Go through a sheet. Raises `TableError` where it passes a bound, `ValueError` where it is not a sheet."""
    seen = _SheetSeen(path, noted)
    seen.parser = new_parser(seen.start)
    with _as_value_errors():
        PlainRows(seen.parser.Parse, seen.plain_row, seen.columns).run(file)
        seen.parser.Parse(b"", True)  # noqa: FBT003 - as above
    return seen.close()


class _SheetSeen:
    """What has been seen of a sheet. A class, since expat calls back and state must be kept somewhere."""

    parser: expat.XMLParserType

    def __init__(self, path: str, noted: int) -> None:
        self._path, self._noted = path, noted
        self._row = self._cell_row = self._column = 0
        self._digits = "0"
        self._columns: dict[str, int] = {}
        self._top, self._bottom = MAX_ROWS + 2, 0
        self._left, self._right = MAX_COLUMNS + 1, 0
        self._merged = 0
        self._special = self._error = self._formula = self._string = self._given = False
        self._text: list[str] = []
        self._errors: dict[int, array[int]] = {}
        self._texts: dict[str, int] = {}
        self._formulas: list[tuple[int, int]] = []
        self._formula_count = 0
        self._formula_rows: dict[int, array[int]] = {}
        self._hidden = array("L")
        self._hidden_columns: set[int] = set()
        self._across: list[str] = []

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins. The first two branches run once for each of millions of cells, so they call little."""
        if ":" in name:
            name = local(name)
        if name == "c":
            if self._special:
                self._close_cell()
            place = told.get("r", "")
            column = self._columns.get(place.removesuffix(self._digits))
            if column is None:
                self._place(place)
            else:
                self._cell_row, self._column = self._row, column
            if (kind := told.get("t")) == "e":
                self._special = self._error = True
            elif kind == "str":
                self._special = self._string = True
        elif name in ("v", "is"):
            if not self._left <= self._column <= self._right or self._cell_row != self._bottom:
                self._note(self._cell_row, self._column)
            if self._special:
                self._given = True
                self.parser.CharacterDataHandler = self._letters
                self.parser.EndElementHandler = self._end
        elif name != "t":
            self._other(name, told)

    def columns(self) -> Sequence[str]:
        """The letters of the columns that have values, in their order."""
        between = {c: name for name, c in self._columns.items() if name.isascii() and name.isupper()}
        return tuple(between[c] for c in sorted(between) if self._left <= c <= self._right)

    def plain_row(self, row: int) -> None:
        """A row that was not parsed: it has values in columns that are known, and nothing else."""
        if self._special:
            self._close_cell()
        self._row = self._cell_row = row
        self._column, self._digits = 0, str(row)
        if row > self._bottom or row < self._top:
            self._note(row, self._left)

    def _other(self, name: str, told: dict[str, str]) -> None:
        if name == "f":
            self._special = self._formula = True
        elif name == "row":
            if self._special:
                self._close_cell()
            number = told.get("r", "")
            self._row = int(number) if number else self._row + 1
            self._cell_row, self._column, self._digits = self._row, 0, str(self._row)
            if _is_hidden(told, "ht") and self._row <= MAX_ROWS + 1:
                self._hidden.append(self._row)
        elif name == "col":
            if _is_hidden(told, "width"):
                last = min(int(told.get("max", "0")), MAX_COLUMNS)
                self._hidden_columns.update(range(int(told.get("min", "1")) - 1, last))
        elif name == "mergeCell":
            self._merged += 1
            if len(self._across) < _MOST_ACROSS and is_across(told.get("ref", "")):
                self._across.append(told["ref"])
            if self._merged > MAX_MERGED:
                raise TableError(too_large(self._path, Phrase(N_("merged cells")), MAX_MERGED))

    def _place(self, name: str) -> None:
        """Where the next cell is: by its name such as `AB12`, else right of the last one."""
        letters = name.rstrip("0123456789")
        digits = name[len(letters) :]
        self._cell_row = self._row
        if not name:
            self._column += 1
            return
        self._column = _column_of(letters)
        if digits != self._digits:
            self._cell_row = int(digits)
        if len(self._columns) < MAX_COLUMNS:
            self._columns[letters] = self._column

    def _note(self, row: int, column: int) -> None:
        """Hold a cell that has a value against the bounds."""
        if row > MAX_ROWS + 1:
            raise TableError(too_large(self._path, Phrase(N_("rows")), MAX_ROWS, row))
        if column > MAX_COLUMNS:
            raise TableError(too_large(self._path, Phrase(N_("columns")), MAX_COLUMNS, row, MAX_COLUMNS))
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, column), max(self._right, column)

    def _letters(self, text: str) -> None:
        if len(self._text) < _PIECES:
            self._text.append(text[:_LONGEST_ERROR])

    def _end(self, name: str) -> None:
        if local(name) in ("v", "is"):
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def _close_cell(self) -> None:
        """Note an error, or a formula that has no result."""
        text = "".join(self._text)
        if self._formula and not text and not (self._string and self._given):  # a text may be empty
            self._formula_count += 1
            if self._formula_count <= _MOST_FORMULAS:
                self._formula_rows.setdefault(self._column - 1, array("L")).append(self._cell_row)
            if len(self._formulas) < self._noted:
                self._formulas.append((self._cell_row, self._column - 1))
        if self._error and text:
            place = self._texts.setdefault(text[:_LONGEST_ERROR], len(self._texts))
            if place >= _MOST_ERRORS:
                raise ValueError("no program has so many kinds of errors")
            self._errors.setdefault(self._cell_row, array("L")).extend((self._column - 1, place))
        self._special = self._error = self._formula = self._string = self._given = False
        self._text.clear()

    def close(self) -> Unsaid:
        if self._special:
            self._close_cell()
        check_area(self._path, self._bottom - self._top + 1, self._right - self._left + 1)
        columns = sorted(self._hidden_columns)
        return Unsaid(
            errors=self._errors,
            texts=tuple(self._texts),
            formulas=self._formulas,
            formula_count=self._formula_count,
            formula_rows=self._formula_rows if self._formula_count <= _MOST_FORMULAS else {},
            hidden=self._hidden,
            hidden_columns=columns,
            across=self._across,
        )


def _is_hidden(told: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return told.get("hidden") in ("1", "true") or told.get(size, "1").strip("0") in ("", ".")


def check_area(path: str, rows: int, columns: int) -> None:
    """Raise where calamine would have to make room for too many cells."""
    if rows > 0 and columns > 0 and rows * columns > MAX_AREA:
        raise TableError(too_large(path, Phrase(N_("cells between the first and the last")), MAX_AREA))


def _column_of(letters: str) -> int:
    """The number of a column, from 1."""
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or column > MAX_COLUMNS:
            raise ValueError("not the name of a cell")
        column = column * 26 + ord(letter) - 64
    if not column:
        raise ValueError("not the name of a cell")
    return column


def with_errors(rows: Iterator[Row], unsaid: Unsaid) -> Iterator[Row]:
    """The rows, with errors written into the cells that calamine leaves empty."""
    waiting = sorted(unsaid.errors, reverse=True)
    for number, cells in rows:
        while waiting and waiting[-1] < number:
            row = waiting.pop()
            yield row, _with((), unsaid.errors[row], unsaid.texts)
        if waiting and waiting[-1] == number:
            waiting.pop()
            yield number, _with(cells, unsaid.errors[number], unsaid.texts)
        else:
            yield number, cells
    while waiting:
        row = waiting.pop()
        yield row, _with((), unsaid.errors[row], unsaid.texts)


def _with(cells: Sequence[Cell], errors: Sequence[int], texts: Sequence[str]) -> Sequence[Cell]:
    made = list(cells)
    for column, place in zip(errors[::2], errors[1::2], strict=True):
        made += [None] * (column + 1 - len(made))
        made[column] = texts[place]
    return made
