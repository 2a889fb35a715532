"""Item view: what somebody needs to answer an item, and what is between its answer and the highest level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ...evidence.proof import Proof
from ...model.answer import Answer, sheet_path
from ...model.carried import all_stages_before
from ...model.dimension import Dimension
from ...model.focus import instruments_with, stage_instrument
from ...model.instrument import SURVEY, Instrument, Item
from ...model.meeting import Meeting
from ...model.migration import migration_id
from ...model.model import Model
from ...model.program import Stage
from ...model.related import Related, related
from ...model.survey import Programme, StatementResult, Survey
from ...named import NamedTuple
from ..bridge import Loss, bridge
from ..official import standing
from ..parts import Leaf, node
from ..score import Score
from ..support import Objection, survey_support
from ..weighing.counting import exact
from .decisions import meetings_of
from .step import Step
from .todo import compute_todo


class SurveyMean(NamedTuple):
    """What citizens answered to the statement of an item in a survey, and why its mean is not supported."""

    survey: Survey
    statement: StatementResult
    objections: tuple[Objection, ...]


class StageRecord(NamedTuple):
    """What is recorded about an item in a stage. In an earlier stage the item may have had another id."""

    stage: Stage
    instrument: Instrument
    item: Item
    answer: Answer | None
    means: tuple[SurveyMean, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stated."""
        said = self.answer is not None and (self.answer.answered or bool(self.answer.fact or self.answer.evidence))
        return not said and not self.means


class ItemView(NamedTuple):
    """An item of an instrument, as far as anything is known about it in a stage."""

    instrument: Instrument
    item: Item
    stage: Stage | None
    """None if the region does not answer the instrument."""
    dimension: Dimension | None
    leaf: Leaf | None
    """None if the item does not count for the region in this stage."""
    step: Step | None
    """What to do next; None if there is nothing that raises the index."""
    losses: tuple[Loss, ...]
    """What its supported score is missing to the highest level, in levels, by cause."""
    now: StageRecord | None
    last: tuple[StageRecord, ...]
    """What was recorded in the last earlier stage that says something; several if items were merged since."""
    assessed: tuple[tuple[int, Fraction], ...]
    """The scores that the assessors gave the region, by year, the latest first."""
    related: tuple[Related, ...]
    path: str | None
    """The sheet in which the answer is written; None if the citizen survey or nobody answers it."""
    others: tuple[str, ...]
    """Other instruments that have an item of the same id."""
    meetings: tuple[Meeting, ...] = ()
    """The meetings whose minutes the answer names."""

    @property
    def agencies(self) -> tuple[str, ...]:
        """The responsible agencies; empty while nobody is named."""
        if self.step is not None:
            return self.step.agencies
        named = self.leaf.agency if self.leaf else None
        surveyed = (p.agency for mean in (self.now.means if self.now else ()) for p in _programmes(mean, self.item))
        return (named,) if named else tuple(dict.fromkeys(agency for agency in surveyed if agency))


def view_item(model: Model, item: Item, stage: Stage, score: Score | None, proof: Proof, today: date) -> ItemView:
    """An item of the instrument in focus. `score` is that of the stage."""
    instrument = model.instrument
    assert instrument is not None  # noqa: S101 - the item is one of its items
    leaf = next((leaf for leaf in score.final.leaves if leaf.item.id == item.id), None) if score else None
    steps = compute_todo(model, score, today, ()).steps if score else ()
    now = _record(model, stage, instrument, item, proof)
    named = now.answer.evidence if now.answer else ()
    way = bridge(node(item.id, item.question, (leaf,)), instrument) if leaf else None
    return ItemView(
        instrument=instrument,
        item=item,
        stage=stage,
        dimension=next((d for d in model.ordered_dimensions if d.id == item.dimension), None),
        leaf=leaf,
        step=next((step for step in steps if item.id in step.items), None),
        losses=way.losses if way else (),
        now=now,
        last=_last(model, stage, instrument, item, proof),
        assessed=tuple(_assessed(model, instrument, item)),
        related=related(model, item.id),
        path=None if item.kind == SURVEY else sheet_path(item.dimension, stage.id),
        others=_others(model, instrument, item),
        meetings=meetings_of(model, (use.evidence for use in named)),
    )


def view_foreign_item(model: Model, instrument: Instrument, item: Item) -> ItemView:
    """An item of an instrument that the region does not answer."""
    return ItemView(
        instrument=instrument,
        item=item,
        stage=None,
        dimension=model.dimensions.get(item.dimension or ""),
        leaf=None,
        step=None,
        losses=(),
        now=None,
        last=(),
        assessed=(),
        related=(),
        path=None,
        others=_others(model, instrument, item),
    )


def _others(model: Model, instrument: Instrument, item: Item) -> tuple[str, ...]:
    return tuple(found.id for found in instruments_with(model, item.id) if found.id != instrument.id)


def _programmes(mean: SurveyMean, item: Item) -> Iterator[Programme]:
    return (p for p in mean.survey.programmes if p.sub_dimension == item.sub_dimension)


def _record(model: Model, stage: Stage, instrument: Instrument, item: Item, proof: Proof) -> StageRecord:
    means = tuple(
        SurveyMean(survey, statement, survey_support(survey, instrument, proof).against(item.sub_dimension))
        for survey in model.surveys.values()
        if survey.stage == stage.id
        for statement in survey.statements
        if statement.item == item.id
    )
    return StageRecord(stage, instrument, item, model.answers(stage.id).get(item.id), means)


def _last(model: Model, stage: Stage, instrument: Instrument, item: Item, proof: Proof) -> tuple[StageRecord, ...]:
    """What the last earlier stage of the same evaluation says, also if it had another instrument."""
    program = model.program
    for before in all_stages_before(program, stage.id) if program else ():
        former = model.instruments.get((program and stage_instrument(program, before.id)) or "")
        if former is not None and former.series == instrument.series:
            items = _former(model, former, instrument, item)
            records = (_record(model, before, former, one, proof) for one in items)
            if found := tuple(record for record in records if not record.is_empty):
                return found
    return ()


def _former(model: Model, former: Instrument, instrument: Instrument, item: Item) -> tuple[Item, ...]:
    """The items of an earlier instrument of which an item is the successor: by the migration, else by its id."""
    migration = model.migrations.get(migration_id(former.id, instrument.id))
    names = [item.id]
    if migration is not None and former.id != instrument.id:
        names = [name for relation in migration.relations if item.id in relation.new for name in relation.old]
    return tuple(found for name in dict.fromkeys(names) if (found := former.item(name)))


def _assessed(model: Model, instrument: Instrument, item: Item) -> Iterator[tuple[int, Fraction]]:
    for year in sorted(model.results, reverse=True):
        official = standing(model, year)
        if official is not None and official.result.instrument == instrument.id and item.id in official.row.items:
            yield year, exact(official.row.items[item.id])
