"""Times: when an interview began and ended, in the formats of survey programs and spreadsheets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from ...spelling.dates import MONTHS
from ..table.rows import Cell

LOCAL = timezone(timedelta(hours=8))
"""The time zone of Martapura (WITA); times in UTC, as servers write them, are converted to it."""
_EPOCH = date(1970, 1, 1).toordinal()
NONE = -(1 << 62)

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\s*(WIB|WITA|WIT))?"
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[-/. ]([0-9]{1,2}|[A-Za-z]{3,9})[-/. ](\d{4}|\d{2})"
    r"(?:[ ,T]+(?:pukul |jam )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(AM|PM|am|pm)?)?(?:\s*(?:WIB|WITA|WIT))?"
)


class Time(NamedTuple):
    """A local time in seconds since 1970; `grain` is its precision: 1, 60 or 86,400 seconds."""

    seconds: int
    grain: int
    swapped: int = NONE
    """The seconds if the month is before the day; `NONE` if that is not possible."""
    shift: int = 0
    """Seconds by which local time is ahead of UTC; 0 if that is not known."""


def time_of(cell: Cell) -> Time | None:
    """The time in a cell; None if it has none."""
    if isinstance(cell, datetime):
        seconds = _seconds(cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second)
        return Time(seconds, 1) if seconds is not None else None
    if isinstance(cell, date):
        seconds = _seconds(cell.year, cell.month, cell.day)
        return Time(seconds, 86_400) if seconds is not None else None
    if type(cell) is int or type(cell) is float:
        return _serial(cell)
    text = " ".join(cell.split()) if type(cell) is str else ""
    if len(text) > 60:
        return None
    if found := _ISO.fullmatch(text):
        return _iso(found)
    found = _DAY_FIRST.fullmatch(text)
    return _day_first(found) if found else None


def _serial(value: float) -> Time | None:
    """The time of a spreadsheet's number of days since 30 December 1899; only years 2000 to 2100."""
    if not 36_526 <= value < 73_415:
        return None
    seconds = round(value * 86_400) - 25_569 * 86_400
    return Time(seconds, 86_400 if value == int(value) else 1)


def _seconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int | None:
    try:
        days = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
    if hour > 23 or minute > 59 or second > 60:
        return None
    return days * 86_400 + hour * 3600 + minute * 60 + second


def _grain(hour: str | None, second: str | None) -> int:
    return 86_400 if hour is None else 60 if second is None else 1


def _iso(found: re.Match[str]) -> Time | None:
    year, month, day, hour, minute, second, zone, _ = found.groups()
    seconds = _seconds(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if seconds is None:
        return None
    shift = 0
    if zone in ("Z", "UTC", "+00:00", "+0000", "+00"):
        # The clock of a server: converted to Martapura's time.
        shift = int(LOCAL.utcoffset(None).total_seconds())
        seconds += shift
    elif zone:
        sign = -1 if zone[0] == "-" else 1
        shift = sign * (int(zone[1:3]) * 3600 + int(zone[3:].lstrip(":") or 0) * 60)
    return Time(seconds, _grain(hour, second), NONE, shift)


def _day_first(found: re.Match[str]) -> Time | None:
    first, second, year, hour, minute, sec, half = found.groups()
    full = int(year) + 2000 if len(year) == 2 else int(year)
    clock = int(hour or 0)
    if half:
        clock = clock % 12 + (12 if half.lower() == "pm" else 0)
    rest = (clock, int(minute or 0), int(sec or 0))
    grain = _grain(hour, sec)
    if not second.isdecimal():
        month = MONTHS.get(second[:3].lower())
        seconds = _seconds(full, month, int(first), *rest) if month else None
        return Time(seconds, grain) if seconds is not None else None
    seconds, swapped = _seconds(full, int(second), int(first), *rest), _seconds(full, int(first), int(second), *rest)
    if seconds is None and swapped is None:
        return None
    return Time(NONE if seconds is None else seconds, grain, NONE if swapped is None else swapped)


class Clock(NamedTuple):
    """The times of one column, row by row: seconds (`NONE` if there is no time) and shifts; with their precision."""

    seconds: Sequence[int]
    grain: int
    shifts: Sequence[int]


class TimeColumn:
    """The times of one column, collected while rows are read, in arrays of numbers."""

    def __init__(self) -> None:
        self._seconds, self._swapped, self._shifts = array("q"), array("q"), array("i")
        self._grain = 86_400

    def add(self, time: Time | None) -> None:
        """Add the time of the next row."""
        if time is not None:
            self._grain = min(self._grain, time.grain)
        self._seconds.append(NONE if time is None else time.seconds)
        self._swapped.append(NONE if time is None else time.swapped)
        self._shifts.append(0 if time is None else time.shift)

    def settle(self) -> Clock:
        """Read the whole column in one way: month first only if a row is not possible with the day first."""
        pairs = zip(self._seconds, self._swapped, strict=True)
        only_swapped = any(seconds == NONE and swapped != NONE for seconds, swapped in pairs)
        pairs = zip(self._seconds, self._swapped, strict=True)
        chosen = array("q", (b if only_swapped and b != NONE else a for a, b in pairs))
        grain = self._grain
        if grain == 1 and all(value % 60 == 0 for value in chosen if value != NONE):
            grain = 60
        if grain == 60 and all(value % 86_400 == 0 for value in chosen if value != NONE):
            grain = 86_400
        return Clock(chosen, grain, self._shifts)


def day_of(seconds: int) -> date:
    """The day of a local time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date()
