"""Codes: the answers of a table as small numbers, until all of them are known and the scale can be settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import NoneType
from typing import cast

from ....cells.answer import BLANK, SS, STS, UNKNOWN, WRONG, Said, answer_of
from ....cells.coded import explained_in
from ....cells.scale import AGAINST, TWO_MARKS, UNHEARD, TableScale, settle, unheard
from ....table.fixed import FixedColumn
from ....table.rows import Cell
from ...forms import FormRows
from ...marks import cut
from ..memo import Memo
from .legends import legends
from .strange import StrangeLabels

_MOST_ANSWERS = UNKNOWN
_MOST_KNOWN = 10_000
_LEAST_COLUMNS, _SHARE = 2, 20
"""Numbers above the scale are another scale if they are in so many columns, and one in so many answers."""
_MOST_OR_LEAST = (STS, SS)
"""One of these is among the answers to a statement; where to agree or not is all, people may agree to take part."""
_LEAST_NOTED = 4
"""So many numbers with words such as `sangat puas` are the scale of the statements, wherever a note has them."""
_HIGHEST_OF_TWO, _LEAST_ANSWERS = 2, 100
"""In so many answers, only 0 and 1, 1 and 2, or 0 and 2 are those of a question with two answers."""


class Codes:
    """A number for each different answer; `BLANK` and `WRONG` are those of cells without one."""

    def __init__(self, scale: Mapping[str, int | None], labels: Mapping[str, int]) -> None:
        self._scale, self._labels = scale, labels
        self._known: dict[tuple[type, Cell], int] = {}
        self._plain = Memo(self._code)
        self._letters, self._of_letter = b"", bytearray(256)
        """The answers of one letter that are known, and for `bytes.translate` their numbers."""
        self._asked: set[int] = set()
        self.answers: dict[Said, int] = {}
        self.strange = StrangeLabels()
        self._explained: set[Said] = set()
        self._noted: list[set[Said]] = [set()]
        """What notes say that numbers stand for: single ones together, each list of several, each legend."""

    def of(self, cell: Cell) -> int:
        """The number of the answer in a cell of a row that is read by itself."""
        code = self._code(cell)
        self._asked.add(code)
        return code

    def _code(self, cell: Cell) -> int:
        key = (type(cell), cell)
        if (code := self._known.get(key)) is None:
            answer = answer_of(cell, self._scale, self._labels)
            if isinstance(answer, int):
                code = answer if answer != WRONG else self.strange.code(cell)
            elif (code := self.answers.get(answer, WRONG)) == WRONG and len(self.answers) < _MOST_ANSWERS:
                code = self.answers[answer] = len(self.answers)
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = code
        return code

    def is_wrong(self, cell: Cell) -> bool:
        """Whether a cell is not an answer; nothing is remembered of it."""
        return answer_of(cell, self._scale, self._labels) == WRONG

    def column(self, cells: Sequence[Cell]) -> bytes:
        """The numbers of the answers in a column."""
        if isinstance(cells, FixedColumn) and len(cells.letters) == 1:
            return self._of_letters(cells.letters[0])
        texts = cast(Sequence[str], cells)  # whether all are texts, joining them tells
        try:
            whole = "\0".join(texts)
        except TypeError:
            # Equal cells of these kinds are the same; others, such as 1.0 and True, equal a number.
            plain = set(map(type, cells)) <= {str, int, NoneType}
            return self._plain.column(cells) if plain else bytes(map(self._code, cells))
        size = len(cells)
        if len(whole) == 2 * size - 1 and whole[1::2] == "\0" * (size - 1) and whole.isascii():
            # One letter each, as it would not fit otherwise.
            return self._of_letters(whole[::2].encode())
        return self._plain.column(cells)

    def _of_letters(self, letters: bytes) -> bytes:
        """The numbers of answers of one letter each."""
        for letter in sorted(set(letters.translate(None, self._letters))):
            self._of_letter[letter] = self._code(chr(letter))
            self._letters += bytes([letter])
        return letters.translate(self._of_letter)

    def explain(self, names: Iterable[str]) -> None:
        """Take down what numbers stand for, where the names of statements say so."""
        self._explained.update(said for name in names for said in explained_in(name))

    def note(self, *texts: Cell) -> bool:
        """Take down what notes say that numbers stand for, perhaps those of other columns; whether one does."""
        found = [set(explained_in(text)) for text in texts if type(text) is str]
        for said in found:
            if len(said) > 1:
                self._noted.append(said)
            else:
                self._noted[0] |= said
        return any(found)

    def note_rows(self, notes: Iterable[Sequence[Sequence[Cell]]]) -> None:
        """Take down what rows next to the table or on other sheets say, in single cells or in legends."""
        for rows in notes:
            self.note(*(cell for cells in rows for cell in cells))
            self._noted += legends(rows)

    def _explanations(self, given: Collection[Said], marks: range) -> Collection[Said]:
        """What the table says of its numbers, if it has some without a word; two lists may contradict each other."""
        if not any(one.number is not None and one.degree is None and not one.own for one in given):
            return ()
        lists = self._lists()
        faults = [settle(said, marks).fault for said in lists]
        if None in faults and AGAINST not in faults:
            return lists[faults.index(None)]  # a wider one is of another question
        return set[Said]().union(*lists)

    def _lists(self) -> list[set[Said]]:
        """What says what the numbers stand for: the names of statements, else notes on agreement, else other notes."""
        of_names, *of_notes = (
            {one for one in said if str(one.number) not in self._scale} for said in (self._explained, *self._noted)
        )
        if len(of_names) > 1:
            return [of_names]
        agreement = [
            said
            for said in of_notes
            if all(one.agreement for one in said) and any(one.degree in _MOST_OR_LEAST for one in said)
        ]
        others = [said for said in of_notes if len({one.number for one in said}) >= _LEAST_NOTED]
        # Other words may be about anything, unless all notes agree.
        return agreement or (others if _is_sure(set[Said]().union(*others)) else [])

    def scale(self, parts: Sequence[FormRows], marks: range) -> TableScale:
        """The scale of the table, when all rows have been read."""
        given = self.given(parts)
        if labels := self.strange.found(parts):
            return unheard(labels, given, marks)
        given += self._explanations(given, marks)
        two = self.narrow(parts, marks)
        found = settle(given, marks, self.beyond(parts, marks[-1]) or (two if marks[0] in two else ()))
        if two and found.fault is None:
            return found._replace(fault=TWO_MARKS, labels=tuple(map(str, sorted(two))))
        return found

    def given(self, parts: Sequence[FormRows]) -> list[Said]:
        """The answers of the rows in these parts, and of those that were read by themselves; no others of a column."""
        return [
            said
            for said, code in self.answers.items()
            if code in self._asked or any(code in part.codes for part in parts)
        ]

    def beyond(self, parts: Sequence[FormRows], top: int) -> set[int]:
        """Numbers above the highest mark, if there are too many in too many columns for typing mistakes."""
        higher = {
            code: said.number
            for said, code in self.answers.items()
            if said.number is not None and said.number > top and not said.own and said.degree is None
        }
        if not higher:
            return set()
        columns: dict[int, int] = {}
        found: set[int] = set()
        answers = 0
        for part in parts:
            for codes, count in Counter(cut(bytes(part.codes), len(part.all_places))).items():
                answers += count * (len(codes) - codes.count(BLANK))
                for place, code in zip(part.all_places, codes, strict=True):
                    if code in higher:
                        columns[place] = columns.get(place, 0) + count
                        found.add(higher[code])
        many = len(columns) >= _LEAST_COLUMNS and sum(columns.values()) * _SHARE >= answers
        return found if many else set()

    def narrow(self, parts: Sequence[FormRows], marks: range) -> set[int]:
        """The numbers of all answers, if these are the two of a yes and a no; two others may be a content region's.

        With the lowest mark, which no user gives, they are; 1 and 2 may be marks of people who are not content.
        """
        found: set[int] = set()
        size = 0
        for part in parts:
            for said in (said for said, code in self.answers.items() if code in part.codes):
                if said.number is None or said.own or said.degree is not None or said.number > _HIGHEST_OF_TWO:
                    return set()
                found.add(said.number)
            size += len(part.codes) - part.codes.count(BLANK)
        return found if len(found) == 2 < len(marks) - 1 and size >= _LEAST_ANSWERS else set()

    def marks(self, scale: TableScale) -> bytes:
        """A table for `bytes.translate`: the mark of each code. What a refused scale says is nothing."""
        table = bytearray(range(256))
        strange = BLANK if scale.how is UNHEARD else WRONG
        table[UNKNOWN:WRONG] = bytes([strange]) * (WRONG - UNKNOWN)
        for answer, code in self.answers.items():
            mark = scale.marks.get(answer, WRONG)
            table[code] = BLANK if mark == WRONG and scale.refused else mark
        return bytes(table)


def _is_sure(said: Collection[Said]) -> bool:
    """Whether each number means one thing, and nothing is meant by two."""
    pairs = {(one.number, one.degree) for one in said}
    return len({number for number, _ in pairs}) == len(pairs) == len({degree for _, degree in pairs})
