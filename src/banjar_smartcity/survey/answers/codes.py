"""Codes: the answers of a table as small numbers, until all of them are known and the scale can be settled."""

from __future__ import annotations

from collections.abc import Mapping

from ..cells.answer import BLANK, WRONG, Said, answer_of
from ..cells.scale import TableScale
from ..table.rows import Cell

_MOST = WRONG
_MOST_KNOWN = 10_000


class Codes:
    """A number for each different answer; `BLANK` and `WRONG` are those of cells without one."""

    def __init__(self, scale: Mapping[str, int]) -> None:
        self._scale = scale
        self._known: dict[tuple[type, Cell], int] = {}
        self.answers: dict[Said, int] = {}

    def of(self, cell: Cell) -> int:
        """The number of the answer in a cell."""
        key = (type(cell), cell)
        if (code := self._known.get(key)) is None:
            answer = answer_of(cell, self._scale)
            if isinstance(answer, int):
                code = answer
            elif (code := self.answers.get(answer, WRONG)) == WRONG and len(self.answers) < _MOST:
                code = self.answers[answer] = len(self.answers)
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = code
        return code

    def marks(self, scale: TableScale) -> bytes:
        """A table for `bytes.translate`: the mark of each code. What a refused scale says is nothing."""
        table = bytearray(range(256))
        for answer, code in self.answers.items():
            mark = scale.marks[answer]
            table[code] = BLANK if mark == WRONG and scale.refused else mark
        return bytes(table)
