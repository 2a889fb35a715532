"""Dates: days as people write them in Indonesia, as the form that data hold: 2027-05-31."""

from __future__ import annotations

import re
from datetime import date

from .characters import unquoted
from .patterns import late

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu agt ags aug",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        1,
    )
    for name in names.split()
}
"""The number of a month by the first three letters of its name, in Indonesian or English."""
_WEEKDAY = late(
    r"\A(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wed|thu|fri|sat|sun)[a-z]*,?\s+|\Atanggal\s+|\Atgl\.?\s+",
    re.IGNORECASE,
)
_CLOCK = late(
    r"(?:[T,]|\s+|,?\s+(?:pukul|jam)\s+)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:Z|[+-][0-9]{2}:?[0-9]{2}|WIB|WITA|WIT|AM|PM)?\Z",
    re.IGNORECASE,
)
_BETWEEN = r"\s*[-/., ]\s*"
_YEAR_FIRST = late(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})")
_YEAR_NAME = late(rf"([0-9]{{4}}){_BETWEEN}([A-Za-z]{{3,9}})\.?{_BETWEEN}([0-9]{{1,2}})")
_DAY_FIRST = late(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}|[A-Za-z]{{3,9}}\.?){_BETWEEN}([0-9]{{4}}|'?[0-9]{{2}})")
_NAME_FIRST = late(r"([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?\s*,?\s+([0-9]{4})")
_BARE = late(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_MONTH_OF = late(rf"([A-Za-z]{{3,9}}|[0-9]{{1,2}})\.?{_BETWEEN}([0-9]{{4}})")
_YEAR_MONTH = late(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}}|[A-Za-z]{{3,9}})")
_LONGEST = 60


def day_of(text: str) -> str | None:
    """The day that a text names, as 2027-05-31; None if it names none or is not certain."""
    plain = _plain(text)
    if plain is None:
        return None
    if found := _YEAR_FIRST.fullmatch(plain) or _BARE.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _YEAR_NAME.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _NAME_FIRST.fullmatch(plain):
        return _day(found[3], found[1], found[2])
    if found := _DAY_FIRST.fullmatch(plain):
        year = found[3].lstrip("'")
        year = year if len(year) == 4 else f"20{year}"
        # The day is first in Indonesia; a second number above 12 shows that it is not.
        return _day(year, found[2], found[1]) or (_day(year, found[1], found[2]) if found[2].isdecimal() else None)
    return None


def moment_of(text: str) -> str | None:
    """The day, month or year that a text names, as 2027-05-31, 2027-05 or 2027."""
    if (day := day_of(text)) is not None:
        return day
    plain = _plain(text)
    if plain is None:
        return None
    if found := re.fullmatch(r"(?:(?:tahun|thn?\.?)\s*)?([0-9]{4})", plain, re.IGNORECASE):
        return found[1]
    if found := _MONTH_OF.fullmatch(plain):
        return _month(found[2], found[1])
    if found := _YEAR_MONTH.fullmatch(plain):
        return _month(found[1], found[2])
    return None


def _plain(text: str) -> str | None:
    plain = " ".join(unquoted(text).split())
    if len(plain) > _LONGEST:
        return None
    return _CLOCK.sub("", _WEEKDAY.sub("", plain)).strip() or None


def _number_of_month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    return MONTHS.get(text[:3].lower()) if _is_month(text.rstrip(".").lower()) else None


_LONG_NAMES = late(
    r"(?:jan|[fp]eb|febr)(?:r?uari|r?uary)|mar(?:et|ch)|april|mei|may|jun[ie]|jul[iy]|agustus|august|sept(?:ember)?"
    r"|o[kc]tober|no[pv]ember|de[sc]ember"
)


def _is_month(word: str) -> bool:
    return word in MONTHS or _LONG_NAMES.fullmatch(word) is not None


def _day(year: str, month: str, day: str) -> str | None:
    number = _number_of_month(month)
    try:
        return date(int(year), number, int(day)).isoformat() if number and 1900 <= int(year) <= 2200 else None
    except ValueError:
        return None


def _month(year: str, month: str) -> str | None:
    number = _number_of_month(month)
    return f"{year}-{number:02}" if number and 1900 <= int(year) <= 2200 else None
