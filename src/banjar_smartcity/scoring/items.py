"""Items: why each item counts as it does."""

from __future__ import annotations

from fractions import Fraction

from ..diagnostics import Phrase
from ..evidence.proof import Proof
from ..i18n import N_
from ..model.answer import Answer
from ..model.instrument import Aspect, Item
from ..model.survey import StatementResult, Survey
from ..model.survey_faults import programme_faults
from .parts import ZERO, Leaf

ENOUGH_RESPONDENTS = 50
"""A dimension's survey is supported from here (domain page, section 5)."""

UNANSWERED = Phrase(N_("not answered"), "unanswered")
NO_LEVEL = Phrase(N_("a fact is recorded, but no level yet"), "no-level")
NOT_APPLICABLE = Phrase(N_("not applicable; counted as 0 by this instrument"), "not-applicable")
PROVED = Phrase(N_("answered, and its evidence stands"), "proved")
UNPROVED = Phrase(N_("answered, but evidence is missing"), "evidence-missing")
NO_SURVEY = Phrase(N_("no survey yet"), "no-survey")
SURVEYED = Phrase(N_("estimate: mean of the citizen survey"), "survey")
SMALL_SURVEY = Phrase(N_("estimate from a survey with too few respondents"), "survey-too-small")
FAULTY_SURVEY = Phrase(N_("estimate from a survey in which faults were found"), "survey-lint")
REASONS = (UNANSWERED, NO_LEVEL, NOT_APPLICABLE, PROVED, UNPROVED, NO_SURVEY, SURVEYED, SMALL_SURVEY, FAULTY_SURVEY)


def _leaf(
    item: Item,
    weight: Fraction,
    reason: Phrase,
    *,
    highest: Fraction,
    answered: bool = False,
    answer: Answer | None = None,
) -> Leaf:
    """A leaf that adds nothing yet."""
    return Leaf(
        item,
        weight,
        ZERO,
        ZERO,
        ZERO,
        highest,
        answered=answered,
        estimate=False,
        reason=reason,
        facts=(),
        answer=answer,
        survey=None,
    )


def score_answer(item: Item, aspect: Aspect, weight: Fraction, answer: Answer | None, proof: Proof) -> Leaf:
    """The leaf of an item that a working group answers."""
    top = Fraction(aspect.highest)
    if answer is None or not answer.answered:
        reason = NO_LEVEL if answer and answer.fact else UNANSWERED
        return _leaf(item, weight, reason, highest=top, answer=answer)
    if answer.level is None:
        return _leaf(item, weight, NOT_APPLICABLE, highest=ZERO, answered=True, answer=answer)
    level = Fraction(answer.level)
    missing = proof.missing(item, answer)
    reason, supported = (UNPROVED, ZERO) if missing else (PROVED, level)
    return Leaf(
        item,
        weight,
        level,
        supported,
        level,
        level,
        answered=True,
        estimate=False,
        reason=reason,
        facts=missing,
        answer=answer,
        survey=None,
        doubts=proof.doubts(answer),
    )


def _faulty(survey: Survey, item: Item) -> bool:
    """Whether the lint of its import found errors, or the programme behind the item is one that assessors reject."""
    lint = survey.lint
    if lint is not None and (lint.errors > 0 or any(severity == "error" for _, severity, _ in lint.findings)):
        return True
    if lint is None and survey.imported is not None:  # an import always tells what its lint found
        return True
    listed = any(programme.sub_dimension == item.sub_dimension for programme in survey.programmes)
    faults = programme_faults(survey, lambda other: item.sub_dimension if other == item.id else None)
    return listed and any(fault.sub_dimension == item.sub_dimension for fault in faults)


def score_statement(
    item: Item, aspect: Aspect, weight: Fraction, survey: Survey | None, result: StatementResult | None
) -> Leaf:
    """The leaf of an item that the citizen survey feeds: its mean, as an estimate."""
    if survey is None or result is None or result.mean is None:
        top = Fraction(aspect.highest)
        return _leaf(item, weight, NO_SURVEY, highest=top)
    mean = Fraction(str(result.mean))
    if survey.respondents < ENOUGH_RESPONDENTS:
        reason, supported = SMALL_SURVEY, ZERO
    elif _faulty(survey, item):
        reason, supported = FAULTY_SURVEY, ZERO
    else:
        reason, supported = SURVEYED, mean
    return Leaf(
        item,
        weight,
        mean,
        supported,
        mean,
        mean,
        answered=True,
        estimate=True,
        reason=reason,
        facts=(),
        answer=None,
        survey=survey,
    )
