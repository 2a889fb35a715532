"""Column times: the times of a column of a block, all at once where they have one form."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat

from .....named import NamedTuple
from ....cells.times.iso_times import IsoTimes
from ....cells.times.time_forms import NONE
from ....table.rows import Cell, is_blank
from ..moments import moment_of


class ColumnTimes(NamedTuple):
    """The times of a column; `swapped` is empty if none has another reading."""

    seconds: Sequence[int]
    swapped: Sequence[int]
    shifts: Sequence[int]
    grains: Sequence[int]
    """One of all rows, or one of each."""
    days: frozenset[int] | None
    """The days of all rows, counted as seconds are, if they are known."""
    year_first: bool = False


def read_times(column: Sequence[Cell], own_days: Sequence[Cell] | None, iso: IsoTimes) -> tuple[ColumnTimes, bytes]:
    """The times of a column, and 1 for each cell that cannot be read. `own_days` are the days if they are apart."""
    size = len(column)
    if own_days is None and (found := iso.column(column)) is not None:
        times = ColumnTimes(found.seconds, (), array("i", [found.shift]) * size, (1,), found.days)
        return times, b""
    days: Iterator[Cell] = iter(own_days) if own_days is not None else repeat(None, size)
    blank = [is_blank(cell) for cell in column]
    moments = [
        None if empty else moment_of(cell, None if own_days is None else (own or ""))
        for cell, own, empty in zip(column, days, blank, strict=True)
    ]
    swapped = array("q", (NONE if time is None else time.swapped for time in moments))
    times = ColumnTimes(
        array("q", (NONE if time is None else time.seconds for time in moments)),
        swapped if any(value != NONE for value in swapped) else (),
        array("i", (0 if time is None else time.shift for time in moments)),
        array("i", (86_400 if time is None else time.grain for time in moments)),
        None,
        any(time is not None and time.year_first for time in moments),
    )
    return times, bytes(time is None and not empty for time, empty in zip(moments, blank, strict=True))
