"""Last row: whether it has exactly the rounded means or medians of all rows above it, as a row of sums has."""

from __future__ import annotations

from fractions import Fraction

from ...answers.marks import FormMarks
from ...cells.answer import BLANK
from .patterns import is_varied

_LEAST_ROWS = 10
"""With fewer, a person may well be like the mean of the others."""


def ends_with_average(marks: FormMarks, *, apart: bool = False) -> bool:
    """Whether the last row is such a row, and not one of equal marks, which many people give.

    If it is `apart`, something else says that it is not a person's, so that equal marks are asked about too.
    """
    if len(marks) <= _LEAST_ROWS:
        return False
    last = marks[len(marks) - 1]
    if BLANK in last or not (apart or is_varied(last)):
        return False
    above = [column[:-1].replace(bytes([BLANK]), b"") for column in marks.columns]
    if not all(above):
        return False
    means = [Fraction(sum(column), len(column)) for column in above]
    ways = ([int(mean + Fraction(1, 2)) for mean in means], [round(mean) for mean in means], list(map(int, means)))
    return list(last) in ways or all(_is_median(mark, column) for mark, column in zip(last, above, strict=True))


def _is_median(mark: int, column: bytes) -> bool:
    below = sum(column.count(other) for other in range(mark))
    return below * 2 <= len(column) <= (below + column.count(mark)) * 2
