"""Odds: how probable it is that honest rows coincide, learnt from the table itself.

Five measures, of which the largest counts: as if statements were answered independently of one another; as if only the
order of a person's marks were chance; as if people differed in how content they are and statements in how much they
ask, all else being chance (among rows of like sum, statements are taken as independent); as if only a person's marks
for one programme hung together; and by the neighbours: where
many people honestly give the same answers, many others differ from them in one, while copies stand alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from math import factorial, prod
from typing import NamedTuple

from ..columns.values import BLANK

CAUTION = 3.0
"""Statements hang together in ways that no measure sees: so many times more coincidences are expected."""
_MARKS = range(5)
_LETTERS = [bytes([mark]) for mark in _MARKS]
_SAMPLE = 20_000
"""Of so many patterns neighbours are counted; the rest will not be otherwise."""
_ENOUGH = 40
"""Rows of like sum are taken together until they are so many."""
_OF_A_PART = 3
"""Statements of a sub-dimension, which stand together."""
_DOUBT = 0.3
"""What counts as seen of a mark that nobody gave."""


class _Like(NamedTuple):
    """Rows of like sum: how many, and how often each statement got each mark; the probability of just this sum."""

    size: int
    counts: list[list[int]]
    of_sum: float
    squared: float


class Odds:
    """The odds of the rows of one table."""

    def __init__(self, rows: Sequence[bytes]) -> None:
        self._size = len(rows)
        self._width = len(rows[0])
        self._counts = Counter(rows)
        columns = [Counter(column) for column in zip(*rows, strict=True)]
        self._shares = [{mark: count / self._size for mark, count in column.items()} for column in columns]
        self._orders: Counter[bytes] = Counter()
        for marks, count in self._counts.items():
            self._orders[bytes(sorted(marks))] += count
        self._like: dict[int, _Like] = {}
        # Statements of one sub-dimension are about one programme: who is content with it gives like marks to all three.
        self._parts = [
            Counter(row[start : start + _OF_A_PART] for row in rows)
            for start in range(0, self._width - self._width % _OF_A_PART, _OF_A_PART)
        ]

    @cached_property
    def coincidence(self) -> float:
        """The probability that two rows are identical by chance."""
        independent = prod(sum(p * p for p in shares.values()) for shares in self._shares)
        ordered = sum((n / self._size) ** 2 / arrangements(marks) for marks, n in self._orders.items())
        level = sum(
            (n / self._size) ** 2 * like.squared
            for total, (n, _) in self._by_sum.items()
            if n and (like := self._of_like_sum(total)).of_sum
        )
        same = [sum(p * p for p in shares.values()) for shares in self._shares]
        ratio = sum((1 - p) / p for p in same)
        some = list(islice(self._counts.items(), _SAMPLE))
        near = sum(count * self._neighbours(marks) for marks, count in some) * len(self._counts) / max(1, len(some))
        by_part = prod(sum((n / self._size) ** 2 for n in part.values()) for part in self._parts)
        if len(self._parts) < 2:
            by_part = 0.0
        return max(independent, ordered, level, by_part, near / ratio / self._size**2 if ratio else 1.0)

    def _neighbours(self, marks: bytes) -> int:
        """How many rows differ from this one in one answer."""
        found = 0
        for j, own in enumerate(marks):
            head, tail = marks[:j], marks[j + 1 :]
            found += sum(self._counts[head + _LETTERS[mark] + tail] for mark in _MARKS if mark != own)
        return found

    def expected(self, marks: bytes) -> float:
        """How many more rows of this pattern chance brings about; its own copies must not make it look common."""
        own = self._counts[marks]
        alone = self._size * prod(self._shares[j][mark] for j, mark in enumerate(marks)) * (1 - own / self._size)
        key = bytes(sorted(marks))
        in_order = (self._orders[key] - own + 0.5) / max(1, arrangements(key) - 1)
        level = 0.0
        if BLANK not in marks:
            total = sum(marks)
            like = self._of_like_sum(total)
            size = like.size - own + _DOUBT * len(_MARKS)
            chances = prod((like.counts[j][mark] - own + _DOUBT) / size for j, mark in enumerate(marks))
            level = (self._by_sum[total][0] - own + 0.5) * chances / max(like.of_sum, 1e-6)
        # Of one answer that differs there are so many more ways than of none.
        ratio = sum((1 - share) / share for share in (self._shares[j][mark] for j, mark in enumerate(marks)))
        near = self._neighbours(marks) / ratio if ratio else float(self._size)
        return CAUTION * max(alone, in_order, level, near, self._by_part(marks, own))

    def _by_part(self, marks: bytes, own: int) -> float:
        """How many more rows chance brings about, where a person's marks for each programme hang together."""
        if len(self._parts) < 2:
            return 0.0
        others = self._size - own
        shares = (
            (part[marks[j * _OF_A_PART : (j + 1) * _OF_A_PART]] - own + _DOUBT) / (others + _DOUBT * len(part))
            for j, part in enumerate(self._parts)
        )
        return others * prod(shares)

    @cached_property
    def _by_sum(self) -> dict[int, tuple[int, list[list[int]]]]:
        """Of whole rows by the sum of their marks: how many, and how often each statement got each mark."""
        found: dict[int, tuple[int, list[list[int]]]] = {
            total: (0, [[0] * len(_MARKS) for _ in range(self._width)]) for total in range(4 * self._width + 1)
        }
        for marks, count in self._counts.items():
            if BLANK not in marks:
                number, counts = found[sum(marks)]
                for j, mark in enumerate(marks):
                    counts[j][mark] += count
                found[sum(marks)] = (number + count, counts)
        return found

    def _of_like_sum(self, total: int) -> _Like:
        if total in self._like:
            return self._like[total]
        size, spread = 0, -1
        while size < _ENOUGH and spread <= 4 * self._width:
            spread += 1
            near = [self._by_sum[t] for t in range(total - spread, total + spread + 1) if t in self._by_sum]
            size = sum(number for number, _ in near)
        counts = [[sum(c[j][mark] for _, c in near) for mark in _MARKS] for j in range(self._width)]
        whole = size + _DOUBT * len(_MARKS)
        chances = [[(count + _DOUBT) / whole for count in column] for column in counts]
        of_sum = _at_sum(chances, total)
        squared = _at_sum([[p * p for p in column] for column in chances], total) / max(of_sum, 1e-6) ** 2
        self._like[total] = _Like(size, counts, of_sum, min(1.0, squared))
        return self._like[total]


def _at_sum(chances: Sequence[Sequence[float]], total: int) -> float:
    """The weight of all rows with this sum of marks, where each statement's marks have these weights."""
    sums = [1.0]
    for column in chances:
        longer = [0.0] * (len(sums) + len(column) - 1)
        for i, weight in enumerate(sums):
            for mark, chance in enumerate(column):
                longer[i + mark] += weight * chance
        sums = longer
    return sums[total]


def arrangements(marks: bytes) -> int:
    """In how many orders these marks can stand."""
    ways = factorial(len(marks))
    for count in Counter(marks).values():
        ways //= factorial(count)
    return ways
