"""FormDurations: how long each form took by the program's own count, if its unit is certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...named import NamedTuple
from ..cells.durations import MINUTE, SECOND, number_of, seconds_of, unit_of
from ..cells.time_forms import NONE
from ..cells.times import Clock
from ..columns.column import Column

_UNITS = (SECOND, MINUTE, 0.001)
_FEWEST = 5
"""So many forms with both times say what the unit is."""
_DAY = 86_400


class FormDurations(NamedTuple):
    """The durations of the rows of a form."""

    column: Column
    seconds: Sequence[float]
    """By row; `NONE` if it is not known."""
    grain: int
    """Their precision: 1 second or 60."""


def durations_of(
    column: Column, texts: Sequence[str], codes: Sequence[int], started: Clock | None, ended: Clock | None
) -> FormDurations | None:
    """The durations of a column; None if it is not certain whether they are seconds or minutes.

    The unit is in each cell, else in the name of the column; and it agrees with the times of start and end, where there
    are both. SurveyCTO's `duration` leaves out pauses, so that some forms are shorter than from start to end.
    """
    numbers = [number_of(text) for text in texts]
    known = [seconds_of(text) if number is None and text else None for text, number in zip(texts, numbers, strict=True)]
    unit: float | None = SECOND
    if any(numbers):
        named = unit_of(column.name)
        agreed = set(_agreeing([numbers[code] for code in codes], started, ended))
        unit = named if named is not None else agreed.pop() if len(agreed) == 1 else None
        if unit is None or (agreed and unit not in agreed):
            return None
        known = [own if number is None else number * unit for own, number in zip(known, numbers, strict=True)]
    by_code = [NONE if own is None else own for own in known]
    seconds = [by_code[code] for code in codes]
    given = [own for own in seconds if own != NONE]
    if sum(own > 0 for own in given) * 2 < len(given):
        # Where most are 0, nobody counted them.
        return FormDurations(column, [NONE] * len(seconds), 1)
    whole = unit == MINUTE and all(own % 60 == 0 for own in given)
    return FormDurations(column, seconds, 60 if whole else 1)


def _agreeing(numbers: Sequence[float | None], started: Clock | None, ended: Clock | None) -> Iterator[float]:
    """The units in which most of the numbers are the time from start to end."""
    if started is None or ended is None or max(started.grain, ended.grain) == _DAY:
        return
    slack = max(started.grain, ended.grain)
    pairs = [
        (number, end - start)
        for number, start, end in zip(numbers, started.seconds, ended.seconds, strict=True)
        if number and NONE not in (start, end) and end > start
    ]
    if len(pairs) < _FEWEST:
        return
    for unit in _UNITS:
        near = sum(abs(number * unit - span) <= max(slack, span / 10, unit) for number, span in pairs)
        if near * 2 > len(pairs):
            yield unit
