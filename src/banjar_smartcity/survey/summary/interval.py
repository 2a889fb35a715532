"""Interval: the 95 % interval of the difference of two means, from their numbers and standard deviations alone.

It is the one of Welch for two groups whose spread may differ ("The generalization of 'Student's' problem when several
different population variances are involved", Biometrika 34, 1947). The quantile of Student's distribution is that of
the expansion of Cornish and Fisher, which is right to two decimals from four degrees of freedom.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from ...named import NamedTuple
from ...privacy.groups import FEWEST

_NORMAL = 1.959963984540054
"""Between minus and plus this is 95 % of the standard normal distribution."""


class Figures(NamedTuple):
    """What is published of a group: how many people answered, their mean and their standard deviation."""

    n: int | None
    mean: Fraction | None
    deviation: Fraction | None = None


class Interval(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


def interval(before: Figures, after: Figures) -> Interval | None:
    """The interval of how much the mean rose; None if a figure of one of them is not published.

    Where everybody gave one and the same mark in both, nothing is known of the spread, and there is none either.
    """
    if before.mean is None or after.mean is None or before.deviation is None or after.deviation is None:
        return None
    if before.n is None or after.n is None or min(before.n, after.n) < FEWEST:
        return None
    shares = [float(one.deviation or 0) ** 2 / (one.n or 1) for one in (before, after)]
    if not any(shares):
        return None
    freedom = sum(shares) ** 2 / (shares[0] ** 2 / (before.n - 1) + shares[1] ** 2 / (after.n - 1))
    half = student(freedom) * sqrt(sum(shares))
    difference = float(after.mean - before.mean)
    return Interval(difference - half, difference + half)


def student(freedom: float) -> float:
    """The point above which 2.5 % of Student's distribution is."""
    z, v = _NORMAL, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )
