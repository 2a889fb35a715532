"""Scale: the place of a figure between the lowest and the highest index of an instrument, and bars of characters."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ...i18n import Language
from ...model.instrument import Instrument, Level
from ...named import NamedTuple
from ...scoring.parts import Node
from ...scoring.weighing.counting import as_level, bottom, exact

_MOST = 6
"""The most steps between the figures along a scale: more would not be read."""
_STEPS = (1, 2, 5)
WIDTH = 16
"""The characters of a bar."""
_SUPPORTED, _CLAIMED, _OPEN, _LOST = "█▓░·"


class Span(NamedTuple):
    """What a bar or a chart is drawn on."""

    bottom: Fraction
    top: Fraction

    def share(self, value: Fraction | float) -> Fraction:
        """How far a figure is on the way from the bottom to the top, from 0 to 1."""
        return (Fraction(value) - self.bottom) / (self.top - self.bottom)

    @property
    def ticks(self) -> tuple[Level, ...]:
        """The figures along the scale: its ends, and round ones between that leave room for them."""
        step = self._step
        first, last = ceil(self.bottom / step), floor(self.top / step)
        inner = [n * step for n in range(first, last + 1)]
        inner = [n for n in inner if min(n - self.bottom, self.top - n) >= step / 2]
        return tuple(map(as_level, (self.bottom, *inner, self.top)))

    @property
    def _step(self) -> Fraction:
        """The smallest of 1, 2, 5, 10 and so on that gives few steps; of a scale below two levels, a part of one."""
        span, unit = self.top - self.bottom, Fraction(1)
        while span < 2 * unit:
            unit /= 10
        while True:
            for times in _STEPS:
                if span <= _MOST * times * unit:
                    return times * unit
            unit *= 10


def scale_of(instrument: Instrument) -> Span:
    """The scale on which the figures of an instrument are drawn."""
    return Span(bottom(instrument), exact(instrument.highest))


def level(value: Fraction, lang: Language) -> str:
    """A level: whole if it is whole, else with two decimals."""
    return lang.number(value, 0 if value.denominator == 1 else 2)


def text_bar(node: Node, scale: Span) -> str:
    """A bar over the whole scale: supported, claimed beyond that, still open, and out of reach."""
    ends = [round(scale.share(value) * WIDTH) for value in (node.supported, node.claimed, node.highest)]
    supported, claimed, highest = ends
    return (
        _SUPPORTED * supported
        + _CLAIMED * (claimed - supported)
        + _OPEN * (highest - claimed)
        + _LOST * (WIDTH - highest)
    )
