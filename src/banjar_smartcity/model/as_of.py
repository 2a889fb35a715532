"""As of: the model as it could be known on a day, so that a report of that day shows nothing newer.

What was published later is excluded. What has no date is kept, and marked where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from .contest import Contest
from .innovation import Innovation
from .model import Model
from .moment import Moment, parse_moment
from .parts import Sourced
from .program import Program
from .register import Source


def known_by(day: date, sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether something could be known on a day: a source stated it by then, or nothing shows that it came later."""
    cited = [source for name in sources if (source := register.get(name))]
    if any(source.published and source.published.first <= day for source in cited):
        return True
    if happened and happened.first > day:
        return False
    return not cited or any(source.earliest is None or source.earliest <= day for source in cited)


def is_undated(sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether neither the event nor any of its sources has a date."""
    return happened is None and not any(s.published for name in sources if (s := register.get(name)))


def as_of(model: Model, day: date) -> Model:
    """The model without everything that came after the day."""
    innovations = {
        record.id: _innovation(record, day, model.sources)
        for record in model.innovations.values()
        if known_by(day, record.sources, model.sources)
    }
    sheets = tuple(
        sheet._replace(answers=tuple(a for a in sheet.answers if a.answered_on is None or a.answered_on <= day))
        for sheet in model.sheets
    )
    surveys = {s.id: s for s in model.surveys.values() if s.ends_on is None or s.ends_on <= day}
    results = {
        result.year: result._replace(rows=rows)
        for result in model.results.values()
        if result.published is None or result.published.first <= day
        if (rows := tuple(row for row in result.rows if known_by(day, row.sources, model.sources)))
    }
    contests = {
        contest.year: _contest(contest, day, model.sources)
        for contest in model.contests.values()
        if known_by(day, contest.sources, model.sources, parse_moment(contest.year))
    }
    program = model.program and _program(model.program, day, model.sources)
    return model._replace(
        program=program, innovations=innovations, sheets=sheets, surveys=surveys, results=results, contests=contests
    )


_Part = TypeVar("_Part", bound=Sourced)


def _known(parts: Iterable[_Part], day: date, register: Mapping[str, Source]) -> tuple[_Part, ...]:
    return tuple(part for part in parts if known_by(day, part.sources, register))


def _contest(contest: Contest, day: date, register: Mapping[str, Source]) -> Contest:
    """The contest without the parts that came later. A list of which nothing was known yet becomes None, unknown."""

    def one(part: _Part | None, happened: Moment | None = None) -> _Part | None:
        return part if part and known_by(day, part.sources, register, happened) else None

    def listed(parts: tuple[_Part, ...] | None) -> tuple[_Part, ...] | None:
        return _known(parts, day, register) or (None if parts else parts) if parts is not None else None

    results, marks = contest.results, contest.marks
    begun = {d.id: d.starts_on or d.ends_on for d in contest.dates}
    chosen = begun.get("selection") or begun.get("judging")
    judged = begun.get("judging") or chosen
    return contest._replace(
        dates=tuple(d for d in contest.dates if known_by(day, d.sources, register, _on(d.starts_on or d.ends_on))),
        categories=tuple(
            c._replace(finalists=one(c.finalists, _on(chosen)) if _is_past(chosen, day) else None)
            for c in _known(contest.categories, day, register)
        ),
        scale=one(contest.scale),
        criteria=listed(contest.criteria),
        judges=listed(contest.judges),
        entries=listed(contest.entries),
        marks=one(marks, _on(marks.given_on)) if marks else None,
        results=one(results, results.published) if results and not _after(results.published, day) else None,
        conflicts=_known(contest.conflicts, day, register),
        # What is unknown about judges and marks is a question only after the contest has been judged.
        unknowns=contest.unknowns if _is_past(judged, day) else (),
        sources=tuple(name for name in contest.sources if known_by(day, [name], register)),
    )


def _is_past(begun: date | None, day: date) -> bool:
    return begun is None or begun <= day


def _on(day: date | None) -> Moment | None:
    return Moment(day, day) if day else None


def _innovation(record: Innovation, day: date, register: Mapping[str, Source]) -> Innovation:
    description, programme, activity = record.description, record.programme, record.activity
    return record._replace(
        expansions=tuple(e for e in record.expansions if known_by(day, e.sources, register)),
        owners=tuple(o for o in record.owners if known_by(day, o.sources, register)),
        started=record.started if record.started and record.started.first <= day else None,
        description=description if description and known_by(day, description.sources, register) else None,
        facts=tuple(f for f in record.facts if known_by(day, f.sources, register, f.date)),
        conflicts=tuple(c for c in record.conflicts if known_by(day, c.sources, register)),
        programme=programme if programme and known_by(day, programme.sources, register) else None,
        activity=activity if activity and known_by(day, activity.sources, register) else None,
        budget=tuple(b for b in record.budget if known_by(day, b.sources, register, parse_moment(b.year))),
        participants=_known(record.participants, day, register),
        sources=tuple(name for name in record.sources if known_by(day, [name], register)),
    )


def _after(moment: Moment | None, day: date) -> bool:
    return moment is not None and moment.first > day


def _program(program: Program, day: date, register: Mapping[str, Source]) -> Program:
    offices = (
        office._replace(holder=None) if office.holder and _after(office.holder.seen_on, day) else office
        for office in program.offices
    )
    return program._replace(
        offices=tuple(offices),
        documents=tuple(d for d in program.documents if known_by(day, d.sources, register, d.date)),
    )
