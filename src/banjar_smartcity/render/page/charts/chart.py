"""Chart: figures over days as the lines that a template draws, whatever the figures mean.

Lines are steps: a figure is valid until the next one. Places across are thousandths of the width, so that a page can
stretch them; places down are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from ....model.instrument import Level
from ....named import NamedTuple
from ....scoring.weighing.counting import exact
from ...words.scale import Span

HEIGHT = 200
_WIDTH = 1000
_SIGN = Fraction(6, 100)
"""The width of a sign and the room around it, on a page as narrow as a phone."""
_MOST_DOTS = 60
"""The most points that are drawn as dots; more would look like a second, thicker line."""


class ChartLine(NamedTuple):
    """One line: the name of its style, its path, and its dots (percent across, pixels down)."""

    look: str
    path: str
    dots: tuple[tuple[str, str], ...]


class Chart(NamedTuple):
    """A chart that is `HEIGHT` pixels high."""

    lines: tuple[ChartLine, ...]
    grid: tuple[tuple[str, Level], ...]
    """Pixels down, and the figure at that line."""
    marks: tuple[tuple[str, str], ...]
    """Percent across, and the sign of the event there."""


def draw(
    days: Sequence[date],
    series: Iterable[tuple[str, Sequence[Fraction | None]]],
    marks: Iterable[tuple[int, str]],
    top: float,
) -> Chart:
    """A chart of series of figures from 0 to `top`, one for each of `days`; None leaves a gap.

    A series has the name of its style. A mark is the index of a day, and a sign.
    """
    across, whole = _spread(days), Fraction(str(top))

    def line(look: str, values: Sequence[Fraction | None]) -> ChartLine:
        down = [None if value is None else HEIGHT * (1 - value / whole) for value in values]
        alone = [
            place
            for place, value in enumerate(down)
            if value is not None and (len(down) <= _MOST_DOTS or _is_alone(down, place))
        ]
        dots = tuple((_percent(across[place]), _number(down[place] or Fraction(0))) for place in alone)
        return ChartLine(look, " ".join(_steps(across, down)), dots)

    return Chart(
        tuple(line(look, values) for look, values in series),
        tuple((_number(HEIGHT * (1 - exact(n) / whole)), n) for n in Span(Fraction(0), whole).ticks),
        tuple((_percent(across[place]), sign) for place, sign in _apart(marks, across)),
    )


def _apart(marks: Iterable[tuple[int, str]], across: Sequence[Fraction]) -> Iterator[tuple[int, str]]:
    """The marks whose signs have room, from the last one back; the table of versions has them all."""
    room: Fraction | None = None
    for place, sign in sorted(marks, reverse=True):
        if room is None or room - across[place] >= _SIGN:
            room = across[place]
            yield place, sign


def _spread(days: Sequence[date]) -> list[Fraction]:
    """The place of each day between the first (0) and the last (1); evenly spread if all are the same day."""
    if not days:
        return []
    first, last = min(days), max(days)
    span = (last - first).days
    if span:
        return [Fraction((day - first).days, span) for day in days]
    return [Fraction(place, max(1, len(days) - 1)) for place in range(len(days))]


def _steps(across: Sequence[Fraction], down: Sequence[Fraction | None]) -> Iterable[str]:
    """The path: level to the next day, then to its figure; after a gap it begins again."""
    if down and down[0] is not None:
        yield f"M{_number(across[0] * _WIDTH)} {_number(down[0])}"
    for (_, before), (x, y) in pairwise(zip(across, down, strict=True)):
        if before is not None:
            yield f"H{_number(x * _WIDTH)}"
        if y is not None:
            yield f"V{_number(y)}" if before is not None else f"M{_number(x * _WIDTH)} {_number(y)}"


def _is_alone(down: Sequence[Fraction | None], place: int) -> bool:
    """Whether a figure has no neighbour, so that no line shows it."""
    neighbours = down[max(0, place - 1) : place + 2]
    return sum(value is not None for value in neighbours) == 1


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.2f}%"


def _number(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
