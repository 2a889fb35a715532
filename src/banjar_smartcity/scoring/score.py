"""Score: the index of a region in a stage, by aspect and by dimension."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ..evidence.holdings import Holding
from ..evidence.proof import Proof, prove
from ..i18n import Text
from ..model.answer import Answer
from ..model.assessment import marks_of
from ..model.assignment import assigned
from ..model.carried import carried_over
from ..model.dimension import CROSSCUTTING
from ..model.instrument import SURVEY, Instrument, Item, Variant
from ..model.model import Model
from ..model.program import Stage
from ..model.survey import StatementResult, Survey
from ..named import NamedTuple
from .items import score_answer, score_carried, score_statement
from .losses import FINAL
from .official import standing
from .parts import Leaf, Node, node
from .support import Support, survey_support
from .weighing.judgement import Judgement, judge
from .weighing.shares import places_of, shares_of_index

RESTS_ON = frozenset(
    (
        *("program", "agencies", "instrument", "dimension", "answers", "evidence", "survey", "results", "sources"),
        "assessments",
    )
)
"""Kinds of record from which a score is computed."""
CROSSCUTTING_NAME = Text("Lintas dimensi", "Cross-cutting")
_ALL_NAME = Text("Seluruh butir", "All items")


def crosscutting_name(model: Model) -> Text:
    """The name of what belongs to no dimension: all items, where there are no dimensions."""
    return CROSSCUTTING_NAME if model.ordered_dimensions else _ALL_NAME


class Score(NamedTuple):
    """The index of a stage. The contributions of the aspects add up to `final`, and so do those of the dimensions."""

    stage: Stage
    instrument: Instrument
    variant: Variant
    final: Node
    aspects: tuple[Node, ...]
    groups: tuple[Node, ...]
    """The groups above and below the aspects, in the order of the instrument."""
    dimensions: tuple[Node, ...]
    """The dimensions and, last, the cross-cutting items."""
    surveys: Mapping[str, Support]
    """Whether the surveys of the stage support their means, by path."""

    @property
    def predicate(self) -> Judgement | None:
        """The predicate that the claimed index would get; None if the instrument has no predicates."""
        return judge(self.instrument, self.final.claimed)

    @property
    def supported_predicate(self) -> Judgement | None:
        """The predicate of the supported index; None if the instrument has no predicates."""
        return judge(self.instrument, self.final.supported)

    def dimension(self, dimension: str) -> Node | None:
        """The node of a dimension, or of `crosscutting`; None if there is none."""
        return next((n for n in self.dimensions if n.id == dimension), None)


def compute_score(
    model: Model, stage: Stage, today: date, holdings: Mapping[str, Holding], known: Proof | None = None
) -> Score | None:
    """The score of a stage; None if no instrument with items or no variant is in force.

    `known` is the proof of another model with the same evidence, on the same day and with the same holdings.

    Formula (domain page, section 2; it reproduces the 130 published results of 2023): an aspect is the mean of all its
    items as they weigh in it; the final index is the weighted sum of the aspects. The score of a dimension is not part
    of the ministry's rules: it is the mean of its items with their weights in the final index.
    """
    instrument, variant = model.instrument, model.variant
    if instrument is None or variant is None or not model.items:
        return None
    # Of documents that are recorded twice, the model decides which one counts.
    proof = prove(model, holdings, today) if known is None or known.repeated else known
    support = {s.at.path: survey_support(s, instrument, proof) for s in model.surveys.values() if s.stage == stage.id}
    leaves = _leaves(model, stage, instrument, variant, proof, support)
    aspects = tuple(
        node(aspect.id, aspect.name, (leaf for leaf in leaves if leaf.item.aspect == aspect.id))
        for aspect in instrument.aspects
        if aspect.id in variant.weights
    )
    dimensions = (
        *(
            node(dimension.id, dimension.name, (leaf for leaf in leaves if leaf.item.dimension == dimension.id))
            for dimension in model.ordered_dimensions
        ),
        node(CROSSCUTTING, crosscutting_name(model), (leaf for leaf in leaves if leaf.item.dimension is None)),
    )
    final = Node("final", FINAL, Fraction(1), leaves)
    return Score(
        stage=stage,
        instrument=instrument,
        variant=variant,
        final=final,
        aspects=aspects,
        groups=_groups(instrument, leaves),
        dimensions=dimensions,
        surveys=support,
    )


def _leaves(
    model: Model,
    stage: Stage,
    instrument: Instrument,
    variant: Variant,
    proof: Proof,
    support: Mapping[str, Support],
) -> tuple[Leaf, ...]:
    answers = model.answers(stage.id)
    carried = carried_over(model).get(stage.id, {})
    results = _survey_results(model, stage)
    counted = [item for item in model.items if item.id in carried or not _excluded(instrument, answers.get(item.id))]
    weights = shares_of_index(instrument, variant, counted)

    def leaf(item: Item) -> Leaf:
        weight = weights[item.id]
        if item.kind == SURVEY:
            survey, result = results.get(item.id, (None, None))
            objections = support[survey.at.path].against(item.sub_dimension) if survey else ()
            return score_statement(instrument, item, weight, survey, result, objections)
        if item.id in carried:
            return score_carried(instrument, item, weight, carried[item.id])
        return score_answer(instrument, item, weight, answers.get(item.id), proof)

    scores = _assessed(model, stage, instrument)
    owed = assigned(model.assignments, stage.id, instrument)
    marks = marks_of(model.assessments, stage.id)
    return tuple(
        leaf(item)._replace(assessed=scores.get(item.id), assignment=owed.get(item.id), marks=marks.get(item.id, ()))
        for item in counted
    )


def _groups(instrument: Instrument, leaves: tuple[Leaf, ...]) -> tuple[Node, ...]:
    """The groups that hold a leaf."""
    held: dict[str, list[Leaf]] = {}
    for leaf in leaves if instrument.groups else ():
        for place in places_of(instrument, leaf.item):
            held.setdefault(place, []).append(leaf)
    return tuple(node(group.id, group.name, held[group.id]) for group in instrument.groups if group.id in held)


def _assessed(model: Model, stage: Stage, instrument: Instrument) -> dict[str, Fraction]:
    """The item scores that the assessors gave the region in the year of the stage, as far as recorded."""
    official = standing(model, stage.year)
    if official is None or official.result.instrument != instrument.id:
        return {}
    return {item: Fraction(str(score)) for item, score in official.row.items.items()}


def _excluded(instrument: Instrument, answer: Answer | None) -> bool:
    """Whether the instrument takes this item out of the mean because it does not apply."""
    return instrument.not_applicable == "excluded" and answer is not None and answer.not_applicable is not None


def _survey_results(model: Model, stage: Stage) -> dict[str, tuple[Survey | None, StatementResult | None]]:
    found: dict[str, tuple[Survey | None, StatementResult | None]] = {}
    for survey in model.surveys.values():
        if survey.stage == stage.id:
            for statement in survey.statements:
                if statement.mean is not None:  # fewer than five answers are not shown
                    found.setdefault(statement.item, (survey, statement))
    return found
