"""JSON: the one place that writes it, and figures as it has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction


def dump(value: object) -> str:
    """The value as indented JSON; the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def pieces(value: Mapping[str, object], name: str, entries: Iterable[object]) -> Iterator[str]:
    """The same as `dump`, of a value whose list under a name has these entries, made one after the other."""
    begin = f'\n  "{name}": ['
    before, _, after = dump({**value, name: []}).partition(f"{begin}]")
    yield before + begin
    empty = True
    for entry in entries:  # no text has a line of its own: line ends in it are escaped
        yield ("" if empty else ",") + f"\n{dump(entry)}".replace("\n", "\n    ")
        empty = False
    yield ("]" if empty else "\n  ]") + after


def number(value: Fraction | float | None) -> float | None:
    """An exact number as a float that is not rounded; None stays None."""
    return None if value is None else float(value)


def percent(value: Fraction) -> float:
    """A share (0 to 1) as percent (0 to 100)."""
    return float(value * 100)
