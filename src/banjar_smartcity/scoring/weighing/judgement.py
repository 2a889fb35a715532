"""Judgement: the predicate of an index, and what is missing to the next one."""

from __future__ import annotations

from fractions import Fraction

from ...model.instrument import Instrument
from ...model.predicate import Predicate
from ...named import NamedTuple


class Judgement(NamedTuple):
    """The predicate of an index by the bands of its instrument."""

    predicate: Predicate | None
    """None below the first band."""
    next: Predicate | None
    """The next better predicate; None if there is none."""
    missing: Fraction | None
    """What the exact index needs to get it; None if there is none."""


def judge(instrument: Instrument, index: Fraction) -> Judgement | None:
    """The judgement of an exact index; None if the instrument has no predicates."""
    if not instrument.predicates.bands:
        return None
    following, missing = instrument.predicates.next(index) or (None, None)
    return Judgement(instrument.predicates.of(index), following, missing)
