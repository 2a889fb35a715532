"""Items: the score of each item, and the reason for it."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from ..diagnostics import Phrase
from ..evidence.proof import Proof
from ..i18n import N_
from ..model.answer import Answer
from ..model.instrument import Aspect, Item
from ..model.survey import StatementResult, Survey
from .parts import ZERO, Leaf
from .support import RESEALED, TOO_FEW, TYPED, Objection

UNANSWERED = Phrase(N_("not answered"), "unanswered")
NO_LEVEL = Phrase(N_("a fact is recorded, but no level yet"), "no-level")
NOT_APPLICABLE = Phrase(N_("not applicable; counted as 0 by this instrument"), "not-applicable")
PROVED = Phrase(N_("answered, and its evidence is valid"), "proved")
UNPROVED = Phrase(N_("answered, but evidence is missing"), "evidence-missing")
NO_SURVEY = Phrase(N_("no survey yet"), "no-survey")
SURVEYED = Phrase(N_("estimate: mean of the citizen survey"), "survey")
SMALL_SURVEY = Phrase(N_("estimate from a survey with too few respondents"), "survey-too-small")
FAULTY_SURVEY = Phrase(N_("estimate from a survey with errors"), "survey-lint")
TYPED_SURVEY = Phrase(N_("estimate from a survey whose figures were typed by hand"), "survey-unsealed")
CHANGED_SURVEY = Phrase(N_("estimate from a survey whose figures have been changed since its import"), "survey-seal")
_UNSUPPORTED = {RESEALED: CHANGED_SURVEY, TYPED: TYPED_SURVEY, TOO_FEW: SMALL_SURVEY}
"""The reasons why a mean is not supported, most important first. For all other objections it is FAULTY_SURVEY."""
REASONS = (
    UNANSWERED,
    NO_LEVEL,
    NOT_APPLICABLE,
    PROVED,
    UNPROVED,
    NO_SURVEY,
    SURVEYED,
    SMALL_SURVEY,
    FAULTY_SURVEY,
    TYPED_SURVEY,
    CHANGED_SURVEY,
)


def _leaf(
    item: Item,
    weight: Fraction,
    reason: Phrase,
    *,
    highest: Fraction,
    answered: bool = False,
    answer: Answer | None = None,
) -> Leaf:
    """A leaf that adds nothing to the index yet."""
    return Leaf(
        item=item,
        weight=weight,
        claimed=ZERO,
        supported=ZERO,
        lowest=ZERO,
        highest=highest,
        answered=answered,
        estimate=False,
        reason=reason,
        facts=(),
        answer=answer,
        survey=None,
    )


def score_answer(item: Item, aspect: Aspect, weight: Fraction, answer: Answer | None, proof: Proof) -> Leaf:
    """The leaf of an item that a working group answers: claimed is its level; supported is the same or 0."""
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
        item=item,
        weight=weight,
        claimed=level,
        supported=supported,
        lowest=level,
        highest=level,
        answered=True,
        estimate=False,
        reason=reason,
        facts=missing,
        answer=answer,
        survey=None,
        doubts=proof.doubts(answer),
    )


def score_statement(
    item: Item,
    aspect: Aspect,
    weight: Fraction,
    survey: Survey | None,
    result: StatementResult | None,
    objections: Collection[Objection],
) -> Leaf:
    """The leaf of an item that the citizen survey answers: the mean of its statement, as an estimate.

    `objections` are the reasons why the means of its sub-dimension are not supported.
    """
    if survey is None or result is None or result.mean is None:
        top = Fraction(aspect.highest)
        return _leaf(item, weight, NO_SURVEY, highest=top)
    mean = Fraction(str(result.mean))
    reason, supported = SURVEYED, mean
    if objections:
        found = {objection.reason for objection in objections}
        reason = next((told for objection, told in _UNSUPPORTED.items() if objection in found), FAULTY_SURVEY)
        supported = ZERO
    return Leaf(
        item=item,
        weight=weight,
        claimed=mean,
        supported=supported,
        lowest=mean,
        highest=mean,
        answered=True,
        estimate=True,
        reason=reason,
        facts=(),
        answer=None,
        survey=survey,
    )
