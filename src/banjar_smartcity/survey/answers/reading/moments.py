"""Moments: the time of a row, from one cell or from a day and a time of day in two."""

from __future__ import annotations

from ...cells.times.time_forms import NONE, Time, clock_of, time_of
from ...table.rows import Cell

_DAY = 86_400


def moment_of(cell: Cell, day: Cell) -> Time | None:
    """The time in a cell, put together with the day where that is in a column of its own ("" if it is empty)."""
    if day is not None and (clock := clock_of(cell)) is not None:  # first, as 08.04.26 may be a date too
        date = time_of(day)
        return _at(date, *clock) if date else None
    return time_of(cell)


def _at(day: Time, seconds: int, grain: int) -> Time:
    """A day with the time of day."""

    def whole(value: int) -> int:
        return value if value == NONE else value - value % _DAY + seconds

    return Time(whole(day.seconds), grain, whole(day.swapped), year_first=day.year_first)
