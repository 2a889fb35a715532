"""Blocks: whether rows that follow each other may occur in a table a second time, in the same order.

A number stands for the marks of rows that follow each other. Most tables have no number twice, and so no block.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

from ...answers.marks import FormMarks

_LANE = 8
"""The bytes of a number."""
_MOST_MIXED, _SHIFT, _BITS = 8, 7, 32
"""The most rows in a number; how many more bits each of them is moved by, and the bits below which all moves stay."""
_SHARE = 4
"""So many fifths of the rows of a block are compared first, from every few rows: chance hardly ever repeats these."""
_CHUNK = 10_000


def may_recur(marks: FormMarks, rows: int) -> bool:
    """Whether this many rows may occur again somewhere; only "no" is certain where marks are too many to be packed."""
    packed = marks.packed_columns
    if packed is None:
        return True
    lanes = bytearray(_LANE * len(marks))
    for i, column in enumerate(packed):
        lanes[i::_LANE] = column
    first = int.from_bytes(lanes, "little")
    fewer = -(-rows * _SHARE // 5)
    if fewer < rows and not _are_met(_mixed(first, len(marks), fewer), rows - fewer + 1):
        return False
    width = marks.width
    blocks = [marks.matrix[i * width : (i + rows) * width] for i in _repeated(_mixed(first, len(marks), rows))]
    return len(set(blocks)) < len(blocks)


def _mixed(first: int, size: int, rows: int) -> array[int]:
    """For each row a number that stands for it and those that follow it, up to this many rows."""
    mixed = first
    for below in range(1, min(rows, _MOST_MIXED)):
        mixed ^= first >> 8 * _LANE * below << _SHIFT * below % _BITS
    return array("Q", mixed.to_bytes(_LANE * size, "little"))[: max(0, size - rows + 1)]


def _are_met(numbers: array[int], step: int) -> bool:
    """Whether one of each `step` numbers occurs again: one of them is in every block that is longer than its rows."""
    known = set(numbers[::step])
    if len(known) < len(numbers[::step]):
        return True
    return not all(known.isdisjoint(numbers[other::step]) for other in range(1, step))


def _repeated(numbers: Sequence[int]) -> list[int]:
    """The indices of the numbers that occur more than once."""
    known: set[int] = set()
    doubtful: set[int] = set()
    for begin in range(0, len(numbers), _CHUNK):
        chunk = numbers[begin : begin + _CHUNK]
        before = len(known)
        known.update(chunk)
        if len(known) < before + len(chunk):
            doubtful.update(chunk)
    asked = [i for i, number in enumerate(numbers) if number in doubtful] if doubtful else []
    counts = Counter(map(numbers.__getitem__, asked))
    return [i for i in asked if counts[numbers[i]] > 1]
