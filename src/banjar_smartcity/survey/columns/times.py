"""Times: when an interview began and ended, in the forms that survey programs and spreadsheets write."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from ...spelling.dates import MONTHS
from ..table.rows import Cell

LOCAL = timezone(timedelta(hours=8))
"""Martapura's time (WITA): times that a server writes in UTC are told in it."""
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
    """A moment in seconds since 1970 by the clock on the wall, and how finely it is told: 1, 60 or 86,400 seconds."""

    seconds: int
    grain: int
    swapped: int = NONE
    """The same, should the month stand before the day."""
    shift: int = 0
    """Seconds by which the clock on the wall is ahead of UTC; 0 where that is not told."""


def time_of(cell: Cell) -> Time | None:
    """The moment that a cell tells; None where it tells none."""
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
    """A spreadsheet's number of days since 30 December 1899; years 2000 to 2100 only."""
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
        # A server's clock: told as the clock in Martapura shows it.
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
    """The times of one column, row by row: seconds (`NONE` where there is none), how finely told, and shifts."""

    seconds: Sequence[int]
    grain: int
    shifts: Sequence[int]


class TimeColumn:
    """The times of one column while its rows are read, eight bytes each."""

    def __init__(self) -> None:
        self._seconds, self._swapped, self._shifts = array("q"), array("q"), array("i")
        self._grain = 86_400

    def add(self, time: Time | None) -> None:
        """The next row's time."""
        if time is not None:
            self._grain = min(self._grain, time.grain)
        self._seconds.append(NONE if time is None else time.seconds)
        self._swapped.append(NONE if time is None else time.swapped)
        self._shifts.append(0 if time is None else time.shift)

    def settle(self) -> Clock:
        """One reading for the whole column: month first only where some row cannot be read otherwise."""
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
    """The day of a moment by the clock on the wall."""
    return datetime.fromtimestamp(seconds, UTC).date()
