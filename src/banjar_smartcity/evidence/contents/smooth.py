"""Smooth: whether a grid of grey values, each of a small square of a picture, shows nothing that anybody could see.

Noise is averaged out in a square of 8 by 8 pixels, while the stroke of a letter in it is seen. Light that falls off
gently is nothing, and so are a few specks of dust on a scanner.
"""

from __future__ import annotations

from collections.abc import Sequence

SQUARE = 8
"""Pixels along the side of a square."""
_CLOSE = 3.0
"""Steps of 255 by which a square may differ from those around it."""
_SPAN = 48
"""Steps of 255 by which light may fall off over a picture."""
_SQUARES_OF_A_SPECK = 2500
_EDGE = 40
"""This share of the height and the width (1/40) is the edge, where the lid of a scanner throws its shadow."""
_FEWEST = 24
"""Squares along a side of a picture of which an edge is left out."""


def specks_of(squares: int) -> int:
    """How many squares may differ, by how many a picture has."""
    return squares // _SQUARES_OF_A_SPECK


def is_smooth(rows: Sequence[Sequence[float]], step: float = 0.0) -> bool:
    """Whether nothing is to be seen in rows of equal length; `step` is what rounding alone makes of a value."""
    rows = _without_edge(rows)
    if not rows or not rows[0]:
        return False
    left = specks_of(len(rows) * len(rows[0]))
    low, high, close = 255.0, 0.0, _CLOSE + step / 2
    for y, row in enumerate(rows):
        above, below = rows[max(0, y - 1)], rows[min(y + 1, len(rows) - 1)]
        for value, up, down, before, after in zip(row, above, below, (row[0], *row), (*row[1:], row[-1]), strict=False):
            if abs(4 * value - up - down - before - after) > 4 * close:
                left -= 1
                if left < 0:
                    return False
            else:
                low, high = min(low, value), max(high, value)
    return high - low <= _SPAN


def _without_edge(rows: Sequence[Sequence[float]]) -> Sequence[Sequence[float]]:
    tall, wide = edge_of(len(rows), len(rows[0])) if rows else (0, 0)
    return [row[wide:-wide] for row in rows[tall:-tall]] if tall else rows


def edge_of(tall: int, wide: int) -> tuple[int, int]:
    """How many squares of the height and of the width are the edge, on each side."""
    return (0, 0) if min(tall, wide) < _FEWEST else (tall // _EDGE + 1, wide // _EDGE + 1)


def squares(rows: Sequence[bytes], values: int) -> list[list[list[float]]]:
    """For each value of a pixel the means of squares, from rows of pixels. What fills no square is left out."""
    grids: list[list[list[float]]] = [[] for _ in range(values)]
    for top in range(0, len(rows) - SQUARE + 1, SQUARE):
        band = rows[top : top + SQUARE]
        for value in range(values):
            parts = [row[value::values] for row in band]
            columns = [sum(pixels) for pixels in zip(*parts, strict=True)]
            places = range(0, len(columns) - SQUARE + 1, SQUARE)
            grids[value].append([sum(columns[x : x + SQUARE]) / SQUARE**2 for x in places])
    return grids
