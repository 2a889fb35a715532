"""Maturity: the proved maturity of each innovation, indicator by indicator, and what it can still gain.

The points of an indicator are its weight times its level (domain page, section 6; Indeks Inovasi Daerah). What is not
known counts in no score; it widens the range between the lowest and the highest score that are still possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from ..diagnostics import Phrase
from ..evidence import proof as reasons
from ..evidence.proof import Proof
from ..i18n import N_
from ..model.innovation import Innovation
from ..model.instrument import Level
from ..model.later import each_in_order, each_made, glances, outlined
from ..model.maturity import Indicator, IndicatorAnswer, add, indicators
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..model.parts import EvidenceUse
from ..named import NamedTuple

RESTS_ON = frozenset(
    ("program", "agencies", "instrument", "maturity", "dimension", "evidence", "innovation", "sources")
)
"""Kinds of record from which the maturity of innovations is computed."""

UNKNOWN = Phrase(N_("not known yet"), "unknown")
NOTHING_CLAIMED = Phrase(N_("level 0: nothing to prove"), "level-0")
PROVED = Phrase(N_("claimed, and its evidence is valid"), "proved")
NO_DOCUMENT = Phrase(N_("claimed, but no document is named"), "evidence-missing")
FALLEN = Phrase(N_("claimed, but none of the named documents is valid"), "evidence-does-not-stand")
OTHER_KIND = Phrase(
    N_("claimed, but the documents are of another kind than the indicator requires"), "evidence-other-kind"
)
REASONS = (UNKNOWN, NOTHING_CLAIMED, PROVED, NO_DOCUMENT, FALLEN, OTHER_KIND)

STANDS = Phrase(N_("valid"), "stands")
_WORDS: Mapping[Phrase, Phrase] = {
    reasons.UNRECORDED: Phrase(N_("is not recorded"), "no-record"),
    reasons.EXPIRED: Phrase(N_("is no longer in force"), "expired"),
    reasons.NOT_YET: Phrase(N_("is not in force yet"), "not-yet"),
    reasons.NOWHERE: Phrase(N_("is recorded without file or address"), "nowhere"),
    reasons.FILE_MISSING: Phrase(N_("its file is missing or is not the recorded one"), "file"),
    reasons.CHANGED: Phrase(N_("its file is missing or is not the recorded one"), "file"),
}
"""The words of innovations for the faults of documents that have names of their own here."""


class Grade(NamedTuple):
    """The points of an indicator of an innovation, and the reason for them."""

    indicator: Indicator
    answer: IndicatorAnswer | None
    reason: Phrase
    claimed: Level
    """Weight times level; 0 if the level is not known."""
    supported: Level
    """The claimed points if there is a valid document of a required kind, else 0."""
    highest: Level
    """The claimed points; if the level is not known, the most points of the indicator."""

    @property
    def known(self) -> bool:
        """Whether a level is recorded, even 0."""
        return self.answer is not None and self.answer.level is not None

    @property
    def lowest(self) -> Level:
        """The claimed points; if the level is not known, those of the lowest level."""
        return self.claimed if self.known else self.indicator.points(self.indicator.lowest)

    @property
    def gain(self) -> Level:
        """Supported points that can be gained by proving what is claimed or assessing what is not known."""
        return add([self.highest, -self.supported])

    @property
    def beyond(self) -> Level:
        """Points that can be gained only by raising a known level."""
        return add([self.indicator.top, -self.highest])


class RecordPart(NamedTuple):
    """A thing that a record should have, and whether it has it."""

    id: str
    known: bool


class Maturity(NamedTuple):
    """An innovation with its grades. Its figures are sums of theirs, in points."""

    record: Innovation
    grades: tuple[Grade, ...]
    parts: tuple[RecordPart, ...]
    """The six parts of the record, then each indicator."""

    @property
    def claimed(self) -> Level:
        """The points of the recorded levels."""
        return add(grade.claimed for grade in self.grades)

    @property
    def supported(self) -> Level:
        """The points of the levels whose evidence is valid."""
        return add(grade.supported for grade in self.grades)

    @property
    def lowest(self) -> Level:
        """The claimed points if everything unknown turns out to be at its lowest level."""
        return add(grade.lowest for grade in self.grades)

    @property
    def highest(self) -> Level:
        """The claimed points if everything unknown turns out to be the highest level."""
        return add(grade.highest for grade in self.grades)

    @property
    def top(self) -> Level:
        """The most points that the instrument gives."""
        return add(grade.indicator.top for grade in self.grades)

    @property
    def assessed(self) -> int:
        """How many indicators have a level."""
        return sum(grade.known for grade in self.grades)

    @property
    def gain(self) -> Level:
        """Supported points that can still be gained without raising a known level."""
        return add(grade.gain for grade in self.grades)

    @property
    def mandatory(self) -> tuple[Grade, ...]:
        """The grades of the mandatory indicators."""
        return tuple(grade for grade in self.grades if grade.indicator.mandatory)

    @property
    def mandatory_met(self) -> int:
        """How many mandatory indicators have at least one supported point."""
        return sum(grade.supported > 0 for grade in self.mandatory)

    @property
    def known(self) -> int:
        """How many of the parts are known."""
        return sum(part.known for part in self.parts)

    @property
    def completeness(self) -> Fraction:
        """The share of parts that are known, 0-1; every part counts the same."""
        return Fraction(self.known, len(self.parts))


def assess(model: Model, proof: Proof, dimension: str | None = None) -> Sequence[Maturity]:
    """Every innovation by the maturity instrument in force, in the programme's order of dimensions, then by name.

    Or those of a dimension. Without an instrument there are no grades, and all points are 0 of 0.
    """
    asked = indicators(model.maturity_instrument)
    places = _places(model)
    last = len(places)

    def order(record: Innovation | InnovationOutline) -> tuple[int, str, str]:
        own = places.get((record.dimension, record.sub_dimension), places.get((record.dimension, None), last))
        return own, record.name.casefold(), record.id

    orders = {
        name: order(record) for name, record in glances(model.innovations) if dimension in (None, record.dimension)
    }
    names = sorted(orders, key=orders.__getitem__)
    return each_made(model.innovations, lambda _, record: assess_innovation(record, asked, proof), names)


_ORDERS: Mapping[str | None, Callable[[Maturity], tuple[Fraction | Level, ...]]] = {
    "maturity": lambda m: (m.supported, m.claimed),
    "gain": lambda m: (m.gain,),
    "completeness": lambda m: (m.completeness,),
}


def in_order(found: Sequence[Maturity], by: str | None) -> Sequence[Maturity]:
    """Highest first by `maturity` (supported points, then claimed), `gain` or `completeness`; ties keep their order."""
    figures = _ORDERS.get(by)
    return found if figures is None else each_in_order(found, figures)


def _places(model: Model) -> dict[tuple[str, str | None], int]:
    """The rank of each sub-dimension in the programme's order; None, for the dimension alone, comes after them."""
    places: dict[tuple[str, str | None], int] = {}
    for dimension in model.ordered_dimensions:
        for part in (*(sub.id for sub in dimension.sub_dimensions), None):
            places.setdefault((dimension.id, part), len(places))
    return places


