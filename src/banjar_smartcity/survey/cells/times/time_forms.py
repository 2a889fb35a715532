"""Time forms: the ways in which survey programs, spreadsheets and people write a moment, a day or a time of day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

from ....named import NamedTuple
from ....spelling.dates import MONTHS
from ....spelling.patterns import late
from ...table.rows import Cell, tidy

LOCAL = timezone(timedelta(hours=8))
"""The time zone of Martapura (WITA); times in UTC, as servers write them, are converted to it."""
NONE = -(1 << 62)
_EPOCH = date(1970, 1, 1).toordinal()
_LONGEST = 120
_MAC = 1462 * 86_400
"""Seconds between the two first days from which spreadsheets count."""

_DAYS = (
    r"senin|selasa|rabu|kamis|jum'?at|jumat|sabtu|minggu|ahad|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|"
    r"thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|sen|sel|rab|kam|jum|sab|min"
)
_WEEKDAY = late(rf"\b(?:{_DAYS})\b\.?[,/]?\s*", re.IGNORECASE)
_DASH = late(r"(?<=\d) [-\u2013|@] (?=\d{1,2}[:.]\d{2})")
"""What some programs write between the day and the time."""
_FILLER = late(r"\b(?:pukul|jam|tanggal|tgl|at|pkl)\b\.?:?\s*", re.IGNORECASE)
_IN_BRACKETS = late(r"\s*\([^()]*\)$")
_LONG_ZONE = late(
    r"\s*\b(?:waktu (?:standar )?(?:indonesia )?(?:bagian )?(barat|tengah|timur)(?: indonesia)?(?: standar)?|"
    r"(western|central|eastern) indonesian? (?:standard )?time|(asia/(?:jakarta|pontianak|makassar|jayapura|singapore))"
    r"|"
    r"(wib|wita|wit|sgt|myt))\b\.?",
    re.IGNORECASE,
)
_ZONE = late(r"(?<=\d)(?:\s*[ap]m)?()\s*([+-]\d{2}|[+-]\d)(?::?(\d{2}))?$|()\s*(?:\bGMT|\bUTC|Z)$", re.IGNORECASE)
_ENDS_IN_CLOCK = late(r"\d[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]m)?$", re.IGNORECASE)
_GMT = late(r"\s*\b(?:GMT|UTC)\s*([+-]\d{1,2})(?::?(\d{2}))?\b", re.IGNORECASE)
_HALF = r"\s*(am|pm|a\.m\.?|p\.m\.?|pagi|siang|sore|malam)?"
_CLOCK = rf"(\d{{1,2}})[:.](\d{{2}})(?:[:.](\d{{2}})(?:[.,]\d+)?)?{_HALF}"
_HOUR = r"(\d{1,2})()()\s*(am|pm)"
_NAME = r"([A-Za-z]{3,9})\.?"
_YEAR = r"(\d{4}|'?\d{2})"
_SEP = r"\s*[-/. ]\s*"
_DATES = (
    ("ymd", rf"(\d{{4}}){_SEP}(\d{{1,2}}|[A-Za-z]{{3,9}}){_SEP}(\d{{1,2}})"),
    ("dmy", rf"(\d{{1,2}})(?:st|nd|rd|th)?{_SEP}(\d{{1,2}}|[A-Za-z]{{3,9}})[.,]?\s*[-/., ]\s*{_YEAR}"),
    ("mdy", rf"{_NAME}\s*[- ]?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*[,/ -]\s*(\d{{4}})"),
    ("cal", r"((?:19|20)\d{2})(\d{2})(\d{2})"),
    ("dmy", r"(\d{1,2})([A-Za-z]{3})(\d{4})"),
)
_FORMS = tuple(
    (order, late(rf"{day}(?:[ ,T]*[ ,T]{clock})?|{clock}[ ,]+{day}", re.IGNORECASE))
    for order, day in _DATES
    for clock in (_CLOCK,)
)
_CTIME = late(rf"{_NAME}\s+(\d{{1,2}})\s+{_CLOCK}\s*(\d{{4}})", re.IGNORECASE)
_ISO = late(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?")
_ONLY_CLOCK = late(rf"(?:{_CLOCK}|{_HOUR})", re.IGNORECASE)
_SERIAL = late(r"\d{5}(?:[.,]\d+)?")
_EPOCHS = late(r"\d{10}(?:[.,]\d{1,9})?|\d{12,13}(?:[.,]\d{1,6})?|\d{15,16}")
"""Seconds, milliseconds or microseconds since 1970."""
_PACKED = late(r"(20\d\d)(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?")
"""A year and all that follows without signs between: 20260402T090000Z."""
_PACKED_NUMBER = late(r"20\d{10}(?:\d\d)?(?:\.0)?")
_YEARS = (946_684_800, 4_102_444_800)
"""Seconds of the years 2000 to 2099."""
_PACKED_CLOCK = late(r"(?=\d{3,4}$|[5-9]\d{4}$|[012]\d{5}$)([01]?\d|2[0-3])([0-5]\d)([0-5]\d)?")
"""A time of day as CSPro writes it, next to a day: 0915, or 915 as a number."""
_FRACTION = late(r"0[.,]\d+")
_HOURS = {"barat": 7, "tengah": 8, "timur": 9, "western": 7, "central": 8, "eastern": 9}
_HOURS |= {"wib": 7, "wita": 8, "wit": 9, "sgt": 8, "myt": 8, "asia/jakarta": 7, "asia/pontianak": 7}
_HOURS |= {"asia/makassar": 8, "asia/jayapura": 9, "asia/singapore": 8}


class Time(NamedTuple):
    """A local time in seconds since 1970; `grain` is its precision: 1, 60 or 86,400 seconds."""

    seconds: int
    grain: int
    swapped: int = NONE
    """The seconds in another reading: the month before the day, or days counted from 1904; `NONE` if there is none."""
    shift: int = 0
    """Seconds by which local time is ahead of UTC; 0 if that is not known."""
    year_first: bool = False
    """The year is written first, so that the month is next, unless no month can be there."""


def time_of(cell: Cell) -> Time | None:
    """The moment or day in a cell; None if it has none."""
    if isinstance(cell, datetime):
        seconds = _seconds(cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second)
        return Time(seconds, 1) if seconds is not None else None
    if isinstance(cell, date):
        seconds = _seconds(cell.year, cell.month, cell.day)
        return Time(seconds, 86_400) if seconds is not None else None
    if type(cell) is int or type(cell) is float:
        return (
            _serial(cell) or _epoch(cell) or (time_of(str(int(cell))) if _PACKED_NUMBER.fullmatch(str(cell)) else None)
        )
    if type(cell) is not str:
        return None
    if found := _ISO.fullmatch(cell):
        return _iso(*found.groups())
    text = _plain(cell)
    if not text or not any(map(str.isdigit, text)):
        return None
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    if _EPOCHS.fullmatch(text) and (time := _epoch(float(text.replace(",", ".")))):
        return time
    if found := _PACKED.fullmatch(text):
        return _iso(*found.groups())
    text, zone = _without_zone(text)
    text = " ".join(_FILLER.sub(" ", _WEEKDAY.sub(" ", text)).split()).strip(" ,")
    if found := _CTIME.fullmatch(text):
        name, day, hour, minute, second, half, year = found.groups()
        return _zoned(_named(year, name, day, _clock(hour, minute, second, half)), zone)
    for order, form in _FORMS:
        if found := form.fullmatch(text):
            groups = found.groups()
            day, clock = (groups[:3], groups[3:7]) if groups[0] else (groups[11:], groups[7:11])
            time = _dated(order, day, _clock(*clock))
            # Who writes the month first uses no dots.
            dotted = time is not None and order == "dmy" and text.startswith(f"{day[0]}.")
            return _zoned(time._replace(swapped=NONE) if time is not None and dotted else time, zone)
    return None


def clock_of(cell: Cell) -> tuple[int, int] | None:
    """The time of day in a cell without a day: the seconds since midnight, and their precision."""
    if type(cell) is float and 0 <= cell < 1:
        return round(cell * 86_400), 1
    if type(cell) is int:
        cell = str(cell)
    if type(cell) is not str:
        return None
    text = _plain(cell)
    if found := _PACKED_CLOCK.fullmatch(text):
        return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0), 1 if found[3] else 60
    if _FRACTION.fullmatch(text):
        return round(float(text.replace(",", ".")) * 86_400), 1
    found = _ONLY_CLOCK.fullmatch(_FILLER.sub("", _without_zone(text)[0]).strip())
    if found is None:
        return None
    groups = found.groups()
    clock = _clock(*(groups[:4] if groups[0] else groups[4:]))
    seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
    return (seconds, clock[3]) if clock[0] < 24 and clock[1] < 60 and clock[2] <= 60 else None


def _plain(text: str) -> str:
    """A text with plain blanks: programs write narrow ones before AM and PM."""
    if len(text) > _LONGEST:
        return ""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    return _DASH.sub(" ", " ".join(tidy(plain).split()))


def _without_zone(text: str) -> tuple[str, int | None]:
    """A text without the name of a time zone, and its seconds ahead of UTC; None if it names none."""
    text = _IN_BRACKETS.sub("", text)
    zone: int | None = None
    if found := _LONG_ZONE.search(text):
        zone = _HOURS[next(filter(None, found.groups())).lower()] * 3600
        text = text[: found.start()] + text[found.end() :]
    elif found := _GMT.search(text):
        zone = _offset(found[1], found[2])
        text = text[: found.start()] + text[found.end() :]
    elif (found := _ZONE.search(text)) and _ENDS_IN_CLOCK.search(
        before := text[: found.end(4 if found[1] is None else 1)]
    ):
        zone = 0 if found[1] is None else _offset(found[2], found[3])
        text = before
    return text, zone


def _offset(hours: str, minutes: str | None) -> int:
    sign = -1 if hours.startswith("-") else 1
    return sign * (abs(int(hours)) * 3600 + int(minutes or 0) * 60)


def _zoned(time: Time | None, zone: int | None) -> Time | None:
    """A time of a server's clock in Martapura's; one of another zone as it is written there."""
    if time is None or zone is None:
        return time
    if zone:
        return time._replace(shift=zone)
    ahead = int(LOCAL.utcoffset(None).total_seconds())
    swapped = time.swapped if time.swapped == NONE else time.swapped + ahead
    return time._replace(
        seconds=time.seconds if time.seconds == NONE else time.seconds + ahead, swapped=swapped, shift=ahead
    )


def _iso(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> Time | None:
    seconds = _seconds(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if seconds is None:
        return None
    time = Time(seconds, 86_400 if hour is None else 60 if second is None else 1)
    if not zone:
        return time
    return _zoned(time, 0 if zone == "Z" else _offset(zone[:3], zone[3:].lstrip(":")))


def _serial(value: float) -> Time | None:
    """The time of a spreadsheet's number of days since 30 December 1899, or since 1904; only years 2000 to 2100."""
    if not 35_064 <= value < 73_415:
        return None
    seconds = round(value * 86_400) - 25_569 * 86_400
    return Time(seconds, 86_400 if value == int(value) else 1, seconds + _MAC)


