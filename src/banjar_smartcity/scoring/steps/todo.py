"""To-do: one step for each item that can still gain, and what it adds to the supported final index.

A step takes its items to the next supported level, so that steps can be compared: an unanswered item is answered at
the lowest level that adds something, a claimed level gets its evidence, a proved level rises by one. No two steps share
an item, so their gains add up in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ...diagnostics import Phrase
from ...i18n import N_, Text
from ...model.answer import Answer
from ...model.dimension import CROSSCUTTING
from ...model.instrument import EXTERNAL, Aspect, Instrument, Level
from ...model.instrument import SURVEY as SURVEY_ITEM
from ...model.model import Model
from ...model.program import Stage
from ...model.related import Related, related_items
from ...model.survey import Survey
from ...model.survey_faults import STAND_IN, TOO_MANY, UNNAMED
from ..completeness import Missing
from ..items import INAPPLICABLE, NO_CONVERSION, NO_SURVEY, SURVEYED
from ..parts import ZERO, Leaf
from ..score import Score
from ..support import BY_HAND, LINTED, NO_OWNER, PROGRAMMES, TOO_FEW
from ..weighing.counting import Counting, as_level, counting, exact

ANSWER = Phrase(N_("answer it"), "answer")
LEVEL = Phrase(N_("set its level"), "level")
CONFIRM = Phrase(N_("confirm what was carried over, or change it"), "confirm")
EVIDENCE = Phrase(N_("complete its evidence"), "evidence")
RAISE = Phrase(N_("raise it by one level, with its evidence"), "raise")
VALUE = Phrase(N_("record the value of the other body's index"), "external")
BETTER = Phrase(N_("improve the other body's index"), "external-raise")
SURVEY = Phrase(N_("run the citizen survey"), "survey")
REPAIR = Phrase(N_("fix the citizen survey"), "survey-repair")
IMPROVE = Phrase(N_("improve the service and survey again"), "survey-raise")
KINDS = (CONFIRM, EVIDENCE, REPAIR, LEVEL, ANSWER, VALUE, RAISE, BETTER, SURVEY, IMPROVE)
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
    target: Level | None
    """The level that the item reaches, rounded if it cannot be written as a decimal; None for surveys."""
    gain: Fraction
    """What it adds to the supported final index, in points."""
    most: Fraction
    """What its items could add at their highest level, in points."""
    estimate: bool
    """Whether the gain is the mean of a survey, which the ministry may turn into a score in another way."""
    wanted: tuple[str, ...]
    """Kinds of evidence that are required."""
    blocked_by: tuple[Blocker, ...]
    related: tuple[Related, ...] = ()
    """Items of other instruments of the region that the answer has to do with."""

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items."""
        return tuple(leaf.item.id for leaf in self.leaves)


class Worth(NamedTuple):
    """What one level of one item of an aspect adds to the final index, in points."""

    aspect: Aspect
    items: int
    level: Fraction
    """The mean of its items, which is that of each of them if all weigh the same."""
    least: Fraction
    """That of its item with the smallest weight."""
    most: Fraction
    """That of its item with the largest weight."""


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
    links = related_items(model)
    steps = (
        step._replace(related=tuple(other for item in step.items for other in links.get(item, ()) if other.stage))
        for step in (*_of_answers(score), *_of_surveys(model, score))
    )
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
    weights = {n.id: [leaf.weight for leaf in n.leaves] for n in score.aspects if n.leaves}
    found = (Worth(aspects[name], len(of), sum(of, ZERO) / len(of), min(of), max(of)) for name, of in weights.items())
    return tuple(sorted(found, key=lambda worth: -worth.level))


def _due(stage: Stage, answer: Answer | None) -> date | None:
    return (answer.due if answer else None) or stage.starts_on or stage.ends_on


