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
    mixed = first
    for below in range(1, min(rows, _MOST_MIXED)):
        mixed ^= first >> 8 * _LANE * below << _SHIFT * below % _BITS
    numbers = array("Q", mixed.to_bytes(len(lanes), "little"))[: max(0, len(marks) - rows + 1)]
    width = marks.width
    blocks = [marks.matrix[i * width : (i + rows) * width] for i in _repeated(numbers)]
    return len(set(blocks)) < len(blocks)


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
