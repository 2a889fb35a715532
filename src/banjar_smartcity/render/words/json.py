"""JSON: the one place that writes it, and figures as JSON holds them."""

from __future__ import annotations

import json
from fractions import Fraction


def dump(value: object) -> str:
    """JSON text, readable and stable."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def number(value: Fraction | float | None) -> float | None:
    """A number as JSON has it: unrounded."""
    return None if value is None else float(value)


def percent(value: Fraction) -> float:
    """A share as percent."""
    return float(value * 100)
