"""Radar: figures around a centre as the points that a template draws, whatever the figures mean.

The first axis points up, the others follow clockwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import cos, pi, sin
from textwrap import wrap

from ....model.instrument import Level
from ....named import NamedTuple
from ....scoring.weighing.counting import exact
from ...words.scale import Span

RADIUS = 88
"""The distance of the highest figure from the centre; the picture is 400 wide."""
_GAP = 13
_LINE = 14
_LETTERS = 14
"""Letters that fit next to the circle on one line."""
_WIDTH = 7
"""The room that a letter takes across."""
_LINES = 4
Place = tuple[str, str]


class Axis(NamedTuple):
    """The end of an axis, and its name: how its lines are anchored, and each line with its place."""

    end: Place
    anchor: str
    lines: tuple[tuple[Place, str], ...]


class Shape(NamedTuple):
    """One series of figures, a point on each axis; `look` is the name of its style."""

    look: str
    points: tuple[Place, ...]

    @property
    def path(self) -> str:
        """The closed line through its points, as an SVG path."""
        return "M" + "L".join(f"{x} {y}" for x, y in self.points) + "Z"


class Radar(NamedTuple):
    """A radar with its centre at 0, 0."""

    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    """The closed line through all axes at each figure of the scale above its bottom, which is the centre."""
    scale: tuple[tuple[Place, Level], ...]
    """The figures of the rings and their places: between the first two axes, away from the shapes' points."""
    shapes: tuple[Shape, ...]


def draw(names: Sequence[str], series: Iterable[tuple[str, Sequence[Fraction]]], scale: Span) -> Radar:
    """A radar of series of figures on a scale, one for each name. Names that are too long are cut.

    A series has the name of its style.
    """
    count = len(names)
    rings = [(scale.share(exact(figure)), figure) for figure in scale.ticks[1:]]
    return Radar(
        tuple(_axis(name, place, count) for place, name in enumerate(names)),
        tuple(_ring(share, count) for share, _ in rings),
        tuple((_between(float(share), count), figure) for share, figure in rings),
        tuple(
            Shape(look, tuple(_place(scale.share(value), place, count) for place, value in enumerate(values)))
            for look, values in series
        ),
    )


def _axis(name: str, place: int, count: int) -> Axis:
    x, y = _name_place(place, count)
    upright = abs(x) < 1
    room, most = (_upright_letters(count), 2) if upright else (_LETTERS, _lines_beside(count))
    lines = wrap(name, room, max_lines=most, placeholder="…") or [""]
    first = y - _LINE * (len(lines) - 1) / (1 if upright and y < 0 else 2)
    if upright and y > 0:
        first = y + _LINE / 2
    anchor = "middle" if upright else "start" if x > 0 else "end"
    return Axis(
        _place(Fraction(1), place, count),
        anchor,
        tuple(((_number(x), _number(first + _LINE * row)), line) for row, line in enumerate(lines)),
    )


def _name_place(place: int, count: int) -> tuple[float, float]:
    turn = 2 * pi * place / count
    return (RADIUS + _GAP) * sin(turn), -(RADIUS + _GAP) * cos(turn)


def _lines_beside(count: int) -> int:
    """The lines of a name next to the circle that do not reach those of the next name on the same side."""
    right = [y for x, y in (_name_place(place, count) for place in range(count)) if x >= 1]
    apart = min((below - above for above, below in pairwise(right)), default=_LINE * _LINES)
    return max(1, min(_LINES, int(apart // _LINE)))


def _upright_letters(count: int) -> int:
    """The letters of a name above or below the circle that do not reach the names next to it."""
    x, y = _name_place(1, count)
    reaches = y - _LINE * (_lines_beside(count) - 1) / 2 < _LINE - RADIUS - _GAP
    return max(_LETTERS, int(2 * x / _WIDTH)) if reaches else 3 * _LETTERS


def _ring(share: Fraction, count: int) -> str:
    return Shape("", tuple(_place(share, place, count) for place in range(count))).path


def _between(share: float, count: int) -> Place:
    inward = RADIUS * share * cos(pi / count)
    return _number(inward * sin(pi / count)), _number(-inward * cos(pi / count))


def _place(share: Fraction, place: int, count: int) -> Place:
    turn = 2 * pi * place / count
    return _number(RADIUS * float(share) * sin(turn)), _number(-RADIUS * float(share) * cos(turn))


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"  # adding 0 turns -0 into 0
