"""Languages: the words, numbers and dates that people see, made last and only here."""

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
    """A text of the data in Indonesian and, where it has been written, English."""

    id: str
    en: str | None = None


class Language(NamedTuple):
    """How to speak to one reader."""

    code: str
    translate: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def text(self, text: Text | None) -> str:
        """A text of the data; Indonesian where there is no other."""
        if text is None:
            return ""
        return (text.en if self.code == "en" else None) or text.id

    def number(self, value: Fraction | float, digits: int = 2) -> str:
        """Rounded half-up, with the language's decimal mark: 2,42."""
        from babel.numbers import format_decimal

        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return str(format_decimal(round_half_up(value, digits), format=pattern, locale=self.code))

    def date(self, day: datetime.date) -> str:
        """30 Mei 2023."""
        from babel.dates import format_date

        return format_date(day, format="d MMMM y", locale=self.code)

    def month(self, day: datetime.date) -> str:
        """Mei 2023."""
        from babel.dates import format_date

        return format_date(day, format="MMMM y", locale=self.code)


def round_half_up(value: Fraction | float, digits: int) -> Decimal:
    """The nearest multiple of 10**-digits, halves away from zero, as the ministry's figures are.

    A float is taken as the decimal it is written as.
    """
    from decimal import Decimal
    from fractions import Fraction
    from math import floor

    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    units = floor(abs(exact) * 10**digits + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-digits)


def language(code: str) -> Language:
    """The language of this code. English is that of the msgids; others have a catalogue."""
    if code == "en":
        nothing = gettext.NullTranslations()
        return Language(code, nothing.gettext, nothing.ngettext)
    catalogue = gettext.translation("smartcity", str(_LOCALE), languages=[code])
    return Language(code, catalogue.gettext, catalogue.ngettext)
