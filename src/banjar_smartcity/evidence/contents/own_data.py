"""Own data: whether a text is a record of these data under another name, which proves nothing about itself.

A record is known by its keys, so that neither other comments nor other values hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ...schema.shipped import shipped_text

_KEYED = r"^\s*(?:- )*[\"']?([a-z][a-z0-9_]*)[\"']?:(?:\s|$)"
_ASIDE = r"^\W*$|^\s*(?:#|//|```|~~~|---)"
"""Lines that say nothing: empty ones, remarks, and the marks of a block."""
_QUOTED = r"^\s*(?:> ?|[*] )+"
_FEWEST_KEYS = 4
"""Keys that an object must have to be told from the fields of any form."""
_FEWEST_SHARE = 0.4
"""Of the lines of a record so many begin with a key; the others go on with a text or a list."""
_RECORDS = (
    *("agencies", "answers", "contest", "crosswalk", "dimension", "evidence", "innovation", "instrument", "maturity"),
    *("migration", "program", "results", "sources", "survey"),
)
_NESTED = ("assessments", "assignments")
"""Records whose objects have few keys each; those of all levels together are theirs alone."""


def is_own_data(text: str) -> bool:
    """Whether a text consists of records as `data/` holds them, whatever their values."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        objects = list(_objects(text))
        together = frozenset().union(*objects)
        return any(shape <= keys for keys in objects for shape in _shapes()) or any(
            shape <= together for shape in _nested()
        )
    lines = [re.sub(_QUOTED, "", line) for line in text.splitlines()]
    said = [line for line in lines if not re.match(_ASIDE, line)]
    keys = [found[1] for line in said if (found := re.match(_KEYED, line))]
    if len(set(keys)) < _FEWEST_KEYS or len(keys) < _FEWEST_SHARE * len(said):
        return False
    return any(shape <= set(keys) for shape in (*_shapes(), *_nested()))


def _objects(text: str) -> Iterator[frozenset[str]]:
    """The keys of each object of a JSON text; nothing if it is none."""
    import json

    found: list[frozenset[str]] = []
    try:
        json.loads(text, object_pairs_hook=lambda pairs: found.append(frozenset(key for key, _ in pairs)))
    except (ValueError, RecursionError):
        return
    yield from found


@cache
def _shapes() -> frozenset[frozenset[str]]:
    """The keys that objects of records must have."""
    return frozenset(shape for name in _RECORDS for shape in _required(shipped_text(name)))


@cache
def _nested() -> frozenset[frozenset[str]]:
    """The keys that records must have on all their levels."""
    return frozenset(frozenset(_keys(shipped_text(name))) for name in _NESTED)


def _keys(schema: Any) -> Iterator[str]:
    yield from schema.get("required", ())
    for part in (*schema.get("properties", {}).values(), schema.get("items")):
        if isinstance(part, dict):
            yield from _keys(part)


def _required(schema: Any) -> Iterator[frozenset[str]]:
    if isinstance(schema, dict):
        required = schema.get("required")
        if isinstance(required, list) and len(required) >= _FEWEST_KEYS and "properties" in schema:
            yield frozenset(required)
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _required(part)
