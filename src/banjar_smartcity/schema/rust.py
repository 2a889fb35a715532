"""Rust: the engine `jsonschema-rs`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import islice
from typing import Any

from ..diagnostics import Pointer
from ..spelling.patterns import late
from .light_load import without_mail
from .raw import Check, RawError, UnusableError, value_at
from .shipped import shipped_json, shipped_text

try:
    with without_mail():
        import jsonschema_rs
except (ImportError, AttributeError):  # pragma: no cover - another release, which needs more of it
    import jsonschema_rs

_FOREIGN = "smartcity:/schema"


def compile_shipped(name: str) -> Check:
    """The tool's own schema of one kind of record."""
    validator = jsonschema_rs.validator_for(shipped_json(name), offline=True, validate_formats=False)
    whole = cache(partial(shipped_text, name))
    return lambda data: _raw_errors(validator, data, whole)


def compile_foreign(schema: dict[str, Any] | bool) -> Check:  # noqa: FBT001 - a schema may be true or false
    """Anybody's schema. Raises `UnusableError`."""
    try:
        validator = jsonschema_rs.validator_for(schema, offline=True, validate_formats=False, base_uri=_FOREIGN)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        # One place says why a schema cannot be used; that it takes time to load matters to broken schemas only.
        from .python import find_fault

        raise find_fault(schema) or _unusable(error, schema) from error
    return lambda data: _raw_errors(validator, data, lambda: schema)


def _unusable(error: Exception, schema: object) -> UnusableError:
    """What only this engine refuses, such as a pattern that grows too large."""
    if isinstance(error, jsonschema_rs.ValidationError) and error.kind.name != "$ref":
        return UnusableError(_pointer(error, schema, set()), error.instance)
    return UnusableError(reference=str(error).split("\n", 1)[0][:200])


def _raw_errors(validator: Any, data: Any, whole: Callable[[], Any]) -> Iterator[RawError]:
    """The errors; `whole` gives the schema, which is read as data only where its keys are asked for."""
    told: set[tuple[Pointer, str]] = set()
    for error in validator.iter_errors(data):
        name, kind, place = error.kind.name, error.kind, _pointer(error, data, told)
        wanted: Any = None
        keys: tuple[str, ...] = ()
        known: tuple[str, ...] = ()
        if name == "required":
            keys = (kind.property,)
        elif name in ("additionalProperties", "unevaluatedProperties"):
            keys, known = tuple(kind.unexpected), _known_keys(error, whole())
        elif name == "falseSchema" and _refuses_all_keys(error, value_at(data, place)):
            name, keys = "additionalProperties", tuple(value_at(data, place))
        elif name == "type":
            wanted = tuple(sorted(kind.types))
        elif name == "enum":
            wanted = tuple(kind.options)
        elif name == "pattern":
            wanted = getattr(kind, "pattern", None)  # not there where matching was given up
        elif name in ("const", "multipleOf") or name.startswith(("min", "max", "exclusive")):
            wanted = kind.value
        yield RawError(name, place, wanted, keys, known)


def _pointer(error: Any, data: Any, told: set[tuple[Pointer, str]]) -> Pointer:
    """Where an error is. `told` are places that several keys shared; the next error goes to the next of them.

    The engine reads a key of digits as a number, so that "1", "01" and "+1" are one to it, and passes over "".
    """
    places = list(islice(_places(tuple(error.instance_path), data), _MOST_PLACES))
    fitting = [place for place in places if value_at(data, place) == error.instance] or places or [()]
    if len(fitting) == 1:
        return fitting[0]
    found = next((place for place in fitting if (place, error.kind.name) not in told), fitting[0])
    told.add((found, error.kind.name))
    return found


_MOST_PLACES = 100


def _places(path: tuple[str | int, ...], data: Any) -> Iterator[Pointer]:
    """The places of data that the engine may mean by a path."""
    if not path:
        yield ()
    elif isinstance(data, list):
        step = path[0]
        if isinstance(step, int) and step < len(data):
            yield from ((step, *rest) for rest in _places(path[1:], data[step]))
    elif isinstance(data, dict):
        # The key itself comes first, then those that are read as the same number.
        exact = str(path[0])
        same = [exact] if exact in data else []
        if isinstance(path[0], int):
            same += [key for key in data if key != exact and _DIGITS.fullmatch(key) and int(key) == path[0]]
        for key in same:
            yield from ((key, *rest) for rest in _places(path[1:], data[key]))
    if isinstance(data, dict) and "" in data:
        yield from (("", *rest) for rest in _places(path, data[""]))


_DIGITS = late(r"\+?[0-9]{1,20}")


def _refuses_all_keys(error: Any, value: object) -> bool:
    """Where a schema allows no key at all, the engine names the keyword only in the location, and one value."""
    at_keyword = (error.absolute_keyword_location or "").endswith("/additionalProperties")
    return at_keyword and bool(error.instance != value)


def _known_keys(error: Any, schema: Any) -> tuple[str, ...]:
    """The keys that are named next to the keyword which refuses others."""
    fragment = (error.absolute_keyword_location or "").partition("#")[2]
    for step in fragment.split("/")[1:-1]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(schema, list) and name.isdecimal() and int(name) < len(schema):
            schema = schema[int(name)]
        else:
            schema = schema.get(name) if isinstance(schema, dict) else None
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return tuple(properties) if isinstance(properties, dict) else ()
