"""Neighbours: rows that agree in all sub-dimensions but one, of which honest marks have many and copies have none.

`matches.py` has the sources of this measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import add, mul

from ...answers.marks import FormMarks, Id, MarkKinds
from .chance import RARE, at_least

_UNLIKELY = 1e-3
"""Marks are too frequent if fewer than one of a thousand honest tables would have them so often."""
_AT_LEAST_EXPECTED = 0.25
"""Neighbours that are expected in addition to those in the table, so that marks without any are not impossible."""


def too_often(kinds: MarkKinds, parts: Sequence[Sequence[int]], judged: Sequence[int]) -> set[Id]:
    """The marks that more rows have than their neighbours explain, among those that are `judged`.

    A neighbour agrees in all sub-dimensions but one. Marks are too frequent if their rows outnumber their neighbours.
    All repeated ones are if identical rows outnumber the pairs that differ in one sub-dimension.
    """
    if len(parts) < 2:
        return set()
    counts = list(kinds.counts.values())
    repeated = [i for i, count in enumerate(counts) if count > 1 and judged[i]]
    if not repeated:
        return set()
    neighbours = _Neighbours(kinds.marks, counts, parts)
    ids = list(kinds.counts)
    size = sum(counts)
    # Counts that are usual even without a neighbour need not be compared with their neighbours.
    high = {count for count in set(counts) if size * at_least(count - 1, _AT_LEAST_EXPECTED) < _UNLIKELY}
    asked = [i for i in repeated if counts[i] in high]
    rare: dict[tuple[int, int], bool] = {}
    found = set()
    for i, near in zip(asked, neighbours.of(asked), strict=True):
        key = counts[i], near
        if key not in rare:
            rare[key] = size * at_least(counts[i] - 1, near + _AT_LEAST_EXPECTED) < _UNLIKELY
        if rare[key]:
            found.add(ids[i])
    copies = sum(counts[i] for i in repeated) - len(repeated)
    others = [i for i, flag in enumerate(judged) if not flag]
    pairs = neighbours.pairs - sum(counts[i] * near for i, near in zip(others, neighbours.of(others), strict=True))
    few = at_least(copies, pairs / 2 / len(parts) + 2 * _AT_LEAST_EXPECTED) < RARE
    return {ids[i] for i in repeated} if few else found


class _Neighbours:
    """For different marks the rows that agree with them in all parts but one. A class, as few of them are asked for."""

    def __init__(self, marks: FormMarks, counts: Sequence[int], parts: Sequence[Sequence[int]]) -> None:
        self._counts, self._parts = counts, len(parts)
        repeated = bytes(count > 1 for count in counts)
        more = [count - 1 for count in compress(counts, repeated)]
        self._rest: list[Sequence[Id]] = []
        self._totals: list[dict[Id, int]] = []
        for part in parts:
            rest = marks.keys([place for place in range(marks.width) if place not in part])
            totals: dict[Id, int] = Counter(rest)
            for key, count in zip(compress(rest, repeated), more, strict=True):
                totals[key] += count
            self._rest.append(rest)
            self._totals.append(totals)

    def of(self, places: Sequence[int]) -> list[int]:
        """How many rows are neighbours of these marks."""
        found = [-self._parts * self._counts[i] for i in places]
        for rest, totals in zip(self._rest, self._totals, strict=True):
            found = list(map(add, found, map(totals.__getitem__, map(rest.__getitem__, places))))
        return found

    @property
    def pairs(self) -> int:
        """The rows of all marks times their neighbours."""
        squares: int = sum(sum(map(mul, totals.values(), totals.values())) for totals in self._totals)
        own: int = sum(map(mul, self._counts, self._counts))
        return squares - self._parts * own
