"""Similar: the same document under two names, known by its text and not by its bytes.

Two texts are similar if at least nine tenths of the five-word sequences of one are in the other. Of long texts only a
part of the sequences is compared, chosen by their content, so that the same ones are chosen in both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

WORDS, SHARE = 5, Fraction(9, 10)
_FEWEST = 20
"""Sequences that a text must have: two short letters of the same form are similar without being the same."""
_MOST = 4096
"""Sequences that are kept of a text."""
_COMMON = 20
"""A sequence that is in more texts than this is a form, such as a letterhead, and leads to no pair."""


class SameText(NamedTuple):
    """Two documents of which one holds the text of the other; `share` is how much of it."""

    one: str
    other: str
    share: Fraction


class _Sample(NamedTuple):
    rate: int
    """One in so many sequences is kept."""
    kept: frozenset[int]


def similar(texts: Mapping[str, str]) -> tuple[SameText, ...]:
    """The pairs of documents that are similar, by their ids."""
    samples = {name: _sample(text) for name, text in texts.items()}
    usable = {name: sample for name, sample in samples.items() if len(sample.kept) >= _FEWEST}
    return tuple(
        pair
        for one, other in _candidates(usable)
        if (pair := _pair(one, usable[one], other, usable[other])).share >= SHARE
    )


def _candidates(samples: Mapping[str, _Sample]) -> Iterable[tuple[str, str]]:
    """Pairs that share sequences which are rare."""
    holders: dict[int, list[str]] = {}
    for name, sample in samples.items():
        for sequence in sample.kept:
            holders.setdefault(sequence, []).append(name)
    shared = Counter(
        pair for names in holders.values() if 1 < len(names) <= _COMMON for pair in combinations(sorted(names), 2)
    )
    return sorted(pair for pair, count in shared.items() if count >= _FEWEST // 2)


def _pair(one: str, first: _Sample, other: str, second: _Sample) -> SameText:
    rate = max(first.rate, second.rate)
    left, right = ({n for n in sample.kept if n % rate == 0} for sample in (first, second))
    fewer = min(len(left), len(right))
    return SameText(one, other, Fraction(len(left & right), fewer) if fewer else Fraction(0))


def _sample(text: str) -> _Sample:
    words = re.findall(r"\w+", text.casefold())
    found = {crc32(" ".join(words[n : n + WORDS]).encode()) for n in range(len(words) - WORDS + 1)}
    rate = 1
    while len(found) > _MOST:
        rate *= 2
        found = {sequence for sequence in found if sequence % rate == 0}
    return _Sample(rate, frozenset(found))
