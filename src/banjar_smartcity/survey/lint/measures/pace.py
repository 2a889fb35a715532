"""Pace: how fast statements were answered, and how fast one hand filled in form after form.

Response time is a published measure of answers that nobody weighed. Huang, Curran, Keeney, Poposki and DeShon
("Detecting and deterring insufficient effort responding to surveys", Journal of Business and Psychology 27, 2012) take
two seconds a statement as the least in which it can be read; Bowling, Huang, Brower and Bragg ("The quick and the
careless", Organizational Research Methods 26, 2023) confirm it for statements of various lengths. Only the times of
whole forms are known here, so a form that is too short for its statements alone is certainly too short. A duration that
the survey program counted itself goes before the time from start to end.

How many forms one interviewer can fill in is our policy: a form of nine statements that is read out takes more than two
minutes, with a greeting and the way to the next person.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import ge, sub

from ....named import NamedTuple
from ...answers.forms import Form
from ...cells.answer import BLANK
from ...cells.times.time_forms import NONE
from ...cells.times.times import Clock
from ...columns.column import Column
from ...columns.names import is_account

SECONDS_READ = 2
"""The least seconds to read a statement (Huang and others 2012): eighteen for nine."""
SECONDS_WEIGHED = 10 / 3
"""The least seconds to read and weigh a statement: thirty for nine. Fewer are remarkable, but possible."""
LEISURELY = 180
"""The median in seconds from which a form of 0 minutes is remarkable, if times have no seconds."""
LONGEST = 7 * 86_400
"""A form that is open for longer than a week was forgotten, which is not a fault of the answers."""
RUSH_FORMS, RUSH_SECONDS = 20, 2400
"""So many forms of one interviewer within so many seconds are one every two minutes."""
_FEWEST_SHORT = RUSH_FORMS // 2
_SHORT = RUSH_SECONDS // (RUSH_FORMS - _FEWEST_SHORT)
"""If fewer of a rush were so short, the others alone would take longer than it."""
_BUSY = 0.5
"""The share of a span that forms fill, from which it is not chance that none of them overlap."""
_DAY = 86_400
_NONE = array("q", [NONE]).tobytes()

_Moment = tuple[int, int]
"""The time at which a form was ready, and the index of its row."""


class Rush(NamedTuple):
    """Forms of one hand in quick succession: the indices of their rows, and the times at which they were ready."""

    places: Sequence[int]
    moments: Sequence[int]

    @property
    def most(self) -> int:
        """The most of them that were ready within one hour."""
        return max(bisect_right(self.moments, moment + 3600) - i for i, moment in enumerate(self.moments))


def spans(form: Form) -> Sequence[int]:
    """The seconds between both times of each row; `NONE` where one is missing. Empty if there is only one column."""
    start, end = form.started, form.ended
    if start is None or end is None:
        return ()
    coarse = max(start.grain, end.grain) == _DAY
    if not coarse and start.shifts == end.shifts:
        if _are_since_1970(start) and _are_since_1970(end):
            return _differences(end.seconds, start.seconds)
        if NONE not in start.seconds and NONE not in end.seconds:
            return list(map(sub, end.seconds, start.seconds))
    return [
        NONE
        if NONE in (begin, last)
        else (last // _DAY - begin // _DAY) * _DAY
        if coarse
        # Times of two zones are compared in one of them.
        else last - begin - ((after - before) if before and after else 0)
        for begin, last, before, after in zip(start.seconds, end.seconds, start.shifts, end.shifts, strict=True)
    ]


def _are_since_1970(clock: Clock) -> bool:
    """Whether each row has a time, none of which is before 1970."""
    return min(clock.days, default=-1) >= 0 and _NONE not in array("q", clock.seconds).tobytes()


def _differences(later: Sequence[int], earlier: Sequence[int]) -> array[int]:
    """How much later each time is than another one. All are computed by one subtraction of numbers without a sign."""
    size = len(later) * array("q").itemsize
    top = int.from_bytes(array("q", [-1 << 63]).tobytes() * len(later), sys.byteorder)
    upper, lower = (int.from_bytes(array("q", times).tobytes(), sys.byteorder) for times in (later, earlier))
    return array("q", ((upper | top) - lower ^ top).to_bytes(size, sys.byteorder))


class _Taken(NamedTuple):
    """How long forms took, in seconds by row, `NONE` if that is not known; the finest and the coarsest precision."""

    finest: int
    coarsest: int
    seconds: Sequence[float]


def _taken(form: Form) -> _Taken:
    """The program's own count, which leaves out pauses; without it the time from start to end."""
    counted = form.durations
    if counted is not None and any(seconds != NONE for seconds in counted.seconds):
        return _Taken(counted.grain, counted.grain, counted.seconds)
    if form.started is None or form.ended is None:
        return _Taken(_DAY, _DAY, ())
    grains = form.started.grain, form.ended.grain
    return _Taken(min(grains), max(grains), spans(form))


