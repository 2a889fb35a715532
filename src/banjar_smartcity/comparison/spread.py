"""Spread: quartiles, ranks and quarters of figures, computed exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor

from ..named import NamedTuple


class Spread(NamedTuple):
    """The lowest figure, the three quartiles and the highest, and of how many regions."""

    regions: int
    lowest: Fraction
    first: Fraction
    median: Fraction
    third: Fraction
    highest: Fraction


class SharedRank(NamedTuple):
    """The rank of a figure among others; equal figures share the better one. `quarter` is 1 for the upper quarter."""

    rank: int
    of: int
    quarter: int


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """The figure below which a share of the ordered figures is, interpolated as QUARTILE.INC and quantile_cont do."""
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def spread(figures: Iterable[Fraction]) -> Spread | None:
    """The spread of figures; None if there is none."""
    ordered = sorted(figures)
    if not ordered:
        return None
    first, median, third = (quantile(ordered, Fraction(n, 4)) for n in (1, 2, 3))
    return Spread(len(ordered), ordered[0], first, median, third, ordered[-1])


class RankSteps(NamedTuple):
    """Figures in their order, at least one, to find the place of each."""

    ordered: tuple[Fraction, ...]
    spread: Spread

    def place(self, figure: Fraction) -> SharedRank:
        """The place of a figure that is among them."""
        edges = (self.spread.first, self.spread.median, self.spread.third)
        quarter = 4 - sum(figure >= edge for edge in edges)
        higher = len(self.ordered) - bisect_right(self.ordered, figure)
        return SharedRank(higher + 1, len(self.ordered), quarter)


def rank_steps(figures: Iterable[Fraction]) -> RankSteps | None:
    """The steps of figures; None if there is none."""
    ordered = tuple(sorted(figures))
    found = spread(ordered)
    return None if found is None else RankSteps(ordered, found)
