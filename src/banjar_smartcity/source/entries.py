"""Entries: identify the entries of a list by a key such as `id`, so that their order does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Pointer

_IDS = ("id", "item", "evidence", "indicator", "sub_dimension", "region", "assessor")
_NAMES = (*_IDS, "agency", "level", "kind", "year", "period")
"""Keys that may identify an entry of a list."""


def naming(*lists: Sequence[object]) -> str | None:
    """The first key that identifies the entries of these lists; None if there is none.

    Every entry has the key, and no two entries of a list have the same value. If a key that should be unique, such as
    `id`, is not, which may be a fault, no other key is tried.
    """
    for name in _NAMES:
        values = [[_value(entry, name) for entry in entries] for entries in lists]
        if all(len(set(found) - {None}) == len(found) for found in values):
            return name
        if name in _IDS and not any(None in found for found in values):
            return None
    return None


def _value(entry: object, name: str) -> str | int | None:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value if isinstance(value, str | int) else None


def below(trail: str, key: str) -> str:
    """The trail of a key below another trail: `answers[outcome-living-roads].level`."""
    return f"{trail}.{key}" if trail else key


def identity(value: object) -> str:
    """A value as text, for comparison: equal values give equal texts, and 1 differs from true."""
    return repr(value)


def place_of(data: object, pointer: Pointer) -> Pointer:
    """A pointer with list positions in place of names. It ends early if an entry is no longer in the data."""
    found: list[str | int] = []
    for step in pointer:
        if isinstance(data, list):
            name = naming(data)
            number = next((i for i, entry in enumerate(data) if name and entry[name] == step), None)
            if number is None:
                break
            found.append(number)
            data = data[number]
        elif isinstance(data, dict) and step in data:
            found.append(step)
            data = data[step]
        else:
            break
    return tuple(found)


def names_of(data: Any, pointer: Pointer, known: dict[int, list[str | int]]) -> Pointer:
    """A pointer with names in place of list positions, which stays the same when entries move.

    `known` caches the names of the entries of each list, by the `id()` of the list: a list may have many findings.
    """
    found: list[str | int] = []
    for step in pointer:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            if id(data) not in known:
                known[id(data)] = _names(data)
            found.append(known[id(data)][step])
            data = data[step]
        else:
            found.append(step)
            data = data.get(step) if isinstance(data, dict) else None
    return tuple(found)


def _names(entries: list[Any]) -> list[str | int]:
    """What identifies each entry of a list: its name, even if not unique; else its plain value; else its position."""
    key = naming(entries)
    if key is None:
        key = next((own for own in _IDS if all(_value(entry, own) is not None for entry in entries)), None)
    if key is not None:
        return [entry[key] for entry in entries]
    return [place if isinstance(entry, dict | list) else identity(entry) for place, entry in enumerate(entries)]
