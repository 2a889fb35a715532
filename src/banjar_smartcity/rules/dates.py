"""Dates: each must be in the calendar, and a beginning may not be after its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.evidence import Evidence
from ..model.in_force import period_years
from ..model.innovation import Innovation
from ..model.later import suspects
from ..model.meeting import Meeting
from ..model.model import Model
from ..model.moment import parse_moment
from ..model.outline import Outline
from ..named import NamedTuple
from ..source.document import Document, Plain
from .context import Context

IMPOSSIBLE = Kind(
    id="date-impossible",
    severity=Severity.ERROR,
    message=N_("{value} is not a valid date"),
    hint=N_("Correct the date; the form is year-month-day."),
    why=N_("A date that does not exist cannot be compared with a deadline."),
    example="starts_on: 2023-02-30",
)
ORDER = Kind(
    id="date-order",
    severity=Severity.ERROR,
    message=N_("{later} ({end}) is before {earlier} ({start})"),
    hint=N_("Correct one of the two dates."),
    why=N_("Nothing can end before it begins: one of the dates is wrong."),
    example="starts_on: 2023-06-14\nends_on: 2023-06-12",
)
KINDS = (IMPOSSIBLE, ORDER)

_AFTER_YEAR = re.compile(r"-[0-9]{2}(?<=[0-9]{4}-[0-9]{2})(?:-[0-9]{2})?(?![0-9])")
"""A date from its first hyphen on: it is found ten times as fast by that as by its digits."""
_YEAR = 4
_DATE_KEYS = frozenset(("date", "due", "published", "read", "started", "from", "until"))


def check_calendar(document: Document) -> Iterator[Diagnostic]:
    """Dates that are not in the calendar, in a document that passed its schema."""
    # Values are searched only if the text has such a date somewhere, perhaps within a sentence.
    text = document.text
    if not all(_is_moment(text[found.start() - _YEAR : found.end()]) for found in _AFTER_YEAR.finditer(text)):
        yield from _calendar(document.data, At(document.path))


@lru_cache(maxsize=1024)
def _is_moment(text: str) -> bool:
    """Whether a date is in the calendar; the files of a region share most of theirs."""
    return parse_moment(text) is not None


def _calendar(value: Plain, at: At) -> Iterator[Diagnostic]:
    if isinstance(value, list):
        for i, entry in enumerate(value):
            if isinstance(entry, dict | list):
                yield from _calendar(entry, at / i)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if isinstance(entry, dict | list):
                yield from _calendar(entry, at / key)
            elif isinstance(entry, str) and (key.endswith("_on") or key in _DATE_KEYS) and parse_moment(entry) is None:
                yield Diagnostic(IMPOSSIBLE, at / key, {"value": entry})


class _Span(NamedTuple):
    at: At
    start_key: str
    start: date | None
    end_key: str
    end: date | None


def check_order(context: Context) -> Iterator[Diagnostic]:
    """Pairs of dates in the wrong order, reported at the later one."""
    yield from _in_order(_spans(context))
    yield from _periods(context.model)


def _in_order(spans: Iterator[_Span]) -> Iterator[Diagnostic]:
    for span in spans:
        if span.start and span.end and span.end < span.start:
            facts = {"later": span.end_key, "end": span.end, "earlier": span.start_key, "start": span.start}
            yield Diagnostic(ORDER, span.at / span.end_key, facts)


def of_innovation(record: Innovation) -> Iterator[Diagnostic]:
    """Pairs of dates in the wrong order in an innovation."""
    return _in_order(_of_innovation(record))


def of_evidence(record: Evidence) -> Iterator[Diagnostic]:
    """Pairs of dates in the wrong order in a record of evidence."""
    return _in_order(_of_evidence(record))


def _periods(model: Model) -> Iterator[Diagnostic]:
    """Periods of an RPJMD whose last year is before the first, at which they would never be in force."""
    program = model.program
    if program is None:
        return
    periods = [(vision.at, vision.period) for vision in program.visions]
    periods += [(mission.at, mission.period) for mission in program.missions]
    for at, period in periods:
        first, last = period_years(period) or (0, 0)
        if last < first:
            facts = {"later": "period", "end": str(last), "earlier": "period", "start": str(first)}
            yield Diagnostic(ORDER, at / "period", facts)


def _of_meeting(meeting: Meeting) -> Iterator[_Span]:
    yield _Span(meeting.at, "starts_on", meeting.starts_on, "ends_on", meeting.ends_on)
    for decision in meeting.decisions:
        yield _Span(decision.at, "starts_on", meeting.starts_on, "due", decision.due)
        yield _Span(decision.at, "starts_on", meeting.starts_on, "done_on", decision.done_on)


def _of_innovation(innovation: Innovation) -> Iterator[_Span]:
    trial, used = innovation.profile.trial, innovation.started
    tried = trial.date if trial else None
    yield _Span(innovation.at, "trial", tried and tried.first, "started", used and used.last)
    for result in innovation.profile.results:
        years = [figure and figure.year for figure in (result.before, result.after)]
        first, last = (date(year, 1, 1) if year else None for year in years)
        yield _Span(result.at, "before", first, "after", last)


def _of_evidence(evidence: Evidence) -> Iterator[_Span]:
    begins = "in_force_on" if evidence.in_force_on else "issued_on"
    yield _Span(evidence.at, begins, evidence.in_force_on or evidence.issued_on, "expires_on", evidence.expires_on)


def _has_remark(outline: Outline) -> bool:
    return "dates" in outline.remarks


def _spans(context: Context) -> Iterator[_Span]:
    model = context.model
    if model.program:
        for stage in model.program.stages:
            yield _Span(stage.at, "starts_on", stage.starts_on, "ends_on", stage.ends_on)
        for meeting in model.program.meetings:
            yield from _of_meeting(meeting)
    for agency in model.agency_list:
        starts, ends = agency.starts, agency.ends
        yield _Span(agency.at, "from", starts and starts.first, "until", ends and ends.last)
    for records in (model.innovations, model.drafts):
        for _, innovation in suspects(records, _has_remark):
            yield from _of_innovation(innovation)
    for contest in model.contests.values():
        for part in contest.dates:
            yield _Span(part.at, "starts_on", part.starts_on, "ends_on", part.ends_on)
    for survey in model.surveys.values():
        yield _Span(survey.at, "starts_on", survey.starts_on, "ends_on", survey.ends_on)
    for _, evidence in suspects(model.evidence, _has_remark):
        yield from _of_evidence(evidence)
    for source in model.sources.values():
        published = source.published.first if source.published else None
        yield _Span(source.at, "published", published, "read", source.read)
