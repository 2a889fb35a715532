"""Coded: what numbers mean, if the name of a column or a note lists them, as `Bersedia (1 = Ya, 2 = Tidak)` does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from ...spelling.patterns import late
from ..table.rows import Cell, tidy
from .answer import Said, answer_of

_CODE = re.compile(r"(?<!\d)(\d{1,2})\s*[=:]\s*([^\W\d][^\d,;/()\[\]=:]*)")
_EXPLAINED = late(
    r"(?<![\w.,])(?<!\d[-\u2013])(?<!\d [-\u2013] )(\d)(?:\s*([=:])\s*|[.)]\s*|\s*[-\u2013\u2014]\s*|\s+)"
    r"([^\W\d][^\d,;/()\[\]=:|]*)"
)
"""A number and what it stands for: not the end of an interval such as 3,26 - 4,00, nor of P1."""
_WORD_FIRST = late(
    r"([^\W\d][^\d,;/()\[\]=:|]*?)\s*(?:[=:]\s*(?:(?:skor|nilai|angka|bobot)\s*)?(\d)(?![\d.,]*\d|\s*(?:orang|responden|%))"
    r"|\(\s*(\d)\s*\))",
    re.IGNORECASE,
)
"""The same the other way round: Sangat setuju = 1, SS (4)."""
_OTHER_SIGNS = (
    (late(r"\{(\d)(?:[.,]0+)?, *([^{}]*)\}"), r"\1 = \2;"),
    (
        late(r"(?<=\d)\s*(?:\u2192|[-=]>|\b(?:artinya|berarti|bermakna|adalah|untuk|means)\b)\s*", re.IGNORECASE),
        " = ",
    ),
    (late(r"(?<![\w.,])(\d)\s*\(([^\W\d][^()\d]*)\)"), r"\1. \2;"),
    (late(r"[\[(](\d)[\])]\s*(?=[^\W\d])"), r"\1. "),
)
"""Other ways to write that a number stands for a word, the first of them SPSS's in its list of variables."""
_AGREES = late("setuju|agree", re.IGNORECASE)
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
    """What numbers stand for on a scale, where a text says so: `1 = sangat setuju`, or at least two without a sign.

    The word may come first if there are several that say more and more, or less and less, as counts of people do not.
    """
    if not any(map(str.isdigit, text)):
        return frozenset()
    plainer = text
    for form, instead in _OTHER_SIGNS:
        plainer = form.sub(instead, plainer)
    found = list(_EXPLAINED.finditer(plainer))
    several = len({one[1] for one in found}) > 1
    said = [word for one in found if (several or one[2]) and (word := _meant(one[1], one[3], sure=bool(one[2])))]
    turned = list(_WORD_FIRST.finditer(text))
    if len(turned) > 1 and (not found or turned[0].start() < plainer.find(found[0][0])):
        other = [word for one in turned if (word := _meant(one[2] or one[3], one[1], sure=True))]
        if len(other) > 1 and is_rising(other):
            return frozenset(other)
    return frozenset(said)


def _meant(number: str, word: str, *, sure: bool) -> Said | None:
    """What a number stands for by a word; None if that has no degree, or may be an abbreviation of something else."""
    text = _UP_TO.sub("", word)
    said = answer_of(text, {})
    if not isinstance(said, Said) or said.number is not None or said.degree is None or (said.short and not sure):
        return None
    agreement = said.agreement or _AGREES.search(text) is not None
    return said._replace(number=int(number), word="", agreement=agreement)


def is_rising(legend: Collection[Said]) -> bool:
    """Whether the words of different numbers say more and more, or less and less."""
    order = sorted((said.number or 0, said.degree or 0) for said in legend)
    if len({number for number, _ in order}) < len(order):
        return False
    degrees = [degree for _, degree in order]
    return any(all(a < b for a, b in pairwise(one)) for one in (degrees, degrees[::-1]))
