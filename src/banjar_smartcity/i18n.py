"""Languages: translate texts and format numbers and dates for people."""

from __future__ import annotations

import datetime
import struct
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .named import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

DEFAULT = "id"
LANGUAGES = ("id", "en")
_LOCALE = Path(__file__).parent / "locale"
_SWAPPED = {ord("."): ",", ord(","): "."}
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
"""As Babel has them. It takes longer to load than most commands to run; a test holds both alike."""


def N_(msgid: str) -> str:
    """Mark a text for translation without translating it yet."""
    return msgid


class Text(NamedTuple):
    """A text from the data in Indonesian and, if somebody wrote it, in English."""

    id: str
    en: str | None = None


class Language(NamedTuple):
    """A language of the output: its code and its translations."""

    code: str
    translate: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def text(self, text: Text | None) -> str:
        """A text from the data in this language, or in Indonesian if it has no translation; empty for None."""
        if text is None:
            return ""
        return (text.en if self.code == "en" else None) or text.id

    def number(self, value: Fraction | float, digits: int = 2) -> str:
        """A number rounded half-up, with the marks of the language: `1.302,42`."""
        text = f"{round_half_up(value, digits):,f}"
        return text if self.code == "en" else text.translate(_SWAPPED)

    def date(self, day: datetime.date) -> str:
        """A date in words: `30 Mei 2023`."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: datetime.date) -> str:
        """A month in words: `Mei 2023`."""
        return f"{_MONTHS[self.code].split()[day.month - 1]} {day.year}"


def round_half_up(value: Fraction | float, digits: int) -> Decimal:
    """The nearest multiple of 10**-digits, halves away from zero, as the ministry rounds its figures.

    A float counts as the decimal number that it is printed as.
    """
    from decimal import Decimal
    from fractions import Fraction

    exact = Fraction(str(value)) if isinstance(value, float) else value
    # In whole numbers, which takes less than half of the time: floor(|value| * 10**digits + 1/2).
    above, below = exact.numerator, exact.denominator
    units = (2 * abs(above) * 10**digits + below) // (2 * below)
    return Decimal(units if above >= 0 else -units).scaleb(-digits)


def language(code: str) -> Language:
    """The language with this code. The msgids are English; other languages have a catalogue."""
    if code == "en":
        return Language(code, N_, _english)
    catalogue = Catalogue((_LOCALE / code / "LC_MESSAGES" / "smartcity.mo").read_bytes())
    return Language(code, catalogue.translate, catalogue.ngettext)


def _english(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


class Catalogue:
    """A compiled catalogue of gettext. A text is found by halving, so that not all thousands of them are read."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._order = "<" if content[:4] == b"\xde\x12\x04\x95" else ">"
        self._size, self._keys, self._texts = struct.unpack_from(f"{self._order}3I", content, 8)
        self._found: dict[str, str | None] = {}

    def translate(self, msgid: str) -> str:
        """The translation of a text, or the text itself if it has none."""
        found = self._find(msgid)
        return msgid if found is None else found

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The translation of a text with a number. Indonesian has one form for all numbers."""
        found = self._find(one)
        return _english(one, many, number) if found is None else found

    def _find(self, msgid: str) -> str | None:
        if msgid not in self._found:
            self._found[msgid] = self._search(msgid.encode("utf-8", "surrogatepass"))
        return self._found[msgid]

    def _search(self, key: bytes) -> str | None:
        first, after = 0, self._size
        while first < after:
            middle = (first + after) // 2
            known = self._entry(self._keys, middle).partition(b"\0")[0]
            if known == key:
                return self._entry(self._texts, middle).partition(b"\0")[0].decode()
            first, after = (middle + 1, after) if known < key else (first, middle)
        return None

    def _entry(self, table: int, place: int) -> bytes:
        length, start = struct.unpack_from(f"{self._order}2I", self._content, table + 8 * place)
        return self._content[start : start + length]
