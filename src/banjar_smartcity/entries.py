"""Entries: what names the entries of a list, so that their place in it does not matter."""

from __future__ import annotations

from collections.abc import Sequence

_NAMES = ("id", "item", "evidence", "indicator", "sub_dimension", "region", "agency", "level", "kind", "year")
"""Keys that may name an entry of a list."""


def naming(*lists: Sequence[object]) -> str | None:
    """The first key that all entries of these lists have, each with a value of its own in its list; None for none."""
    return next((name for name in _NAMES if all(_names(entries, name) for entries in lists)), None)


def _names(entries: Sequence[object], name: str) -> bool:
    values = [entry.get(name) if isinstance(entry, dict) else None for entry in entries]
    known = [value for value in values if isinstance(value, str | int)]
    return len(set(known)) == len(values)


def below(trail: str, key: str) -> str:
    """The trail of a key of what stands at a trail: `answers[outcome-living-roads].level`."""
    return f"{trail}.{key}" if trail else key


def identity(value: object) -> str:
    """A value as text, by which equal ones are equal and 1 is not true."""
    return repr(value)
