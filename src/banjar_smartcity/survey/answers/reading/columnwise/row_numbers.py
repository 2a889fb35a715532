"""Row numbers: those of the rows of a block, as an array."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache


def row_numbers(numbers: Sequence[int]) -> Sequence[int]:
    """The same numbers; those of rows that follow each other are made by one addition."""
    if not isinstance(numbers, range) or numbers.step != 1 or numbers.start < 0:
        return numbers
    first, ones, size = _from_zero(len(numbers))
    return array("l", (first + ones * numbers.start).to_bytes(size, sys.byteorder))


@lru_cache(maxsize=2)
def _from_zero(count: int) -> tuple[int, int, int]:
    """The numbers from zero on and as many ones, each as one number, and the bytes of it."""
    numbers, ones = array("l", range(count)), array("l", [1]) * count
    size = len(numbers) * numbers.itemsize
    return int.from_bytes(numbers.tobytes(), sys.byteorder), int.from_bytes(ones.tobytes(), sys.byteorder), size
