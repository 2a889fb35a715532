"""Other rows: headings, notes and numbers of columns, and rows that are longer than the row of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from ....cells.plain import plain, words
from ....table.findings import letter
from ....table.rows import Cell, is_blank, tidy
from .sum_labels import decimal_of

_HEADINGS = words(
    "keterangan ket skala legenda legend catatan note notes frekuensi distribusi sebaran rekap rekapitulasi kriteria "
    "interval kategori sumber"
)
"""With one of these begins the heading of a scale, of frequencies or of notes below the people."""
_COLUMN = re.compile(r"^(?:kol(?:om)?|col(?:umn)?)[. ]*(?=\d+$)", re.IGNORECASE)
_MOST_HEADING = 2
_LEAST_NUMBERS = 3
"""So many numbers one after the other count columns."""


def is_longer(cells: Sequence[Cell], width: int, *, has_beside: bool) -> bool:
    """Whether a row has cells beyond the names; those behind an empty column may be next to the table."""
    if len(cells) <= width or (has_beside and is_blank(cells[width])):
        return False
    return not all(map(is_blank, cells[width:]))


def is_heading(others: Sequence[Cell]) -> bool:
    """Whether a row without answers, of which these are the cells, is the heading of a table below the people."""
    return 0 < len(others) <= _MOST_HEADING and plain(others[0]).partition("_")[0] in _HEADINGS


def has_only_notes(cells: Sequence[Cell], answers: Collection[int], is_wrong: Callable[[Cell], bool]) -> bool:
    """Whether the cells of the answers in a row are texts without any number alone, such as the source of a table.

    A single word may be one unless it is an answer, as above a signature.
    """
    given = [cells[place] for place in answers if place < len(cells) and not is_blank(cells[place])]
    alone = len(given) == 1
    return all(
        type(cell) is str and decimal_of(cell) is None and (" " in cell.strip() or (alone and is_wrong(cell)))
        for cell in given
    )


def numbers_of(cells: Sequence[Cell], width: int) -> int | None:
    """The first number of a row that numbers the columns one after the other, such as 1, 2, 3 or a, b, c; else None."""
    cells = [_bare(cell) if type(cell) is str else cell for cell in cells]
    given = [cell for cell in cells[:width] if not is_blank(cell)]
    letters = [letter(i) for i in range(len(given))]
    if given in (letters, [one.lower() for one in letters]):
        return 1 if len(given) >= max(_LEAST_NUMBERS, width - 1) else None
    numbers = [n for cell in cells[:width] if (n := _number(cell)) is not None]
    filled = sum(not is_blank(cell) for cell in cells)
    if len(numbers) != filled or filled < _LEAST_NUMBERS or filled < width - 1:
        return None
    first = numbers[0]
    return first if first in (0, 1, 2) and numbers == list(range(first, first + filled)) else None


def counts_columns(
    cells: Sequence[Cell], following: Sequence[Cell], places: tuple[Collection[int], Collection[int]], marks: range
) -> bool:
    """Whether a first row of numbers is none of a person: one is not a mark, or not what the next row holds there.

    `places` are those of the answers, and all others.
    """
    answers, others = places
    for place in answers:
        cell = cells[place] if place < len(cells) else None
        if not is_blank(cell) and _whole(cell) not in marks:
            return True
    for place in others:
        own = _whole(cells[place]) if place < len(cells) else None
        below = following[place] if place < len(following) else None
        if own is not None and not is_blank(below) and _whole(below) in (None, own):
            return True
    return False


def _whole(cell: Cell) -> int | None:
    text = str(cell).strip()
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _number(cell: Cell) -> int | None:
    if type(cell) is int:
        return cell
    return int(cell) if type(cell) is str and cell.isdecimal() and len(cell) < 5 else None


def _bare(text: str) -> str:
    """A text without brackets, and without the word for a column before its number."""
    return _COLUMN.sub("", tidy(text).strip("()[]."))
