"""Figures: the numbers of a text, each with the one value that an Indonesian reader gives it.

`210.883` is two hundred thousand and `210,883` a fraction. An English form counts only where it cannot be Indonesian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...named import NamedTuple
from .spans import within

_NUMBER = re.compile(r"(?<![0-9][.,])(?<![0-9])[0-9]+(?:[.,][0-9]+)*(?![0-9])")
_SPACED = re.compile(
    r"(?<![0-9.,])(?<![0-9] )[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?(?![0-9.,]*[0-9])"
)
"""Thousands with spaces between, as statistics print them. In a table it may be two cells."""
_INDONESIAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|(?:0|[1-9][0-9]*)(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|(?:0|[1-9][0-9]*)\.[0-9]+")
_NOTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+[0-9]")
"""Thousands with the raised number of a note, which a text has on the same line."""
_MINUS = re.compile(r"(?i)(?:(?<![\w.,)%])[-\u2212\u2013]|\b(?:minus|negatif)\s+)$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATE = re.compile(r"(?<![0-9])[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])")
_LABEL = re.compile(
    r"\b(?:nomor|number|no|pasal|article|ayat|angka|bab|chapter|lampiran|annex|tabel|table|gambar|figure|halaman|hal|page"
    r"|butir|poin|huruf|rt|rw|pukul|jl)\.?[\s:(]*$",
    re.IGNORECASE,
)
"""Before a number that only names something."""
_RATE = re.compile(r"/\s?[a-z]{2,}(?:/[a-z]{2,})*(?![\w/-]|\.\w)")
"""What a figure is for, as in "50.000/orang"; the number of a document goes on with digits or capitals."""
_MULTIPLE = re.compile(r"\s*(ribu|rb|juta|jt|miliar|milyar|triliun|trilyun|thousand|million|billion|trillion)\b", re.I)
MULTIPLES: Mapping[str, int] = {
    **dict.fromkeys(("ribu", "rb", "ribuan", "thousand", "thousands"), 3),
    **dict.fromkeys(("juta", "jt", "jutaan", "million", "millions"), 6),
    **dict.fromkeys(("miliar", "milyar", "miliaran", "billion", "billions"), 9),
    **dict.fromkeys(("triliun", "trilyun", "trillion", "trillions"), 12),
}
"""The power of ten of each word, Indonesian and English; a billion is a miliar."""


class Figure(NamedTuple):
    """A number of a text."""

    start: int
    end: int
    """Where it ends, without a word for millions that follows."""
    value: Decimal
    other: Decimal | None = None
    """The value that an English reader gives it, if that is another one."""
    joined: Decimal | None = None
    """The value of it and the groups of three digits after it, which may be cells of their own."""
    power: int | None = None
    """The power of ten of a word after it; None if there is none."""
    column: int | None = None
    """The column of the cell that it is, the first is 0; None if that is not known."""
    columns: int | None = None
    """How many columns the row has."""
    negative: bool = False
    """Whether a minus is before it; the values are without it."""


def figures(text: str) -> Iterator[Figure]:
    """The numbers of a text in their order, without years, dates and numbers of documents."""
    in_date = within(found.span() for found in _DATE.finditer(text))
    spaced = {}
    for found in _SPACED.finditer(text):
        plain = re.sub(r"[ \u00a0\u202f]", "", found[0]).replace(",", ".")
        spaced[found.start()] = (found.end(), Decimal(plain))
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if in_date(start) or _is_code(text, start, end):
            continue
        values = values_of(found[0])
        joined = spaced.get(start)
        if not values or (is_year(found[0]) and joined is None):
            continue
        last = joined[0] if joined else end
        word = _MULTIPLE.match(text, last)
        yield Figure(
            start=start,
            end=last,
            value=values[0],
            other=values[1] if len(values) > 1 else None,
            joined=joined[1] if joined else None,
            power=MULTIPLES[word[1].lower()] if word else None,
            negative=is_negative(text, start),
        )


def is_negative(text: str, start: int) -> bool:
    """Whether a minus is directly before a number, and no span such as "55-60"."""
    return _MINUS.search(text[max(0, start - 10) : start]) is not None


def is_year(text: str) -> bool:
    """Whether a number may be a bare year."""
    return bool(_YEAR.fullmatch(text))


def values_of(text: str) -> list[Decimal]:
    """The Indonesian value, then the English one if it is another, and that without the mark of a note."""
    read = []
    if _INDONESIAN.fullmatch(text):
        read.append(Decimal(text.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(text):
        read.append(Decimal(text.replace(",", "")))
    if _NOTED.fullmatch(text):
        read.append(Decimal(text[:-1].replace(".", "")))
    return read


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a number of a document, of a word such as A4, or only name a rule or an entry."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if "/" in (before, after) and "," not in text[start:end] and (before == "/" or not _RATE.match(text, end)):
        return True
    if _LABEL.search(text[max(0, start - 14) : start]) or _is_entry(text, start, end):
        return True
    if before and (before in "-\u2013_" and text[start - 2 : start - 1].isalpha()):
        return True
    return before.isalpha() and not re.search(r"(?i)(?:rp|idr|us)\Z", text[max(0, start - 3) : start])


def _is_entry(text: str, start: int, end: int) -> bool:
    """Whether a number begins an entry of a list: "3. Panjang jalan"."""
    return not text[:start].strip() and bool(re.match(r"[.)]\s", text[end : end + 2]))
