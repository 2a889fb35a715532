"""As of: the model as it could be known on a day, so that no report knows more than its day did.

What was published later is left out; what has no date stays, and is marked where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .model.innovation import Innovation
from .model.model import Model
from .model.moment import Moment
from .model.program import Program
from .model.register import Source


def known_by(day: date, sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether something could be known on a day: a source said it by then, or nothing shows that it came later."""
    cited = [source for name in sources if (source := register.get(name))]
    if any(source.published and source.published.first <= day for source in cited):
        return True
    if happened and happened.first > day:
        return False
    return not cited or any(source.earliest is None or source.earliest <= day for source in cited)


def is_undated(sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether neither the thing nor any of its sources has a date."""
    return happened is None and not any(s.published for name in sources if (s := register.get(name)))


def as_of(model: Model, day: date) -> Model:
    """The model without what came after the day."""
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
    program = model.program and _program(model.program, day, model.sources)
    return model._replace(program=program, innovations=innovations, sheets=sheets, surveys=surveys, results=results)


def _innovation(record: Innovation, day: date, register: Mapping[str, Source]) -> Innovation:
    description = record.description
    return record._replace(
        expansions=tuple(e for e in record.expansions if known_by(day, e.sources, register)),
        owners=tuple(o for o in record.owners if known_by(day, o.sources, register)),
        started=record.started if record.started and record.started.first <= day else None,
        description=description if description and known_by(day, description.sources, register) else None,
        facts=tuple(f for f in record.facts if known_by(day, f.sources, register, f.date)),
        conflicts=tuple(c for c in record.conflicts if known_by(day, c.sources, register)),
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
