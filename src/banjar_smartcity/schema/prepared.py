"""Prepared: schemas as the library `jsonschema` is to read them, with every reference followed beforehand."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from referencing import Registry, Resource, Specification
from referencing.exceptions import Unresolvable

from .keywords import NOTHING
from .patterns import PatternError, to_python
from .raw import UnusableError

_ASIDE = ("$defs", "definitions")


class Prepared(NamedTuple):
    """Schemas that may refer to each other, and to nothing else."""

    registry: Registry[Any]
    patterns: Mapping[str, str]
    """What each pattern was before it was written for Python."""


class _Visit(NamedTuple):
    """A schema, how its references are read there, and whether data can come to it."""

    schema: Any
    resolver: Any
    counts: bool


def prepare(texts: Mapping[str, Any], specification: Specification[Any]) -> Prepared:
    """A copy of these schemas, by name, with patterns written for Python.

    Raises `UnusableError` where a reference leads to a text that is not at hand. One that leads nowhere in a text that
    is at hand matters only where data can come to it: under `$defs`, only if something refers to it.
    """
    own = copy.deepcopy(dict(texts))
    for text in own.values():
        _forget_dialects(text, specification)
    resources = {name: Resource(text, specification) for name, text in own.items()}
    registry: Registry[Any] = Registry().with_resources(resources.items()).crawl()
    patterns: dict[str, str] = {}
    seen: dict[int, bool] = {}
    stack = [_Visit(own[name], registry.resolver(name).in_subresource(resources[name]), counts=True) for name in own]
    while stack:
        visit = stack.pop()
        schema, before = visit.schema, seen.get(id(visit.schema))
        if not isinstance(schema, dict) or before or before is visit.counts:
            continue
        if before is None:
            patterns |= _rewrite(schema)
        seen[id(schema)] = visit.counts
        stack += _targets(visit)
        stack += _parts(visit, specification)
    return Prepared(registry, patterns)


def _forget_dialects(text: Any, specification: Specification[Any]) -> None:
    """Take out `$schema`, which has been read: where the library finds it, it goes on with its own keywords."""
    stack, seen = [text], set()
    while stack:
        schema = stack.pop()
        if isinstance(schema, dict) and id(schema) not in seen:
            seen.add(id(schema))
            schema.pop("$schema", None)
            stack += specification.subresources_of(schema)


def _rewrite(schema: dict[str, Any]) -> dict[str, str]:
    """Write one schema for Python, in place; what each of its patterns was."""
    was = {}
    try:
        if isinstance(schema.get("pattern"), str):
            was[to_python(schema["pattern"])] = schema["pattern"]
            schema["pattern"] = to_python(schema["pattern"])
        if "patternProperties" in schema:
            schema["patternProperties"] = {to_python(key): part for key, part in schema["patternProperties"].items()}
    except PatternError as error:
        raise UnusableError(value=str(error)) from error
    for name in ("properties", "patternProperties"):
        if name in schema:
            schema[name] = {key: _with_a_place(part) for key, part in schema[name].items()}
    for name in ("prefixItems", "items"):
        if isinstance(schema.get(name), list):
            schema[name] = [_with_a_place(part) for part in schema[name]]
    if "items" in schema:
        schema["items"] = _with_a_place(schema["items"])
    return was


def _with_a_place(part: Any) -> Any:
    """The library does not say where a value is that the schema `false` refuses; with a keyword it does."""
    return {NOTHING: True} if part is False else part


def _targets(visit: _Visit) -> Iterator[_Visit]:
    for keyword in ("$ref", "$dynamicRef"):
        reference = visit.schema.get(keyword)
        if not isinstance(reference, str):
            continue
        try:
            target = visit.resolver.lookup(reference)
        except Unresolvable as error:
            if visit.counts or type(error) is Unresolvable:  # the subclasses: a place that is not in the text
                raise UnusableError(reference=reference) from error
        else:
            yield _Visit(target.contents, target.resolver, visit.counts)


def _parts(visit: _Visit, specification: Specification[Any]) -> Iterator[_Visit]:
    for aside in (False, True):
        keywords = {key: value for key, value in visit.schema.items() if (key in _ASIDE) is aside}
        for part in specification.subresources_of(keywords):
            below = visit.resolver.in_subresource(Resource(part, specification))
            yield _Visit(part, below, visit.counts and not aside)
