"""Sought: what must be on a page for a claim: a statistic with its unit and year, or a name or number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from ..named import NamedTuple
from .lines.places import Locality, places
from .lines.units import FAMILY, Unit, unit_of

_SMALLEST = 10
"""Smaller figures are on nearly every page."""
_COMMON_WORDS = (
    "dan yang dengan untuk "
    "pada dari dalam oleh atau serta sudah telah akan adalah sebesar sebanyak mencapai tahun menjadi "
    "turun naik tersebut daerah kabupaten kota jumlah masih juga sejak setelah antara lebih kurang lain ini itu para "
    "januari februari maret april mei juni juli agustus september oktober november desember persen nilai "
    "the and with from into this that year regency city"
)
_AGES = r"(?<![\w.,-])[0-9]{1,2}(?:-[0-9]{1,2}|\+)(?![\w.,-])"
"""A group of ages: "15-19", "75+"."""
_COMMON = frozenset(_COMMON_WORDS.split())
_NO_NAMES = frozenset(["di", "ke", "ii", "iv", "vi", "ix", "xi", "no", "rp", "of", "in", "on", "to", "by", "or", "and"])
"""Words of two letters in lines that are all in capitals, and roman numbers."""


class SoughtFigure(NamedTuple):
    """A statistic as claimed, with words of what it is about and of the region."""

    value: Decimal
    unit: Unit
    year: int
    about: frozenset[str]
    region: frozenset[str]
    places: frozenset[Locality] = frozenset()

    @property
    def checkable(self) -> bool:
        """Whether finding it would say anything: small figures and bare years are everywhere."""
        whole = self.value == self.value.to_integral_value()
        return abs(self.value) >= _SMALLEST and not (whole and 1900 <= self.value <= 2100 and not self.unit.power)

    @property
    def is_telling(self) -> bool:
        """Whether the digits alone are rarely met by chance."""
        return abs(self.value) >= 1000 or self.value != self.value.to_integral_value()


class SoughtName(NamedTuple):
    """Names of one thing, or the number of a document, of which one must be there."""

    names: tuple[str, ...]
    number: str | None = None
    """The number that the document must have, if one is recorded: its day alone does not make it the right one."""


Sought = SoughtFigure | SoughtName


def sought_figure(value: float, unit: str, year: int, about: Iterable[str], region: str) -> SoughtFigure:
    """A statistic of the data. `about` are texts that say what it is about."""
    measured = unit_of(unit)
    texts = " ".join(about)
    return SoughtFigure(
        value=Decimal(str(value)),
        unit=measured,
        year=year,
        about=names_in(texts) - measured.words,
        region=words_of(region),
        places=frozenset(places(texts)),
    )


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, and its abbreviations of two letters, such as those of schools."""
    short = frozenset(map(str.casefold, re.findall(r"(?<![^\W\d_])[A-Z]{2}(?![^\W\d_])", text)))
    return words_of(text) | (short - _NO_NAMES - FAMILY.keys())


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    found = (word.casefold() for word in re.findall(rf"[^\W\d_]{{3,}}|{_AGES}", text))
    return frozenset(word for word in found if word not in _COMMON and word not in FAMILY)
