"""Figures: how a change of the data moves the index, item by item, apart from changes of the rules.

The rules (instrument, variant) are changed first, under the old answers; then each item changes from the old answer to
the new one under the new rules. So the parts add up to the whole exactly, and goalposts that move are seen as such.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..scoring.score import Score
from ..scoring.tree import ZERO, Leaf


class Move(NamedTuple):
    """What an item's answer, evidence or survey moves in the final index.

    A leaf is None where the item does not count then: it is new, gone, or left out because it does not apply.
    """

    item: str
    before: Leaf | None
    """Under the new rules."""
    after: Leaf | None

    @property
    def claimed(self) -> Fraction:
        """Points of the claimed final index."""
        return _claimed(self.after) - _claimed(self.before)

    @property
    def supported(self) -> Fraction:
        """Points of the supported final index."""
        return _supported(self.after) - _supported(self.before)


def _claimed(leaf: Leaf | None) -> Fraction:
    return leaf.contribution if leaf else ZERO


def _supported(leaf: Leaf | None) -> Fraction:
    return leaf.weight * leaf.supported if leaf else ZERO


class Figures(NamedTuple):
    """The index before and after, and what moved it."""

    base: Score
    replayed: Score
    """The old answers under the new rules."""
    head: Score
    moves: tuple[Move, ...]
    """Items of which a figure moved, in the order of the form."""

    @property
    def rules_claimed(self) -> Fraction:
        """What the change of the rules alone moves in the claimed final index."""
        return self.replayed.final.claimed - self.base.final.claimed

    @property
    def rules_supported(self) -> Fraction:
        """What the change of the rules alone moves in the supported final index."""
        return self.replayed.final.supported - self.base.final.supported


def compare_scores(base: Score, replayed: Score, head: Score) -> Figures:
    """What moved the index from `base` to `head`. `replayed` holds the old answers under the new rules."""
    old = {leaf.item.id: leaf for leaf in replayed.final.leaves}
    new = {leaf.item.id: leaf for leaf in head.final.leaves}
    moves = (Move(item, old.get(item), new.get(item)) for item in dict.fromkeys((*new, *old)))
    return Figures(base, replayed, head, tuple(filter(_moved, moves)))


def _moved(move: Move) -> bool:
    was, now = move.before, move.after
    if was is None or now is None:
        return True
    return (was.claimed, was.supported, was.weight, was.answered) != (
        now.claimed,
        now.supported,
        now.weight,
        now.answered,
    )
