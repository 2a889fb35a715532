"""Times: interviews that cannot have taken place at the times in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from ...diagnostics import Finding, Kind, Phrase, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..answers.forms import Form
from ..cells.answer import BLANK
from ..cells.time_forms import NONE
from ..cells.times import Clock, day_of
from ..table.findings import about_rows
from .measures.chance import RARE, at_least

SECONDS_EACH = 10 / 3
"""The least seconds to read and answer a statement: thirty seconds for nine."""
LEISURELY = 180
"""The median in seconds from which an interview of 0 minutes is remarkable, if times have no seconds."""
LONGEST = 7 * 86_400
"""A form that is open for longer than a week was forgotten, which is not a fault of the answers."""

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


def check(collected: Collected) -> Iterator[Finding]:
    """Yield a finding for each sort of impossible time, dimension by dimension; a row is of one sort only."""
    reported: set[tuple[str, int]] = set()
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            clock = form.started or form.ended
            if clock is None:
                continue
            column = form.columns.single["started" if form.started else "ended"].place
            for how, places in (
                (BACKWARDS, _backwards(form)),
                (AHEAD, _ahead(form, collected.today)),
                (OUTSIDE, _outside(clock, collected)),
                (HASTY, _hasty(form)),
                (TOGETHER, _together(clock)),
            ):
                rows = [form.rows[i] for i in places if (form.path, form.rows[i]) not in reported]
                reported.update((form.path, row) for row in rows)
                if rows:
                    yield about_rows(KIND, form.path, rows, {"dimension": dimension, "how": how}, column=column)


def _spans(form: Form) -> Iterator[tuple[int, int]]:
    """The indices of rows with both times, and the seconds between them."""
    if form.started is None or form.ended is None:
        return
    coarse = max(form.started.grain, form.ended.grain) == 86_400
    pairs = zip(form.started.seconds, form.ended.seconds, form.started.shifts, form.ended.shifts, strict=True)
    for i, (start, end, before, after) in enumerate(pairs):
        if NONE not in (start, end):
            # Times of two zones are compared in one of them.
            duration = end - start - ((after - before) if before and after else 0)
            yield i, (end // 86_400 - start // 86_400) * 86_400 if coarse else duration


def _backwards(form: Form) -> list[int]:
    return [i for i, seconds in _spans(form) if seconds < 0]


def _ahead(form: Form, today: date) -> list[int]:
    found = set()
    for clock in filter(None, (form.started, form.ended)):
        # A phone in a zone to the east may be a day ahead of the computer.
        latest = today + timedelta(days=1) if any(clock.shifts) else today
        found |= {i for i, value in enumerate(clock.seconds) if value != NONE and day_of(value) > latest}
    return sorted(found)


def _outside(clock: Clock, collected: Collected) -> list[int]:
    """Rows outside the days of the survey in the column map; without them, outside the year up to the stage's end."""
    first, last = collected.column_map.starts_on, collected.column_map.ends_on
    days = {i: day_of(value) for i, value in enumerate(clock.seconds) if value != NONE}
    if first is not None or last is not None:
        return [i for i, day in days.items() if (first and day < first) or (last and day > last)]
    stage = collected.stage
    if stage.starts_on is None or stage.ends_on is None:
        return []
    begin, end = stage.starts_on - timedelta(days=366), stage.ends_on
    found = [i for i, day in days.items() if not begin <= day <= end]
    # If most rows are outside, the survey was for another stage or its days are not known, so no row is wrong.
    return found if len(found) * 2 < len(days) else []


def _hasty(form: Form) -> list[int]:
    spans = [(i, seconds) for i, seconds in _spans(form) if 0 <= seconds <= LONGEST]
    if not spans or form.started is None or form.ended is None:
        return []
    grain = max(form.started.grain, form.ended.grain)
    if min(form.started.grain, form.ended.grain) == 1 and grain < 86_400:
        return [
            i
            for i, seconds in spans
            if seconds < SECONDS_EACH * (len(form.marks[i]) - form.marks[i].count(BLANK)) - 1e-6
        ]
    if grain == 60 and median(seconds for _, seconds in spans) >= LEISURELY:
        return [i for i, seconds in spans if seconds == 0]
    return []


def _together(clock: Clock) -> list[int]:
    """Rows whose interviews begin at the same time, more of them than several interviewers explain."""
    if clock.grain == 86_400:
        return []
    known = [value for value in clock.seconds if value != NONE]
    moments = Counter(known)
    days = len({value // 86_400 for value in known})
    # Eight hours a day; interviewers who work together now and then begin together.
    expected = 3 * len(known) / max(1, days * 8 * 3600 / clock.grain)
    odd = {m for m, n in moments.items() if n >= 3 and len(known) * at_least(n - 1, expected) < RARE}
    return [i for i, value in enumerate(clock.seconds) if value in odd]


__all__: Sequence[str] = ("KIND", "KINDS", "check")
