"""Fixed columns: cells with the same number of letters in every row, so that each letter is a column of its own.

A question about all cells is asked of their letters, many rows at once; texts are made only where somebody needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import cast, overload

from .rows import Cell

_BLANKS = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
"""What `str.strip` removes."""
_MOST_OPENINGS = 32


class FixedColumn(Sequence[str]):
    """The cells of a column, all of ASCII. `letters` has for each place in a cell the letters of all rows."""

    def __init__(self, letters: Sequence[bytes], size: int) -> None:
        self.letters, self._size = letters, size

    @cached_property
    def texts(self) -> list[str]:
        """The cells as texts."""
        return self.lines.split("\n") if self._size else []

    @property
    def lines(self) -> str:
        """The cells as lines of one text."""
        width = len(self.letters) + 1
        whole = bytearray(b"\n") * (self._size * width)
        for i, letters in enumerate(self.letters):
            whole[i::width] = letters
        return whole[:-1].decode("ascii")

    @property
    def is_filled(self) -> bool:
        """Whether none of the cells is blank, as far as one letter of all of them says so."""
        return any(len(letters.translate(None, _BLANKS)) == self._size for letters in self.letters)

    def openings(self, length: int) -> list[str]:
        """What the first letters of the cells may be; nothing if that may be too much."""
        choices = [_different(letters) for letters in self.letters[:length] if letters]
        count = 1
        for letters in choices:
            count *= len(letters)
        return ["".join(map(chr, letters)) for letters in product(*choices)] if 0 < count <= _MOST_OPENINGS else []

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self.texts[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)


class FixedRows(Sequence[Sequence[Cell]]):
    """Rows that have all their letters at the same places; `spans` are the places of the letters of each cell."""

    def __init__(self, letters: Sequence[bytes], spans: Sequence[range], begin: int, end: int) -> None:
        self._letters, self._spans, self._begin, self._end = letters, spans, begin, end

    @property
    def width(self) -> int:
        """The number of cells of each row."""
        return len(self._spans)

    def __len__(self) -> int:
        return self._end - self._begin

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> FixedRows: ...
    def __getitem__(self, place: int | slice) -> Sequence[Cell] | FixedRows:
        rows = range(self._begin, self._end)[place]
        if isinstance(rows, range):
            return FixedRows(self._letters, self._spans, rows.start, rows.stop)
        return ["".join(chr(self._letters[i][rows]) for i in span) for span in self._spans]

    def column(self, place: int) -> FixedColumn:
        """The cells of a column."""
        rows = slice(self._begin, self._end)
        return FixedColumn([self._letters[i][rows] for i in self._spans[place]], len(self))


def fixed(cells: Sequence[Cell]) -> FixedColumn | None:
    """Cells as a fixed column; None unless all are texts of ASCII with as many letters, each of one line."""
    if isinstance(cells, FixedColumn):
        return cells
    texts = cast(Sequence[str], cells)
    try:
        whole = "".join(texts)
    except TypeError:
        return None
    size = len(texts[0]) if texts else 0
    if len(whole) != size * len(texts) or not whole.isascii() or "\n" in whole or set(map(len, texts)) != {size}:
        return None
    letters = whole.encode()
    return FixedColumn([letters[i::size] for i in range(size)], len(texts))


def _different(letters: bytes) -> list[int]:
    """The different letters of a column; most columns have one at most places."""
    return [letters[0]] if letters == letters[:1] * len(letters) else sorted(set(letters))
