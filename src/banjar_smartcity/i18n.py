"""Languages: translate texts and format numbers and dates for people."""

from __future__ import annotations

import datetime
import gettext
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

DEFAULT = "id"
LANGUAGES = ("id", "en")
_LOCALE = Path(__file__).parent / "locale"


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
        """A number rounded half-up, with the decimal mark of the language: `2,42`."""
        from babel.numbers import format_decimal

        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return str(format_decimal(round_half_up(value, digits), format=pattern, locale=self.code))

    def date(self, day: datetime.date) -> str:
        """A date in words: `30 Mei 2023`."""
        from babel.dates import format_date

        return format_date(day, format="d MMMM y", locale=self.code)

    def month(self, day: datetime.date) -> str:
        """A month in words: `Mei 2023`."""
        from babel.dates import format_date

        return format_date(day, format="MMMM y", locale=self.code)


def round_half_up(value: Fraction | float, digits: int) -> Decimal:
    """The nearest multiple of 10**-digits, halves away from zero, as the ministry rounds its figures.

    A float counts as the decimal number that it is printed as.
    """
    from decimal import Decimal
    from fractions import Fraction
    from math import floor

    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    units = floor(abs(exact) * 10**digits + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-digits)


def language(code: str) -> Language:
    """The language with this code. The msgids are English; other languages have a catalogue."""
    if code == "en":
        english = gettext.NullTranslations()
        return Language(code, english.gettext, english.ngettext)
    catalogue = gettext.translation("smartcity", str(_LOCALE), languages=[code])
    return Language(code, catalogue.gettext, catalogue.ngettext)
