"""Numbers: figures as people write them in Indonesia, as the figure that data hold."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from .characters import unquoted

_CURRENCY = re.compile(r"\A(?:Rp|IDR)\.?\s*", re.IGNORECASE)
_MULTIPLES = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_FIGURE = re.compile(r"([-+]?[0-9][0-9.,_ ]*|[-+]?[.,][0-9]+)(?:\s*(%|[A-Za-z]+)\.?)?")
_POINTS, _COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"), re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A figure with a point that an Indonesian reader takes for thousands: 1.180."""
NUMBER_LIKE = (
    r"[-+]?(?:[0-9][0-9_]*\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?|0[xX][0-9a-fA-F]+|0[oO][0-7]+)"
)
"""What some program reads as a number, whether YAML 1.2 does or not."""
_LONGEST = 60


def number_of(text: str, *, whole: bool = False) -> str | None:
    """The figure that a text stands for, as data write it; None if that is not certain.

    `whole`: a whole number is expected, so that a point or comma before three digits marks thousands.
    """
    plain = unquoted(text)
    if len(plain) > _LONGEST:
        return None
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]{1,2}", plain):
        return _written(plain, whole=whole)
    if whole and (plain.lower() in _WORDS or plain in _ROMAN):
        return str(_ROMAN[plain] if plain in _ROMAN else _WORDS.index(plain.lower()))
    money = _CURRENCY.match(plain)
    plain = re.sub(r",-\Z", "", plain[money.end() :] if money else plain)
    found = _FIGURE.fullmatch(plain)
    if found is None:
        return None
    power = _MULTIPLES.get((found[2] or "").lower(), 0)
    counted = whole or money is not None or (found[2] or "%").lower() not in ("%", "persen")
    digits = _digits(found[1].strip(), grouped=counted and not power)
    if digits is None:
        return None
    return _written(f"{digits}e{power}", whole=whole) if power else _written(digits, whole=whole)


def _digits(text: str, *, grouped: bool) -> str | None:
    """The digits with a point for fractions; `grouped`: one group of three digits is one of thousands."""
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    text = text.replace("_", "")
    if re.fullmatch(r"[0-9]{1,3}(?: [0-9]{3})+", text):
        text = text.replace(" ", "")
    if " " in text:
        return None
    for group, other in ((".", ","), (",", ".")):
        head, separator, tail = text.partition(other)
        form = _POINTS if group == "." else _COMMAS
        if form.fullmatch(head) and (separator or head.count(group) > 1 or grouped):
            if separator and not tail.isdecimal():
                return None
            return sign + head.replace(group, "") + (f".{tail}" if separator else "")
    if _COMMAS.fullmatch(text):
        return None  # 1,180 is a fraction to some readers and thousands to others
    text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    return sign + text if re.fullmatch(r"[0-9]*\.?[0-9]*", text) and text != "." else None


def _written(text: str, *, whole: bool) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if value == value.to_integral_value():
        return str(int(value))
    return None if whole else format(value.normalize(), "f")


_PAGES = r"(?i)\A(?:halaman|hal|hlmn|hlm|pages?|pp?)\b\.?:?\s*(?=[0-9])"


def between(text: str | None, least: float | None, most: float | None) -> str | None:
    """The figure if it is within both bounds, where there are any."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return text
    return None if (least is not None and value < least) or (most is not None and value > most) else text


def pages_of(text: str) -> str:
    """Pages without the word for page before them, which every output puts there itself."""
    return re.sub(_PAGES, "", text) if text[:1].isalpha() else text
