"""Similar: the same document under two names, known by its text and not by its bytes.

Two texts are similar if at least nine tenths of the five-word sequences of one are in the other. Of long texts only a
part of the sequences is compared, chosen by their content, so that the same ones are chosen in both.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from zlib import crc32

from ..named import NamedTuple

WORDS, SHARE = 5, Fraction(9, 10)
_FEWEST = 20
"""Sequences that a text must have: two short letters of the same form are similar without being the same."""
_MOST = 1024
"""Sequences that are kept of a text."""
_COMMON = 20
"""A sequence that is in more texts than this is probably a form, such as a letterhead."""
_PARTS = 16


class SameText(NamedTuple):
    """Two documents of which one holds the text of the other; `share` is how much of it."""

    one: str
    other: str
    share: Fraction


class _Sample(NamedTuple):
    rate: int
    """One in this many sequences is kept."""
    kept: array[int]
    """In rising order, so that those of a part of all numbers are next to each other."""


def sequences(text: str) -> str:
    """The sequences of a text that are compared, as a short text."""
    words = re.findall(r"\w+", text.casefold())
    found = {crc32(" ".join(words[n : n + WORDS]).encode()) for n in range(len(words) - WORDS + 1)}
    rate = 1
    while len(found) > _MOST:
        rate *= 2
        found = {sequence for sequence in found if sequence % rate == 0}
    return b64encode(array("I", (rate, *sorted(found))).tobytes()).decode()


def similar(texts: Mapping[str, str]) -> tuple[SameText, ...]:
    """The pairs of documents that are similar, by their ids. `texts` are their `sequences`.

    Of several documents with the same text, each is paired with one of the others.
    """
    samples = {name: _sample(text) for name, text in sorted(texts.items())}
    usable = {name: sample for name, sample in samples.items() if len(sample.kept) >= _FEWEST}
    family: dict[str, str] = {}
    found = []
    for one, other in _candidates(tuple(usable), tuple(usable.values())):
        if _first(family, one) != _first(family, other):
            pair = _pair(one, usable[one], other, usable[other])
            if pair.share >= SHARE:
                family[_first(family, other)] = _first(family, one)
                found.append(pair)
    return tuple(found)


def _first(family: dict[str, str], name: str) -> str:
    """The document by which a family of similar ones is known."""
    while name in family:
        name = family[name]
    return name


def _candidates(names: Sequence[str], samples: Sequence[_Sample]) -> Iterable[tuple[str, str]]:
    """Pairs that share sequences which are rare; of those that many texts have, each text with the next one.

    A part of all sequences is looked at after the other, so that few are in memory at a time.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for first in range(0, 1 << 32, (1 << 32) // _PARTS):
        parts = [_part(sample.kept, first) for sample in samples]
        once: set[int] = set()
        again: set[int] = set()
        for part in parts:
            again |= once & part
            once |= part
        holders: dict[int, list[int]] = {}
        for n, part in enumerate(parts):
            for sequence in again & part:
                holders.setdefault(sequence, []).append(n)
        for held in holders.values():
            shared.update(combinations(held, 2) if len(held) <= _COMMON else pairwise(held))
    found = (pair for pair, count in shared.items() if count >= _FEWEST // 2)
    return [(names[one], names[other]) for one, other in sorted(found)]


def _part(kept: array[int], first: int) -> set[int]:
    return set(kept[bisect_left(kept, first) : bisect_left(kept, first + (1 << 32) // _PARTS)])


def _pair(one: str, first: _Sample, other: str, second: _Sample) -> SameText:
    rate = max(first.rate, second.rate)
    left, right = ({n for n in sample.kept if n % rate == 0} for sample in (first, second))
    fewer = min(len(left), len(right))
    return SameText(one, other, Fraction(len(left & right), fewer) if fewer else Fraction(0))


def _sample(text: str) -> _Sample:
    numbers = array("I", b64decode(text))
    return _Sample(numbers[0], numbers[1:])
