"""Times: those of one column, row by row, read in one way: day or month first by what fits the days of the survey."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from operator import floordiv

from ....named import NamedTuple
from .time_forms import NONE, Time

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_CLOSE = 3
"""Where one reading has less than so many times the days of the other from the first to the last, both may be right."""
_LONG = 60
"""In so many days some day comes after the twelfth of its month; where none does, the order is never sure."""
_UNDATED = (date(1980, 1, 1).toordinal() - _EPOCH) * _DAY
"""The first moment of 1980, which LimeSurvey writes where its date stamp is switched off."""


class Clock(NamedTuple):
    """The times of one column, row by row: seconds (`NONE` if there is no time) and shifts; with their precision."""

    seconds: Sequence[int]
    grain: int
    shifts: Sequence[int]
    doubtful: bool = False
    """The other order of day and month fits as well, or only today's day decides against it."""
    swapped: bool = False
    """The month is read before the day."""
    undated: Sequence[int] = ()
    """The indices of rows for which a program wrote a day that stands for none."""
    days: frozenset[int] = frozenset()
    """The different days, counted as seconds are."""


class Days(NamedTuple):
    """The days of a survey, as far as they are known."""

    first: date | None = None
    last: date | None = None
    until_today: bool = False
    """The last day is today, as no other is known."""

    def hold(self, seconds: int) -> bool:
        """Whether a time is on one of them."""
        day = day_of(seconds)
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ANY_DAYS = Days()


class TimeColumn:
    """The times of one column, collected while rows are read, in arrays of numbers."""

    def __init__(self) -> None:
        self._seconds, self._swapped, self._shifts = array("q"), array("q"), array("i")
        self._grain = _DAY
        self._has_choice = False
        """Whether a time has another reading."""
        self.year_first = False
        """Whether a time is written with the year first."""
        self._days: set[int] | None = set()
        """The days of all times; None if only a look at all of them tells."""

    def add(self, time: Time | None) -> None:
        """Add the time of the next row."""
        if time is not None:
            self._grain = min(self._grain, time.grain)
            self._has_choice |= time.swapped != NONE
            self.year_first |= time.year_first
            self._add_days((time.seconds // _DAY,))
        self._seconds.append(NONE if time is None else time.seconds)
        self._swapped.append(NONE if time is None else time.swapped)
        self._shifts.append(0 if time is None else time.shift)

    def extend(
        self,
        seconds: Sequence[int],
        swapped: Sequence[int],
        shifts: Sequence[int],
        grain: int,
        days: Iterable[int],
    ) -> None:
        """Add the times of more rows; `swapped` is empty if none has another reading. `days` are those of `seconds`."""
        self._grain = min(self._grain, grain)
        self._add_days(days)
        self._has_choice |= len(swapped) > 0
        self._seconds.extend(seconds)
        self._swapped.extend(swapped or array("q", [NONE]) * len(seconds))
        self._shifts.extend(shifts)

    def keep(self, places: Sequence[int]) -> None:
        """Keep only these rows."""
        self._days = None
        for name in ("_seconds", "_swapped", "_shifts"):
            values = getattr(self, name)
            setattr(self, name, array(values.typecode, (values[i] for i in places)))

    def settle(self, days: Days = ANY_DAYS) -> Clock:
        """Read the whole column in one way."""
        swap, doubtful = self._order(days)
        chosen = self._seconds
        if self._has_choice:
            pairs = zip(self._seconds, self._swapped, strict=True)
            chosen = array("q", (b if b != NONE and (swap or a == NONE) else a for a, b in pairs))
        known = None if self._has_choice or self._days is None else frozenset(self._days) - {NONE // _DAY}
        undated: list[int] = []
        if (known is None or _UNDATED // _DAY in known) and _UNDATED in chosen:
            known = None
            undated = [i for i, value in enumerate(chosen) if value == _UNDATED]
            chosen = array("q", (NONE if value == _UNDATED else value for value in chosen))
        grain = self._grain
        if grain == 1 and all(value % 60 == 0 for value in chosen if value != NONE):
            grain = 60
        if grain == 60 and all(value % _DAY == 0 for value in chosen if value != NONE):
            grain = _DAY
        own = days_of(chosen) if known is None else known
        return Clock(
            seconds=chosen,
            grain=grain,
            shifts=self._shifts,
            doubtful=doubtful,
            swapped=swap,
            undated=undated,
            days=own,
        )

    def _add_days(self, days: Iterable[int]) -> None:
        if self._days is not None:
            self._days.update(days)

    def _order(self, days: Days) -> tuple[bool, bool]:
        """Whether to take the other reading, and whether nothing decides between the two.

        A row that is possible in one reading only decides; else the reading that fits more days of the survey, else
        the one with days closer together.
        """
        if not self._has_choice:
            return False, False
        both = [(a, b) for a, b in zip(self._seconds, self._swapped, strict=True) if b not in (NONE, a)]
        other = sum(a == NONE for a, _ in both)
        usual = sum(a != NONE and b == NONE for a, b in zip(self._seconds, self._swapped, strict=True))
        if self.year_first:  # the month is next to it, unless most days would be no month
            return other > usual, False
        if other:
            return True, False
        if not both or usual:
            return False, False
        fits = _fits(both, days)
        later = _fits(both, days._replace(last=None)) if days.until_today else fits
        if later[0] != later[1]:
            return fits[1] > fits[0], False
        spans = [_span([side[i] for side in both]) for i in (0, 1)]
        doubtful = later[1] > 0 and (max(spans) <= _CLOSE * min(spans) or min(spans) >= _LONG)
        return (spans[1] < spans[0] if fits[0] == fits[1] else fits[1] > fits[0]), doubtful


def _fits(both: Sequence[tuple[int, int]], days: Days) -> tuple[int, int]:
    """How many times of each reading are on the days of the survey."""
    return sum(days.hold(a) for a, _ in both), sum(days.hold(b) for _, b in both)


def _span(seconds: Sequence[int]) -> int:
    """The number of days from the first to the last."""
    return max(seconds) // _DAY - min(seconds) // _DAY


def days_of(seconds: Sequence[int]) -> frozenset[int]:
    """The different days of times, counted as seconds are."""
    return frozenset(map(floordiv, seconds, repeat(_DAY))) - {NONE // _DAY}


def seconds_of(day: date) -> int:
    """The first second of a local day, counted as `day_of` does."""
    return (day.toordinal() - _EPOCH) * _DAY


def day_of(seconds: int) -> date:
    """The day of a local time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date()
