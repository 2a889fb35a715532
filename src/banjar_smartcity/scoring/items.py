"""Items: why each item counts as it does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..diagnostics import Phrase
from ..evidence.holdings import Holding
from ..i18n import N_
from ..model.answer import Answer
from ..model.evidence import Evidence
from ..model.instrument import Aspect, Item
from ..model.survey import StatementResult, Survey
from ..workspace.tree import is_hidden
from .parts import ZERO, Doubt, Leaf
from .support import TOO_FEW, Objection

UNANSWERED = Phrase(N_("not answered"), "unanswered")
NO_LEVEL = Phrase(N_("a fact is recorded, but no level yet"), "no-level")
NOT_APPLICABLE = Phrase(N_("not applicable; counted as 0 by this instrument"), "not-applicable")
PROVED = Phrase(N_("answered, and its evidence stands"), "proved")
UNPROVED = Phrase(N_("answered, but evidence is missing"), "evidence-missing")
NO_SURVEY = Phrase(N_("no survey yet"), "no-survey")
SURVEYED = Phrase(N_("estimate: mean of the citizen survey"), "survey")
SMALL_SURVEY = Phrase(N_("estimate from a survey with too few respondents"), "survey-too-small")
FAULTY_SURVEY = Phrase(N_("estimate from a survey in which faults were found"), "survey-lint")
UNRECORDED = Phrase(N_("it is not recorded"), "evidence-unrecorded")
EXPIRED = Phrase(N_("it has expired"), "evidence-expired")
NOT_YET = Phrase(N_("it is not in force yet"), "evidence-not-yet")
NOWHERE = Phrase(N_("nobody says where it is"), "evidence-nowhere")
FILE_MISSING = Phrase(N_("its file is not there"), "evidence-file-missing")
CHANGED = Phrase(N_("its file is not the one recorded"), "evidence-hash")
REASONS = (UNANSWERED, NO_LEVEL, NOT_APPLICABLE, PROVED, UNPROVED, NO_SURVEY, SURVEYED, SMALL_SURVEY, FAULTY_SURVEY)


class Proof(NamedTuple):
    """What evidence there is to hold answers against."""

    evidence: Mapping[str, Evidence]
    holdings: Mapping[str, Holding]
    today: date

    def stands(self, evidence_id: str) -> bool:
        """Whether a document is there, unchanged, and in force on the day."""
        return self.fault(evidence_id) is None

    def fault(self, evidence_id: str) -> Phrase | None:
        """Why a document does not stand on the day; None where it does."""
        record = self.evidence.get(evidence_id)
        if record is None:
            return UNRECORDED
        if record.expires_on and record.expires_on < self.today:
            return EXPIRED
        begins = record.in_force_on or record.issued_on
        if begins and begins > self.today:
            return NOT_YET
        if record.file is None:
            return None if record.address is not None or record.kept_at is not None else NOWHERE
        holding = self.holdings.get(record.file)
        if holding is None or not holding.inside or not holding.present or is_hidden(record.file):
            return FILE_MISSING
        return None if record.sha256 is None or holding.sha256 == record.sha256 else CHANGED

    def doubts(self, answer: Answer) -> tuple[Doubt, ...]:
        """The documents of an answer that do not stand."""
        found = ((use.evidence, self.fault(use.evidence)) for use in answer.evidence)
        return tuple(Doubt(evidence, fault) for evidence, fault in found if fault)

    def missing(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """The kinds of evidence that the item wants and no standing document of the answer is."""
        shown = {self.evidence[use.evidence].kind for use in answer.evidence if self.stands(use.evidence)}
        return tuple(dict.fromkeys(wanted.kind for wanted in item.evidence if wanted.kind not in shown))


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


def score_statement(
    item: Item,
    aspect: Aspect,
    weight: Fraction,
    survey: Survey | None,
    result: StatementResult | None,
    objections: Collection[Objection],
) -> Leaf:
    """The leaf of an item that the citizen survey feeds: its mean, as an estimate.

    `objections` are what stands against the means of its sub-dimension.
    """
    if survey is None or result is None or result.mean is None:
        top = Fraction(aspect.highest)
        return _leaf(item, weight, NO_SURVEY, highest=top)
    mean = Fraction(str(result.mean))
    if any(objection.reason is TOO_FEW for objection in objections):
        reason, supported = SMALL_SURVEY, ZERO
    elif objections:
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
