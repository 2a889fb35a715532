"""Marks: those of all rows of a form as one text of bytes, of which rows and columns are parts.

A question about all rows is asked of whole columns, as numbers of as many bytes as there are rows: Python joins and
compares these as fast as it copies memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import overload

from ..cells.answer import BLANK

_GIVEN = bytes(mark != BLANK for mark in range(256))
_IS_ZERO, _IS_SOME = bytes([1]) + bytes(255), bytes([0]) + bytes([1]) * 255
"""For `bytes.translate`: 1 for a mark, for 0, for anything else."""
_BASE, _MOST_PACKED = 6, 3
"""Five marks and a blank are six values, so that those of three statements are one byte; more marks are not packed."""
_DIGITS = bytes(_BASE - 1 if mark == BLANK else min(mark, _BASE - 1) for mark in range(256))
_MARKS = (*range(_BASE - 1), BLANK)


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
    def perhaps_uniform(self) -> Sequence[int]:
        """The indices of the rows whose marks are all the same, and of those with blanks."""
        first, *others = (int.from_bytes(column, "big") for column in self.columns)
        differ = 0
        for column in others:
            differ |= first ^ column
        alike = differ.to_bytes(len(self), "big").translate(_IS_ZERO)
        if BLANK in self.matrix:
            alike = any_of((alike, tally(self.columns, BLANK).translate(_IS_SOME)))
        return list(compress(range(len(self)), alike))

    @property
    def complete(self) -> Sequence[int]:
        """The indices of the rows without a blank."""
        blank = tally(self.columns, BLANK)
        return range(len(self)) if not any(blank) else [i for i, count in enumerate(blank) if not count]

    def holding(self, places: Sequence[int], *marks: int) -> Iterator[int]:
        """The indices of the rows that have nothing but these marks in these statements."""
        columns = [self.columns[place] for place in places]
        total = sum(int.from_bytes(column.translate(table_of(*marks)), "big") for column in columns)
        return compress(range(len(self)), total.to_bytes(len(self), "big").translate(table_of(len(columns))))

    @cached_property
    def is_packable(self) -> bool:
        """Whether the marks of three statements are one byte."""
        return not self.matrix.translate(None, bytes(_MARKS))

    def keys(self, places: Sequence[int]) -> Sequence[bytes | int]:
        """For each row something that rows with the same marks in these statements share, and no others."""
        columns = [self.columns[place] for place in places]
        if self.is_packable and len(columns) == 2 * _MOST_PACKED:
            halves = (packed(columns[:_MOST_PACKED]), packed(columns[_MOST_PACKED:]))
            return memoryview(joined(halves)).cast("H").tolist()
        return cut(joined(columns), len(columns))

    def counts(self, places: Sequence[int]) -> Mapping[bytes, int]:
        """How many rows have the same marks in these statements, by these marks."""
        columns = [self.columns[place] for place in places]
        if len(columns) > _MOST_PACKED or not self.is_packable:
            return Counter(cut(joined(columns), len(columns)))
        return {bytes(_unpacked(code, len(columns))): count for code, count in Counter(packed(columns)).items()}

    def answering(self, places: Sequence[int]) -> Sequence[int]:
        """The indices of the rows that answer at least one of these statements."""
        columns = [self.columns[place] for place in places]
        if any(BLANK not in column for column in columns):
            return range(len(self))
        given = any_of(column.translate(_GIVEN) for column in columns)
        return list(compress(range(len(self)), given)) if 0 in given else range(len(self))


def all_marks(rows: Sequence[bytes]) -> FormMarks:
    """Rows of marks as one text."""
    return FormMarks(b"".join(rows), max(1, len(rows[0]) if rows else 0))


def joined(columns: Sequence[bytes]) -> bytes:
    """Columns of the same length as rows, one after the other."""
    matrix = bytearray(len(columns) * len(columns[0]) if columns else 0)
    for i, column in enumerate(columns):
        matrix[i :: len(columns)] = column
    return bytes(matrix)


def cut(matrix: bytes, width: int) -> list[bytes]:
    """Bytes in pieces of the same length."""
    return [matrix[i : i + width] for i in range(0, len(matrix), width)]


def tally(columns: Sequence[bytes], mark: int) -> bytes:
    """For each row, in how many of the columns it has this mark."""
    table = bytes(other == mark for other in range(256))
    total = sum(int.from_bytes(column.translate(table), "big") for column in columns)
    return total.to_bytes(len(columns[0]) if columns else 0, "big")


def any_of(columns: Iterator[bytes] | Sequence[bytes]) -> bytes:
    """1 for each row that has a 1 in one of the columns."""
    found, size = 0, 0
    for column in columns:
        if 0 not in column:
            return column
        found, size = found | int.from_bytes(column, "big"), len(column)
    return found.to_bytes(size, "big")


def table_of(*marks: int) -> bytes:
    """For `bytes.translate`: 1 for these marks, 0 for all others."""
    return bytes(mark in marks for mark in range(256))


def packed(columns: Sequence[bytes]) -> bytes:
    """For each row one byte that stands for its marks in these columns, three at most."""
    total = 0
    for column in columns:
        total = total * _BASE + int.from_bytes(column.translate(_DIGITS), "big")
    return total.to_bytes(len(columns[0]), "big")


def _unpacked(code: int, width: int) -> Iterator[int]:
    return (_MARKS[code // _BASE**place % _BASE] for place in reversed(range(width)))
