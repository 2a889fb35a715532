"""As of: the model as it could be known on a day, so that a report of that day shows nothing newer.

What was published later is excluded, and only sources of that day are cited. What has no date is kept, and marked
where it is shown. Rules (instruments, dimensions) stay: a stage is measured by them whenever they were published.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from .answer import AnswerSheet
from .assessment import marks_on
from .contest import Contest
from .dimension import Dimension
from .evidence import Evidence
from .in_force import period_years
from .innovation import Innovation
from .innovation_as_of import innovation_as_of, is_left_alone, was_known
from .instrument import Instrument
from .later import changed, chosen, in_no_doubt, outlined, passing
from .meeting import meeting_on
from .model import Model
from .moment import Moment, parse_moment
from .program import Program, Stage
from .register import Agency, Source
from .result import OfficialResult
from .view import View, is_after


def as_of(model: Model, day: date, stage: str | None = None) -> Model:
    """The model without everything that came after the day.

    The chosen stage, else the programme's own, is kept if no source of the day names it, but only its name and year.
    """
    view = View(day, model.sources)
    program = model.program and _program(model.program, view, stage or model.program.stage)
    known = _known(model.innovations, view)
    kept = frozenset(record.id for record in outlined(known).values())
    missions = frozenset(mission.id for mission in program.missions) if program else frozenset[str]()
    return model._replace(
        program=program,
        agency_list=tuple(_agency(agency, view) for agency in model.agency_list),
        agencies={name: _agency(agency, view) for name, agency in model.agencies.items()},
        assignments=tuple(a for a in view.all(model.assignments) if view.past(a.decided_on)),
        assessments=tuple(marks_on(sheet, day) for sheet in model.assessments),
        crosswalks={name: view.cited(links) for name, links in model.crosswalks.items()},
        instruments={name: _instrument(rules, view) for name, rules in model.instruments.items()},
        maturity_instruments={name: _instrument(rules, view) for name, rules in model.maturity_instruments.items()},
        dimensions={name: _dimension(record, view) for name, record in model.dimensions.items()},
        innovations=changed(
            known,
            partial(innovation_as_of, view=view, kept=kept, missions=missions),
            partial(is_left_alone, view=view, kept=kept, missions=missions) if view.is_complete else in_no_doubt,
        ),
        sheets=tuple(_sheet(sheet, view) for sheet in model.sheets),
        surveys={name: s for name, s in model.surveys.items() if s.ends_on is None or s.ends_on <= day},
        result_list=tuple(found for result in model.result_list if (found := _result(result, view)) is not None),
        contests={
            n: _contest(c, view) for n, c in model.contests.items() if view.knows(c.sources, parse_moment(c.year))
        },
        evidence=changed(
            model.evidence,
            partial(Evidence.as_of, day=day),
            lambda outline: outline.issued_on is None or outline.issued_on <= day,
        ),
        source_list=tuple(_source(s, day) for s in model.source_list if s.earliest is None or s.earliest <= day),
        sources={name: _source(source, day) for name, source in model.sources.items()},
    )


def _known(innovations: Mapping[str, Innovation], view: View) -> Mapping[str, Innovation]:
    """The innovations that were known. Once all sources were published all are, and none has to be built for that."""
    if view.is_complete:
        return innovations
    kept = {record.id for record in passing(innovations) if was_known(record, view)}
    return chosen(innovations, {name for name, record in outlined(innovations).items() if record.id in kept})


def _source(source: Source, day: date) -> Source:
    return source._replace(read=None) if source.read and source.read > day else source


def _agency(agency: Agency, view: View) -> Agency:
    """The agency. References need something to call it: the abbreviation stays if its sources came later."""
    found = view.cited(agency)
    return found if view.knows(agency.sources) else found._replace(name=None)


def _dimension(record: Dimension, view: View) -> Dimension:
    found = view.cited(record)
    if view.knows(record.sources):
        return found
    return found._replace(working_group=record.working_group._replace(lead=None, members=None))


def _instrument(rules: Instrument, view: View) -> Instrument:
    found = view.cited(rules)._replace(variants=tuple(map(view.cited, rules.variants)))
    found = found._replace(ladders=tuple(map(view.cited, rules.ladders)))
    return found._replace(conversions=tuple(map(view.cited, rules.conversions)))


def _sheet(sheet: AnswerSheet, view: View) -> AnswerSheet:
    given = (answer for answer in sheet.answers if view.past(answer.answered_on))
    return sheet._replace(answers=view.all(given))


def _result(result: OfficialResult, view: View) -> OfficialResult | None:
    # A result is not older than its year, whatever its sources say of themselves.
    year = result.published or parse_moment(result.year)
    stated = (row for row in result.rows if view.knows(row.sources, year))
    rows = tuple(map(view.cited, stated)) if not is_after(result.published, view.day) else ()
    spread = result.distribution if view.knows(result.sources) else None
    return view.cited(result)._replace(rows=rows, distribution=spread) if rows else None


def _contest(contest: Contest, view: View) -> Contest:
    """The contest without the parts that came later. A list of which nothing was known yet becomes None, unknown."""
    results, marks = contest.results, contest.marks
    begun = {d.id: d.starts_on or d.ends_on for d in contest.dates}
    chosen = begun.get("selection") or begun.get("judging")
    judged = begun.get("judging") or chosen
    dates = (d for d in contest.dates if not d.sources or view.knows(d.sources, _on(d.starts_on or d.ends_on)))
    found = view.cited(contest)._replace(
        dates=tuple(view.cited(d) for d in dates),
        categories=tuple(
            c._replace(finalists=view.one(c.finalists, _on(chosen)) if view.past(chosen) else None)
            for c in view.all(contest.categories)
        ),
        scale=view.one(contest.scale),
        criteria=view.list(contest.criteria),
        judges=view.list(contest.judges),
        entries=view.list(contest.entries),
        marks=view.one(marks, _on(marks.given_on)) if marks else None,
        results=view.one(results, results.published) if results and not is_after(results.published, view.day) else None,
        conflicts=view.all(contest.conflicts),
        prizes=view.all(contest.prizes),
        # What is unknown about judges and marks is a question only after the contest has been judged.
        unknowns=contest.unknowns if view.past(judged) else (),
    )
    return _without_strays(found)


def _without_strays(contest: Contest) -> Contest:
    """The contest without marks and places of what is not known to be a part of it."""
    categories = {category.id for category in contest.categories}
    entries = contest.entries and tuple(entry for entry in contest.entries if entry.category in categories)
    marks, results = contest.marks, contest.results
    rows = marks.rows if marks else ()
    for key, register in (("judge", contest.judges), ("entry", entries), ("criterion", contest.criteria)):
        if register is not None:
            known = {record.id for record in register}
            rows = tuple(row for row in rows if getattr(row, key) in known)
    listed = None if entries is None else {entry.id for entry in entries}
    places = tuple(
        row
        for row in (results.rows if results else ())
        if row.category in categories and (row.entry is None or listed is None or row.entry in listed)
    )
    return contest._replace(
        entries=entries,
        marks=marks and marks._replace(rows=rows),
        results=results and results._replace(rows=places),
    )


def _on(day: date | None) -> Moment | None:
    return Moment(day, day) if day else None


def _program(program: Program, view: View, chosen: str) -> Program:
    region = view.knows(program.region_sources)
    visions = tuple(view.cited(v) for v in program.visions if view.knows(v.sources, _begins(v.period)))
    missions = (m for m in program.missions if view.knows(m.sources, _begins(m.period)))
    return program._replace(
        province=program.province if region else None,
        seat=program.seat if region else None,
        subdistricts=program.subdistricts if region else None,
        villages=program.villages if region else None,
        urban_villages=program.urban_villages if region else None,
        region_sources=view.known(program.region_sources),
        vision=visions[-1] if visions else None,
        visions=visions,
        missions=tuple(map(view.cited, missions)),
        stages=tuple(found for stage in program.stages if (found := _stage(stage, view, chosen)) is not None),
        meetings=tuple(meeting_on(meeting, view.day) for meeting in view.all(program.meetings)),
        offices=tuple(
            office._replace(holders=view.all(h for h in office.holders if not is_after(h.seen_on, view.day)))
            for office in view.all(program.offices)
        ),
        documents=tuple(view.cited(d) for d in program.documents if view.knows(d.sources, d.date)),
        targets=view.all(program.targets),
        indices=tuple(view.cited(i) for i in program.indices if view.knows(i.sources, parse_moment(i.year))),
    )


def _begins(period: str | None) -> Moment | None:
    years = period_years(period)
    return years and parse_moment(years[0])


def _stage(stage: Stage, view: View, chosen: str) -> Stage | None:
    # Stages and meetings are plans before they are events: without a dated source they stay.
    if view.knows(stage.sources):
        return view.cited(stage)
    if stage.id != chosen:
        return None
    return stage._replace(starts_on=None, ends_on=None, place=None, mode=None, sources=(), planned=False)
