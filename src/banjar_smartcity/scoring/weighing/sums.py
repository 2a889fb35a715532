"""Sums: exact sums of many fractions, over one denominator; adding one by one takes several times as long."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def total(parts: Iterable[Fraction]) -> Fraction:
    """The sum of fractions; 0 if there are none."""
    above: dict[int, int] = {}
    for part in parts:
        over, under = part.as_integer_ratio()
        above[under] = above.get(under, 0) + over
    return _sum(above)


def total_of_products(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The sum of the products of pairs; 0 if there are none."""
    above: dict[int, int] = {}
    for one, other in pairs:
        over, under = one.as_integer_ratio()
        times, parts = other.as_integer_ratio()
        above[under * parts] = above.get(under * parts, 0) + over * times
    return _sum(above)


def _sum(above: dict[int, int]) -> Fraction:
    """The sum of numerators by their denominators."""
    common = lcm(*above)
    return Fraction(sum(over * (common // under) for under, over in above.items()), common)
