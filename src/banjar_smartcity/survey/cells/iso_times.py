"""ISO times: a column of moments as survey programs write them, all in one form, read at once."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Sequence

from ...named import NamedTuple
from ..table.fixed import FixedColumn, fixed
from ..table.rows import Cell
from .time_forms import time_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_END = re.compile(r"(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_WHOLE = 19
"""Letters of `2026-04-01 08:30:15`."""
_DIGITS = b"0123456789"
_VALUES = bytes(code - 48 if 48 <= code < 58 else 0 for code in range(256))
_LANE, _LOW = 8, 0 if sys.byteorder == "little" else 7
"""The bytes of a number in an array, and which of them is that of the ones."""
_SECONDS = 86_400
_IN_MONTH, _MOST_MONTHS = 32, 8
"""The days of eight months are so many that each has a number of one byte."""


class IsoColumn(NamedTuple):
    """The seconds of all moments of a column, their shift, and their days counted as seconds are, if that is known."""

    seconds: array[int]
    shift: int
    days: frozenset[int] | None


class IsoTimes:
    """Reads columns of moments in one form. The days that it has read are kept, as there are few."""

    def __init__(self) -> None:
        self._days = _Days()

    def column(self, cells: Sequence[Cell]) -> IsoColumn | None:
        """The moments of a column; None unless all have one form.

        Texts of one form have the same length, a blank or T after the day, and the same zone or none.
        """
        column = fixed(cells)
        if column is None or len(column.letters) < _WHOLE:
            return None
        letters, size = column.letters, len(cells)
        ends = set(FixedColumn(letters[_WHOLE:], size)) if len(letters) > _WHOLE else {""}
        zones = {found and found[1] for found in map(_END.fullmatch, ends)}
        time = time_of("".join(chr(one[0]) for one in letters))
        if time is None or len(zones) > 1 or None in map(_END.fullmatch, ends):
            return None
        if letters[10].strip(b" T") or (letters[13] + letters[16]).strip(b":"):
            return None
        clock = [_two_digits(letters, place) for place in (11, 14, 17)]
        if any(part is None or _passes(part, most) for part, most in zip(clock, (23, 59, 60), strict=True)):
            return None
        try:
            days, different = self._of_one_year(letters) or (
                array("q", map(self._days.__getitem__, FixedColumn(letters[:10], size))),
                None,
            )
        except ValueError:
            return None
        # One number holds the seconds of all rows, so that one addition adds those of all.
        total = int.from_bytes(days.tobytes(), sys.byteorder)
        for part, seconds in zip(clock, (3600, 60, 1), strict=True):
            total += _in_lanes(part or b"") * seconds
        ahead = time.seconds - days[0] - sum(part[0] * s for part, s in zip(clock, (3600, 60, 1), strict=True) if part)
        moments = array("q", total.to_bytes(_LANE * size, sys.byteorder))
        if ahead or (b"\x3c" in (clock[2] or b"") or different is None):  # a leap second may be of the next day
            return IsoColumn(array("q", [moment + ahead for moment in moments]) if ahead else moments, time.shift, None)
        return IsoColumn(moments, time.shift, frozenset(day // _SECONDS for day in different))

    def _of_one_year(self, letters: Sequence[bytes]) -> tuple[array[int], list[int]] | None:
        """The seconds of the days, if these are in few months of one year; each different day is read once."""
        year = bytes(one[0] for one in letters[:4])
        months, days = _two_digits(letters, 5), _two_digits(letters, 8)
        if (letters[4] + letters[7]).strip(b"-") or any(letters[i].strip(year[i : i + 1]) for i in range(4)):
            return None
        if not months or not days or _passes(months, 12) or _passes(days, _IN_MONTH - 1):
            return None
        if len(different := [month for month in range(13) if month in months]) > _MOST_MONTHS:
            return None
        place = bytes(different.index(month) * _IN_MONTH if month in different else 0 for month in range(256))
        codes = (int.from_bytes(months.translate(place), "big") + int.from_bytes(days, "big")).to_bytes(
            len(days), "big"
        )
        seconds = array("q", bytes(_LANE * 256))
        known = [code for code in range(256) if code in codes]
        for code in known:
            month, day = different[code // _IN_MONTH], code % _IN_MONTH
            seconds[code] = self._days[f"{year.decode()}-{month:02d}-{day:02d}"]
        tables = seconds.tobytes()
        lanes = bytearray(_LANE * len(codes))
        for lane in range(_LANE):
            if any(table := tables[lane::_LANE]):
                lanes[lane::_LANE] = codes.translate(table)
        return array("q", bytes(lanes)), [seconds[code] for code in known]


class _Days(dict[str, int]):
    """Seconds by the text of a day. Raises `ValueError` where it is none since 1970."""

    def __missing__(self, text: str) -> int:
        time = time_of(text) if _DAY.fullmatch(text) else None
        if time is None or time.seconds < 0:
            raise ValueError(text)
        self[text] = time.seconds
        return time.seconds


def _two_digits(letters: Sequence[bytes], place: int) -> bytes | None:
    """The number that each text has at a place; None if it is not one of two digits everywhere."""
    tens, ones = letters[place : place + 2]
    if (tens + ones).translate(None, _DIGITS):
        return None
    high, low = (int.from_bytes(digits.translate(_VALUES), "big") for digits in (tens, ones))
    return (high * 10 + low).to_bytes(len(tens), "big")


def _passes(values: bytes, most: int) -> bool:
    """Whether one of the numbers is higher."""
    return bool(values.translate(None, bytes(range(most + 1))))


def _in_lanes(values: bytes) -> int:
    """Bytes as one number in which each has as much room as a number in an array."""
    lanes = bytearray(_LANE * len(values))
    lanes[_LOW::_LANE] = values
    return int.from_bytes(lanes, sys.byteorder)
