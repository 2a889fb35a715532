"""Survey steps: surveys to run, to fix, or to run again after the service got better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ...diagnostics import Phrase
from ...i18n import Text
from ...model.dimension import CROSSCUTTING
from ...model.instrument import SURVEY as SURVEY_ITEM
from ...model.model import Model
from ...model.survey import Survey
from ...model.survey_faults import STAND_IN, TOO_MANY, UNNAMED
from ..items import NO_SURVEY, SURVEYED
from ..parts import ZERO, Leaf
from ..score import Score
from ..support import BY_HAND, LINTED, NO_OWNER, PROGRAMMES, TOO_FEW
from ..weighing.counting import counting, exact
from .step import IMPROVE, REPAIR, SURVEY, Blocker, Step, earliest_due, written_effort

_SHOWN_BY = {
    "survey-too-few": TOO_FEW,
    "survey-programme-unnamed": PROGRAMMES[UNNAMED],
    "survey-agency-absent": NO_OWNER,
    "survey-more-than-users": PROGRAMMES[TOO_MANY],
    "survey-one-programme": PROGRAMMES[STAND_IN],
}
"""Findings of the lint that the record shows too, which are then reported once."""


def survey_steps(model: Model, score: Score) -> Iterator[Step]:
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
            agencies=tuple(dict.fromkeys(p.agency for p in concerned if p.agency)) or _assigned(leaves),
            due=earliest_due(score.stage, leaves),
            leaves=tuple(leaves),
            target=None,
            gain=sum((leaf.weight * (_survey_target(leaf, kind, score) - leaf.supported) for leaf in leaves), ZERO),
            most=sum((leaf.weight * (tops[aspect] - leaf.supported) for leaf in leaves), ZERO),
            estimate=True,
            wanted=(),
            blocked_by=tuple(_survey_blockers(survey, score, subs)) if survey and kind is REPAIR else (),
            effort=written_effort(leaves),
        )


def _assigned(leaves: Iterable[Leaf]) -> tuple[str, ...]:
    """The agencies to which the items of a survey are assigned."""
    return tuple(dict.fromkeys(leaf.agency for leaf in leaves if leaf.agency))


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
