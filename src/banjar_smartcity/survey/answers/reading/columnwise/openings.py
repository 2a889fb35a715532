"""Openings: what the first letters of a text rule out, so that only few texts are looked at as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from ....cells.plain import plain
from ....cells.remarks import REMARK_WORDS
from ....cells.trials import TEST_TITLES, TEST_WORDS
from ....table.fixed import FixedColumn
from ....table.rows import Cell
from ..memo import Memo
from ..nobody.sum_labels import may_be_summary

LENGTH = 5
SUMMARY, TEST, DATE, NUMBER, REMARK = 1, 2, 4, 8, 16
"""What a text may be: the label of a row of sums, a test of the form, a day; a number, or empty; a remark."""
_FEW = 3
"""Where a column has so many cells for each different one, each of those is looked at once."""
_DIGITS = bytes(ord("2") if chr(code) in "0123456789" else code for code in range(256))
_ANYTHING = SUMMARY | TEST | DATE | NUMBER | REMARK
_DAY = re.compile(r"\d{1,2}[- ][A-Z]|[A-Z][a-z]{2}[- ]|\d{4}-")


def judge_opening(opening: Cell) -> int:
    """What a text may be that begins with these letters, or is no longer than them. When in doubt it may."""
    if type(opening) is not str or not opening.isascii() or "_x" in opening:
        return _ANYTHING
    if opening.isdecimal():
        return NUMBER
    text = opening.strip()
    if not text:
        return NUMBER if len(opening) < LENGTH else _ANYTHING
    name = plain(text)
    word, _, rest = name.partition("_")
    cut = len(opening) == LENGTH
    ended = bool(rest) or not cut
    found = NUMBER if text[0].isdecimal() or text[0] == "-" else 0
    if may_be_summary(name, cut=cut):
        found |= SUMMARY
    if _may_be_test(word, rest, ended=ended):
        found |= TEST
    if any(word.startswith(known) or (not ended and known.startswith(word)) for known in REMARK_WORDS):
        found |= REMARK
    return found | DATE if text != opening or _DAY.match(text) else found


def _may_be_test(word: str, rest: str, *, ended: bool) -> bool:
    """Whether a test may begin with this word, of which more may follow unless it is ended, and with what follows."""
    if any(word.startswith(known) or (not ended and known.startswith(word)) for known in TEST_WORDS):
        return True
    if not ended:
        return any(title.startswith(word) for title in TEST_TITLES)
    return word in TEST_TITLES and any(rest.startswith(known) or known.startswith(rest) for known in TEST_WORDS)


class Openings:
    """What the cells of columns may be by their first letters."""

    def __init__(self) -> None:
        self._known = Memo(judge_opening)

    def column(self, cells: Sequence[Cell]) -> bytes:
        """What each cell of a column may be."""
        if isinstance(cells, FixedColumn):
            letters = [column.translate(_DIGITS) for column in cells.letters[:LENGTH]]
            said = {self._known[opening] for opening in FixedColumn(letters, len(cells)).openings(LENGTH)}
            if len(said) == 1:
                return bytes(said) * len(cells)
        if _are_digits(cells):
            return bytes([NUMBER]) * len(cells)
        different = list(set(cells))
        if len(different) * _FEW <= len(cells):
            known = dict(zip(different, self._of_texts(different), strict=True))
            return bytes(map(known.__getitem__, cells))
        return self._of_texts(cells)

    def _of_texts(self, cells: Sequence[Cell]) -> bytes:
        try:
            texts = [cell[:LENGTH] for cell in cast(Sequence[str], cells)]
        except TypeError:  # not all are texts
            return self._known.column([_opening(cell) for cell in cells])
        return self._known.column(_without_digits(texts))


def _are_digits(cells: Sequence[Cell]) -> bool:
    """Whether all cells are texts of digits or empty."""
    try:
        whole = "".join(cast(Sequence[str], cells))
    except TypeError:  # not all are texts
        return False
    return whole.isascii() and whole.isdecimal()


def _without_digits(openings: Sequence[str]) -> Sequence[str]:
    """First letters with the same digit in place of each, so that numbers have few; no word has another one there."""
    whole = "\n".join(openings)
    if not whole.isascii() or whole.count("\n") >= len(openings):
        return openings
    letters = whole.encode()
    made = letters.translate(_DIGITS)
    return openings if made == letters else made.decode().split("\n")


def _opening(cell: Cell) -> str:
    """The first letters of a text; of another cell those of a text that means as much."""
    return cell[:LENGTH] if type(cell) is str else "2026-" if isinstance(cell, datetime) else ""
