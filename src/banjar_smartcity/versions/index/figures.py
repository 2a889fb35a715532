"""Figures: how a change of the data moves the index, item by item, separate from changes of the rules.

If rules (instrument, variant, dimensions) and answers change together, what each of them moves depends on which is
applied first. The mean of both orders counts (the Shapley value of two causes). So the parts add up to the whole
exactly, the reverse change has opposite figures, and the effect of changed rules is visible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ...named import NamedTuple
from ...scoring.parts import ZERO, Leaf, Node
from ...scoring.score import Score

_HALF = Fraction(1, 2)


class Move(NamedTuple):
    """What the answer, evidence or survey of an item moves in the final index.

    A leaf is None if the item does not count in that version: it is new, removed, or does not apply.
    """

    item: str
    before: Leaf | None
    """The leaf in the old version, under the old rules."""
    after: Leaf | None
    claimed: Fraction
    """Points of the claimed final index."""
    supported: Fraction


class IndexChange(NamedTuple):
    """The index before and after, and what moved it."""

    base: Score
    head: Score
    moves: tuple[Move, ...]
    """Items with a figure that moved, in the order of the form."""
    rules_claimed: Fraction
    """What the change of the rules alone moves in the claimed final index, in points."""
    rules_supported: Fraction
    unknown: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """Items without a figure before and after, because what feeds them has errors. They move nothing."""

    @property
    def complete(self) -> bool:
        """Whether every item that counts has a figure in both versions."""
        return not (self.lacks(self.base.final, 0) or self.lacks(self.head.final, 1))

    def lacks(self, node: Node, side: int) -> bool:
        """Whether an item of a node has no figure before (`side` 0) or after (1)."""
        return not self.unknown[side].isdisjoint(leaf.item.id for leaf in node.leaves)

    @property
    def claimed(self) -> Fraction:
        """What the items with a figure and the rules move in the claimed final index, in points."""
        return self._sum(lambda node: node.claimed)

    @property
    def supported(self) -> Fraction:
        """What they move in the supported final index, in points."""
        return self._sum(lambda node: node.supported)

    def _sum(self, figure: Callable[[Node], Fraction]) -> Fraction:
        either = frozenset().union(*self.unknown)
        return figure(_without(self.head, either).final) - figure(_without(self.base, either).final)


class Replays(NamedTuple):
    """The scores of the answers of each version under the rules of the other."""

    old_answers: Score
    new_answers: Score


_NONE = frozenset[str]()


def compare_scores(
    base: Score, replays: Replays, head: Score, unknown: tuple[frozenset[str], frozenset[str]] = (_NONE, _NONE)
) -> IndexChange:
    """How the index moved from `base` to `head`, and what moved it; without items that are `unknown` in either."""
    either = unknown[0] | unknown[1]
    whole = base, head
    base, head = _without(base, either), _without(head, either)
    replays = Replays(*(_without(score, either) for score in replays))
    old, new = _leaves(base), _leaves(head)
    old_by_new_rules, new_by_old_rules = _leaves(replays.old_answers), _leaves(replays.new_answers)

    def moved(item: str, figure: Callable[[Leaf | None], Fraction]) -> Fraction:
        if _is_same(old.get(item), new_by_old_rules.get(item)) and _is_same(old_by_new_rules.get(item), new.get(item)):
            return ZERO
        then = figure(new_by_old_rules.get(item)) - figure(old.get(item))
        now = figure(new.get(item)) - figure(old_by_new_rules.get(item))
        return _HALF * (then + now)

    moves = (
        Move(item, old.get(item), new.get(item), moved(item, _claimed), moved(item, _supported))
        for item in dict.fromkeys((*new, *old))
    )

    def by_rules(figure: Callable[[Score], Fraction]) -> Fraction:
        then = figure(replays.old_answers) - figure(base)
        now = figure(head) - figure(replays.new_answers)
        return _HALF * (then + now)

    return IndexChange(
        *whole,
        tuple(
            move for move in moves if _counts(move, old_by_new_rules.get(move.item), new_by_old_rules.get(move.item))
        ),
        by_rules(lambda score: score.final.claimed),
        by_rules(lambda score: score.final.supported),
        unknown,
    )


def _is_same(one: Leaf | None, other: Leaf | None) -> bool:
    """Whether two leaves have the same figures, so that nothing has to be computed to see that they did not move."""
    if one is None or other is None:
        return one is other
    return (one.weight, one.claimed, one.supported) == (other.weight, other.claimed, other.supported)


def _without(score: Score, unknown: frozenset[str]) -> Score:
    """A score whose final index is the sum of the contributions of all items that are not unknown."""
    if not unknown:
        return score
    final = score.final
    return score._replace(
        final=final._replace(leaves=tuple(leaf for leaf in final.leaves if leaf.item.id not in unknown))
    )


def _leaves(score: Score) -> Mapping[str, Leaf]:
    return {leaf.item.id: leaf for leaf in score.final.leaves}


def _claimed(leaf: Leaf | None) -> Fraction:
    return leaf.contribution if leaf else ZERO


def _supported(leaf: Leaf | None) -> Fraction:
    return leaf.weight * leaf.supported if leaf else ZERO


def _counts(move: Move, old_by_new_rules: Leaf | None, new_by_old_rules: Leaf | None) -> bool:
    """Whether a figure moved, or, under the same rules, the item is answered or counted in one version only."""
    if move.claimed or move.supported:
        return True
    return _state(old_by_new_rules) != _state(move.after) or _state(move.before) != _state(new_by_old_rules)


def _state(leaf: Leaf | None) -> bool | None:
    return leaf and leaf.answered
