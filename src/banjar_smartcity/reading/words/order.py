"""Order: the lines of a page as a reader sees them, where a program drew the upper lines after the lower ones.

Printers of statistics draw the title of a table after its rows. Only a block that is wholly above another one, and
over the same columns, is moved before it; the columns of a page stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...named import NamedTuple

_FEWEST = 3
"""Nothing is moved before a block of fewer lines, such as the number of a page."""
_GAP = 3
"""So many heights of a line part two blocks."""


class PlacedLine(NamedTuple):
    """A line and its place, counted upwards and to the right as the reader sees the page."""

    text: str
    top: float
    bottom: float
    left: float
    right: float


class _Block(NamedTuple):
    """Lines that were drawn one below the other."""

    lines: tuple[PlacedLine, ...]
    top: float
    bottom: float
    left: float
    right: float


def in_order(lines: Sequence[PlacedLine]) -> list[str]:
    """The texts of lines in the order in which they are on the page."""
    placed: list[_Block] = []
    for block in _blocks(lines):
        before = (n for n, other in enumerate(placed) if _is_above(block, other))
        placed.insert(next(before, len(placed)), block)
    return [line.text for block in placed for line in block.lines]


def _blocks(lines: Sequence[PlacedLine]) -> Iterator[_Block]:
    start = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or _jumps(lines[n - 1], lines[n]):
            own = tuple(lines[start:n])
            yield _Block(
                own,
                max(line.top for line in own),
                min(line.bottom for line in own),
                min(line.left for line in own),
                max(line.right for line in own),
            )
            start = n


def _jumps(line: PlacedLine, following: PlacedLine) -> bool:
    """Whether a line is drawn higher than the one before it, or leaves a gap below it."""
    height = line.top - line.bottom
    return following.top > line.top + 2 * height or following.top < line.bottom - _GAP * height


def _is_above(block: _Block, other: _Block) -> bool:
    """Whether a block is wholly above another one of some lines, and at least half of the narrower one over it."""
    shared = min(block.right, other.right) - max(block.left, other.left)
    narrower = min(block.right - block.left, other.right - other.left)
    return len(other.lines) >= _FEWEST and block.bottom >= other.top and shared * 2 >= narrower
