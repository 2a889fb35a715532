"""To-do: one step for each item that can still gain, and what it adds to the supported final index.

A step takes its items to the next supported level, so that steps can be compared: an unanswered item is answered at
the lowest level, a claimed level gets its evidence, a proved level rises by one. No two steps share an item, so their
gains add up in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

from ..diagnostics import Phrase
from ..i18n import N_, Text
from ..model.answer import Answer
from ..model.dimension import CROSSCUTTING
from ..model.instrument import Aspect, Instrument
from ..model.model import Model
from ..model.program import Stage
from ..model.survey import Survey
from ..model.survey_faults import STAND_IN, TOO_MANY, UNNAMED
from .completeness import Missing
from .items import NO_SURVEY, NOT_APPLICABLE, SURVEYED
from .parts import ZERO, Leaf
from .score import Score
from .support import BY_HAND, LINTED, NO_OWNER, PROGRAMMES, TOO_FEW

ANSWER = Phrase(N_("answer it"), "answer")
LEVEL = Phrase(N_("set its level"), "level")
EVIDENCE = Phrase(N_("complete its evidence"), "evidence")
RAISE = Phrase(N_("raise it by one level, with its evidence"), "raise")
SURVEY = Phrase(N_("run the citizen survey"), "survey")
REPAIR = Phrase(N_("fix the citizen survey"), "survey-repair")
IMPROVE = Phrase(N_("improve the service and survey again"), "survey-raise")
KINDS = (EVIDENCE, REPAIR, LEVEL, ANSWER, RAISE, SURVEY, IMPROVE)
"""Kinds of step. Of steps with the same gain and due day, the ones that take less work come first."""

WAITING = Phrase(N_("waits for"), "waiting")
_SHOWN_BY = {
    "survey-too-few": TOO_FEW,
    "survey-programme-unnamed": PROGRAMMES[UNNAMED],
    "survey-agency-absent": NO_OWNER,
    "survey-more-than-users": PROGRAMMES[TOO_MANY],
    "survey-one-programme": PROGRAMMES[STAND_IN],
}
"""Findings of the lint that the record shows too, which are then reported once."""


class Blocker(NamedTuple):
    """An obstacle to a step: a reason, and the record or the words that it is about."""

    reason: Phrase
    thing: str | None = None
    words: Text | None = None
    needed: int | None = None
    """The number of respondents that are required."""


class Step(NamedTuple):
    """A thing to do for an item, or for the items that a survey answers together."""

    id: str
    """The id of the item; of the sub-dimension if a survey is to be run; of the survey if it is to be corrected."""
    kind: Phrase
    name: Text
    aspect: str
    dimension: str
    agencies: tuple[str, ...]
    """The responsible agencies; a survey may have programmes of several. Empty while nobody is named."""
    due: date | None
    leaves: tuple[Leaf, ...]
    target: int | None
    """The level that the item reaches; None for surveys."""
    gain: Fraction
    """What it adds to the supported final index, in points."""
    most: Fraction
    """What its items could add at their highest level, in points."""
    estimate: bool
    """Whether the gain is the mean of a survey, which the ministry may turn into a score in another way."""
    wanted: tuple[str, ...]
    """Kinds of evidence that are required."""
    blocked_by: tuple[Blocker, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items."""
        return tuple(leaf.item.id for leaf in self.leaves)


class Worth(NamedTuple):
    """What one level of one item of an aspect adds to the final index, in points."""

    aspect: Aspect
    items: int
    level: Fraction


class Todo(NamedTuple):
    """What to do next, the steps with the largest gain first."""

    stage: Stage
    today: date
    supported: Fraction
    steps: tuple[Step, ...]
    apart: tuple[Missing, ...]
    """What is missing but moves no figure: owners, sources and evidence of innovations."""
    worth: tuple[Worth, ...]
    """The aspects, the ones with the largest weight per item first."""

    @property
    def gain(self) -> Fraction:
        """What all steps together add to the supported final index."""
        return sum((step.gain for step in self.steps), ZERO)

    @property
    def estimated(self) -> Fraction:
        """The part of the gain that comes from surveys."""
        return sum((step.gain for step in self.steps if step.estimate), ZERO)


