"""Scalars: what a plain scalar of YAML is here: a word for nothing or for true and false, a number, or text."""

from __future__ import annotations

import re

MAX_DIGITS = 300
"""Fractions with more digits overflow, and programs disagree about integers with more."""


WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
NUMBER_STARTS = frozenset("+-.0123456789")
_FRACTION = re.compile(r"-?[0-9]+\.(?!000\Z)[0-9]+")
NAMES = ("number", "pages")
"""Keys that take text or a whole number, in whatever record."""
_NAMED = rf"\b(?:{'|'.join(NAMES)})\b[\"']?:\s+-?[0-9]+\.[0-9]"
"""Where 4.00 may be the number of something, which is not 4."""
_UNIT = r"\bunit\b[\"']?:"
_THOUSAND = r":\s+-?[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])"
_THOUSANDS = len(".000")
_LONGEST_NUMBER = 20
_OF_NUMBERS = "0123456789+-._abcdefABCDEFxXoO"
_NO_POINTS = {ord("."): "0", ord("_"): "0"}


def is_doubtful(fraction: str) -> bool:
    """Whether the point and the digits behind it are read otherwise by some: 1.180 as thousands, 34.0 as 34."""
    return len(fraction) == _THOUSANDS or not fraction.strip(".0")


def is_fraction(written: str) -> bool:
    """Whether it is the same fraction to all unless its place says other: 4.00 and 3.125 are, 4.000 never is."""
    return _FRACTION.fullmatch(written) is not None


def has_unclear_place(text: str) -> bool:
    """Whether a fraction of a text may be meant otherwise: as the number of something, or 1.180 of some unit."""
    if re.search(_NAMED, text) is not None:
        return True
    return re.search(_UNIT, text) is not None and re.search(_THOUSAND, text) is not None


def reads_as_text(text: str) -> bool:
    """Whether a text, written without quotes, is read as text."""
    return text not in WORDS and NUMBER.fullmatch(text) is None


def may_be_number(text: str) -> bool:
    """Whether some program reads as a number what is text here: 1e3, 0123, +1. Dates and hashes are passed over."""
    if len(text) > _LONGEST_NUMBER or not (text[1:].translate(_NO_POINTS).isalnum() or "e" in text or "E" in text):
        return False
    if text.strip(_OF_NUMBERS):
        return False
    from ...spelling.numbers import NUMBER_LIKE

    return re.fullmatch(NUMBER_LIKE, text) is not None
