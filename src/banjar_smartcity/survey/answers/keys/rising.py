"""Rising: codes each of which is higher than the one above it, so that no two are the same."""

from __future__ import annotations

from collections.abc import Sequence

from ...table.fixed import FixedColumn, fixed
from ...table.rows import Cell

_DIGITS = b"0123456789"
_HIGHEST = 0x80
"""The bit that no letter of ASCII has."""
_ESCAPE = "_x"


class RisingCodes:
    """Whether all codes of a column have one form, in which only digits differ, and rise from row to row."""

    def __init__(self) -> None:
        self._holds = True
        self._form, self._last = "", ""

    def __bool__(self) -> bool:
        """Whether the codes that were added do; there has to be one."""
        return self._holds and bool(self._last)

    def add(self, cells: Sequence[Cell]) -> None:
        """Add further rows. Only of fixed columns it is found out."""
        if not self._holds:
            return
        codes = fixed(cells) if len(cells) == 1 else cells
        if not isinstance(codes, FixedColumn) or not codes.letters:
            self._holds = False
            return
        form = "".join(map(_letter, codes.letters))
        first, last = ("".join(chr(letters[i]) for letters in codes.letters) for i in (0, -1))
        known = not self._last or (form == self._form and self._last < first)
        self._holds = known and "\n" not in form and _ESCAPE not in form and _rise(codes.letters)
        self._form, self._last = form, last


def _letter(letters: bytes) -> str:
    """The letter that all rows have at a place; 0 if each has a digit, and a line break if neither is so."""
    if not letters.translate(None, _DIGITS):
        return "0"
    return chr(letters[0]) if letters == letters[:1] * len(letters) else "\n"


def _rise(columns: Sequence[bytes]) -> bool:
    """Whether each row of letters is higher than the one above it. All are compared by one subtraction."""
    letters = [column for column in columns if column != column[:1] * len(column)]
    size, width = len(columns[0]), len(letters)
    if not letters:
        return size == 1
    rows = bytearray(size * width)
    for i, column in enumerate(letters):
        rows[i::width] = column
    upper, lower = int.from_bytes(rows[:-width], "big"), int.from_bytes(rows[width:], "big")
    guards = int.from_bytes((bytes([_HIGHEST]) + bytes(width - 1)) * (size - 1), "big")
    ones = int.from_bytes((bytes(width - 1) + b"\1") * (size - 1), "big")
    # A guard stays where nothing has to be borrowed from it: where the lower row is higher by one at least.
    kept = (lower | guards) - upper - ones
    return kept & guards == guards
