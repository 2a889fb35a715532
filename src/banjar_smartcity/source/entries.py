"""Entries: what names the entries of a list, so that their place in it does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Pointer

_OWN = ("id", "item", "evidence", "indicator", "sub_dimension", "region")
_NAMES = (*_OWN, "agency", "level", "kind", "year")
"""Keys that may name an entry of a list."""


def naming(*lists: Sequence[object]) -> str | None:
    """The first key that all entries of these lists have, each with a value of its own in its list; None for none.

    Where two have the same value of a key of their own, which may be a fault, they have no name.
    """
    for name in _NAMES:
        values = [[_value(entry, name) for entry in entries] for entries in lists]
        if all(len(set(found) - {None}) == len(found) for found in values):
            return name
        if name in _OWN and not any(None in found for found in values):
            return None
    return None


def _value(entry: object, name: str) -> str | int | None:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value if isinstance(value, str | int) else None


def below(trail: str, key: str) -> str:
    """The trail of a key of what stands at a trail: `answers[outcome-living-roads].level`."""
    return f"{trail}.{key}" if trail else key


def identity(value: object) -> str:
    """A value as text, by which equal ones are equal and 1 is not true."""
    return repr(value)


def place_of(data: object, pointer: Pointer) -> Pointer:
    """The way to a value with numbers in place of names, as far as it leads: what was there before may be gone."""
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
    """The way to a value with names in place of numbers: it stays the same when entries move.

    `known` keeps the names of lists that have been looked at, by their identity: there may be many findings in one.
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
    """What stands for each entry of a list: its name, even if another has the same; a plain value itself; its place."""
    key = naming(entries)
    if key is None:
        key = next((own for own in _OWN if all(_value(entry, own) is not None for entry in entries)), None)
    if key is not None:
        return [entry[key] for entry in entries]
    return [place if isinstance(entry, dict | list) else identity(entry) for place, entry in enumerate(entries)]
