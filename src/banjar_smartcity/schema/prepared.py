"""Prepared: schemas as the library `jsonschema` is to read them, with every reference followed beforehand."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema_specifications import REGISTRY as SPECIFICATIONS
from referencing import Registry, Specification
from referencing.exceptions import Unresolvable

from ..named import NamedTuple
from .keywords import NOTHING
from .patterns import PatternError, to_python
from .raw import UnusableError

_ASIDE = ("$defs", "definitions")


class Prepared(NamedTuple):
    """A schema that may refer to its own parts, and to nothing else."""

    schema: Any
    registry: Registry[Any]
    patterns: Mapping[str, str]
    """What each pattern was before it was written for Python."""


class _Visit(NamedTuple):
    """A part of the schema, how its references are read there, and whether data can come to it."""

    schema: Any
    resolver: Any
    counts: bool


def prepare(schema: Any, specification: Specification[Any], inspect: Callable[[Any], None]) -> Prepared:
    """A copy of the schema with patterns written for Python.

    `inspect` looks at what references lead to where no keyword makes it a part of the schema. Raises `UnusableError`
    where a reference leads to a text that is not at hand. One that leads nowhere in the schema itself matters only
    where data can come to it: under `$defs`, only if something refers to it.
    """
    whole = copy.deepcopy(schema)
    parts = _forget_dialects(whole, specification)
    resource = specification.create_resource(whole)
    registry: Registry[Any] = SPECIFICATIONS.with_resource("", resource).crawl()
    patterns: dict[str, str] = {}
    seen: dict[int, bool] = {}
    stack = [_Visit(whole, registry.resolver_with_root(resource), counts=True)]
    while stack:
        visit = stack.pop()
        part, before = visit.schema, seen.get(id(visit.schema))
        if before or before is visit.counts:
            continue
        if before is None and id(part) not in parts:
            try:
                inspect(part)
            except UnusableError as error:  # its place is counted from the part
                raise UnusableError(value=error.value) from error
        if not isinstance(part, dict):
            continue
        if before is None:
            patterns |= _rewrite(part)
        seen[id(part)] = visit.counts
        stack += _targets(visit)
        stack += _parts(visit, specification)
    return Prepared(whole, registry, patterns)


def _forget_dialects(whole: Any, specification: Specification[Any]) -> set[int]:
    """Take out `$schema`, which has been read: where the library finds it, it goes on with its own keywords.

    Gives which values are parts of the schema.
    """
    stack, parts = [whole], set()
    while stack:
        part = stack.pop()
        if id(part) not in parts:
            parts.add(id(part))
            if isinstance(part, dict):
                part.pop("$schema", None)
                stack += specification.subresources_of(part)
    return parts


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
            continue
        if reference.partition("#")[0] not in SPECIFICATIONS:
            yield _Visit(target.contents, target.resolver, visit.counts)


def _parts(visit: _Visit, specification: Specification[Any]) -> Iterator[_Visit]:
    for aside in (False, True):
        keywords = {key: value for key, value in visit.schema.items() if (key in _ASIDE) is aside}
        for part in specification.subresources_of(keywords):
            below = visit.resolver.in_subresource(specification.create_resource(part))
            yield _Visit(part, below, visit.counts and not aside)
