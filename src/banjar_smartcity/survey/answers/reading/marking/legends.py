"""Legends: tables of numbers and what they stand for, next to each other or one above the other.

Offices put one on a sheet of its own, as "Keterangan", and the choices of a form have one for each list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ....cells.answer import Said
from ....cells.coded import explained_in, is_rising
from ....cells.plain import plain, words
from ....table.rows import Cell, is_blank, tidy

_LEAST = 3
"""So many numbers one after the other make a scale; fewer may be counts of people."""
_MOST_WORD = 60
_OWN = re.compile(r"([^\W\d][^\d=:]*?)\s*[=:]\s*(\d)")
"""A cell with a word and its number: SS = 1."""
_RUNNING = words("no nomor no_urut nomor_urut urut urutan number #")
"""Names of columns that only number the rows of a legend."""


def legends(rows: Sequence[Sequence[Cell]]) -> Iterator[set[Said]]:
    """What numbers stand for, legend by legend, among these rows, which may have other things too.

    A legend has numbers one after the other, from 0 or 1, whose words say more and more, or less and less. So counts of
    people next to the same words are none.
    """
    lists: dict[object, dict[int, Said]] = {}
    running: set[int] = set()
    listed: dict[int, str] = {}
    for cells in rows:
        running.update(place for place, cell in enumerate(cells) if type(cell) is str and plain(cell) in _RUNNING)
        for place, name, said in _beside(cells, running):
            # The name of a list may be in its first row only.
            listed[place] = name or listed.get(place, "") if place else ""
            lists.setdefault(listed[place], {}).setdefault(said.number or 0, said)
        for cell in cells:
            own = _OWN.fullmatch(cell) if type(cell) is str else None
            if own and (one := _said(own[2], own[1])):
                lists.setdefault(_OWN, {})[one.number or 0] = one
    for i, (upper, lower) in enumerate(pairwise(rows)):
        for numbers, said_by in ((upper, lower), (lower, upper)):
            found = (_said(number, name) for number, name in zip(numbers, said_by, strict=False))
            lists.setdefault((i, numbers is upper), {}).update({one.number or 0: one for one in found if one})
    for legend in lists.values():
        if _is_scale(legend):
            yield set(legend.values())


def _beside(cells: Sequence[Cell], running: set[int]) -> Iterator[tuple[int, str, Said]]:
    """The numbers of a row whose word is next to them, each with its place and the name of its list before it."""
    given = [(place, cell) for place, cell in enumerate(cells) if not is_blank(cell) and place not in running]
    texts = [cell for _, cell in given]
    first = bool(texts) and bool(_said(1, texts[0]))
    for i, cell in enumerate(texts):
        before, after = texts[i - 1] if i else None, texts[i + 1] if i + 1 < len(texts) else None
        said = _said(cell, before) or _said(cell, after) if first else _said(cell, after) or _said(cell, before)
        if said:
            yield given[i][0], "" if first or not i else plain(texts[0]), said


def _said(number: Cell, word: Cell) -> Said | None:
    """What a cell with a number of one digit stands for by the word in another; None if that is not one of a scale."""
    digit = tidy(str(int(number) if type(number) is float and number.is_integer() else number))
    if type(word) is not str or len(word) > _MOST_WORD or len(digit) != 1 or not digit.isdecimal():
        return None
    return next(iter(explained_in(f"{digit} = {tidy(word)}")), None)


def _is_scale(legend: Mapping[int, Said]) -> bool:
    numbers = sorted(legend)
    if len(numbers) < _LEAST or numbers[0] > 1 or numbers[-1] - numbers[0] != len(numbers) - 1:
        return False
    return is_rising(legend.values())
