"""Matches: rows that agree with other people's rows in more statements than people do by themselves.

The percent match of two rows is the share of statements with the same mark in both (Kuriakose and Robbins, "Don't get
duped: Fraud through duplication in public opinion surveys", Statistical Journal of the IAOS 32, 2016). They suspect a
match of more than 85 % in surveys of a hundred questions. Simmons, Mercer, Schwarzer and Kennedy ("Evaluating a new
proposal for detecting data falsification in surveys", same journal, 2016) show that such a bound depends on how many
questions and answers there are and on how similar people are. With nine statements many honest rows are above it. So a
match alone is not a finding. Two patterns of a table are:

- `recurring`: a block of rows matches another block of the table, row by row;
- `too_often` in `neighbours.py`: rows are identical more often than rows agree in all but one sub-dimension. Honest
  people who agree in all nine answers are a few of the many who agree in six; copies have no such neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil, log
from operator import add, and_, lshift, mul, ne, or_, rshift

from ....named import NamedTuple
from ...answers.marks import FormMarks, Id
from ...cells.answer import BLANK
from .blocks import may_recur
from .chance import RARE

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
_SAMPLE, _SAMPLED = 256, 10_000
"""The number of distances between rows from which the share of high matches is estimated, and the most rows of a table
for which so many are needed; of more rows fewer distances have as many pairs."""
_USUAL = 5
"""Most scales have so many marks, from 0 on."""
_BY_HASH, _SUSPECTS = 3, 3
"""How many times more rows seem to match in a sieve, and how many may do so by chance at a distance."""
_LOW_BITS = bytes(mark & 7 for mark in range(256))
_LOW_PLANES = [bytes(ord("1") if mark & bit else ord("0") for mark in range(256)) for bit in (1, 2, 4)]
_KEPT = 100_000_000
"""The bits of matches that are kept, so that none is looked for twice: twelve megabytes."""
_CLOSE = slice(4, 14)
"""Distances at which rows may match more often than elsewhere, as they come from one village or one programme."""


class Recurring(NamedTuple):
    """The indices of rows in recurring blocks: of identical rows, or with a high match."""

    identical: set[int]
    high: set[int]


def recurring(marks: FormMarks, kinds: Callable[[], Mapping[Id, int]]) -> Recurring:
    """The rows in blocks that match another block of the table, row by row.

    The least length of a block follows from the share of all pairs of rows that match. A table that is sorted by its
    answers is not judged. Identical blocks are found at any distance, those with a high match as far as `_WORK` allows.
    `kinds` says how many of these rows have the same marks; mostly it is not asked.
    """
    if len(marks) <= SHORTEST_IDENTICAL or _is_sorted(marks):
        return Recurring(set(), set())
    changed = -(-(100 - HIGH) * marks.width // 100) - 1
    table = MarkBits(len(marks), planes_of(marks.matrix, marks.width))
    identical = _identical(marks, table, kinds)
    return Recurring(identical, _high(marks.matrix, table, changed) if changed else set())


class MarkBits(NamedTuple):
    """The marks of a table as bits."""

    size: int
    planes: Sequence[Sequence[int]]
    """For each statement and each bit of a mark, one number whose bits are that bit of all rows."""

    def matching(self, distance: int, changed: int, others: MarkBits | None = None) -> int:
        """A number in which the bit of a row is set if it matches the row at this distance after it.

        In a match at most `changed` statements differ. The row after it may be one of `others`.
        """
        return self.up_to(distance, changed, others)[changed]

    def up_to(self, distance: int, changed: int, others: MarkBits | None = None) -> list[int]:
        """Such numbers for all matches in which at most 0, 1, … `changed` statements differ."""
        after = others or self
        more = [0] * (changed + 1)  # rows that differ in more than 0, 1, … statements
        for bits, further in zip(self.planes, after.planes, strict=True):
            differ = 0
            for plane, other in zip(bits, further, strict=True):
                differ |= plane ^ other >> distance
            for i in range(changed, 0, -1):
                more[i] |= more[i - 1] & differ
            more[0] |= differ
        whole = (1 << max(0, min(self.size, after.size - distance))) - 1
        return [~bits & whole for bits in more]


def _length(share: float, pairs: int) -> int:
    """The number of matches in a row that no honest table has if this share of pairs matches; 0 if there is none.

    `pairs` runs of chance `share ** length` each are expected `RARE` times: length = log(RARE / pairs) / log(share).
    """
    return ceil(log(RARE / pairs) / log(share)) if 0 < share < _LIKELY else 0


def _identical(marks: FormMarks, table: MarkBits, counted: Callable[[], Mapping[Id, int]]) -> set[int]:
    """The indices of rows in recurring blocks of identical rows."""
    pairs = table.size * (table.size - 1) // 2
    distances = range(1, table.size)[_CLOSE]
    matches = sum(table.matching(distance, 0).bit_count() for distance in distances)
    close = matches / max(1, len(distances) * table.size - sum(distances))
    # The share of all pairs may only be higher, so that blocks are at least as long as by this one.
    if _CAUTION_IDENTICAL * close >= _LIKELY or not may_recur(
        marks, max(SHORTEST_IDENTICAL, _length(_CAUTION_IDENTICAL * close, pairs))
    ):
        return set()
    kinds = counted()
    share = max((sum(map(mul, kinds.values(), kinds.values())) - table.size) / 2 / pairs, close)
    length = _length(_CAUTION_IDENTICAL * share, pairs)
    if not length:
        return set()
    length = max(SHORTEST_IDENTICAL, length)
    whole, width = marks.matrix, marks.width
    # A row that the table has once is in no recurring block.
    once = {one for one, count in kinds.items() if count == 1}
    again = re.finditer(rb"\0{%d,}" % length, bytes(map(once.__contains__, marks.ids)))
    starts = [i for run in again for i in range(run.start(), run.end() - length + 1)]
    blocks = [whole[i * width : (i + length) * width] for i in starts]
    found: set[int] = set()
    if len(set(blocks)) < len(blocks):
        first: dict[bytes, int] = {}
        for i, block in zip(starts, blocks, strict=True):
            start = first.setdefault(block, i)
            if start != i:
                found.update(range(start, start + length), range(i, i + length))
    return found


def _high(whole: bytes, table: MarkBits, changed: int) -> set[int]:
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

    sampled = min(_SAMPLE, max(1, _SAMPLE * _SAMPLED // size))
    usual = max(share(distances[:: max(1, len(distances) // sampled)]), share(distances[_CLOSE]))
    length = _length(_CAUTION_HIGH * usual, len(distances) * size - sum(distances))
    length = max(SHORTEST_HIGH, length) if length else 0
    # A table of as many rows has no other place for a block.
    if not 0 < length < size:
        return set()
    may_match = _sieve(whole, len(table.planes), changed, length, usual)
    found = 0
    for distance in distances:
        if not may_match(distance):
            continue
        starts = _spread(matching(distance), length, and_, rshift)
        if starts:
            block = _spread(starts, length, or_, lshift)
            found |= block | block << distance
    return {i for i, bit in enumerate(reversed(f"{found:b}")) if bit == "1"}


def _sieve(whole: bytes, width: int, changed: int, length: int, usual: float) -> Callable[[int], bool]:
    """Whether a recurring block at a distance is possible, by every second or third row, or fewer of them.

    A block has a match at `least` of these rows one after the other. By three bits for two statements a few more rows
    seem to match; where this many do, all rows around them are compared.
    """
    size = len(whole) // width
    least = next((n for n in range(1, length) if size * n / length * (_BY_HASH * usual) ** n <= _SUSPECTS), length)
    step = length // least
    if step == 1:
        return lambda _: True
    parts = [MarkBits(len(range(rest, size, step)), _hashed_planes(whole, width, rest, step)) for rest in range(step)]

    def may_match(distance: int) -> bool:
        ahead, rest = divmod(distance, step)
        starts = _spread(parts[0].matching(ahead, changed, parts[rest]), least, and_, rshift)
        while starts:
            lowest = starts & -starts
            if run_at((lowest.bit_length() - 1) * step, distance) >= length:
                return True
            starts ^= lowest
        return False

    def run_at(row: int, distance: int) -> int:
        """How many rows one after the other match those at a distance, from the first to the last around a row."""
        begin = end = row
        while end + distance < size and agree(end, end + distance):
            end += 1
        while begin and agree(begin - 1, begin - 1 + distance):
            begin -= 1
        return end - begin if end > row else 0

    def agree(row: int, other: int) -> bool:
        marks, others = whole[row * width : (row + 1) * width], whole[other * width : (other + 1) * width]
        return list(map(ne, marks, others)).count(True) <= changed

    return may_match


def _hashed_planes(whole: bytes, width: int, first: int, step: int) -> list[list[int]]:
    """For every two statements three bits that are the same where their marks are, in some rows; as `planes_of`."""
    columns = [whole[i::width][first::step][::-1].translate(_LOW_BITS) for i in range(width)]
    numbers = [int.from_bytes(column, "big") for column in columns]
    hashes = map(add, numbers[::2], [3 * number for number in numbers[1::2]] + [0] * (width % 2))
    texts = [number.to_bytes(len(columns[0]), "big") for number in hashes]
    return [[int(text.translate(table), 2) for table in _LOW_PLANES] for text in texts]


def _spread(bits: int, length: int, join: Callable[[int, int], int], shift: Callable[[int, int], int]) -> int:
    """The bits joined with those up to `length` before or after: the starts of runs (and), or all of a run (or)."""
    reach = 1
    while bits and reach < length:
        step = min(reach, length - reach)
        bits, reach = join(bits, shift(bits, step)), reach + step
    return bits


def planes_of(whole: bytes, width: int) -> list[list[int]]:
    """For each statement and each bit of a mark one number whose bits are that bit of all rows."""
    higher = whole.translate(None, bytes((*range(_USUAL), BLANK)))
    highest = max(higher, default=next((mark for mark in reversed(range(_USUAL)) if mark in whole), 0))
    # Enough to distinguish the highest mark from BLANK.
    bits = [1 << i for i in range((highest + 1).bit_length())]
    tables = [bytes(ord("1") if mark & bit else ord("0") for mark in range(256)) for bit in bits]
    columns = [whole[i::width][::-1] for i in range(width)]
    return [[int(column.translate(table), 2) for table in tables] for column in columns]


def _is_sorted(marks: FormMarks) -> bool:
    """Whether the table is sorted by a statement or by the sum of all, so that similar rows are next to each other."""
    by_statement = any(_is_ordered(partial(iter, column)) for column in marks.columns)
    return by_statement or _is_ordered(lambda: map(sum, zip(*marks.columns, strict=True)))


def _is_ordered(key: Callable[[], Iterable[int]]) -> bool:
    """Whether values rise or fall all along, and are not all the same. Most are looked at for a few rows only."""
    if all(a <= b for a, b in pairwise(key())) or all(a >= b for a, b in pairwise(key())):
        return len(set(key())) > 1
    return False
