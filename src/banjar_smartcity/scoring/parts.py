"""Parts: the tree of a score, from items to the final index, which explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from ..diagnostics import Phrase
from ..evidence.proof import Doubt
from ..i18n import Text
from ..model.answer import Answer
from ..model.assessment import AssessorMark
from ..model.assignment import Assignment
from ..model.instrument import Item
from ..model.survey import Survey
from ..named import NamedTuple
from .weighing.sums import total, total_of_products

ZERO = Fraction(0)


class Leaf(NamedTuple):
    """The part of an item in the index. Scores are levels; `weight` is its share of the final index, 0-1."""

    item: Item
    weight: Fraction
    claimed: Fraction
    supported: Fraction
    lowest: Fraction
    highest: Fraction
    answered: bool
    estimate: bool
    """Whether it is the mean of a survey: it is not known how the ministry turns that into a score."""
    reason: Phrase
    facts: tuple[str, ...]
    """The details of the reason, such as missing kinds of evidence."""
    answer: Answer | None
    survey: Survey | None
    doubts: tuple[Doubt, ...] = ()
    """Documents of the answer that are not valid."""
    assessed: Fraction | None = None
    """The score that the assessors gave, if the ministry's item scores of the year are recorded."""
    carried: str | None = None
    """The stage from which its answer is carried over, while nobody has confirmed it."""
    assignment: Assignment | None = None
    """Who has to answer it, if that is decided."""
    unread: bool = False
    """Whether it is supported by documents of which nobody has checked the pages."""

    marks: tuple[AssessorMark, ...] = ()
    """What the assessors gave so far, by their numbers."""

    @property
    def marked(self) -> Fraction | None:
        """The mean of the assessors' marks; None if there are none."""
        given = [Fraction(str(mark.level)) for mark in self.marks if mark.level is not None]
        return sum(given, ZERO) / len(given) if given else None

    @property
    def given(self) -> Fraction | None:
        """The ministry's item score, or else the mean of the assessors' marks; None if neither is recorded."""
        return self.marked if self.assessed is None else self.assessed

    @property
    def agency(self) -> str | None:
        """The responsible agency: the one that the answer names, or else the assigned one; None if nobody is named."""
        named = self.answer.responsible if self.answer else None
        return named or (self.assignment.agency if self.assignment else None)

    @property
    def due(self) -> date | None:
        """The day by which it is due, if the answer or the assignment says so."""
        said = self.answer.due if self.answer else None
        return said or (self.assignment.due if self.assignment else None)

    @property
    def confirmed_from(self) -> str | None:
        """The stage from which its answer was carried over, if it is confirmed."""
        return self.answer.confirmed_from if self.answer and not self.carried else None

    @property
    def contribution(self) -> Fraction:
        """What it adds to the claimed final index."""
        return self.weight * self.claimed

    @property
    def unsupported(self) -> Fraction:
        """The part of its contribution that is claimed but not supported."""
        return self.weight * (self.claimed - self.supported)

    @property
    def open(self) -> Fraction:
        """What it could still add to the final index."""
        return self.weight * (self.highest - self.claimed)


class Node(NamedTuple):
    """An aspect, a dimension or the whole: the weighted mean of its leaves."""

    id: str
    name: Text
    weight: Fraction
    leaves: tuple[Leaf, ...]

    def _mean(self, total: Fraction) -> Fraction:
        return total / self.weight if self.weight else ZERO

    @property
    def claimed(self) -> Fraction:
        """The score that the answers claim, unanswered items as 0."""
        return self._mean(total_of_products((leaf.weight, leaf.claimed) for leaf in self.leaves))

    @property
    def supported(self) -> Fraction:
        """The score of the answers whose evidence is valid."""
        return self._mean(total_of_products((leaf.weight, leaf.supported) for leaf in self.leaves))

    @property
    def unread(self) -> Fraction:
        """The part of the supported score that rests on pages that nobody has checked."""
        return self._mean(total_of_products((leaf.weight, leaf.supported) for leaf in self.leaves if leaf.unread))

    def _mean_of_all(self, scores: Sequence[Fraction | None]) -> Fraction | None:
        """The mean of scores, one a leaf; None if there are none, or one is not known."""
        parts = [(leaf.weight, score) for leaf, score in zip(self.leaves, scores, strict=True) if score is not None]
        return self._mean(total_of_products(parts)) if parts and len(parts) == len(self.leaves) else None

    @property
    def assessed(self) -> Fraction | None:
        """The score that the assessors gave; None if the score of an item is not recorded."""
        return self._mean_of_all([leaf.assessed for leaf in self.leaves])

    @property
    def given(self) -> Fraction | None:
        """The score by the ministry's item scores or the assessors' marks; None while an item has neither."""
        return self._mean_of_all([leaf.given for leaf in self.leaves])

    @property
    def marked(self) -> int:
        """How many items have a mark of an assessor."""
        return sum(leaf.marked is not None for leaf in self.leaves)

    @property
    def lowest(self) -> Fraction:
        """The lowest score still possible: unanswered items stay unanswered."""
        return self._mean(total_of_products((leaf.weight, leaf.lowest) for leaf in self.leaves))

    @property
    def highest(self) -> Fraction:
        """The highest score still possible: unanswered items reach the highest level."""
        return self._mean(total_of_products((leaf.weight, leaf.highest) for leaf in self.leaves))

    @property
    def contribution(self) -> Fraction:
        """What it adds to the claimed final index."""
        return self.weight * self.claimed

    @property
    def cost(self) -> Fraction:
        """What its unanswered items could still add to the final index, at their highest level."""
        return total(leaf.open for leaf in self.leaves if not leaf.answered)

    @property
    def items(self) -> int:
        """How many items it has."""
        return len(self.leaves)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(leaf.answered for leaf in self.leaves)

    @property
    def carried(self) -> int:
        """How many answers are carried over from an earlier stage and not confirmed. They do not count as answered."""
        return sum(leaf.carried is not None for leaf in self.leaves)

    @property
    def confirmed(self) -> int:
        """How many answers were carried over and are confirmed."""
        return sum(leaf.confirmed_from is not None for leaf in self.leaves)

    @property
    def carried_from(self) -> tuple[str, ...]:
        """The stages that these answers come from."""
        return tuple(dict.fromkeys(stage for leaf in self.leaves if (stage := leaf.carried or leaf.confirmed_from)))

    @property
    def estimated(self) -> int:
        """How many of them are the mean of a survey."""
        return sum(leaf.estimate for leaf in self.leaves)


def node(node_id: str, name: Text, leaves: Iterable[Leaf]) -> Node:
    """A node of these leaves; its weight is the sum of theirs."""
    kept = tuple(leaves)
    return Node(node_id, name, total(leaf.weight for leaf in kept), kept)
