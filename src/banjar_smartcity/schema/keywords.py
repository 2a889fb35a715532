"""Keywords: where the engine `jsonschema` must say more, or read more strictly by the book, than the library does.

Each function has the library's form: validator, what the keyword says, the value of the data, the schema around it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from jsonschema.exceptions import ValidationError

Keyword = Callable[[Any, Any, Any, Any], Iterable[ValidationError] | None]

_ORDER = (
    *("type", "const", "enum", "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum"),
    *("exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "items", "prefixItems"),
    *("additionalItems", "contains", "minProperties", "maxProperties", "required", "dependentRequired"),
    *("properties", "patternProperties", "additionalProperties", "propertyNames", "dependencies"),
    *("dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if"),
)
"""What explains most comes first, and what the schema says itself before what it refers to."""
_PLACE = {keyword: i for i, keyword in enumerate(_ORDER)}


NOTHING = "smartcity:nothing"
"""Ours, for the schema `false`: nothing may be here."""


class KeyedError(ValidationError):
    """A complaint that says which keys it is about."""

    def __init__(self, keyword: str, *keys: str) -> None:
        super().__init__("", validator=keyword)
        self.keys = keys


def in_order(schema: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The keywords of a schema in the order in which they are tried."""
    return sorted(schema.items(), key=lambda item: _PLACE.get(item[0], len(_PLACE)))


def reference_first(schema: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The same up to draft 7, where nothing but `$ref` counts if it is there."""
    return [("$ref", schema["$ref"])] if "$ref" in schema else in_order(schema)


def keywords_of(known: Mapping[str, Keyword]) -> dict[str, Keyword]:
    """The keywords that a draft of the library knows, with ours in place of its own where we have one."""
    ours = {**_OURS, **{name: _ending(known[name]) for name in _REFERENCES if name in known}}
    if "unevaluatedProperties" in known:
        ours["unevaluatedProperties"] = _unevaluated_properties(known["unevaluatedProperties"])
    if "prefixItems" in known:
        ours["items"] = _items
    if "dependentRequired" not in known:
        # Draft 6 and 7 let a validator look into encoded content.
        ours |= {"contentEncoding": _content_encoding, "contentMediaType": _content_media_type}
    old_or_ours = {name: keyword for name, keyword in ours.items() if name in known or name in _ADDED}
    return {**known, **old_or_ours}


def _ending(refer: Keyword) -> Keyword:
    """A reference that comes to an end where a schema refers to itself without going into the data."""
    active: set[tuple[int, int]] = set()

    def follow(validator: Any, target: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        here = id(schema), id(instance)
        if here in active:
            return
        active.add(here)
        try:
            yield from refer(validator, target, instance, schema) or ()
        finally:
            active.discard(here)

    return follow


def _nothing(_validator: Any, _value: Any, _instance: Any, _schema: Any) -> Iterator[ValidationError]:
    yield KeyedError("falseSchema")


def _required(validator: Any, required: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        yield from (KeyedError("required", key) for key in required if key not in instance)


def _dependencies(validator: Any, dependencies: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """Keys, or a schema, that hold where another key is there; since 2019-09 an old spelling that still counts."""
    if not validator.is_type(instance, "object"):
        return
    for name, wanted in dependencies.items():
        if name in instance and isinstance(wanted, list):
            yield from (KeyedError("required", key) for key in wanted if key not in instance)
        elif name in instance:
            yield from validator.descend(instance, wanted, schema_path=name)


def _additional_properties(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "object"):
        return
    patterns = schema.get("patternProperties", ())
    known = schema.get("properties", ())
    extra = [key for key in instance if key not in known and not any(re.search(p, key) for p in patterns)]
    if allowed is False and extra:
        yield KeyedError("additionalProperties", *extra)
    elif allowed is not False:
        for key in extra:
            yield from validator.descend(instance[key], allowed, path=key)


class _Listening:
    """A validator that remembers below which keys there were complaints."""

    def __init__(self, validator: Any) -> None:
        self._validator = validator
        self.keys: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._validator, name)

    def descend(self, instance: Any, schema: Any, path: str | None = None, **more: Any) -> Iterator[ValidationError]:
        errors = list(self._validator.descend(instance, schema, path=path, **more))
        if errors and path is not None:
            self.keys.append(path)
        return iter(errors)


def _unevaluated_properties(judge: Keyword) -> Keyword:
    def judge_and_name(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if "additionalProperties" in schema:  # which has looked at every key that was left
            return
        listening = _Listening(validator)
        if any(True for _ in judge(listening, allowed, instance, schema) or ()):
            yield KeyedError("unevaluatedProperties", *listening.keys)

    return judge_and_name


def _property_names(validator: Any, allowed: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        names = validator.evolve(schema=allowed)
        if not all(names.is_valid(key) for key in instance):
            yield KeyedError("falseSchema" if allowed is False else "propertyNames")


def _items(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "array"):
        for i in range(len(schema.get("prefixItems", ())), len(instance)):
            yield from validator.descend(instance[i], allowed, path=i)


def _additional_items(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    items = schema.get("items")
    if not (isinstance(items, list) and validator.is_type(instance, "array") and len(instance) > len(items)):
        return
    if allowed is False:
        yield KeyedError("additionalItems")
    else:
        for i in range(len(items), len(instance)):
            yield from validator.descend(instance[i], allowed, path=i)


def _unique_items(validator: Any, unique: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """In one pass; the library compares each entry with each other where they cannot be sorted."""
    if unique and validator.is_type(instance, "array") and len(set(map(_frozen, instance))) < len(instance):
        yield KeyedError("uniqueItems")


def _frozen(value: Any) -> Any:
    """The same for values that JSON Schema calls equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return dict, frozenset((key, _frozen(entry)) for key, entry in value.items())
    if isinstance(value, list):
        return list, tuple(map(_frozen, value))
    return (bool, value) if isinstance(value, bool) else value


def _multiple_of(validator: Any, unit: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """0.3 is three times 0.1 as both are written; their nearest binary fractions are not."""
    if validator.is_type(instance, "number") and (Fraction(repr(instance)) / Fraction(repr(unit))).denominator != 1:
        yield KeyedError("multipleOf")


def _content_encoding(_validator: Any, encoding: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and encoding == "base64" and _decoded(instance) is None:
        yield KeyedError("contentEncoding")


def _content_media_type(_validator: Any, media_type: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if not (isinstance(instance, str) and media_type == "application/json"):
        return
    content = _decoded(instance) if schema.get("contentEncoding") == "base64" else instance.encode()
    try:
        json.loads(content or b"0")
    except ValueError:
        yield KeyedError("contentMediaType")


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_ADDED = (NOTHING, "dependencies", "contentEncoding", "contentMediaType")
_OURS: dict[str, Keyword] = {
    NOTHING: _nothing,
    "required": _required,
    "dependentRequired": _dependencies,
    "dependencies": _dependencies,
    "additionalProperties": _additional_properties,
    "propertyNames": _property_names,
    "additionalItems": _additional_items,
    "uniqueItems": _unique_items,
    "multipleOf": _multiple_of,
}
