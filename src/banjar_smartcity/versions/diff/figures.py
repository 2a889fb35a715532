"""IndexChange: how a change of the data moves the index, item by item, apart from changes of the rules.

Where rules (instrument, variant, dimensions) and answers change together, what each of them moves depends on which is
taken first. Both orders are taken and the mean of the two counts (the Shapley value of two causes): so the parts add up
to the whole exactly, there and back are opposite, and goalposts that move are seen as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ...scoring.parts import ZERO, Leaf
from ...scoring.score import Score

_HALF = Fraction(1, 2)


class Move(NamedTuple):
    """What an item's answer, evidence or survey moves in the final index.

    A leaf is None where the item does not count then: it is new, gone, or left out because it does not apply.
    """

    item: str
    before: Leaf | None
    """As it was, under the rules of then."""
    after: Leaf | None
    claimed: Fraction
    """Points of the claimed final index."""
    supported: Fraction


class IndexChange(NamedTuple):
    """The index before and after, and what moved it."""

    base: Score
    head: Score
    moves: tuple[Move, ...]
    """Items of which a figure moved, in the order of the form."""
    rules_claimed: Fraction
    """What the change of the rules alone moves in the claimed final index."""
    rules_supported: Fraction


class Replays(NamedTuple):
    """The answers of each side under the rules of the other."""

    old_answers: Score
    new_answers: Score


def compare_scores(base: Score, replays: Replays, head: Score) -> IndexChange:
    """What moved the index from `base` to `head`."""
    old, new = _leaves(base), _leaves(head)
    old_anew, new_as_then = _leaves(replays.old_answers), _leaves(replays.new_answers)

    def moved(item: str, figure: Callable[[Leaf | None], Fraction]) -> Fraction:
        then = figure(new_as_then.get(item)) - figure(old.get(item))
        now = figure(new.get(item)) - figure(old_anew.get(item))
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
        base,
        head,
        tuple(move for move in moves if _counts(move, old_anew.get(move.item), new_as_then.get(move.item))),
        by_rules(lambda score: score.final.claimed),
        by_rules(lambda score: score.final.supported),
    )


def _leaves(score: Score) -> Mapping[str, Leaf]:
    return {leaf.item.id: leaf for leaf in score.final.leaves}


def _claimed(leaf: Leaf | None) -> Fraction:
    return leaf.contribution if leaf else ZERO


def _supported(leaf: Leaf | None) -> Fraction:
    return leaf.weight * leaf.supported if leaf else ZERO


def _counts(move: Move, old_anew: Leaf | None, new_as_then: Leaf | None) -> bool:
    """Whether a figure moved, or the item is answered or counted only on one side, the rules being the same."""
    if move.claimed or move.supported:
        return True
    return _state(old_anew) != _state(move.after) or _state(move.before) != _state(new_as_then)


def _state(leaf: Leaf | None) -> bool | None:
    return leaf and leaf.answered
