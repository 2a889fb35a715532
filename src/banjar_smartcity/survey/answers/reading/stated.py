"""Stated: how many people a table says that it has, in a title above its rows or in a note below them."""

from __future__ import annotations

from collections.abc import Sequence

from ....spelling.patterns import late
from ...cells.plain import plain
from ...table.rows import Cell, is_blank

_MOST_LETTERS = 80
_WHO = "(?:responden|kuesioner|angket|orang_responden|respondents?|responses?|questionnaires?)"
_STATED = late(
    rf"(?:(?:jumlah|total|banyaknya|seluruh|number_of)_)+{_WHO}"
    r"(?:_(?:yang|terisi|masuk|diolah|kembali|terkumpul|mengisi|survei|valid|sebanyak|adalah))*_(?P<a>\d{1,6})"
    rf"(?:_(?:orang|jiwa|lembar|people|{_WHO}))?|(?P<b>\d{{1,6}})_(?:orang_)?{_WHO}"
)
"""A whole text that counts the people of a table; a target or a sample says something else."""


def stated_in(cells: Sequence[Cell]) -> int:
    """How many people the texts of a row say that there are; 0 if they do not say."""
    text = " ".join(str(cell) for cell in cells if not is_blank(cell))
    found = _STATED.fullmatch(plain(text)) if len(text) <= _MOST_LETTERS else None
    return int(found["a"] or found["b"]) if found else 0
