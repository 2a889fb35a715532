"""Choice: how many steps to take with each item so that a gain is reached at the lowest cost, exactly.

Few choices are searched here, many are left to a library. Each choice is a row of options, of which one or none is
taken: the multiple-choice knapsack problem. Gains and costs are turned into whole numbers, so that no sum is rounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from ..named import NamedTuple

FEW = 20
"""The largest number of choices that is searched without the library."""


class PricedStep(NamedTuple):
    """What an item gains and costs after some of its steps, all of them together."""

    gain: Fraction
    cost: Fraction


class _Reached(NamedTuple):
    """What a set of options costs and adds."""

    cost: int
    gain: int


class _Way(NamedTuple):
    """How a cost and a gain are reached. Of several ways the smallest is taken."""

    depth: int
    places: int
    taken: tuple[int, ...]


def cheapest(choices: Sequence[Sequence[PricedStep]], need: Fraction) -> tuple[int, ...] | None:
    """How many steps to take of each choice to reach the need at the lowest cost; None if all of them do not reach it.

    Gain and cost grow with each step of a choice. Of several such sets, the one that takes fewest steps after each
    other with the same item, so that levels stay low; then the one whose steps come first. Raise `ImportError` if
    there are more than `FEW` choices and the library is not installed.
    """
    if need <= 0:
        return (0,) * len(choices)
    if sum((steps[-1].gain for steps in choices), Fraction(0)) < need:
        return None
    scale = _scale(need, *(step.gain for steps in choices for step in steps))
    unit = _scale(*(step.cost for steps in choices for step in steps))
    gains, wanted = [[int(step.gain * scale) for step in steps] for steps in choices], int(need * scale)
    costs = [[int(step.cost * unit) for step in steps] for steps in choices]
    if len(choices) > FEW:
        from .solver import cover

        return cover(gains, costs, _ties(choices), wanted)
    return _search(gains, costs, wanted)


def largest_gain(choices: Sequence[Sequence[PricedStep]], budget: Fraction) -> Fraction:
    """The largest gain of steps that cost this much together. Raise `ImportError` as `cheapest` does."""
    if not choices:
        return Fraction(0)
    scale = _scale(*(step.gain for steps in choices for step in steps))
    unit = _scale(budget, *(step.cost for steps in choices for step in steps))
    gains = [[int(step.gain * scale) for step in steps] for steps in choices]
    costs, limit = [[int(step.cost * unit) for step in steps] for steps in choices], int(budget * unit)
    if len(choices) > FEW:
        from .solver import fill

        return Fraction(fill(gains, costs, limit), scale)
    every = _reachable(gains, costs, sum(gain[-1] for gain in gains))[0]
    return Fraction(max(found.gain for found in every if found.cost <= limit), scale)


def depth(times: int) -> int:
    """How deep a number of steps goes with one item: each further step counts one more than the one before."""
    return times * (times + 1) // 2


def _scale(*values: Fraction) -> int:
    """The number that turns the values into whole numbers."""
    return lcm(*(value.denominator for value in values))


def _ties(choices: Sequence[Sequence[PricedStep]]) -> list[list[int]]:
    """What decides among sets that cost the same: their depth, and among these the places of their steps."""
    room = sum(number * len(steps) for number, steps in enumerate(choices)) + 1
    return [
        [depth(times) * room + number * times for times in range(1, len(steps) + 1)]
        for number, steps in enumerate(choices)
    ]


def _reachable(gains: Sequence[Sequence[int]], costs: Sequence[Sequence[int]], enough: int) -> list[list[_Reached]]:
    """For each choice what it and those after it reach, as far as nothing beats it in cost and gain, cheapest first.

    More than `enough` does not count. The last entry, after all choices, is nothing.
    """
    found = [[_Reached(0, 0)]]
    for gain, cost in zip(reversed(gains), reversed(costs), strict=True):
        steps = list(zip((0, *cost), (0, *gain), strict=True))
        every = [_Reached(f.cost + more, min(f.gain + add, enough)) for f in found[-1] for more, add in steps]
        kept: list[_Reached] = []
        for reached in sorted(every, key=lambda one: (one.cost, -one.gain)):
            if not kept or reached.gain > kept[-1].gain:
                kept.append(reached)
        found.append(kept)
    return found[::-1]


def _search(gains: Sequence[Sequence[int]], costs: Sequence[Sequence[int]], need: int) -> tuple[int, ...]:
    """The cheapest steps that reach the need: of all ways that cost the least, the one with the smallest tie."""
    after = _reachable(gains, costs, need)
    least = next(found.cost for found in after[0] if found.gain >= need)
    ways = {_Reached(0, 0): _Way(0, 0, ())}
    for number, (gain, cost) in enumerate(zip(gains, costs, strict=True)):
        later = after[number + 1]
        spent_later = [found.cost for found in later]
        more: dict[_Reached, _Way] = {}
        for reached, way in ways.items():
            for times, (add, pay) in enumerate(zip((0, *gain), (0, *cost), strict=True)):
                now = _Reached(reached.cost + pay, min(reached.gain + add, need))
                best = bisect_right(spent_later, least - now.cost) - 1
                if best < 0 or now.gain + later[best].gain < need:
                    continue
                new = _Way(way.depth + depth(times), way.places + number * times, (*way.taken, times))
                if now not in more or new < more[now]:
                    more[now] = new
        ways = more
    return min(ways.values()).taken
