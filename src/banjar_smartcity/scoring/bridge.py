"""Bridge: why a supported score is below the highest level, cause by cause.

The highest level minus all losses is exactly the supported score.
"""

from __future__ import annotations

from fractions import Fraction

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.instrument import Instrument
from ..named import NamedTuple
from .items import LOWEST_IF_NOT_APPLICABLE, NO_CONVERSION, NO_SURVEY, NOT_APPLICABLE
from .parts import ZERO, Leaf, Node
from .weighing.counting import exact

UNANSWERED = Phrase(N_("not answered"), "unanswered")
UNSURVEYED = Phrase(N_("no citizen survey yet"), "no-survey")
ZERO_IF_INAPPLICABLE = Phrase(N_("not applicable, counted as 0"), "not-applicable")
LOWEST_IF_INAPPLICABLE = Phrase(N_("not applicable, counted as the lowest level"), "not-applicable")
UNCONVERTED = Phrase(N_("the value of another body has no known level"), "no-conversion")
CARRIED = Phrase(N_("carried over from an earlier stage, not confirmed"), "carried")
LEVEL = Phrase(N_("answered below the highest level"), "level")
MEAN = Phrase(N_("citizens gave less than the top mark"), "survey-mean")
EVIDENCE = Phrase(N_("claimed, but the evidence is missing or not valid"), "evidence-missing")
SURVEY = Phrase(N_("surveyed, but the survey is not valid"), "survey-unsupported")
CAUSES = (
    UNANSWERED,
    UNSURVEYED,
    CARRIED,
    UNCONVERTED,
    ZERO_IF_INAPPLICABLE,
    LOWEST_IF_INAPPLICABLE,
    LEVEL,
    MEAN,
    EVIDENCE,
    SURVEY,
)

_NOT_ANSWERED = {NO_SURVEY: UNSURVEYED, NO_CONVERSION: UNCONVERTED}
_INAPPLICABLE = {NOT_APPLICABLE: ZERO_IF_INAPPLICABLE, LOWEST_IF_NOT_APPLICABLE: LOWEST_IF_INAPPLICABLE}


class Loss(NamedTuple):
    """What a cause takes from the score of a node, in levels, and in how many items."""

    cause: Phrase
    items: int
    points: Fraction


class Bridge(NamedTuple):
    """The steps from the highest score of a node down to its supported score, in levels."""

    top: Fraction
    losses: tuple[Loss, ...]
    """The largest first, without causes that take nothing."""
    supported: Fraction


class Difference(NamedTuple):
    """An item for which the assessors gave a score other than the claimed one."""

    leaf: Leaf
    assessed: Fraction

    @property
    def points(self) -> Fraction:
        """Assessed minus claimed, in levels."""
        return self.assessed - self.leaf.claimed


def bridge(node: Node, instrument: Instrument) -> Bridge:
    """Why the supported score of a node is not the highest of the instrument."""
    tops = {aspect.id: exact(aspect.highest) for aspect in instrument.aspects}
    taken: dict[Phrase, list[Fraction]] = {}
    for leaf in node.leaves:
        for cause, points in _causes(leaf, tops[leaf.item.aspect]):
            if points:
                taken.setdefault(cause, []).append(leaf.weight * points)
    weight = node.weight or Fraction(1)
    losses = (Loss(cause, len(parts), sum(parts, ZERO) / weight) for cause, parts in taken.items())
    top = sum((leaf.weight * tops[leaf.item.aspect] for leaf in node.leaves), ZERO)
    return Bridge(
        top / weight,
        tuple(sorted(losses, key=lambda loss: (-loss.points, CAUSES.index(loss.cause)))),
        node.supported,
    )


def _causes(leaf: Leaf, top: Fraction) -> tuple[tuple[Phrase, Fraction], ...]:
    below, doubted = top - leaf.claimed, leaf.claimed - leaf.supported
    if not leaf.answered:
        return ((CARRIED if leaf.carried else _NOT_ANSWERED.get(leaf.reason, UNANSWERED), below),)
    if leaf.reason in _INAPPLICABLE:
        return ((_INAPPLICABLE[leaf.reason], below),)
    return ((MEAN, below), (SURVEY, doubted)) if leaf.estimate else ((LEVEL, below), (EVIDENCE, doubted))


def differences(node: Node) -> tuple[Difference, ...]:
    """The answered items where assessors and region differ, the largest difference first."""
    found = (
        Difference(leaf, leaf.given)
        for leaf in node.leaves
        if leaf.answered and leaf.given is not None and leaf.given != leaf.claimed
    )
    return tuple(sorted(found, key=lambda d: (-abs(d.points), -d.leaf.weight)))
