"""Items: the score of each item, and the reason for it."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from ..diagnostics import Phrase
from ..evidence.proof import Proof
from ..i18n import N_
from ..model.answer import Answer
from ..model.carried import Carried
from ..model.instrument import EXTERNAL, Instrument, Item
from ..model.survey import StatementResult, Survey
from .parts import Leaf
from .support import RESEALED, TOO_FEW, TYPED, Objection
from .weighing.counting import Counting, counting, exact

UNANSWERED = Phrase(N_("not answered"), "unanswered")
NO_LEVEL = Phrase(N_("a fact is recorded, but no level yet"), "no-level")
NOT_APPLICABLE = Phrase(N_("not applicable; counted as 0 by this instrument"), "not-applicable")
LOWEST_IF_NOT_APPLICABLE = Phrase(
    N_("not applicable; counted as the lowest level by this instrument"), "not-applicable"
)
INAPPLICABLE = (NOT_APPLICABLE, LOWEST_IF_NOT_APPLICABLE)
NO_VALUE = Phrase(N_("the value of the other body's index is not recorded yet"), "no-external-value")
NO_CONVERSION = Phrase(
    N_("the value of the other body is recorded, but it is not known to which level it converts"), "no-conversion"
)
CARRIED = Phrase(N_("carried over from {about}, not confirmed"), "carried")
"""The reason of a leaf says from which stage."""
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
    *INAPPLICABLE,
    NO_VALUE,
    NO_CONVERSION,
    CARRIED,
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
    level: Fraction,
    highest: Fraction,
    answered: bool = False,
    answer: Answer | None = None,
) -> Leaf:
    """A leaf without a level of its own, for which the instrument lets another one count."""
    return Leaf(
        item=item,
        weight=weight,
        claimed=level,
        supported=level,
        lowest=level,
        highest=highest,
        answered=answered,
        estimate=False,
        reason=reason,
        facts=(),
        answer=answer,
        survey=None,
    )


def level_of(instrument: Instrument, item: Item, answer: Answer) -> Fraction | None:
    """The exact level of an answer; None if it has none.

    A value of another body's index is a level by the conversion of its item, and replaces a level that the region gave.
    """
    if item.kind == EXTERNAL and answer.external is not None:
        table = instrument.conversion(item)
        level = table.level(answer.external.value) if table else None
        if level is not None:
            return level
    return None if answer.level is None else exact(answer.level)


def score_answer(instrument: Instrument, item: Item, weight: Fraction, answer: Answer | None, proof: Proof) -> Leaf:
    """The leaf of an item that a person answers: claimed is its level, and supported too if its evidence is valid."""
    counts = counting(instrument, item)
    level = level_of(instrument, item, answer) if answer else None
    if answer is None or level is None:
        return _without_level(item, weight, answer, counts, instrument)
    missing = proof.missing(item, answer)
    reason, supported = (UNPROVED, counts.supported(level)) if missing else (PROVED, level)
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
        unread=not missing and proof.is_unread(item, answer),
    )


def score_carried(instrument: Instrument, item: Item, weight: Fraction, carried: Carried) -> Leaf:
    """The leaf of an item whose answer is carried over from an earlier stage: it is not answered yet."""
    counts = counting(instrument, item)
    reason = CARRIED._replace(about=carried.stage)
    leaf = _leaf(item, weight, reason, level=counts.unanswered, highest=counts.highest, answer=carried.answer)
    return leaf._replace(carried=carried.stage)


def _without_level(
    item: Item, weight: Fraction, answer: Answer | None, counts: Counting, instrument: Instrument
) -> Leaf:
    """The leaf of an item without a level: it does not apply, or is not answered."""
    if answer is not None and answer.not_applicable is not None:
        reason = LOWEST_IF_NOT_APPLICABLE if instrument.not_applicable == "lowest" else NOT_APPLICABLE
        level = counts.inapplicable
        return _leaf(item, weight, reason, level=level, highest=level, answered=True, answer=answer)
    if item.kind == EXTERNAL and answer is not None and answer.external is not None:
        reason = NO_CONVERSION
    elif answer is not None and answer.fact:
        reason = NO_LEVEL
    else:
        reason = NO_VALUE if item.kind == EXTERNAL else UNANSWERED
    return _leaf(item, weight, reason, level=counts.unanswered, highest=counts.highest, answer=answer)


def score_statement(
    instrument: Instrument,
    item: Item,
    weight: Fraction,
    survey: Survey | None,
    result: StatementResult | None,
    objections: Collection[Objection],
) -> Leaf:
    """The leaf of an item that the citizen survey answers: the mean of its statement, as an estimate.

    `objections` are the reasons why the means of its sub-dimension are not supported.
    """
    counts = counting(instrument, item)
    if survey is None or result is None or result.mean is None:
        return _leaf(item, weight, NO_SURVEY, level=counts.unanswered, highest=counts.highest)
    mean = exact(result.mean)
    reason, supported = SURVEYED, mean
    if objections:
        found = {objection.reason for objection in objections}
        reason = next((told for objection, told in _UNSUPPORTED.items() if objection in found), FAULTY_SURVEY)
        supported = counts.supported(mean)
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
