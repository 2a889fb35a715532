"""Flat: data as one line for each value, which begins with the path to it: `answers[outcome-x].level: 3`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...privacy.search import redact
from ...source.entries import below, naming
from ...source.letters import visible
from ...source.simple.scalars import reads_as_text


def flat_lines(data: object) -> Iterator[str]:
    """A line for each value, in the order of the file; an entry of a list has its name, or else its number."""
    return (visible(redact(f"{trail}: {value}")) for trail, value in _values(data, ""))


def _values(data: object, trail: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _values(value, below(trail, key))
    elif isinstance(data, list) and data:
        if not any(isinstance(entry, dict | list) for entry in data):
            yield from ((f"{trail}[]", _shown(entry)) for entry in data)
            return
        name = naming(data)
        for number, entry in enumerate(data, 1):
            yield from _values(entry, f"{trail}[{entry[name] if name else number}]")
    else:
        yield trail, _shown(data)


def _shown(value: object) -> str:
    """A value as YAML; text is in quotes if it would not be read as text without them."""
    if isinstance(value, str) and reads_as_text(value):
        return value
    return json.dumps(value, ensure_ascii=False)
