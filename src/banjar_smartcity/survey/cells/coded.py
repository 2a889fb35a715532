"""Coded: what numbers mean, if the name of a column or a note lists them, as `Bersedia (1 = Ya, 2 = Tidak)` does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..table.rows import Cell, tidy
from .answer import Said, answer_of

_CODE = re.compile(r"(?<!\d)(\d{1,2})\s*[=:]\s*([^\W\d][^\d,;/()\[\]=:]*)")
_EXPLAINED = re.compile(
    r"(?<![\w.,])(?<!\d[-\u2013])(?<!\d [-\u2013] )(\d)(?:\s*([=:])\s*|[.)]\s*|\s+)([^\W\d][^\d,;/()\[\]=:|]*)"
)
"""A number and what it stands for: not the end of an interval such as 3,26 - 4,00, nor of P1."""
_UP_TO = re.compile(r"(?:[\s.\u2013-]|\b(?:s\.? ?[/.]? ?d|sampai(?: dengan)?|hingga|dan|to|and)\b)+$", re.IGNORECASE)
_CHOICES = re.compile(r"\s*[(\[]\s*[^\W\d]+(?:\s*/\s*[^\W\d]+)+\s*[)\]]\s*$")
"""Words that may be chosen, at the end of a name: `Bersedia (Ya/Tidak)`."""
_LISTED = re.compile(r"\s*[(\[][^()\[\]]*\d\s*[=:][^()\[\]]*[)\]]\s*")


def codes_in(name: str) -> Mapping[str, str]:
    """The word for each number that the name of a column explains; nothing if it explains fewer than two."""
    if "=" not in name and ":" not in name:
        return {}
    found = {str(int(code)): word.strip() for code, word in _CODE.findall(name)}
    return found if len(found) > 1 else {}


def without_codes(name: str) -> str:
    """The name of a column without the list of codes, or the choices, in brackets in it."""
    return (_LISTED if codes_in(name) else _CHOICES).sub(" ", name).strip() or name


def decoded(cell: Cell, codes: Mapping[str, str]) -> Cell:
    """The word for a cell that is one of these codes, else the cell itself."""
    if not codes or cell is None:
        return cell
    number = int(cell) if type(cell) is float and cell.is_integer() else cell
    text = tidy(str(number))
    return codes.get(str(int(text)) if text.isdecimal() and len(text) < 3 else text, cell)


def explained_in(text: str) -> frozenset[Said]:
    """What numbers stand for on a scale, where a text says so: `1 = sangat setuju`, or at least two without a sign."""
    found = _EXPLAINED.findall(text)
    several = len({number for number, _, _ in found}) > 1
    said = ((number, sign, answer_of(_UP_TO.sub("", word), {})) for number, sign, word in found if several or sign)
    return frozenset(
        word._replace(number=int(number), word="")
        for number, sign, word in said
        if isinstance(word, Said) and word.number is None and word.degree is not None and (sign or not word.short)
    )