def _of_answers(score: Score) -> Iterator[Step]:
    for leaf in score.final.leaves:
        if leaf.item.kind == SURVEY_ITEM or leaf.reason in INAPPLICABLE:
            continue
        counts = counting(score.instrument, leaf.item)
        found = _next(leaf, counts, score.instrument)
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
            target=None if target is None else as_level(target),
            gain=ZERO if target is None else leaf.weight * (target - leaf.supported),
            most=ZERO if target is None else leaf.weight * (counts.highest - leaf.supported),
            estimate=False,
            wanted=leaf.facts if kind is EVIDENCE else tuple(dict.fromkeys(w.kind for w in leaf.item.evidence)),
            blocked_by=(
                *((Blocker(WAITING, None, answer.blocked_by),) if answer and answer.blocked_by else ()),
                *(Blocker(doubt.reason, doubt.evidence) for doubt in leaf.doubts),
            ),
        )


def _next(leaf: Leaf, counts: Counting, instrument: Instrument) -> tuple[Phrase, Fraction | None] | None:
    """The kind of step to the next supported level of an item, and that level; None if there is no such step.

    The level is None if nobody knows to which level the value of another body converts.
    """
    following = counts.next(leaf.supported)
    if leaf.carried:
        return None if following is None else (CONFIRM, following)
    if not leaf.answered:
        if instrument.ladder(leaf.item) is None and leaf.item.kind == EXTERNAL:
            known = instrument.conversion(leaf.item) is not None
            return None if leaf.reason is NO_CONVERSION else (VALUE, following if known else None)
        stated = leaf.answer is not None and leaf.answer.fact is not None
        return None if following is None else (LEVEL if stated else ANSWER, following)
    if leaf.claimed > leaf.supported:
        return EVIDENCE, leaf.claimed
    is_external = leaf.item.kind == EXTERNAL and leaf.answer is not None and leaf.answer.external is not None
    return None if following is None else (BETTER if is_external else RAISE, following)


def _of_surveys(model: Model, score: Score) -> Iterator[Step]:
    """Steps for missing surveys (by sub-dimension), for surveys that are not valid, and for means that can rise."""
    tops = {aspect.id: exact(aspect.highest) for aspect in score.instrument.aspects}
    dimensions = {dimension.id: dimension.name for dimension in model.ordered_dimensions}
    subs = {sub.id: sub.name for dimension in model.ordered_dimensions for sub in dimension.sub_dimensions}
    groups: dict[tuple[str, Phrase, str], list[Leaf]] = {}
    for leaf in score.final.leaves:
        item = leaf.item
        if item.kind != SURVEY_ITEM:
            continue
        part = item.sub_dimension or item.dimension or CROSSCUTTING
        if leaf.reason is NO_SURVEY:
            groups.setdefault((item.aspect, SURVEY, part), []).append(leaf)
        elif leaf.reason is not SURVEYED and leaf.survey:
            groups.setdefault((item.aspect, REPAIR, leaf.survey.id), []).append(leaf)
        elif leaf.claimed < tops[item.aspect]:
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
            gain=sum((leaf.weight * (_survey_target(leaf, kind, score) - leaf.supported) for leaf in leaves), ZERO),
            most=sum((leaf.weight * (tops[aspect] - leaf.supported) for leaf in leaves), ZERO),
            estimate=True,
            wanted=(),
            blocked_by=tuple(_survey_blockers(survey, score, subs)) if survey and kind is REPAIR else (),
        )


def _survey_target(leaf: Leaf, kind: Phrase, score: Score) -> Fraction:
    """The mean that a statement reaches: its own once the survey is valid, else the next whole level."""
    following = None if kind is REPAIR else counting(score.instrument, leaf.item).next(leaf.claimed)
    return leaf.claimed if following is None else following


def _survey_blockers(survey: Survey, score: Score, names: Mapping[str, Text]) -> Iterator[Blocker]:
    objections = score.surveys[survey.at.path].objections
    reasons = {objection.reason for objection in objections}
    for objection in objections:
        if objection.reason is LINTED and _SHOWN_BY.get(objection.thing or "") in reasons:
            continue
        words = names.get(objection.thing or "") if objection.fault or objection.reason is BY_HAND else None
        yield Blocker(objection.reason, objection.thing, words, objection.needed)
