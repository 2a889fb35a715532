"""Cell columns: the cells of a block by column, and flags about its rows: one byte for each, 1 or 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, zip_longest
from typing import cast

from ....table.fixed import FixedColumn, FixedRows
from ....table.rows import Cell, FlatRows, RowBlock, is_blank
from ...marks import any_of, places_of
from ..memo import Memo

_NOT = bytes([1]) + bytes(255)


class CellColumns:
    """The cells of a block by column; a row that ends before a column has None there."""

    def __init__(self, block: RowBlock) -> None:
        self._size = len(block.rows)
        self._columns: dict[int, Sequence[Cell]] = {}
        self._flat = block.rows if isinstance(block.rows, FlatRows | FixedRows) else None
        if self._flat is None:
            self._columns.update(enumerate(_columns(block.rows)))
        self.width = len(self._columns) if self._flat is None else self._flat.width
        self.openings: dict[int, bytes] = {}
        """By place, what the first letters of a column say, as far as that was asked."""

    def of(self, place: int) -> Sequence[Cell]:
        """The cells of a column."""
        if place >= self.width:
            return (None,) * self._size
        if self._flat is not None and place not in self._columns:
            # Only columns that somebody asks about are cut out.
            self._columns[place] = self._flat.column(place)
        return self._columns[place]


def _columns(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    ragged = len(set(map(len, rows))) > 1
    return list(zip_longest(*rows) if ragged else zip(*rows, strict=True))


class OddRows:
    """The rows of a block that have to be read one by one."""

    def __init__(self, size: int) -> None:
        self._size, self._rows = size, 0

    def add(self, flags: bytes) -> None:
        """Add the rows with a 1."""
        if 1 in flags:
            self._rows |= int.from_bytes(flags, "big")

    def add_places(self, places: Sequence[int]) -> None:
        """Add the rows with these indices."""
        flags = bytearray(self._size)
        for place in places:
            flags[place] = 1
        self.add(bytes(flags))

    def add_unless(self, columns: Iterator[bytes] | Sequence[bytes]) -> None:
        """Add the rows that have a 1 in none of the columns."""
        self.add(any_of(columns).translate(_NOT))

    def places(self) -> list[int]:
        """Their indices."""
        return list(compress(range(self._size), self._rows.to_bytes(self._size, "big"))) if self._rows else []


def both(flags: bytes, others: bytes) -> bytes:
    """1 for each row that has a 1 in both; empty `others` are 1 throughout."""
    if not others or 0 not in others:
        return flags
    return (int.from_bytes(flags, "big") & int.from_bytes(others, "big")).to_bytes(len(flags), "big")


def confirmed(flags: bytes, cells: Sequence[Cell], judge: Memo) -> bytes:
    """1 for each cell that has a 1 and of which a judge of whole cells says the same."""
    if 1 not in flags:
        return flags
    said = judge.column(list(compress(cells, flags)))
    if 1 not in said:
        return bytes(len(flags))
    found = bytearray(len(flags))
    for i, one in zip(places_of(flags), said, strict=True):
        found[i] = one
    return bytes(found)


def filled(cells: Sequence[Cell]) -> bytes:
    """1 for each cell that is not empty."""
    if isinstance(cells, FixedColumn) and cells.is_filled:
        return bytes([1]) * len(cells)
    try:
        return bytes(map(bool, map(str.strip, cast(Sequence[str], cells))))
    except TypeError:  # not all are texts
        return bytes(not is_blank(cell) for cell in cells)