def time_column(form: Form) -> Column | None:
    """The column that says how long forms took, or when they were filled in."""
    if form.durations:
        return form.durations.column
    return form.columns.single.get("ended", form.columns.single.get("started"))


def unread(form: Form) -> list[int]:
    """The indices of rows whose statements nobody can have read: `SECONDS_READ` each, where times have seconds."""
    return [i for i, _ in _brief(form, SECONDS_READ)]


def quick(form: Form) -> list[int]:
    """The indices of rows whose statements were read, but hardly weighed."""
    taken = _taken(form)
    if taken.coarsest == 60:
        from statistics import median  # which loads much that few tables need

        minutes = [(i, seconds) for i, seconds in enumerate(taken.seconds) if 0 <= seconds <= LONGEST]
        usual = median(seconds for _, seconds in minutes) if minutes else 0
        return [i for i, seconds in minutes if seconds == 0 and usual >= LEISURELY]
    return [i for i, seconds in _brief(form, SECONDS_WEIGHED) if seconds >= SECONDS_READ * _answers(form, i)]


def _brief(form: Form, each: float) -> Iterator[tuple[int, float]]:
    """The indices of rows that took fewer seconds than `each` for a statement, with their seconds."""
    taken = _taken(form)
    if taken.finest == 1 and taken.coarsest < _DAY:
        most = each * len(form.items)
        for i, seconds in enumerate(taken.seconds) if min(taken.seconds, default=most) < most else ():
            if 0 <= seconds < most and seconds < each * _answers(form, i) - 1e-6:
                yield i, seconds


def _answers(form: Form, place: int) -> int:
    return len(form.marks[place]) - form.marks[place].count(BLANK)


def rushes(form: Form) -> Iterator[Rush]:
    """Forms of one interviewer, or one after the other without a gap, that follow each other too fast."""
    clock = form.ended or form.started
    if clock is None or clock.grain == _DAY:
        return
    labels = next((one for (role, _), one in form.labels.items() if role == "interviewer"), None)
    hands: dict[int, list[_Moment]] = {}
    if labels is not None:
        for i, moment in enumerate(clock.seconds):
            if moment != NONE and labels.codes[i]:
                hands.setdefault(labels.codes[i], []).append((moment, i))
    if labels is not None and (len(hands) > 1 or not is_account(labels.column.name)):
        for moments in hands.values():
            yield from _fast(sorted(moments))
        return
    # Nobody says who filled them in. Forms of several people overlap; those of one hand do not.
    lengths = spans(form)
    for chain in _chains(clock.seconds, lengths):
        for rush in _fast(chain):
            if sum(lengths[i] for i in rush.places) >= _BUSY * (rush.moments[-1] - rush.moments[0]):
                yield rush


def _fast(moments: Sequence[_Moment]) -> Iterator[Rush]:
    """The longest runs of moments, in order, of which each `RUSH_FORMS` are within `RUSH_SECONDS`."""
    runs: list[tuple[int, int]] = []
    for last in range(RUSH_FORMS - 1, len(moments)):
        first = last - RUSH_FORMS + 1
        if moments[last][0] - moments[first][0] <= RUSH_SECONDS:
            runs.append((runs.pop()[0] if runs and first <= runs[-1][1] else first, last))
    for first, last in runs:
        run = moments[first : last + 1]
        yield Rush([place for _, place in run], [moment for moment, _ in run])


def _chains(ends: Sequence[int], lengths: Sequence[int]) -> Iterator[list[_Moment]]:
    """Forms in order, cut where one begins before the one before it ends; only chains that are long enough to rush."""
    forms = [i for i, seconds in enumerate(lengths) if 0 <= seconds <= LONGEST]
    # All but the first of a rush are within it, so that half of them are short, and near each other.
    short = sorted(ends[i] for i in forms if lengths[i] <= _SHORT)
    if all(b - a > RUSH_SECONDS for a, b in zip(short, short[_FEWEST_SHORT - 1 :], strict=False)):
        return
    order = sorted(forms, key=ends.__getitem__)
    moments = [ends[i] for i in order]
    begins = map(sub, moments, map(lengths.__getitem__, order))
    follows = bytes([0]) + bytes(map(ge, islice(begins, 1, None), moments))
    for run in re.finditer(rb"\x01{%d,}" % (RUSH_FORMS - 1), follows):
        places = slice(run.start() - 1, run.end())
        yield list(zip(moments[places], order[places], strict=True))
