"""Cells seen: what our own pass through the cells of a sheet has noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from ...named import NamedTuple

MOST_NOTED = 100_000
"""Cells of a sheet that are noted; one of answers has some thousand."""
MOST_ACROSS = 100
"""Columns that are looked at; a sheet of answers has thirteen."""
Place = tuple[int, int]
"""The row of a cell, from 1, and its column, from 0."""


class CellsSeen(NamedTuple):
    """What was noted of a sheet."""

    percentages: Set[Place] = frozenset()
    """Cells with a number that is shown as a percentage."""
    texts: Mapping[Place, str] = {}
    """Cells that say something else than calamine does: errors, and texts with tabs or line ends in them."""
    spans: Mapping[int, Sequence[tuple[int, int]]] = {}
    """By column: the first and last rows of merged cells that calamine does not know."""


def is_percentage(code: str) -> bool:
    """Whether a number format shows a percentage: `0.0%`, but neither `0"%"` nor `0\\%`."""
    shown, quoted, skipped = False, False, False
    for letter in code:
        if skipped:
            skipped = False
        elif letter == '"':
            quoted = not quoted
        elif letter == "\\" and not quoted:
            skipped = True
        elif letter == "%" and not quoted:
            shown = True
    return shown
