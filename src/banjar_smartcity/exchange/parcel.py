"""Parcel: what is sent to an agency, for a dimension or as a whole, whatever the file that it is written into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..i18n import Text
from ..model.answer import Answer
from ..model.assignment import assigned
from ..model.carried import carried_over, stages_before
from ..model.dimension import CROSSCUTTING
from ..model.evidence import Evidence
from ..model.innovation import Innovation
from ..model.instrument import EXTERNAL, SURVEY, External, Instrument, Item, Level
from ..model.model import Model
from ..model.program import Stage
from ..named import NamedTuple
from ..scoring.score import CROSSCUTTING_NAME
from ..scoring.steps.decisions import OpenDecision, open_decisions
from .cells import Cells, answer_cells
from .innovations import Belonging, Owned, belongings, owned_innovation
from .record import Record, fingerprint, record_of
from .remarks import SentMark, sent_marks


class Recipient(NamedTuple):
    """Whose items are sent: those of an agency, of a dimension (or `crosscutting`), or all if both are None."""

    agency: str | None = None
    dimension: str | None = None


class Rung(NamedTuple):
    """A level that may be answered, and what it means; None if nobody has published that."""

    level: Level
    text: Text | None


class Earlier(NamedTuple):
    """The answer to an item in an earlier stage."""

    stage: Text
    level: Level | None
    fact: Text | None
    value: float | None
    unit: str | None
    year: int | None


class Row(NamedTuple):
    """An item that is asked for, and its answer as it is sent."""

    item: str
    number: int
    """Its place in the form, from 1."""
    heading: Text | None
    question: Text
    wanted: tuple[Text, ...]
    """The evidence that it requires."""
    external: External | None
    """The other body's index whose value it takes."""
    earlier: Earlier | None
    rungs: tuple[Rung, ...]
    fractions: bool
    """Whether levels between them may be answered."""
    due: date | None
    agency: str | None
    """The agency that owes it."""
    record: Record | None
    """The answer as it is sent; None if there is none yet."""
    sent: Cells
    carried: bool
    """Whether the answer is that of an earlier stage, which nobody has confirmed."""


class Paper(NamedTuple):
    """A recorded document that an answer may name."""

    id: str
    title: Text
    kind: str
    number: str | None
    issued_on: date | None
    file: str | None


class Parcel(NamedTuple):
    """What is sent. `base` is a hash of it all: the same data give the same parcel."""

    region: str
    """The official name of the region."""
    stage: Stage
    instrument: str
    recipient: Recipient
    name: Text | None
    """The name of the agency or dimension; None for all."""
    base: str
    rows: tuple[Row, ...]
    papers: tuple[Paper, ...]
    owned: tuple[Owned, ...]
    marks: tuple[SentMark, ...] = ()
    """What the assessors gave its items, also those that citizens answer."""
    decisions: tuple[OpenDecision, ...] = ()
    """What meetings decided that the agency has still to do. It is read only, and not part of the hash."""
    dimensions: tuple[Belonging, ...] = ()
    """Those among which a new innovation is, to choose from; not part of the hash either."""


def parcel(model: Model, stage: Stage, recipient: Recipient) -> Parcel:
    """What a recipient owes in a stage, by the instrument in focus, with all that is answered of it by now."""
    return _parcel(model, stage, recipient, tuple(_rows(model, stage)))


def _parcel(model: Model, stage: Stage, recipient: Recipient, every: tuple[Row, ...]) -> Parcel:
    dimensions = {item.id: item.dimension or CROSSCUTTING for item in model.items}
    rows = tuple(row for row in every if _is_for(recipient, dimensions, row))
    named = {use["evidence"] for row in rows if row.record for use in row.record["evidence"]}
    papers = tuple(_paper(e) for e in model.evidence.values() if e.id in named or _keeps(recipient, e))
    owned = tuple(owned_innovation(i) for i in model.innovations.values() if _owns(recipient, i))
    program, instrument = model.program, model.instrument
    found = Parcel(
        region=program.official_name if program else "",
        stage=stage,
        instrument=instrument.id if instrument else "",
        recipient=recipient,
        name=_name(model, recipient),
        base="",
        rows=rows,
        papers=papers,
        owned=owned,
        marks=tuple(sent_marks(model, stage, recipient.agency, recipient.dimension)),
        decisions=tuple(entry for entry in open_decisions(model, date.max) if recipient.agency in (None, entry.agency)),
        dimensions=belongings(model),
    )
    return found._replace(base=seal(found))


