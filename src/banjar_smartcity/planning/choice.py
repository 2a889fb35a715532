"""Choice: which steps reach a gain at the lowest cost, exactly; few of them here, many by a library.

Each step is taken or not, adds its gain and costs its cost: the 0-1 knapsack problem. Gains and costs are turned into
whole numbers, so that no sum is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

FEW = 20
"""The largest number of steps that is searched without the library."""


class PricedStep(NamedTuple):
    """A step that can be taken: the points that it adds, and what it costs."""

    gain: Fraction
    cost: Fraction


class _Found(NamedTuple):
    """A set of choices: what it costs, what it adds, and its members as bits."""

    cost: int
    gain: int
    members: int


def cheapest(choices: Sequence[PricedStep], need: Fraction) -> frozenset[int] | None:
    """The numbers of the choices that reach the need at the lowest cost; None if all together do not reach it.

    Of several such sets, the one whose numbers have the smallest sum: choices that come first are taken first. Raise
    `ImportError` if there are more than `FEW` choices and the library is not installed.
    """
    if need <= 0:
        return frozenset()
    if sum((choice.gain for choice in choices), Fraction(0)) < need:
        return None
    scale = _scale(need, *(choice.gain for choice in choices))
    gains, wanted = [int(choice.gain * scale) for choice in choices], int(need * scale)
    costs = _with_order(choices)
    if len(choices) > FEW:
        from .solver import cover

        return cover(gains, costs, wanted)
    found = next(found for found in _undominated(gains, costs, wanted) if found.gain >= wanted)
    return frozenset(number for number in range(len(choices)) if found.members >> number & 1)


def largest_gain(choices: Sequence[PricedStep], budget: Fraction) -> Fraction:
    """The largest gain that choices of this cost together add. Raise `ImportError` as `cheapest` does."""
    if not choices:
        return Fraction(0)
    scale = _scale(*(choice.gain for choice in choices))
    unit = _scale(budget, *(choice.cost for choice in choices))
    gains = [int(choice.gain * scale) for choice in choices]
    costs, limit = [int(choice.cost * unit) for choice in choices], int(budget * unit)
    if len(choices) > FEW:
        from .solver import fill

        return Fraction(fill(gains, costs, limit), scale)
    best = max(found.gain for found in _undominated(gains, costs, sum(gains)) if found.cost <= limit)
    return Fraction(best, scale)


def _scale(*values: Fraction) -> int:
    """The number that turns the values into whole numbers."""
    return lcm(*(value.denominator for value in values))


def _with_order(choices: Sequence[PricedStep]) -> list[int]:
    """The costs as whole numbers, in which the order decides among sets that cost the same, and only among these."""
    scale = _scale(*(choice.cost for choice in choices))
    room = len(choices) * (len(choices) + 1) // 2 + 1
    return [int(choice.cost * scale) * room + number for number, choice in enumerate(choices)]


def _undominated(gains: Sequence[int], costs: Sequence[int], enough: int) -> list[_Found]:
    """The sets that no other set beats in cost and gain, the cheapest first; more than `enough` does not count."""
    kept = [_Found(0, 0, 0)]
    for number, (gain, cost) in enumerate(zip(gains, costs, strict=True)):
        more = [_Found(f.cost + cost, min(f.gain + gain, enough), f.members | 1 << number) for f in kept]
        ranked = sorted([*kept, *more], key=lambda found: (found.cost, -found.gain, found.members))
        kept = []
        for found in ranked:
            if not kept or found.gain > kept[-1].gain:
                kept.append(found)
    return kept
