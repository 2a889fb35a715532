"""Scattered copies: rows that are another person's with one answer changed, anywhere in the table.

For pairs of honest people, the more statements they differ in, the more pairs there are, and from one number of
statements to the next these numbers, each divided by the ways to choose the statements, rise by nearly the same factor.
So those that differ in one statement follow from those that differ in two and in three; and where people are of few
kinds, from those that differ in none and in two. Copies with one answer changed have no such neighbours.

The bound comes from simulation, as the literature asks for (Simmons and others 2016, see `matches.py`): none of 14,000
honest surveys passes it. A quarter of the rows copied is found where answers vary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import comb, sqrt

from .chance import at_least
from .matches import MarkBits, planes_of

MOST_ROWS = 2_000
"""In larger tables so many honest rows differ in one answer that copies cannot be noticed among them."""
_FEWEST_ROWS = 20
_CAUTION = 1.3
"""How many times more pairs are expected, as the factor changes a little."""
_UNLIKELY = 1e-3
_HALF = 0.5
"""Added to every number of pairs, so that one that does not occur is not impossible."""
_LONELY = 2
"""Of a row that is a copy, at most so many times more rows differ in two answers than in one."""


def scattered(rows: Sequence[bytes]) -> set[int]:
    """The indices of rows that differ from another one in one statement, if there are too many of them."""
    width = len(rows[0]) if rows else 0
    if not _FEWEST_ROWS <= len(rows) <= MOST_ROWS or width < 4:
        return set()
    table = MarkBits(len(rows), planes_of(b"".join(rows), width))
    pairs = [0, 0, 0, 0]
    for _, differing in _pairs(table):
        for count, bits in enumerate(differing):
            pairs[count] += bits.bit_count()
    same, one, two, three = pairs
    by_fall = width * ((two + _HALF) / comb(width, 2)) ** 2 / ((three + _HALF) / comb(width, 3))
    between = width * sqrt((same + _HALF) * (two + _HALF) / comb(width, 2))
    if at_least(one, _CAUTION * max(by_fall, between) + _HALF) >= _UNLIKELY:
        return set()
    return _copies(table)


def _pairs(table: MarkBits) -> Iterator[tuple[int, list[int]]]:
    """For each distance between rows, the rows that differ in 0, 1, 2 and 3 statements from the one after it."""
    for distance in range(1, table.size):
        at_most = table.up_to(distance, 3)
        yield distance, [at_most[0], *(more & ~fewer for fewer, more in pairwise(at_most))]


def _copies(table: MarkBits) -> set[int]:
    """The rows that differ in one statement from another one, but those with far more neighbours further away."""
    near, further = [0] * table.size, [0] * table.size
    for distance, (_, one, two, _) in _pairs(table):
        for bits, counts in ((one, near), (two, further)):
            for i in _places(bits):
                counts[i] += 1
                counts[i + distance] += 1
    lonely = {i for i, count in enumerate(near) if count and further[i] <= _LONELY * count}
    return lonely or {i for i, count in enumerate(near) if count}


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