def compute_todo(model: Model, score: Score, today: date, missing: Iterable[Missing]) -> Todo:
    """The steps that raise the supported score. `missing` is from the completeness."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    steps = (*_of_answers(score), *_of_surveys(model, score))
    return Todo(
        score.stage,
        today,
        score.final.supported,
        tuple(sorted(steps, key=lambda step: (-step.gain, step.due or date.max, order[step.kind]))),
        tuple(entry for entry in missing if entry.what.startswith("innovation-")),
        _worth(score),
    )


def limit_todo(todo: Todo, dimension: str | None, agency: str | None) -> Todo:
    """The to-do limited to a dimension (or `crosscutting`), to an agency, or to both."""

    return todo._replace(
        steps=tuple(
            step
            for step in todo.steps
            if dimension in (None, step.dimension) and (agency is None or agency in step.agencies)
        ),
        apart=tuple(
            entry for entry in todo.apart if dimension in (None, entry.dimension) and agency in (None, entry.agency)
        ),
    )


def _worth(score: Score) -> tuple[Worth, ...]:
    aspects = {aspect.id: aspect for aspect in score.instrument.aspects}
    found = (Worth(aspects[n.id], n.items, n.weight / n.items) for n in score.aspects if n.items)
    return tuple(sorted(found, key=lambda worth: -worth.level))


def _due(stage: Stage, answer: Answer | None) -> date | None:
    return (answer.due if answer else None) or stage.starts_on or stage.ends_on


def _of_answers(score: Score) -> Iterator[Step]:
    surveyed = _surveyed(score.instrument)
    aspects = {aspect.id: aspect for aspect in score.instrument.aspects}
    for leaf in score.final.leaves:
        if leaf.item.aspect in surveyed or leaf.reason is NOT_APPLICABLE:
            continue
        found = _next(leaf, aspects[leaf.item.aspect])
        if found is None:
            continue
        kind, target = found
        answer = leaf.answer
        yield Step(
            id=leaf.item.id,
            kind=kind,
            name=leaf.item.question,
            aspect=leaf.item.aspect,
            dimension=leaf.item.dimension or CROSSCUTTING,
            agencies=(answer.responsible,) if answer and answer.responsible else (),
            due=_due(score.stage, answer),
            leaves=(leaf,),
            target=target,
            gain=leaf.weight * (target - leaf.supported),
            most=leaf.weight * (aspects[leaf.item.aspect].highest - leaf.supported),
            estimate=False,
            wanted=leaf.facts if kind is EVIDENCE else tuple(dict.fromkeys(w.kind for w in leaf.item.evidence)),
            blocked_by=(
                *((Blocker(WAITING, None, answer.blocked_by),) if answer and answer.blocked_by else ()),
                *(Blocker(doubt.reason, doubt.evidence) for doubt in leaf.doubts),
            ),
        )


def _next(leaf: Leaf, aspect: Aspect) -> tuple[Phrase, int] | None:
    """The kind of step to the next supported level of an item, and that level; None if it is at the highest."""
    if not leaf.answered:
        stated = leaf.answer is not None and leaf.answer.fact is not None
        return (LEVEL if stated else ANSWER), max(aspect.lowest, 1)
    if leaf.claimed > leaf.supported:
        return EVIDENCE, int(leaf.claimed)
    return (RAISE, int(leaf.claimed) + 1) if leaf.claimed < aspect.highest else None


def _surveyed(instrument: Instrument) -> frozenset[str]:
    return frozenset(aspect.id for aspect in instrument.surveyed)


def _of_surveys(model: Model, score: Score) -> Iterator[Step]:
    """Steps for missing surveys (by sub-dimension), for surveys that are not valid, and for means that can rise."""
    surveyed = _surveyed(score.instrument)
    aspects = {aspect.id: aspect for aspect in score.instrument.aspects}
    dimensions = {dimension.id: dimension.name for dimension in model.ordered_dimensions}
    subs = {sub.id: sub.name for dimension in model.ordered_dimensions for sub in dimension.sub_dimensions}
    groups: dict[tuple[str, Phrase, str], list[Leaf]] = {}
    for leaf in score.final.leaves:
        item = leaf.item
        if item.aspect not in surveyed:
            continue
        part = item.sub_dimension or item.dimension or CROSSCUTTING
        if leaf.reason is NO_SURVEY:
            groups.setdefault((item.aspect, SURVEY, part), []).append(leaf)
        elif leaf.reason is not SURVEYED and leaf.survey:
            groups.setdefault((item.aspect, REPAIR, leaf.survey.id), []).append(leaf)
        elif leaf.claimed < aspects[item.aspect].highest:
            groups.setdefault((item.aspect, IMPROVE, part), []).append(leaf)
    for (aspect, kind, name), leaves in groups.items():
        survey = leaves[0].survey
        first = leaves[0].item
        programmes = {p.sub_dimension: p for p in survey.programmes} if survey else {}
        programme = programmes.get(first.sub_dimension or "")
        concerned = tuple(programmes.values()) if kind is REPAIR else (programme,) if programme else ()
        yield Step(
            id=name,
            kind=kind,
            name=subs.get(name) or dimensions.get(first.dimension or "") or Text(name),
            aspect=aspect,
            dimension=first.dimension or CROSSCUTTING,
            agencies=tuple(dict.fromkeys(p.agency for p in concerned if p.agency)),
            due=_due(score.stage, None),
            leaves=tuple(leaves),
            target=None,
            gain=sum((leaf.weight * (_survey_target(leaf, kind) - leaf.supported) for leaf in leaves), ZERO),
            most=sum((leaf.weight * (aspects[aspect].highest - leaf.supported) for leaf in leaves), ZERO),
            estimate=True,
            wanted=(),
            blocked_by=tuple(_survey_blockers(survey, score, subs)) if survey and kind is REPAIR else (),
        )


def _survey_target(leaf: Leaf, kind: Phrase) -> Fraction:
    """The mean that a statement reaches: its own once the survey is valid, else the next whole level."""
    return leaf.claimed if kind is REPAIR else Fraction(floor(leaf.claimed) + 1)


def _survey_blockers(survey: Survey, score: Score, names: Mapping[str, Text]) -> Iterator[Blocker]:
    objections = score.surveys[survey.at.path].objections
    reasons = {objection.reason for objection in objections}
    for objection in objections:
        if objection.reason is LINTED and _SHOWN_BY.get(objection.thing or "") in reasons:
            continue
        words = names.get(objection.thing or "") if objection.fault or objection.reason is BY_HAND else None
        yield Blocker(objection.reason, objection.thing, words, objection.needed)
