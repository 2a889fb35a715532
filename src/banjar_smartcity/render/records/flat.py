"""Flat: data as lines that can be read alone, each with the way to its value: `answers[outcome-x].level: 3`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...privacy.search import redact
from ...source.entries import below, naming
from ...source.letters import visible
from ...source.yaml_text import reads_as_text


def flat_lines(data: object) -> Iterator[str]:
    """A line for each value, in the order of the file; entries of a list have their name, or else their number."""
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
    """A value as the data write it; text in quotes where it would be something else without them."""
    if isinstance(value, str) and reads_as_text(value):
        return value
    return json.dumps(value, ensure_ascii=False)
