"""Chance: whether something happens more often than honest answers explain."""

from __future__ import annotations

from math import exp, lgamma, log

RARE = 1e-4
"""Something is not chance if it happens by chance in fewer than one of ten thousand surveys."""


def at_least(count: int, expected: float) -> float:
    """The probability of `count` or more events where `expected` are expected (Poisson)."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    if count <= expected:
        return 1.0
    term = exp(-expected + count * log(expected) - lgamma(count + 1))
    total, k = term, count
    while term > total * 1e-12 and k < count + 10_000:
        k += 1
        term *= expected / k
        total += term
    return min(1.0, total)
