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
_FIRST = 8_000
"""So many of the different marks are looked at first."""
_IS_REPEATED = (1).__lt__


def too_often(kinds: MarkKinds, parts: Sequence[Sequence[int]], judged: bytes) -> set[Id]:
    """The marks that more rows have than their neighbours explain, among those that have a 1 in `judged`.

    A neighbour agrees in all sub-dimensions but one. Marks are too frequent if their rows outnumber their neighbours.
    All repeated ones are if identical rows outnumber the pairs that differ in one sub-dimension.
    """
    if len(parts) < 2:
        return set()
    counts = list(kinds.counts.values())
    copies = sum(compress(counts, judged)) - judged.count(1)
    if not copies:
        return set()
    size = sum(counts)
    # Counts that are usual even without a neighbour need not be compared with their neighbours.
    high = {count for count in set(counts) if size * at_least(count - 1, _AT_LEAST_EXPECTED) < _UNLIKELY}
    asked = [i for i in compress(range(len(counts)), map(high.__contains__, counts)) if judged[i]]
    rare: dict[tuple[int, int], bool] = {}

    def is_rare(count: int, near: int) -> bool:
        key = count, near
        if key not in rare:
            rare[key] = size * at_least(count - 1, near + _AT_LEAST_EXPECTED) < _UNLIKELY
        return rare[key]

    def are_few(pairs: int) -> bool:
        return at_least(copies, pairs / 2 / len(parts) + 2 * _AT_LEAST_EXPECTED) < RARE

    own = list(map(counts.__getitem__, asked))
    # The first marks are the most usual ones. If they are neighbours enough, the others need not be looked at.
    for most in (_FIRST, len(counts)) if len(counts) > _FIRST * 2 else (len(counts),):
        neighbours = _Neighbours(kinds.marks, counts, parts, most, asked)
        found = list(compress(asked, map(is_rare, own, neighbours.of_asked)))
        few = are_few(neighbours.pairs(judged))
        if not found and not few:
            return set()
    ids = list(kinds.counts)
    repeated = (i for i in compress(range(len(counts)), judged) if counts[i] > 1)
    return set(map(ids.__getitem__, repeated if few else found))


class _Neighbours:
    """For different marks the rows that agree with them in all parts but one, as far as these have the first marks."""

    def __init__(
        self,
        marks: FormMarks,
        counts: Sequence[int],
        parts: Sequence[Sequence[int]],
        most: int,
        asked: Sequence[int],
    ) -> None:
        """`most` is the number of first marks, and `asked` are the indices of marks for each of which it is asked."""
        self._counts, self._parts = counts[:most], len(parts)
        width = marks.width
        both = FormMarks(marks.matrix[: most * width] + b"".join(map(marks.__getitem__, asked)), width)
        self._rest: list[Sequence[Id]] = []
        self._totals: list[dict[Id, int]] = []
        self.of_asked = [-self._parts * counts[i] if i < most else 0 for i in asked]
        """How many of these rows are neighbours of each of the marks that are asked about."""
        repeated = bytes(map(_IS_REPEATED, self._counts))
        more = [count - 1 for count in compress(self._counts, repeated)]
        for part in parts:
            keys = both.keys([place for place in range(width) if place not in part])
            rest, own = keys[:most], keys[most:]
            totals: dict[Id, int] = Counter(rest)
            for key, count in zip(compress(rest, repeated), more, strict=True):
                totals[key] += count
            self.of_asked = [found + totals.get(key, 0) for found, key in zip(self.of_asked, own, strict=True)]
            self._rest.append(rest)
            self._totals.append(totals)

    def pairs(self, judged: bytes) -> int:
        """The rows of all marks that have a 1 in `judged` times their neighbours."""
        squares: int = sum(sum(map(mul, totals.values(), totals.values())) for totals in self._totals)
        own: int = sum(map(mul, self._counts, self._counts))
        others = [i for i, flag in enumerate(judged[: len(self._counts)]) if not flag]
        return (
            squares
            - self._parts * own
            - sum(self._counts[i] * near for i, near in zip(others, self._of(others), strict=True))
        )

    def _of(self, places: Sequence[int]) -> list[int]:
        found = [-self._parts * self._counts[i] for i in places]
        for rest, totals in zip(self._rest, self._totals, strict=True):
            found = list(map(add, found, map(totals.__getitem__, map(rest.__getitem__, places))))
        return found
