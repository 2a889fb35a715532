"""Times: interviews that cannot have taken place at the times in the table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ...diagnostics import Finding, Kind, Phrase, Severity
from ...i18n import N_
from ...named import NamedTuple
from ..answers.collected import Collected
from ..answers.forms import Form
from ..cells.times.time_forms import NONE
from ..cells.times.times import Clock, seconds_of
from ..table.findings import about_rows
from .measures.chance import RARE, at_least
from .measures.pace import spans, time_column, unread

KIND = Kind(
    id="survey-impossible-times",
    severity=Severity.ERROR,
    message=N_('{count} interviews of "{dimension}" cannot have taken place as recorded: {how}; rows {rows}'),
    hint=N_("Compare these rows with the questionnaires and the interviewers' lists."),
    why=N_(
        "Impossible times point to invented interviews or a wrong clock: an end before the start, a day "
        "in the future or outside the survey, nine answers within seconds, many interviews at the same "
        "moment."
    ),
    example="start,end\n2026-04-02 09:00:00,2026-04-02 08:50:00",
)
KINDS = (KIND,)
BACKWARDS = Phrase(N_("they end before they begin"))
AHEAD = Phrase(N_("they are in the future"))
OUTSIDE = Phrase(N_("they are outside the days of the survey"))
HASTY = Phrase(N_("they are too short to read the statements"))
TOGETHER = Phrase(N_("they begin at exactly the same moment"))
_DAY = 86_400
_LEAST_TOGETHER = 3
_AROUND = 1800
"""Seconds before and after a moment in which the other interviews are counted."""


def check(collected: Collected) -> Iterator[Finding]:
    """Yield a finding for each sort of impossible time, dimension by dimension; a row is of one sort only."""
    reported: set[tuple[str, int]] = set()
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            timed = [_Timed(clock, clock.days) for clock in (form.started, form.ended) if clock]
            column = form.columns.single.get("started", form.columns.single.get("ended")) or time_column(form)
            if column is None:
                continue
            for how, places in (
                (BACKWARDS, _backwards(form)),
                (AHEAD, _ahead(timed, collected.today)),
                (OUTSIDE, _outside(timed[0], collected) if timed else ()),
                (HASTY, unread(form)),
                (TOGETHER, _together(timed[0]) if timed else ()),
            ):
                rows = [form.rows[i] for i in places if (form.path, form.rows[i]) not in reported]
                reported.update((form.path, row) for row in rows)
                if rows:
                    place = (form.durations.column if how is HASTY and form.durations else column).place
                    yield about_rows(KIND, form.path, rows, {"dimension": dimension, "how": how}, column=place)


def _backwards(form: Form) -> list[int]:
    seconds = spans(form)
    return [i for i, one in enumerate(seconds) if NONE != one < 0] if min(seconds, default=0) < 0 else []


class _Timed(NamedTuple):
    """The times of a column, and the different days on which they are, counted as seconds are."""

    clock: Clock
    days: frozenset[int]


def _ahead(timed: Sequence[_Timed], today: date) -> list[int]:
    found = set()
    for clock, days in timed:
        if max(days, default=0) * _DAY <= seconds_of(today):
            continue
        # A phone in a zone to the east may be a day ahead of the computer.
        latest = today + timedelta(days=1) if any(clock.shifts) else today
        after = seconds_of(latest) + _DAY
        if max(days, default=0) * _DAY >= after:
            found |= {i for i, value in enumerate(clock.seconds) if value >= after}
    return sorted(found)


def _outside(timed: _Timed, collected: Collected) -> list[int]:
    """Rows outside the days of the survey in the column map; without them, outside the year up to the stage's end."""
    first, last = collected.column_map.starts_on, collected.column_map.ends_on
    if first is not None or last is not None:
        return _not_within(timed, first, last)
    stage = collected.stage
    if stage.starts_on is None or stage.ends_on is None:
        return []
    found = _not_within(timed, stage.starts_on - timedelta(days=366), stage.ends_on)
    # If most rows are outside, the survey was for another stage or its days are not known, so no row is wrong.
    return found if found and len(found) * 2 < sum(value != NONE for value in timed.clock.seconds) else []


def _not_within(timed: _Timed, first: date | None, last: date | None) -> list[int]:
    begin = seconds_of(first) if first else NONE
    after = seconds_of(last) + _DAY if last else None
    if all(begin <= day * _DAY and (after is None or day * _DAY < after) for day in timed.days):
        return []
    return [
        i
        for i, value in enumerate(timed.clock.seconds)
        if value != NONE and (value < begin or (after is not None and value >= after))
    ]


def _together(timed: _Timed) -> list[int]:
    """Rows whose interviews begin at the same time, more of them than several interviewers explain.

    Where people gather, many answer within minutes: as many at once are expected as in the hour around.
    """
    clock = timed.clock
    if clock.grain == _DAY:
        return []
    moments = Counter(clock.seconds)
    del moments[NONE]
    for day in timed.days:
        del moments[day * _DAY]  # midnight: a day without a time, where other rows have one
    most = max(moments.values(), default=0)
    if most < _LEAST_TOGETHER:
        return []
    total = moments.total()
    # Eight hours a day; interviewers who work together now and then begin together.
    usual = 3 * total / max(1, len(timed.days) * 8 * 3600 / clock.grain)
    # The more are expected, and the fewer begin, the less odd is it.
    if not _is_odd(most, usual, total):
        return []
    often = {moment: count for moment, count in moments.items() if count >= _LEAST_TOGETHER}
    often = {moment: count for moment, count in often.items() if _is_odd(count, usual, total)}
    known = sorted(moments.elements())
    odd = set()
    for moment, count in often.items():
        around = bisect_right(known, moment + _AROUND) - bisect_left(known, moment - _AROUND) - count
        if _is_odd(count, max(usual, 3 * around / (2 * _AROUND / clock.grain)), total):
            odd.add(moment)
    return [i for i, value in enumerate(clock.seconds) if value in odd] if odd else []


def _is_odd(count: int, expected: float, total: int) -> bool:
    """Whether more interviews begin at one moment than chance explains, among all."""
    return total * at_least(count - 1, expected) < RARE


__all__: Sequence[str] = ("KIND", "KINDS", "check")
