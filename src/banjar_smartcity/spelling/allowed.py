"""Allowed: what a schema says about one place of the data, for messages and suggestions.

Verdicts come from the engines. This only looks up what could be meant, in all branches of a schema at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..diagnostics import Pointer
from ..named import NamedTuple

_DEEPEST = 40
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("then", "else")


class Allowed(NamedTuple):
    """What a schema accepts at one place."""

    types: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Texts of a list of choices."""
    keys: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """What the place is called, in Indonesian and English."""
    least: float | None = None
    most: float | None = None

    @property
    def is_free_text(self) -> bool:
        """Whether any text may be written."""
        return "string" in self.types and not self.patterns and not self.options


def allowed_at(schema: Any, pointer: Pointer) -> Allowed:
    """What a schema says about a place; an empty one if it has no rule for it."""
    here = list(_branches(schema, schema, 0))
    for step in pointer:
        here = [part for under in here for below in _below(under, step) for part in _branches(below, schema, 0)]
    types: set[str] = set()
    patterns: list[str] = []
    options: list[str] = []
    keys: list[str] = []
    required: list[str] = []
    titles: list[str] = []
    for part in here:
        named = part.get("type")
        types |= {named} if isinstance(named, str) else set(named) if isinstance(named, list) else set()
        patterns += [part["pattern"]] if isinstance(part.get("pattern"), str) else []
        choices = part.get("enum", [part["const"]] if "const" in part else [])
        options += [choice for choice in choices if isinstance(choice, str)] if isinstance(choices, list) else []
        keys += part["properties"] if isinstance(part.get("properties"), dict) else []
        titles += [part[name] for name in ("title", "x-title-en") if isinstance(part.get(name), str)]
        required += part["required"] if isinstance(part.get("required"), list) else []
    bounds = [[part[name] for part in here if _is_number(part.get(name))] for name in ("minimum", "maximum")]
    return Allowed(
        types=frozenset(types),
        patterns=tuple(dict.fromkeys(patterns)),
        options=tuple(dict.fromkeys(options)),
        keys=tuple(dict.fromkeys(keys)),
        required=tuple(key for key in dict.fromkeys(required) if isinstance(key, str)),
        titles=tuple(titles),
        least=max(bounds[0], default=None),
        most=min(bounds[1], default=None),
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _branches(schema: Any, root: Any, depth: int) -> Iterator[dict[str, Any]]:
    """A schema and all that it takes in: references within it, and branches."""
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return
    yield schema
    others: list[Any] = [_target(schema.get("$ref"), root)]
    others += [schema.get(name) for name in _CONDITIONS]
    for name in _BRANCHES:
        others += schema[name] if isinstance(schema.get(name), list) else []
    for other in others:
        yield from _branches(other, root, depth + 1)


def _target(reference: object, root: Any) -> Any:
    """What a reference into the same schema points at."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    found = root
    for step in reference[2:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _below(schema: dict[str, Any], step: str | int) -> Iterable[Any]:
    if isinstance(step, str):
        properties = schema.get("properties")
        if isinstance(properties, dict) and step in properties:
            return (properties[step],)
        return (schema.get("additionalProperties"),)
    first = schema.get("prefixItems")
    if isinstance(first, list) and step < len(first):
        return (first[step],)
    return (schema.get("items"),)
