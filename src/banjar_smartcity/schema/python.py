"""Python: the engine `jsonschema`, which runs wherever Python runs.

The library is asked about a copy of the schema in which patterns are written for Python. References are followed
beforehand, so that one that leads nowhere is known before the first file is read.
"""

from __future__ import annotations

import copy
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from jsonschema import FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Specification
from referencing.jsonschema import specification_with

from ..named import NamedTuple
from .keywords import KeyedError, in_order, keywords_of, reference_first
from .patterns import PatternError, to_python
from .prepared import prepare
from .raw import Check, GivenUpError, RawError, UnusableError
from .shipped import shipped_text

SECONDS = 20
"""Of computing that a file may take against a foreign schema; one of 8 MiB takes about ten against a sensible one."""
DEPTH = 5000
"""Frames of Python: files and schemas nest 100 deep at most, and each level takes several."""

_NEWEST = "json-schema.org/draft/2020-12/schema"
_DRAFTS: dict[str, Any] = {
    "json-schema.org/draft-04/schema": validators.Draft4Validator,
    "json-schema.org/draft-06/schema": validators.Draft6Validator,
    "json-schema.org/draft-07/schema": validators.Draft7Validator,
    "json-schema.org/draft/2019-09/schema": validators.Draft201909Validator,
    _NEWEST: validators.Draft202012Validator,
    "json-schema.org/schema": validators.Draft202012Validator,
}


class _Draft(NamedTuple):
    """What the library knows of one version of JSON Schema."""

    validator: Any
    """The library's class, with our keywords."""
    inspector: Any
    """What holds a schema against the schema for schemas."""
    specification: Specification[Any]


def compile_shipped(name: str) -> Check:
    """The tool's own schema of one kind of record."""
    draft = _draft(_NEWEST)
    prepared = prepare(shipped_text(name), draft.specification, lambda _: None)
    validator = draft.validator(prepared.schema, registry=prepared.registry)
    return lambda data: (_raw(error, prepared.patterns) for error in validator.iter_errors(data))


def compile_foreign(schema: dict[str, Any] | bool) -> Check:  # noqa: FBT001 - a schema may be true or false
    """Anybody's schema. Raises `UnusableError`; this and the check raise `GivenUpError`."""
    draft = _draft(_dialect(schema))
    with _bounded():
        _inspect(draft, schema)
        prepared = prepare(schema, draft.specification, lambda part: _inspect(draft, part))
    validator = draft.validator(prepared.schema, registry=prepared.registry)

    def check(data: Any) -> list[RawError]:
        with _bounded():
            return [_raw(error, prepared.patterns) for error in validator.iter_errors(data)]

    return check


def find_fault(schema: dict[str, Any] | bool) -> UnusableError | None:  # noqa: FBT001 - a schema may be true or false
    """Why a foreign schema cannot be used; None where it can."""
    try:
        compile_foreign(schema)
    except UnusableError as error:
        return error
    except GivenUpError:
        pass
    return None


@cache
def _draft(name: str) -> _Draft:
    stock = _DRAFTS[name]
    create: Any = validators.create  # its types know neither of the two forms that its documentation gives
    validator = create(
        stock.META_SCHEMA,
        keywords_of(stock.VALIDATORS),
        type_checker=stock.TYPE_CHECKER,
        id_of=stock.ID_OF,
        applicable_validators=in_order if "$vocabulary" in stock.META_SCHEMA else reference_first,
    )
    checker = FormatChecker(formats=())
    checker.checks("regex")(_is_pattern)
    for_schemas = copy.deepcopy(stock.META_SCHEMA)
    # Draft 4 forbids to name an option twice; later drafts only advise against it.
    for_schemas.get("properties", {}).get("enum", {}).pop("uniqueItems", None)
    specification = specification_with(stock.ID_OF(stock.META_SCHEMA))
    return _Draft(validator, stock(for_schemas, format_checker=checker), specification)


def _dialect(schema: dict[str, Any] | bool) -> str:  # noqa: FBT001 - a schema may be true or false
    named = schema.get("$schema") if isinstance(schema, dict) else None
    if not isinstance(named, str):
        return _NEWEST
    dialect = named.rstrip("#").removeprefix("http://").removeprefix("https://")
    if dialect not in _DRAFTS or dialect == named:
        raise UnusableError(reference=named)
    return dialect


def _inspect(draft: _Draft, schema: Any) -> None:
    """Check a schema against the schema for schemas. Raises `UnusableError`."""
    for error in draft.inspector.iter_errors(schema):
        raise UnusableError(_place(error, schema), error.instance)


def _is_pattern(text: object) -> bool:
    try:
        return not isinstance(text, str) or to_python(text) is not None
    except PatternError:
        return False


def _place(error: ValidationError, schema: Any) -> tuple[str | int, ...]:
    """Where a schema is at fault; of keys that are patterns, the key."""
    place = tuple(error.absolute_path)
    for step in place:
        schema = schema[step]
    is_key = isinstance(schema, dict) and isinstance(error.instance, str)
    return (*place, cast(str, error.instance)) if is_key else place


@contextmanager
def _bounded() -> Iterator[None]:
    """Give up what nests too deep or, where the system can interrupt Python, takes too long."""
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, DEPTH))
    try:
        with _time_limit():
            yield
    except RecursionError as error:
        raise GivenUpError from error
    finally:
        sys.setrecursionlimit(depth)


@contextmanager
def _time_limit() -> Iterator[None]:
    """A pattern may go through more ways to match than there are seconds; Python's `re` knows no bound of its own."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise GivenUpError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


_LIMITS = {
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
}


def _raw(error: ValidationError, patterns: Mapping[str, str]) -> RawError:
    """What the library says, in the shape of all engines."""
    schema: Any = error.schema
    keyword, value = str(error.validator or "falseSchema"), cast(Any, error.validator_value)
    wanted: Any = None
    keys: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    if isinstance(error, KeyedError):
        keys = error.keys
        known = tuple(schema.get("properties", ())) if keyword.endswith("Properties") else ()
    if keyword == "type":
        wanted = (value,) if isinstance(value, str) else tuple(sorted(value))
    elif keyword == "enum":
        wanted = tuple(value)
    elif keyword == "pattern":
        wanted = patterns.get(value, value)
    elif keyword in _LIMITS or keyword == "const":
        wanted = value
    elif keyword in ("minContains", "maxContains"):
        keyword = "contains"
    if keyword in ("minimum", "maximum") and schema.get(f"exclusive{keyword.capitalize()}") is True:
        keyword = f"exclusive{keyword.capitalize()}"  # in draft 4 it is a flag
    return RawError(keyword, tuple(error.absolute_path), wanted, keys, known)
