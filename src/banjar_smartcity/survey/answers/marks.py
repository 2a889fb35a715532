"""Marks: those of all rows of a form as one text of bytes, of which rows and columns are parts.

A question about all rows is asked of whole columns, as numbers of as many bytes as there are rows: Python joins and
compares these as fast as it copies memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import overload

from ..cells.answer import BLANK

_GIVEN = bytes(mark != BLANK for mark in range(256))
"""For `bytes.translate`: 1 for a mark."""


class FormMarks(Sequence[bytes]):
    """For each row one byte for each statement: its mark, or `BLANK`. Nothing in it changes."""

    def __init__(self, matrix: bytes, width: int) -> None:
        self.matrix, self.width = matrix, width

    def __len__(self) -> int:
        return len(self.matrix) // self.width

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        return self.rows[place]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.rows)

    @cached_property
    def rows(self) -> list[bytes]:
        """The marks of each row."""
        return cut(self.matrix, self.width)

    @cached_property
    def columns(self) -> tuple[bytes, ...]:
        """The marks of each statement."""
        return tuple(self.matrix[i :: self.width] for i in range(self.width))

    @cached_property
    def patterns(self) -> Mapping[bytes, int]:
        """How many rows have the same marks, by these marks."""
        return Counter(self.rows)

    @cached_property
    def perhaps_uniform(self) -> tuple[bytes, ...]:
        """The different marks of rows that are all the same, and those with blanks."""
        return tuple(marks for marks in self.patterns if BLANK in marks or marks.count(marks[0]) == self.width)

    @property
    def complete(self) -> Sequence[int]:
        """The indices of the rows without a blank."""
        blank = tally(self.columns, BLANK)
        return range(len(self)) if not any(blank) else [i for i, count in enumerate(blank) if not count]

    def rows_with(self, some: Collection[bytes]) -> Iterator[int]:
        """The indices of the rows that have one of these marks."""
        return compress(range(len(self)), map(some.__contains__, self.rows)) if some else iter(())

    def answering(self, places: Sequence[int]) -> Sequence[int]:
        """The indices of the rows that answer at least one of these statements."""
        columns = [self.columns[place] for place in places]
        if any(BLANK not in column for column in columns):
            return range(len(self))
        found = 0
        for column in columns:
            found |= int.from_bytes(column.translate(_GIVEN), "big")
        given = found.to_bytes(len(self), "big")
        return list(compress(range(len(self)), given)) if 0 in given else range(len(self))


def joined(columns: Sequence[bytes]) -> bytes:
    """Columns of the same length as rows, one after the other."""
    matrix = bytearray(len(columns) * len(columns[0]) if columns else 0)
    for i, column in enumerate(columns):
        matrix[i :: len(columns)] = column
    return bytes(matrix)


def narrowed(rows: Iterable[bytes], places: Sequence[int], width: int) -> list[bytes]:
    """Rows of `width` marks, of which only some are kept; as `joined` has it, which is faster than row by row."""
    matrix = b"".join(rows)
    return cut(joined([matrix[place::width] for place in places]), len(places))


def cut(matrix: bytes, width: int) -> list[bytes]:
    """Bytes in pieces of the same length."""
    return [matrix[i : i + width] for i in range(0, len(matrix), width)]


def tally(columns: Sequence[bytes], mark: int) -> bytes:
    """For each row, in how many of the columns it has this mark."""
    table = bytes(other == mark for other in range(256))
    total = sum(int.from_bytes(column.translate(table), "big") for column in columns)
    return total.to_bytes(len(columns[0]) if columns else 0, "big")


def table_of(*marks: int) -> bytes:
    """For `bytes.translate`: 1 for these marks, 0 for all others."""
    return bytes(mark in marks for mark in range(256))
