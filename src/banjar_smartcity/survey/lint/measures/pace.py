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

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from ....named import NamedTuple
from ...answers.forms import Form
from ...cells.answer import BLANK
from ...cells.time_forms import NONE
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
_BUSY = 0.5
"""The share of a span that forms fill, from which it is not chance that none of them overlap."""
_DAY = 86_400

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


def spans(form: Form) -> Iterator[tuple[int, int]]:
    """The indices of rows with both times, and the seconds between them."""
    if form.started is None or form.ended is None:
        return
    coarse = max(form.started.grain, form.ended.grain) == _DAY
    pairs = zip(form.started.seconds, form.ended.seconds, form.started.shifts, form.ended.shifts, strict=True)
    for i, (start, end, before, after) in enumerate(pairs):
        if NONE not in (start, end):
            # Times of two zones are compared in one of them.
            duration = end - start - ((after - before) if before and after else 0)
            yield i, (end // _DAY - start // _DAY) * _DAY if coarse else duration


class _Taken(NamedTuple):
    """How long forms took: the indices of rows with seconds, and the finest and the coarsest precision of these."""

    finest: int
    coarsest: int
    rows: Iterable[tuple[int, float]]


def _taken(form: Form) -> _Taken:
    """The program's own count, which leaves out pauses; without it the time from start to end."""
    counted = form.durations
    if counted is not None and any(seconds != NONE for seconds in counted.seconds):
        rows = ((i, seconds) for i, seconds in enumerate(counted.seconds) if seconds != NONE)
        return _Taken(counted.grain, counted.grain, rows)
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
        minutes = [(i, seconds) for i, seconds in taken.rows if 0 <= seconds <= LONGEST]
        usual = median(seconds for _, seconds in minutes) if minutes else 0
        return [i for i, seconds in minutes if seconds == 0 and usual >= LEISURELY]
    return [i for i, seconds in _brief(form, SECONDS_WEIGHED) if seconds >= SECONDS_READ * _answers(form, i)]


def _brief(form: Form, each: float) -> Iterator[tuple[int, float]]:
    """The indices of rows that took fewer seconds than `each` for a statement, with their seconds."""
    taken = _taken(form)
    if taken.finest == 1 and taken.coarsest < _DAY:
        most = each * len(form.items)
        for i, seconds in taken.rows:
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
    lengths = {i: seconds for i, seconds in spans(form) if 0 <= seconds <= LONGEST}
    for chain in _chains(sorted((clock.seconds[i], i) for i in lengths), lengths):
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


def _chains(moments: Sequence[_Moment], lengths: dict[int, int]) -> Iterator[list[_Moment]]:
    """Forms in order, cut where one begins before the one before it ends."""
    chain: list[_Moment] = []
    for end, place in moments:
        if chain and end - lengths[place] < chain[-1][0]:
            yield chain
            chain = []
        chain.append((end, place))
    yield chain
