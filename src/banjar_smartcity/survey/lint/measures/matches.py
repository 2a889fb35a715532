"""Matches: rows that agree with other people's rows in more statements than people do by themselves.

The percent match of two rows is the share of statements with the same mark in both (Kuriakose and Robbins, "Don't get
duped: Fraud through duplication in public opinion surveys", Statistical Journal of the IAOS 32, 2016). They suspect a
match of more than 85 % in surveys of a hundred questions. Simmons, Mercer, Schwarzer and Kennedy ("Evaluating a new
proposal for detecting data falsification in surveys", same journal, 2016) show that such a bound depends on how many
questions and answers there are and on how similar people are. With nine statements many honest rows are above it. So a
match alone is not a finding. Two patterns of a table are:

- `recurring`: a block of rows matches another block of the table, row by row;
- `too_often`: rows are identical more often than rows agree in all but one sub-dimension. Honest people who agree in
  all nine answers are a few of the many who agree in six; copies have no such neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil, log
from operator import add, and_, lshift, or_, rshift

from ....named import NamedTuple
from ...answers.marks import narrowed
from ...cells.answer import BLANK
from .chance import RARE, at_least

HIGH = 85
"""The percent match above which a match is high."""
SHORTEST_IDENTICAL, SHORTEST_HIGH = 3, 3
"""The least rows of a recurring block: of identical rows, of rows with a high match."""
_CAUTION_IDENTICAL, _CAUTION_HIGH = 2, 3
"""How many times more matches are expected in a row, as rows of one village or programme follow each other."""
_LIKELY = 0.75
"""The share of matches from which even long runs of matches are chance."""
_WORK = 100_000_000
"""Pairs compared for high matches: all pairs of 10,000 rows; of 200,000 rows those up to 500 rows apart."""
_SAMPLE = 256
"""The number of distances between rows from which the share of high matches is estimated."""
_KEPT = 100_000_000
"""The bits of matches that are kept, so that none is looked for twice: twelve megabytes."""
_CLOSE = slice(4, 14)
"""Distances at which rows may match more often than elsewhere, as they come from one village or one programme."""
_UNLIKELY = 1e-3
"""A pattern is too frequent if fewer than one of a thousand honest tables would have it."""
_AT_LEAST_EXPECTED = 0.25
"""Neighbours that are expected in addition to those in the table, so that a pattern without any is not impossible."""


class Recurring(NamedTuple):
    """The indices of rows in recurring blocks: of identical rows, or with a high match."""

    identical: set[int]
    high: set[int]


def recurring(rows: Sequence[bytes], same: int | None = None) -> Recurring:
    """The rows in blocks that match another block of the table, row by row.

    The least length of a block follows from the share of all pairs of rows that match. A table that is sorted by its
    answers is not judged. Identical blocks are found at any distance, those with a high match as far as `_WORK` allows.
    `same` is the number of pairs of identical rows, each counted twice, where that is known.
    """
    if same is None:
        same = sum(count * (count - 1) for count in Counter(rows).values())
    whole = b"".join(rows)
    if len(rows) <= SHORTEST_IDENTICAL or _is_sorted(rows, whole):
        return Recurring(set(), set())
    changed = -(-(100 - HIGH) * len(rows[0]) // 100) - 1
    table = _Table(len(rows), _planes(whole, len(rows[0])))
    return Recurring(_identical(whole, table, same), _high(table, changed) if changed else set())


class _Table(NamedTuple):
    """The marks of a table as bits."""

    size: int
    planes: Sequence[Sequence[int]]
    """For each statement and each bit of a mark, one number whose bits are that bit of all rows."""

    def matching(self, distance: int, changed: int) -> int:
        """A number in which the bit of a row is set if it matches the row at this distance after it.

        In a match at most `changed` statements differ.
        """
        more = [0] * (changed + 1)  # rows that differ in more than 0, 1, … statements
        for bits in self.planes:
            differ = 0
            for plane in bits:
                differ |= plane ^ plane >> distance
            for i in range(changed, 0, -1):
                more[i] |= more[i - 1] & differ
            more[0] |= differ
        return ~more[changed] & (1 << self.size - distance) - 1


def _length(share: float, pairs: int) -> int:
    """The number of matches in a row that no honest table has if this share of pairs matches; 0 if there is none.

    `pairs` runs of chance `share ** length` each are expected `RARE` times: length = log(RARE / pairs) / log(share).
    """
    return ceil(log(RARE / pairs) / log(share)) if 0 < share < _LIKELY else 0


def _identical(whole: bytes, table: _Table, same: int) -> set[int]:
    pairs = table.size * (table.size - 1) // 2
    distances = range(1, table.size)[_CLOSE]
    close = sum(table.matching(distance, 0).bit_count() for distance in distances)
    share = max(
        same / 2 / pairs,
        close / max(1, len(distances) * table.size - sum(distances)),
    )
    length = _length(_CAUTION_IDENTICAL * share, pairs)
    if not length:
        return set()
    length = max(SHORTEST_IDENTICAL, length)
    width = len(table.planes)
    starts = range(table.size - length + 1)
    blocks = [whole[i * width : (i + length) * width] for i in starts]
    found: set[int] = set()
    if len(set(blocks)) < len(blocks):
        first: dict[bytes, int] = {}
        for i, block in zip(starts, blocks, strict=True):
            start = first.setdefault(block, i)
            if start != i:
                found.update(range(start, start + length), range(i, i + length))
    return found


def _high(table: _Table, changed: int) -> set[int]:
    """The indices of rows in recurring blocks in which at most `changed` statements of each row differ."""
    size = table.size
    distances = range(1, min(size, max(2, _WORK // size)))
    matches: dict[int, int] = {}

    def matching(distance: int) -> int:
        if (found := matches.get(distance)) is None:
            found = table.matching(distance, changed)
            if len(matches) * size < _KEPT:
                matches[distance] = found
        return found

    def share(some: Sequence[int]) -> float:
        return sum(matching(distance).bit_count() for distance in some) / max(1, len(some) * size - sum(some))

    usual = max(share(distances[:: max(1, len(distances) // _SAMPLE)]), share(distances[_CLOSE]))
    length = _length(_CAUTION_HIGH * usual, len(distances) * size - sum(distances))
    if not length:
        return set()
    found = 0
    for distance in distances:
        starts = _spread(matching(distance), max(SHORTEST_HIGH, length), and_, rshift)
        if starts:
            block = _spread(starts, max(SHORTEST_HIGH, length), or_, lshift)
            found |= block | block << distance
    return {i for i, bit in enumerate(reversed(f"{found:b}")) if bit == "1"}


def _spread(bits: int, length: int, join: Callable[[int, int], int], shift: Callable[[int, int], int]) -> int:
    """The bits joined with those up to `length` before or after: the starts of runs (and), or all of a run (or)."""
    reach = 1
    while bits and reach < length:
        step = min(reach, length - reach)
        bits, reach = join(bits, shift(bits, step)), reach + step
    return bits


def _planes(whole: bytes, width: int) -> list[list[int]]:
    """For each statement and each bit of a mark, one number whose bits are that bit of all rows."""
    highest = max(set(whole) - {BLANK}, default=0)
    bits = [1 << i for i in range((highest + 1).bit_length())]  # enough to distinguish the highest mark from BLANK
    tables = [bytes(ord("1") if mark & bit else ord("0") for mark in range(256)) for bit in bits]
    columns = [whole[i::width][::-1] for i in range(width)]
    return [[int(column.translate(table), 2) for table in tables] for column in columns]


def _is_sorted(rows: Sequence[bytes], whole: bytes) -> bool:
    """Whether the table is sorted by a statement or by the sum of all, so that similar rows are next to each other."""
    whole, width = b"".join(rows), len(rows[0])
    return any(_is_ordered(partial(iter, whole[i::width])) for i in range(width)) or _is_ordered(
        partial(map, sum, rows)
    )


def _is_ordered(key: Callable[[], Iterable[int]]) -> bool:
    """Whether values rise or fall all along, and are not all the same. Most are looked at for a few rows only."""
    if all(a <= b for a, b in pairwise(key())) or all(a >= b for a, b in pairwise(key())):
        return len(set(key())) > 1
    return False


def too_often(patterns: Mapping[bytes, int], parts: Sequence[Sequence[int]], judged: Container[bytes]) -> set[bytes]:
    """The patterns that more rows have than their neighbours explain, among those that are `judged`.

    A neighbour agrees in all sub-dimensions but one. A pattern is too frequent if its rows outnumber its neighbours.
    All repeated patterns are if identical rows outnumber the pairs that differ in one sub-dimension.
    `patterns` has the number of rows of each.
    """
    if len(parts) < 2:
        return set()
    repeated = {marks: count for marks, count in patterns.items() if count > 1 and marks in judged}
    if not repeated:
        return set()
    size = sum(patterns.values())
    neighbours = dict(zip(patterns, _neighbours(patterns, parts), strict=True))
    rare: dict[tuple[int, int], bool] = {}
    found = set()
    for marks, count in repeated.items():
        key = count, neighbours[marks]
        if key not in rare:
            rare[key] = size * at_least(count - 1, neighbours[marks] + _AT_LEAST_EXPECTED) < _UNLIKELY
        if rare[key]:
            found.add(marks)
    near = sum(count * neighbours[marks] for marks, count in patterns.items() if marks in judged) / 2
    copies = sum(count - 1 for count in repeated.values())
    return set(repeated) if at_least(copies, near / len(parts) + 2 * _AT_LEAST_EXPECTED) < RARE else found


def _neighbours(patterns: Mapping[bytes, int], parts: Sequence[Sequence[int]]) -> list[int]:
    """For each pattern the number of rows that agree with it in all parts but one."""
    width = len(next(iter(patterns)))
    found = [-len(parts) * count for count in patterns.values()]
    for part in parts:
        rest = narrowed(patterns, [place for place in range(width) if place not in part], width)
        totals: dict[bytes, int] = dict.fromkeys(rest, 0)
        for marks, count in zip(rest, patterns.values(), strict=True):
            totals[marks] += count
        found = list(map(add, found, map(totals.__getitem__, rest)))
    return found