def assess_innovation(record: Innovation, asked: Iterable[Indicator], proof: Proof) -> Maturity:
    """The maturity of an innovation; if an indicator has two answers, the first counts."""
    answers: dict[str, IndicatorAnswer] = {}
    for answer in record.maturity:
        answers.setdefault(answer.indicator, answer)
    grades = tuple(grade(indicator, answers.get(indicator.id), proof) for indicator in asked)
    parts = (
        RecordPart("owner", bool(record.owners)),
        RecordPart("start", record.started is not None),
        RecordPart("description", record.description is not None),
        RecordPart("sources", bool(record.sources)),
        RecordPart("evidence", bool(record.evidence)),
        RecordPart("facts", bool(record.facts)),
        *(RecordPart(grade.indicator.id, grade.known) for grade in grades),
    )
    return Maturity(record, grades, parts)


def grade(indicator: Indicator, answer: IndicatorAnswer | None, proof: Proof) -> Grade:
    """The grade of one indicator."""
    if answer is None or answer.level is None:
        return Grade(indicator, answer, UNKNOWN, 0, 0, indicator.top)
    points = indicator.points(answer.level)
    reason = _reason(indicator, answer, proof) if points else NOTHING_CLAIMED
    return Grade(indicator, answer, reason, points, points if reason is PROVED else 0, points)


def _reason(indicator: Indicator, answer: IndicatorAnswer, proof: Proof) -> Phrase:
    if not answer.evidence:
        return NO_DOCUMENT
    valid = [use.evidence for use in answer.evidence if proof.supports(use)]
    if not valid:
        return FALLEN
    kinds = outlined(proof.evidence)
    fit = not indicator.kinds or any(kinds[name].kind in indicator.kinds for name in valid)
    return PROVED if fit else OTHER_KIND


def use_state(use: EvidenceUse, proof: Proof) -> Phrase:
    """Whether a named document is valid, or why it is not."""
    fault = proof.use_fault(use)
    return STANDS if fault is None else _WORDS.get(fault, fault)
