"""Heads: rows within a table that hold names of columns, again or for the first time, and what is below them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from .....spelling.patterns import late
from ....cells.plain import plain
from ....cells.remarks import heading_of
from ....cells.values import text_of
from ....columns.column import Column, Columns
from ....columns.statements import Statements, number_of
from ....table.fixed import FixedColumn
from ....table.rows import Cell, is_blank, tidy
from ..memo import Memo

_MOST_LOOKED = 10_000
"""So many cells are compared with the names of all statements."""
_CODE = late(r"[A-Za-z]{1,4}[-_. ]?\d{1,2}(?:[-_. ]\d{1,2})?")
"""The code of a statement, of which no two are the same, as are those of answers: A1, Q2.1."""
_LEAST_GIVEN = 2
"""So many filled cells say what the columns are about."""
_LEAST_TITLED, _MOST_LETTERS = 3, 4
"""A row with one cell is a title among so many columns of answers; the letters that number it, as VIII does."""


class Heads:
    """Finds rows of names, and remembers whether what follows is below other names than those of the table.

    A class, since that is asked row by row.
    """

    def __init__(
        self, header: Sequence[Cell], columns: Columns, statements: Statements, is_wrong: Callable[[Cell], bool]
    ) -> None:
        self._header, self._statements, self._is_wrong = header, statements, is_wrong
        self._items = {column.place: item for item, column in columns.answers()}
        self._numbers = {place: number for place in self._items if (number := number_of(header[place])) is not None}
        self._only_numbered = any(statements.find(header[place]) is None for place in self._items)
        """Whether the names do not say of which dimension the statements are."""
        self._dimensions = {statements.item(item).dimension for item in columns.statements}
        names = {place: header[place] for place in self._items if self._is_again(header[place], place)}
        self._alike = {place: name for place, name in names.items() if not is_wrong(name)}
        self._ones = Memo(_is_one)
        self._looked = 0
        self._titled = False
        self.column = Column(0, text_of(header[0]) if header else "")
        """The first column, in which headings are."""
        self.rejects: tuple[str, bool] | None = None
        """What the last heading says, if the rows below it do not count, and whether that is sure."""
        self.apart = False
        """Whether the rows are those of another table."""
        self.others: list[int] = []
        """The numbers of the rows of names with which another table begins."""

    def is_names(self, number: int, cells: Sequence[Cell]) -> bool:
        """Whether the cells of answers hold names of columns, as the second row of some exports and a repeated head."""
        if self._counts(cells):
            return True
        found = other = False
        for place in self._items:
            cell = cells[place] if place < len(cells) else None
            if is_blank(cell):
                continue
            if type(cell) is not str or self._looked > _MOST_LOOKED:
                return False
            own = True if self._is_again(cell, place) else None
            if own is None and self._is_wrong(cell):
                self._looked += 1
                own = self._is_own(cell, place)
            if own is None:
                return False
            found, other = True, other or not own
        if found:
            self.apart = other or (self._titled and self._only_numbered)
            self.others += [number] if self.apart else []
            self._titled = False
        return found

    def says_more(self, cells: Sequence[Cell]) -> bool:
        """Whether the cells of several answers have the same text, more texts than there are marks, or sub-dimensions.

        None of these is an answer.
        """
        given = [cells[place] for place in self._items if place < len(cells) and not is_blank(cells[place])]
        texts = set(given)
        is_error = any(str(text)[:1] == "#" and not str(text)[1:].isdecimal() for text in texts)
        if (
            len(given) < _LEAST_GIVEN
            or is_error
            or not all(type(text) is str for text in texts)
            or not all(map(self._is_wrong, texts))
        ):
            return False
        many = len(texts) == len(given) > len(self._statements.marks)
        return len(texts) == 1 or many or all(plain(text) in self._statements.parts for text in texts)

    def _counts(self, cells: Sequence[Cell]) -> bool:
        """Whether a row numbers the statements, beyond all marks: P1 to P9 below sentences, or A1 to C3."""
        if len(self._items) <= self._statements.marks[-1]:
            return False
        places = sorted(self._items)
        given = [cells[place] if place < len(cells) else None for place in places]
        # Names as the table has them may be the head of another one.
        known = any(map(self._is_again, given, places)) or (self._numbers and any(map(number_of, given)))
        if not known and len(set(given)) == len(given) and all(map(_is_code, given)):
            return True
        if self._numbers:
            return False
        numbers = [number_of(cell) if type(cell) is str and not cell.strip()[:1].isdigit() else None for cell in given]
        return numbers == list(range(1, len(given) + 1))

    def like_answers(self, of: Callable[[int], Sequence[Cell]]) -> Iterator[bytes]:
        """By column, 1 for each cell of a row of names that reads as an answer, as P1 does. `of` has the columns."""
        for place, name in self._alike.items():
            cells = of(place)
            if name in cells:
                yield bytes(cell == name for cell in cells)
        if not self._numbers and self._items:
            cells = of(min(self._items))
            if not (isinstance(cells, FixedColumn) and len(cells.letters) == 1):
                yield self._ones.column(cells)

    def look_at_title(self, others: Collection[Cell]) -> None:
        """Note a row without answers, of which these are the cells, if it is a title.

        It may be that of another dimension's table, or of rows that somebody took out.
        """
        if len(others) == 1:
            self.rejects = heading_of(*others)
        if len(others) == 1 and (words := plain(*others).split("_")):
            whole = next(
                (d for i in range(len(words)) if (d := self._statements.wholes.get("_".join(words[i:])))), None
            )
            self._titled = whole is not None and whole not in self._dimensions

    def is_title(self, others: Sequence[Cell], cells: Sequence[Cell]) -> bool:
        """Whether a row has nothing but a letter and a title of rows below it, as B and a village have.

        The title is in the place of an answer. `others` are the cells of the row next to the answers.
        """
        label = others[0] if len(others) == 1 else None
        if type(label) is not str or len(self._items) < _LEAST_TITLED:
            return False
        letters = tidy(label).rstrip(".)")
        given = [cells[place] for place in self._items if place < len(cells) and not is_blank(cells[place])]
        if len(given) != 1 or type(given[0]) is not str or len(letters) > _MOST_LETTERS or not letters.isalpha():
            return False
        if not self._is_wrong(given[0]):
            return False
        self.look_at_title(given)
        return True

    def _is_again(self, cell: Cell, place: int) -> bool:
        """Whether a cell is the very name of its column, which may look like an answer: P1, as A1 does."""
        return type(cell) is str and cell == self._header[place] and not cell.isdecimal()

    def _is_own(self, cell: str, place: int) -> bool | None:
        """Whether a cell has the name of the statement in this column, or of another one; None if it is not a name."""
        name, header = plain(cell), str(self._header[place])
        if cell.startswith('{"ImportId"') or name in (plain(header), plain(header.rpartition("/")[2])):
            return True
        if (item := self._statements.find(cell)) is not None:
            return item == self._items[place]
        number = number_of(cell) if place in self._numbers and any(map(str.isalpha, cell)) else None
        return None if number is None else number == self._numbers[place]


def _is_one(cell: Cell) -> bool:
    """Whether a cell numbers a statement as the first one: P1, (1)."""
    return type(cell) is str and not cell.strip()[:1].isdigit() and number_of(cell) == 1


def _is_code(cell: Cell) -> bool:
    return type(cell) is str and _CODE.fullmatch(cell.strip()) is not None
