"""JSON: the one place that writes it, and figures as it has them."""

from __future__ import annotations

import json
from fractions import Fraction


def dump(value: object) -> str:
    """The value as indented JSON; the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def number(value: Fraction | float | None) -> float | None:
    """An exact number as a float that is not rounded; None stays None."""
    return None if value is None else float(value)


def percent(value: Fraction) -> float:
    """A share (0 to 1) as percent (0 to 100)."""
    return float(value * 100)
