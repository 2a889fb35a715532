"""Counting: the levels that an instrument lets count where an item has none, or none that is proved."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import floor

from ...model.instrument import Instrument, Item, Level
from ...named import NamedTuple


@lru_cache(maxsize=1024)
def exact(level: Level) -> Fraction:
    """A level as written, exactly."""
    return Fraction(str(level))


def as_level(level: Fraction) -> Level:
    """An exact level as a number to show: whole if it is whole, else with decimals."""
    return int(level) if level.denominator == 1 else float(level)


class Counting(NamedTuple):
    """The scale of an item, and what counts for it."""

    lowest: Fraction
    highest: Fraction
    unanswered: Fraction
    """What an unanswered item counts."""
    unsupported: Fraction
    """What a level without valid evidence counts in the supported index."""
    inapplicable: Fraction
    """What an item counts that does not apply."""

    def supported(self, claimed: Fraction) -> Fraction:
        """What a claimed level counts without valid evidence; never more than with it."""
        return min(claimed, self.unsupported)

    def next(self, level: Fraction) -> Fraction | None:
        """The next level above this one: the lowest, a whole one, or the highest; None if there is none."""
        found = self.lowest if level < self.lowest else min(Fraction(floor(level) + 1), self.highest)
        return found if found > level else None


def bottom(instrument: Instrument) -> Fraction:
    """The lowest index that can be: the lowest level, or 0 where something that is missing counts 0."""
    rules = {instrument.unanswered, instrument.unsupported, instrument.not_applicable}
    lowest = exact(instrument.lowest)
    return min(lowest, Fraction(0)) if rules & {"zero", "counted"} else lowest


def counting(instrument: Instrument, item: Item) -> Counting:
    """What counts for an item of an instrument."""
    lowest, highest = exact(instrument.lowest_of(item)), exact(instrument.highest_of(item))

    def base(rule: str) -> Fraction:
        return lowest if rule == "lowest" else Fraction(0)

    return Counting(
        lowest,
        highest,
        base(instrument.unanswered),
        base(instrument.unsupported),
        base(instrument.not_applicable),
    )


def scale_of_marks(instrument: Instrument, item: Item) -> tuple[Level, Level]:
    """The lowest and the highest mark of an assessor, who may give what counts where nothing is proved, too."""
    lowest = min(counting(instrument, item).unanswered, exact(instrument.lowest_of(item)))
    return as_level(lowest), instrument.highest_of(item)
