"""To-do: one step for each item that can still gain, and what it adds to the supported final index.

A step takes its items to the next supported level, so that steps can be compared: an unanswered item is answered at
the lowest level that adds something, a claimed level gets its evidence, a proved level rises by one. No two steps share
an item, so their gains add up in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from ...diagnostics import Phrase
from ...evidence.proof import Doubt
from ...model.dimension import CROSSCUTTING
from ...model.instrument import EXTERNAL, Aspect, Instrument
from ...model.instrument import SURVEY as SURVEY_ITEM
from ...model.later import glance_at
from ...model.model import Model
from ...model.program import Stage
from ...model.related import related_items
from ...named import NamedTuple
from ..completeness import Missing
from ..items import INAPPLICABLE, NO_CONVERSION
from ..parts import ZERO, Leaf
from ..score import Score
from ..weighing.counting import Counting, as_level, counting
from .decisions import OpenDecision, open_decisions
from .remarks import OpenRemark, open_remarks
from .step import (
    ANSWER,
    BETTER,
    CONFIRM,
    EVIDENCE,
    KINDS,
    LEVEL,
    RAISE,
    VALUE,
    WAITING,
    Blocker,
    NextLevel,
    Step,
    earliest_due,
    written_effort,
)
from .surveys import survey_steps

OF_OTHERS = (VALUE, BETTER)
"""Steps of which another body decides what they give."""


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
    decisions: tuple[OpenDecision, ...] = ()
    """What meetings decided and nobody has carried out yet, the earliest due first. They move no figure."""

    remarks: tuple[OpenRemark, ...] = ()
    """What assessors remarked and nobody has answered yet, the rebuttal that ends first before the others."""

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
        for step in (*_of_answers(model, score), *survey_steps(model, score))
    )
    return Todo(
        stage=score.stage,
        today=today,
        supported=score.final.supported,
        steps=tuple(sorted(steps, key=lambda step: (-step.gain, step.due or date.max, order[step.kind]))),
        apart=tuple(entry for entry in missing if entry.what.startswith("innovation-")),
        worth=_worth(score),
        decisions=open_decisions(model, today),
        remarks=open_remarks(score),
    )


def limit_todo(todo: Todo, dimension: str | None, agency: str | None) -> Todo:
    """The to-do limited to a dimension (or `crosscutting`), to an agency, or to both.

    Decisions of meetings belong to no dimension.
    """
    return todo._replace(
        steps=tuple(
            step
            for step in todo.steps
            if dimension in (None, step.dimension) and (agency is None or agency in step.agencies)
        ),
        apart=tuple(
            entry for entry in todo.apart if dimension in (None, entry.dimension) and agency in (None, entry.agency)
        ),
        remarks=tuple(
            entry
            for entry in todo.remarks
            if dimension in (None, entry.dimension) and (agency is None or agency in entry.agencies)
        ),
        decisions=tuple(entry for entry in todo.decisions if dimension is None and agency in (None, entry.agency)),
    )


def _worth(score: Score) -> tuple[Worth, ...]:
    aspects = {aspect.id: aspect for aspect in score.instrument.aspects}
    weights = {n.id: [leaf.weight for leaf in n.leaves] for n in score.aspects if n.leaves}
    found = (Worth(aspects[name], len(of), sum(of, ZERO) / len(of), min(of), max(of)) for name, of in weights.items())
    return tuple(sorted(found, key=lambda worth: -worth.level))


def _of_answers(model: Model, score: Score) -> Iterator[Step]:
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
            agencies=(leaf.agency,) if leaf.agency else (),
            due=earliest_due(score.stage, (leaf,)),
            leaves=(leaf,),
            target=None if target is None else as_level(target),
            gain=ZERO if target is None else leaf.weight * (target - leaf.supported),
            most=ZERO if target is None else leaf.weight * (counts.highest - leaf.supported),
            estimate=False,
            wanted=leaf.facts if kind is EVIDENCE else tuple(dict.fromkeys(w.kind for w in leaf.item.evidence)),
            blocked_by=(
                *((Blocker(WAITING, None, answer.blocked_by),) if answer and answer.blocked_by else ()),
                *(_doubted(doubt, model) for doubt in leaf.doubts),
            ),
            effort=written_effort((leaf,)),
            rungs=() if kind in OF_OTHERS or target is None else tuple(_rungs(leaf, target, counts)),
        )


def _doubted(doubt: Doubt, model: Model) -> Blocker:
    known = doubt.evidence in model.evidence
    title = glance_at(model.evidence, doubt.evidence).title if known else None
    return Blocker(doubt.reason, doubt.evidence, document=title)


def _rungs(leaf: Leaf, target: Fraction, counts: Counting) -> Iterator[NextLevel]:
    """The level that the step of an item reaches, and each level above it."""
    level: Fraction | None = target
    while level is not None:
        yield NextLevel(as_level(level), leaf.weight * (level - leaf.supported))
        level = counts.next(level)


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
