"""Completeness: how much is answered and proved, and what is missing from whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..i18n import Text
from ..model.dimension import CROSSCUTTING
from ..model.focus import stage_instrument
from ..model.instrument import SURVEY
from ..model.model import Model
from ..model.program import Stage
from ..named import NamedTuple
from .held import HeldInnovation, held_innovations
from .items import NO_CONVERSION, NO_VALUE, SMALL_SURVEY
from .parts import Leaf, Node
from .score import Score, crosscutting_name


class Innovations(NamedTuple):
    """How many innovations there are, and how many have an owner, a source and evidence."""

    total: int
    with_owner: int
    with_source: int
    with_evidence: int


class Part(NamedTuple):
    """The items and innovations of a dimension, sub-dimension, aspect or agency, or of the whole region."""

    id: str
    name: Text
    items: int
    answered: int
    evidence_wanted: int
    """Items that require evidence."""
    evidence_complete: int
    """Of these, items whose answer has all required evidence, and all of it valid."""
    innovations: Innovations
    parts: tuple[Part, ...] = ()
    """Sub-dimensions of a dimension."""
    carried: int = 0
    """Answers that are carried over from an earlier stage and not confirmed. They do not count as answered."""


class Missing(NamedTuple):
    """Something that is missing: an answer, evidence, a survey, or the owner, source or evidence of an innovation."""

    what: str
    """`answer`, `level`, `carried` (if an answer that is carried over is not confirmed), `external` (the value of
    another body's index), `conversion` (if it is not known to which level that converts), `evidence`, `survey`,
    `respondents` (if a survey is too small), `survey-faults` (if it has faults), `innovation-owner`,
    `innovation-source` or `innovation-evidence`."""
    id: str
    """The id of the item or innovation; for a survey, of the sub-dimension."""
    name: Text
    dimension: str
    agency: str | None
    """The responsible agency; None while nobody is named."""
    details: tuple[str, ...]
    """Kinds of evidence that are missing; or items that a survey would answer."""


class Completeness(NamedTuple):
    """The state of preparation on a day."""

    stage: Stage
    today: date
    next_stage: Stage | None
    """The stage that is running or comes next."""
    days_left: int | None
    """Days until it begins; 0 while it is running."""
    node: Node
    """The score of what is shown: the whole, or a dimension."""
    whole: Part
    dimensions: tuple[Part, ...]
    aspects: tuple[Part, ...]
    agencies: tuple[Part, ...]
    missing: tuple[Missing, ...]

    @property
    def is_over(self) -> bool:
        """Whether the stage has ended and none is to come, so that nothing is overdue."""
        return self.next_stage is None and has_ended(self.stage, self.today)


def compute_completeness(model: Model, score: Score, today: date, dimension: str | None = None) -> Completeness:
    """The completeness of the stage of a score, or of one dimension of it (or `crosscutting`)."""
    leaves, records = score.final.leaves, held_innovations(model)
    if dimension is not None:
        leaves = tuple(leaf for leaf in leaves if (leaf.item.dimension or CROSSCUTTING) == dimension)
        records = tuple(record for record in records if record.dimension == dimension)
    next_stage = stage_ahead(model, score.stage, today)
    days = max(0, (next_stage.starts_on - today).days) if next_stage and next_stage.starts_on else None
    return Completeness(
        stage=score.stage,
        today=today,
        next_stage=next_stage,
        days_left=days,
        node=(score.dimension(dimension) if dimension else None) or score.final,
        whole=_part("all", score.final.name, leaves, records),
        dimensions=tuple(part for part in _dimensions(model, leaves, records) if dimension in (None, part.id)),
        aspects=_aspects(score, leaves),
        agencies=_agencies(model, leaves, records),
        missing=tuple(_missing(model, leaves, records)),
    )


def stage_ahead(model: Model, stage: Stage, today: date) -> Stage | None:
    """The stage that is meant: the given one until it ends, then the next of the same instrument, if there is one.

    None if the days of the given one are not known: another one is not meant then.
    """
    program = model.program
    if program is None or not (stage.starts_on or stage.ends_on):
        return None
    instrument = stage_instrument(program, stage.id)
    ahead = [s for s in program.stages if _is_ahead(s, today) and stage_instrument(program, s.id) == instrument]
    return min(ahead, key=lambda s: (s.id != stage.id, s.starts_on or today), default=None)


def _is_ahead(stage: Stage, today: date) -> bool:
    """Whether a stage is running or comes, as far as its days are known."""
    last = stage.ends_on or stage.starts_on
    return stage.starts_on is not None and last is not None and last >= today


def stage_is_over(model: Model, stage: Stage, today: date) -> bool:
    """Whether a stage has ended and none is to come, so that nothing is overdue."""
    return has_ended(stage, today) and stage_ahead(model, stage, today) is None


def has_ended(stage: Stage, today: date) -> bool:
    """Whether the last day of a stage has passed."""
    return stage.ends_on is not None and stage.ends_on < today


def _part(
    part_id: str, name: Text, leaves: Iterable[Leaf], records: Iterable[HeldInnovation], parts: tuple[Part, ...] = ()
) -> Part:
    leaves, records = tuple(leaves), tuple(records)
    wanting = [leaf for leaf in leaves if leaf.item.evidence]
    return Part(
        id=part_id,
        name=name,
        items=len(leaves),
        answered=sum(leaf.answered for leaf in leaves),
        evidence_wanted=len(wanting),
        evidence_complete=sum(leaf.answered and not leaf.facts for leaf in wanting),
        innovations=Innovations(
            len(records),
            sum(r.has_owner for r in records),
            sum(r.has_source for r in records),
            sum(r.has_evidence for r in records),
        ),
        parts=parts,
        carried=sum(leaf.carried is not None for leaf in leaves),
    )


def _dimensions(model: Model, leaves: tuple[Leaf, ...], records: tuple[HeldInnovation, ...]) -> tuple[Part, ...]:
    parts = []
    for dimension in model.ordered_dimensions:
        own = [leaf for leaf in leaves if leaf.item.dimension == dimension.id]
        innovations = [r for r in records if r.dimension == dimension.id]
        parts.append(
            _part(
                dimension.id,
                dimension.name,
                own,
                innovations,
                tuple(
                    _part(
                        sub.id,
                        sub.name,
                        (leaf for leaf in own if leaf.item.sub_dimension == sub.id),
                        (r for r in innovations if r.sub_dimension == sub.id),
                    )
                    for sub in dimension.sub_dimensions
                ),
            )
        )
    crosscutting = (leaf for leaf in leaves if leaf.item.dimension is None)
    return (*parts, _part(CROSSCUTTING, crosscutting_name(model), crosscutting, ()))


def _aspects(score: Score, leaves: tuple[Leaf, ...]) -> tuple[Part, ...]:
    parts = (
        _part(aspect.id, aspect.name, (leaf for leaf in leaves if leaf.item.aspect == aspect.id), ())
        for aspect in score.aspects
    )
    return tuple(part for part in parts if part.items)


def _agencies(model: Model, leaves: tuple[Leaf, ...], records: tuple[HeldInnovation, ...]) -> tuple[Part, ...]:
    items: dict[str, list[Leaf]] = {}
    owned: dict[str, list[HeldInnovation]] = {}
    for leaf in leaves:
        if agency := leaf.agency:
            items.setdefault(agency, []).append(leaf)
    for record in records:
        for agency in record.agencies:
            owned.setdefault(agency, []).append(record)
    return tuple(
        _part(agency.id, Text(agency.abbreviation), items.get(agency.id, ()), owned.get(agency.id, ()))
        for agency in model.agencies.values()
        if agency.id in items or agency.id in owned
    )


_SURVEYS = {SMALL_SURVEY: "respondents"}
"""What is missing if a survey is not valid, by the reason; for all other reasons it is `survey-faults`."""


def _missing(model: Model, leaves: tuple[Leaf, ...], records: tuple[HeldInnovation, ...]) -> Iterable[Missing]:
    surveys: dict[tuple[str, str, str], list[str]] = {}
    owners: dict[str, str | None] = {}
    for leaf in leaves:
        item = leaf.item
        dimension = item.dimension or CROSSCUTTING
        if item.kind == SURVEY:
            if leaf.unsupported or not leaf.answered:
                what = _SURVEYS.get(leaf.reason, "survey-faults") if leaf.answered else "survey"
                part = item.sub_dimension or dimension
                surveys.setdefault((dimension, part, what), []).append(item.id)
                programmes = leaf.survey.programmes if leaf.survey else ()
                owners.setdefault(part, leaf.agency)
                owners.update((p.sub_dimension, p.agency) for p in programmes if p.sub_dimension == part)
        elif not leaf.answered:
            yield Missing(_unanswered(model, leaf), item.id, item.question, dimension, leaf.agency, ())
        elif leaf.facts:
            yield Missing("evidence", item.id, item.question, dimension, leaf.agency, leaf.facts)
    yield from _surveys(model, surveys, owners)
    for record in records:
        name, owner = Text(record.name), next(iter(record.agencies), None)
        for what, present in (
            ("innovation-owner", record.has_owner),
            ("innovation-source", record.has_source),
            ("innovation-evidence", record.has_evidence),
        ):
            if not present:
                yield Missing(what, record.id, name, record.dimension, owner, ())


def _unanswered(model: Model, leaf: Leaf) -> str:
    """What is missing of an item that a person would answer."""
    if leaf.carried:
        return "carried"
    if leaf.reason is NO_CONVERSION:
        return "conversion"
    if leaf.reason is NO_VALUE and model.instrument is not None and model.instrument.ladder(leaf.item) is None:
        return "external"
    return "level" if leaf.answer is not None and leaf.answer.fact is not None else "answer"


def _surveys(
    model: Model, surveys: Mapping[tuple[str, str, str], list[str]], owners: Mapping[str, str | None]
) -> Iterable[Missing]:
    """What is missing of surveys, by dimension, part and kind: the parts of a dimension first, then the whole of it."""
    places = [
        (dimension.id, part, name)
        for dimension in model.ordered_dimensions
        for part, name in (*((sub.id, sub.name) for sub in dimension.sub_dimensions), (dimension.id, dimension.name))
    ]
    for dimension_id, part, name in (*places, (CROSSCUTTING, CROSSCUTTING, crosscutting_name(model))):
        for what in ("survey", *_SURVEYS.values(), "survey-faults"):
            if statements := surveys.get((dimension_id, part, what)):
                yield Missing(what, part, name, dimension_id, owners.get(part), tuple(statements))


def of_agency(completeness: Completeness, agency: str) -> Completeness:
    """The completeness limited to what one agency is responsible for."""
    return completeness._replace(
        agencies=tuple(part for part in completeness.agencies if part.id == agency),
        missing=tuple(entry for entry in completeness.missing if entry.agency == agency),
    )