def _epoch(value: float) -> Time | None:
    """The time of a server's clock in seconds, milliseconds or microseconds since 1970; only years 2000 to 2099."""
    for unit in (1, 1_000, 1_000_000):
        if _YEARS[0] <= value / unit < _YEARS[1]:
            return _zoned(Time(int(value // unit), 1), 0)
    return None


def _number(value: float) -> Time | None:
    """The time of a number such as 20260402090000."""
    return time_of(str(int(value))) if _PACKED_NUMBER.fullmatch(str(value)) else None


def _seconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int | None:
    try:
        days = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
    if hour > 23 or minute > 59 or second > 60:
        return None
    return days * 86_400 + hour * 3600 + minute * 60 + second


_Clock = tuple[int, int, int, int]
"""Hour, minute, second, and their precision in seconds."""


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> _Clock:
    if hour is None:
        return 0, 0, 0, 86_400
    clock, word = int(hour), (half or "").lower().replace(".", "")
    if word in ("am", "pm"):
        clock = 99 if clock > 12 and word == "am" else clock if clock > 12 else clock % 12 + 12 * (word == "pm")
    elif word in ("siang", "sore", "malam") and 1 <= clock < 12 and (word != "siang" or clock < 5):
        clock += 12
    return clock, int(minute or 0), int(second or 0), 60 if not second else 1


def _named(year: str, name: str, day: str, clock: _Clock) -> Time | None:
    month = MONTHS.get(name[:3].lower())
    if month is None:
        return None
    digits = year.lstrip("'")
    full = int(digits) + 2000 if len(digits) == 2 else int(digits)
    seconds = _seconds(full, month, int(day), *clock[:3])
    return Time(seconds, clock[3]) if seconds is not None else None


def _dated(order: str, day: tuple[str, ...], clock: _Clock) -> Time | None:
    if order == "mdy":
        return _named(day[2], day[0], day[1], clock)
    year, month, number = day if order in ("ymd", "cal") else day[::-1]
    if not month.isdecimal():
        return _named(year, month, number, clock)
    digits = year.lstrip("'")
    full = int(digits) + 2000 if len(digits) == 2 else int(digits)
    seconds = _seconds(full, int(month), int(number), *clock[:3])
    swapped = _seconds(full, int(number), int(month), *clock[:3]) if order in ("dmy", "ymd") else None
    if seconds is None and swapped is None:
        return None
    found = Time(NONE if seconds is None else seconds, clock[3], NONE if swapped is None else swapped)
    return found._replace(year_first=order == "ymd")
