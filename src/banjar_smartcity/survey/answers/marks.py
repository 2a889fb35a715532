"""Marks: those of all rows of a form as one text of bytes, of which rows and columns are parts.

A question about all rows is asked of whole columns, as numbers of as many bytes as there are rows: Python joins and
compares these as fast as it copies memory.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, compress
from typing import cast, overload

from ...named import NamedTuple
from ..cells.answer import BLANK

_GIVEN = bytes(mark != BLANK for mark in range(256))
_IS_ZERO, _IS_SOME = bytes([1]) + bytes(255), bytes([0]) + bytes([1]) * 255
"""For `bytes.translate`: 1 for a mark, for 0, for anything else."""
_VALUES = bytes(0 if mark == BLANK else mark for mark in range(256))
_BASE, _MOST_PACKED = 6, 3
"""Five marks and a blank are six values, so that those of three statements are one byte; more marks are not packed."""
_DIGITS = bytes(_BASE - 1 if mark == BLANK else min(mark, _BASE - 1) for mark in range(256))
_MARKS = (*range(_BASE - 1), BLANK)
_OF_PLACE = [
    bytes(_MARKS[code // _BASE**place % _BASE] if code < _BASE**_MOST_PACKED else 0 for code in range(256))
    for place in range(_MOST_PACKED)
]
"""For `bytes.translate`: the mark at each place of a packed byte, counted from the last."""
_MOST_BYTES = 4
"""So many packed bytes are one number."""
_FEW = 20
"""Where fewer than one of these many rows is sought, it is quicker to go from one to the next."""

Id = bytes | int
"""What rows with the same marks share, and no others."""


class MarkKinds(NamedTuple):
    """Different marks, each once."""

    marks: FormMarks
    counts: Mapping[Id, int]
    """By their ids, how many rows have them; in the order of `marks`."""


class FormMarks(Sequence[bytes]):
    """For each row one byte for each statement: its mark, or `BLANK`. Nothing in it changes."""

    def __init__(self, matrix: bytes, width: int) -> None:
        self.matrix, self.width, self._size = matrix, width, len(matrix) // max(1, width)
        self._packed: dict[tuple[int, ...], bytes] = {}

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        if isinstance(place, slice):
            return self.rows[place]
        if not 0 <= place < self._size:
            place = range(self._size)[place]
        begin = place * self.width
        return self.matrix[begin : begin + self.width]

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
    def ids(self) -> Sequence[Id]:
        """The id of each row."""
        return self.keys(range(self.width))

    @cached_property
    def kinds(self) -> MarkKinds:
        """The different marks of all rows."""
        counts = Counter(self.ids)
        if not self._is_packed(self.width):
            return MarkKinds(FormMarks(b"".join(cast(Iterable[bytes], counts)), self.width), counts)
        groups = _groups(range(self.width))
        if len(groups) == 1:
            packed_columns = [b"".join(cast(Iterable[bytes], counts))]
        else:
            numbers = _numbers(len(groups))
            numbers.extend(cast(Iterable[int], counts))
            packed_columns = [numbers.tobytes()[i :: numbers.itemsize] for i in range(len(groups))]
        columns = [
            column.translate(_OF_PLACE[place])
            for group, column in zip(groups, packed_columns, strict=True)
            for place in reversed(range(len(group)))
        ]
        return MarkKinds(FormMarks(joined(columns), self.width), counts)

    @cached_property
    def patterns(self) -> Mapping[bytes, int]:
        """How many rows have the same marks, by these marks."""
        return dict(zip(self.kinds.marks.rows, self.kinds.counts.values(), strict=True))

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
        return list(places_of(alike))

    @property
    def complete(self) -> Sequence[int]:
        """The indices of the rows without a blank."""
        blank = tally(self.columns, BLANK)
        return range(len(self)) if not any(blank) else [i for i, count in enumerate(blank) if not count]

    @property
    def sums(self) -> bytes | None:
        """The sum of the marks of each row, without blanks; None if one may be too high for a byte."""
        if not self.is_packable or self.width * _BASE > 255:
            return None
        total = sum(int.from_bytes(column.translate(_VALUES), "big") for column in self.columns)
        return total.to_bytes(len(self), "big")

    def holding(self, places: Sequence[int], *marks: int) -> bytes:
        """1 for each row that has nothing but these marks in these statements."""
        columns = [self.columns[place] for place in places]
        total = sum(int.from_bytes(column.translate(table_of(*marks)), "big") for column in columns)
        return total.to_bytes(len(self), "big").translate(table_of(len(columns)))

    def without(self, places: Sequence[int]) -> FormMarks:
        """The marks of all rows but some, given in order."""
        if not places:
            return self
        ends = [*places, len(self)]
        begins = [0, *(place + 1 for place in places)]
        spans = list(map(slice, begins, ends))
        width = self.width
        rest = FormMarks(b"".join([self.matrix[one.start * width : one.stop * width] for one in spans]), width)
        if "ids" in vars(self):
            rest.ids = list(chain.from_iterable(map(self.ids.__getitem__, spans)))
        return rest

    @cached_property
    def is_packable(self) -> bool:
        """Whether the marks of three statements are one byte."""
        return not self.matrix.translate(None, bytes(_MARKS))

    def _is_packed(self, width: int) -> bool:
        """Whether the marks of this many statements are packed into one number."""
        return self.is_packable and len(_groups(range(width))) <= _MOST_BYTES

    @property
    def packed_columns(self) -> list[bytes] | None:
        """For each row the bytes that stand for all its marks, as columns; None if there are too many."""
        return [self.packed(group) for group in _groups(range(self.width))] if self._is_packed(self.width) else None

    def packed(self, places: Sequence[int]) -> bytes:
        """For each row one byte that stands for its marks in these statements, three at most."""
        key = tuple(places)
        if key not in self._packed:
            self._packed[key] = packed([self.columns[place] for place in places])
        return self._packed[key]

    def keys(self, places: Sequence[int]) -> Sequence[Id]:
        """For each row something that rows with the same marks in these statements share, and no others."""
        if len(places) <= _MOST_PACKED or not self._is_packed(len(places)):
            columns = [self.columns[place] for place in places]
            return cut(self.packed(places), 1) if self._is_packed(len(places)) else cut(joined(columns), len(columns))
        groups = [self.packed(group) for group in _groups(places)]
        numbers = _numbers(len(groups))
        spare = [bytes(len(self))] * (numbers.itemsize - len(groups))
        numbers.frombytes(joined([*groups, *spare]))
        return numbers

    def answering(self, places: Sequence[int]) -> Sequence[int]:
        """The indices of the rows that answer at least one of these statements."""
        columns = [self.columns[place] for place in places]
        if any(BLANK not in column for column in columns):
            return range(len(self))
        given = any_of(column.translate(_GIVEN) for column in columns)
        return list(compress(range(len(self)), given)) if 0 in given else range(len(self))


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
    table = table_of(mark)
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


def places_of(flags: bytes) -> Iterator[int]:
    """The indices of the rows with a 1."""
    if flags.count(1) * _FEW > len(flags):
        yield from compress(range(len(flags)), flags)
        return
    place = flags.find(1)
    while place >= 0:
        yield place
        place = flags.find(1, place + 1)


@cache
def table_of(*marks: int) -> bytes:
    """For `bytes.translate`: 1 for these marks, 0 for all others."""
    return bytes(mark in marks for mark in range(256))


def packed(columns: Sequence[bytes]) -> bytes:
    """For each row one byte that stands for its marks in these columns, three at most."""
    total = 0
    for column in columns:
        total = total * _BASE + int.from_bytes(column.translate(_DIGITS), "big")
    return total.to_bytes(len(columns[0]), "big")


def _groups(places: Sequence[int]) -> list[Sequence[int]]:
    """The places in groups that are packed into one byte each."""
    return [places[i : i + _MOST_PACKED] for i in range(0, len(places), _MOST_PACKED)]


def _numbers(count: int) -> array[int]:
    """Room for numbers of this many packed bytes."""
    return array("H" if count == 2 else "I")