def parcels(model: Model, stage: Stage) -> tuple[Parcel, ...]:
    """What each agency owes in a stage, in the order of the register, and last what no agency owes."""
    whole = parcel(model, stage, Recipient())
    owing = {row.agency for row in whole.rows}
    found = [_parcel(model, stage, Recipient(agency), whole.rows) for agency in model.agencies if agency in owing]
    rest = tuple(row for row in whole.rows if row.agency not in model.agencies)
    if rest:
        sent = {one.item.id for other in found for one in other.marks}
        left = whole._replace(
            rows=rest,
            owned=(),
            decisions=tuple(d for d in whole.decisions if d.agency is None),
            marks=tuple(m for m in whole.marks if m.item.id not in sent),
        )
        found.append(left._replace(base=seal(left)))
    return tuple(found)


def seal(found: Parcel) -> str:
    """The hash of what is sent."""
    return sealed(
        (found.region, found.stage.id, found.instrument, *found.recipient),
        ((row.item, row.record, row.sent) for row in found.rows),
        ((one.id, one.sent) for one in found.owned),
        ((one.code, one.sent) for one in found.marks),
    )


def sealed(
    address: Iterable[str | None],
    answers: Iterable[tuple[str, Record | None, Cells]],
    innovations: Iterable[tuple[str, Cells]],
    marks: Iterable[tuple[str, Cells]],
) -> str:
    """The hash of what is sent, from its parts: region, stage, instrument, agency and dimension, and each cell."""
    parts: list[Any] = [
        list(address),
        [[item, record, dict(sent)] for item, record, sent in answers],
        [[name, dict(sent)] for name, sent in innovations],
    ]
    replies = [[code, dict(sent)] for code, sent in marks]
    return fingerprint(*parts, *([replies] if replies else []))  # files sent before there were marks keep their hash


def _rows(model: Model, stage: Stage) -> Iterator[Row]:
    instrument, program = model.instrument, model.program
    if instrument is None or program is None:
        return
    answers, carried = model.answers(stage.id), carried_over(model).get(stage.id, {})
    given = assigned(model.assignments, stage.id, instrument)
    before = [(found, model.answers(found.id)) for found in stages_before(program, stage.id)]
    for number, item in enumerate(model.items, 1):
        if item.kind == SURVEY:
            continue  # respondents answer it
        answer = answers.get(item.id)
        record = None if answer is None else record_of(answer)
        task = given.get(item.id)
        yield Row(
            item=item.id,
            number=number,
            heading=item.group,
            question=item.question,
            wanted=tuple(wanted.text for wanted in item.evidence),
            external=item.external,
            earlier=next((_earlier(s, found[item.id]) for s, found in before if item.id in found), None),
            rungs=rungs_of(instrument, item),
            fractions=not instrument.whole_levels,
            due=(answer.due if answer else None) or (task.due if task else None) or stage.starts_on,
            agency=(answer.responsible if answer else None) or (task.agency if task else None),
            record=record,
            sent=answer_cells(record, external=item.kind == EXTERNAL),
            carried=item.id in carried,
        )


def rungs_of(instrument: Instrument, item: Item) -> tuple[Rung, ...]:
    """The whole levels of an item, the lowest first, with what each means; none if another body gives its value."""
    if item.kind == EXTERNAL:
        return ()
    ladder = instrument.ladder(item)
    texts = ladder.levels if ladder else {}
    levels = range(int(instrument.lowest_of(item)), int(instrument.highest_of(item)) + 1)
    return tuple(Rung(level, texts.get(level)) for level in levels)


def _earlier(stage: Stage, answer: Answer) -> Earlier:
    figure, other = answer.statistic, answer.external
    return Earlier(
        stage=stage.name,
        level=answer.level,
        fact=answer.fact or answer.not_applicable,
        value=figure.value if figure else other.value if other else None,
        unit=figure.unit if figure else None,
        year=figure.year if figure else other.year if other else None,
    )


def _is_for(recipient: Recipient, dimensions: Mapping[str, str], row: Row) -> bool:
    return recipient.agency in (None, row.agency) and recipient.dimension in (None, dimensions[row.item])


def _keeps(recipient: Recipient, document: Evidence) -> bool:
    return recipient.agency is not None and document.agency == recipient.agency


def _paper(found: Evidence) -> Paper:
    return Paper(found.id, found.title, found.kind, found.number, found.issued_on, found.file)


def _owns(recipient: Recipient, innovation: Innovation) -> bool:
    if recipient.agency is not None:
        return any(owner.agency == recipient.agency for owner in innovation.owners)
    return recipient.dimension in (None, innovation.dimension)


def _name(model: Model, recipient: Recipient) -> Text | None:
    agency = model.agencies.get(recipient.agency or "")
    if agency is not None:
        return agency.name or Text(agency.abbreviation)
    if recipient.dimension == CROSSCUTTING:
        return CROSSCUTTING_NAME
    dimension = model.dimensions.get(recipient.dimension or "")
    return dimension.name if dimension else None
