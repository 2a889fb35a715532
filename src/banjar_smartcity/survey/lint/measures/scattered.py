"""Scattered copies: rows that are another person's with one answer changed, anywhere in the table.

For pairs of honest people, the more statements they differ in, the more pairs there are, and from one number of
statements to the next these numbers, each divided by the ways to choose the statements, rise by nearly the same factor.
So those that differ in one statement follow from those that differ in two and in three; and where people are of few
kinds, from those that differ in none and in two. Copies with one answer changed have no such neighbours.

The bound comes from simulation, as the literature asks for (Simmons and others 2016, see `matches.py`): none of 14,000
honest surveys passes it. A quarter of the rows copied is found where answers vary.

Clustered copies: many rows that are one row with one answer changed. Around the row of an honest person, the shares of
people who differ from it in none, one, two … statements, each divided by the ways to choose the statements, are those
of a mixture of people who agree with it more or less. Such a mixture is log-convex (Cauchy and Schwarz): the share of
those who differ in one is at most the geometric mean of those who differ in none and in two. Copies of one row with one
answer changed are many at one, and differ from each other in two, so that few others are at two. Equal rows count once
at one and at two, as many people give the most frequent answers. None of 10,000 honest surveys passes the bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import comb, sqrt
from operator import add, ne

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
_FEWEST_NEAR = 6
"""So many different rows differ in one answer from a row of which they may be copies."""
_RARE_CENTRE = 5e-3


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


def clustered(patterns: Mapping[bytes, int], judged: Collection[bytes]) -> set[bytes]:
    """The patterns that differ in one answer from one of those `judged`, if more do than honest people explain.

    `patterns` has the number of rows of each.
    """
    rows = list(patterns)
    width = len(rows[0]) if rows else 0
    if not _FEWEST_ROWS <= sum(patterns.values()) <= MOST_ROWS or width < 4:
        return set()
    near = _sharing(rows, 1)
    # A pattern that differs in one statement is among those that differ at most in two, for every other statement.
    further = [two - (width - 1) * one for one, two in zip(near, _sharing(rows, 2), strict=True)]
    pairs = comb(width, 2)
    centres = [
        centre
        for centre, one, two in zip(rows, near, further, strict=True)
        if one >= _FEWEST_NEAR
        and centre in judged
        and at_least(one, width * sqrt((patterns[centre] + 1) * (two + _HALF) / pairs) + _HALF) < _RARE_CENTRE
    ]
    return {row for row in rows for centre in centres if sum(map(ne, row, centre)) <= 1}


def _sharing(rows: Sequence[bytes], changed: int) -> list[int]:
    """For each of different rows, how many others agree with it in all places but `changed`, by every such choice."""
    width = len(rows[0])
    found = [-comb(width, changed)] * len(rows)  # by every choice, each is found among those that agree with it
    numbers = [int.from_bytes(row, "little") for row in rows]
    for left_out in combinations(range(width), changed):
        hidden = sum(0xFF << 8 * place for place in left_out)
        keys = [number | hidden for number in numbers]
        found = list(map(add, found, map(Counter(keys).__getitem__, keys)))
    return found
