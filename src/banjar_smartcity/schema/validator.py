"""Schema: hold data against JSON Schema, one finding a fault.

jsonschema-rs gives the verdicts. Its raw errors are folded: a mistyped key is one fault, not an unknown key and a
missing one; a value of the wrong type is not reported again for its length or its list of choices.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from ..diagnostics import START, At, Diagnostic, Limit, Phrase, closest
from ..i18n import N_
from ..privacy.search import redact
from ..resources import SCHEMAS
from ..source.document import Document
from .engine import jsonschema_rs
from .kinds import (
    INVALID_SCHEMA,
    KINDS,
    MISSING_KEY,
    OTHER,
    REPEATED,
    UNKNOWN_KEY,
    UNRESOLVED,
    WRONG_FORM,
    WRONG_LENGTH,
    WRONG_RANGE,
    WRONG_TYPE,
    WRONG_VALUE,
)

_BASE = "smartcity:/"
_TYPES = {
    "string": N_("text"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "boolean": N_("true or false"),
    "null": N_("null"),
    "array": N_("a list"),
    "object": N_("a mapping"),
}
_RANGES = {
    "minimum": N_("at least {limit}"),
    "maximum": N_("at most {limit}"),
    "exclusiveMinimum": N_("more than {limit}"),
    "exclusiveMaximum": N_("less than {limit}"),
    "multipleOf": N_("a multiple of {limit}"),
}
_LENGTHS = {
    "minLength": N_("at least {limit} characters"),
    "maxLength": N_("at most {limit} characters"),
    "minItems": N_("at least {limit} entries"),
    "maxItems": N_("at most {limit} entries"),
    "minProperties": N_("at least {limit} keys"),
    "maxProperties": N_("at most {limit} keys"),
}
__all__ = ["KINDS", "MSGIDS", "Schema", "compile_schema", "shipped", "show"]

THIS_VALUE = N_("this value")
MSGIDS = (THIS_VALUE, *_TYPES.values(), *_RANGES.values(), *_LENGTHS.values())
_FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "mpp-barokah",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2023-05-30",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "2023, 2023-05, 2023-05-30",
    "^[0-9a-f]{64}$": "[0-9a-f]{64}",
}
"""What our own patterns look like to a person."""

MOST = 1000
"""Nobody mends more in one go, and looking for what was meant by each of a million keys would take hours."""
_RANK = {"type": 0, "enum": 1, "const": 1, "pattern": 2}
"""Of several complaints about one value, the one that comes first explains the rest."""


class Schema(NamedTuple):
    """A compiled schema with the texts that its errors point into."""

    validator: Any
    resources: dict[str, Any]

    def check(self, document: Document) -> list[Diagnostic]:
        """The faults of a document, in the order of the data; of very many the first MOST."""
        return list(islice(_fold(document, self.validator.iter_errors(document.data), self.resources), MOST))


@cache
def shipped(name: str) -> Schema:
    """The tool's own schema of one kind of record: `shipped("innovation")`. Each stands alone, so one file is read."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema, offline=True, validate_formats=False)
    return Schema(validator, {schema["$id"]: schema})


def compile_schema(document: Document) -> tuple[Schema | None, list[Diagnostic]]:
    """Anybody's schema, compiled without fetching anything; or why it cannot be."""
    at = At(document.path)
    if not isinstance(document.data, dict | bool):
        problem = Phrase(N_("a schema is a mapping, or true or false"))
        return None, [Diagnostic(INVALID_SCHEMA, at, {"problem": problem}, START)]
    try:
        validator = jsonschema_rs.validator_for(
            document.data, offline=True, validate_formats=False, base_uri=_BASE + "schema"
        )
    except jsonschema_rs.ReferencingError as error:
        return None, [Diagnostic(UNRESOLVED, at, {"problem": _brief(error)})]
    except jsonschema_rs.ValidationError as error:
        kind = UNRESOLVED if error.kind.name == "$ref" or "Resource '" in error.message else INVALID_SCHEMA
        where = At(document.path, tuple(error.instance_path))
        return None, [Diagnostic(kind, where, {"problem": error.message[:200]})]
    except ValueError as error:
        return None, [Diagnostic(INVALID_SCHEMA, at, {"problem": _brief(error)})]
    return Schema(validator, {_BASE + "schema": document.data}), []


def _brief(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]


def _fold(document: Document, errors: Iterable[Any], resources: dict[str, Any]) -> Iterator[Diagnostic]:
    by_place: dict[tuple[Any, ...], list[Any]] = {}
    for error in errors:
        by_place.setdefault(tuple(error.instance_path), []).append(error)
    for pointer, group in by_place.items():
        yield from _fold_place(At(document.path, pointer), group, resources)


def _fold_place(at: At, group: Sequence[Any], resources: dict[str, Any]) -> Iterator[Diagnostic]:
    """The faults of one value: each unknown and missing key, and the first of the complaints about itself."""
    missing = {e.kind.property: e for e in group if e.kind.name == "required"}
    unknown: dict[str, list[str]] = {}
    rest = []
    for error in group:
        if error.kind.name in ("additionalProperties", "unevaluatedProperties"):
            known = _known_keys(error, resources)
            unknown |= {key: known for key in error.kind.unexpected if key not in unknown}
        elif error.kind.name != "required":
            rest.append(error)
    only = next(iter(missing)) if len(missing) == len(unknown) == 1 else None
    for key, known in unknown.items():
        # A key that is missing and one that is mistyped, or named in another language, are one fault.
        suggestion = closest(key, missing) or closest(key, known) or only
        missing.pop(suggestion, None)
        yield Diagnostic(UNKNOWN_KEY, at.key(key), {"key": key, "known": tuple(known)}, None, suggestion)
    for key in missing:
        yield Diagnostic(MISSING_KEY, at, {"key": key})
    if rest:
        yield _describe(at, min(rest, key=lambda error: _RANK.get(error.kind.name, 3)))


def _known_keys(error: Any, resources: dict[str, Any]) -> list[str]:
    location = error.absolute_keyword_location or ""
    uri, _, fragment = location.partition("#")
    schema: Any = resources.get(uri) or next(iter(resources.values()))  # a schema may give itself another address
    for step in fragment.split("/")[1:-1]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(schema, list) and name.isdecimal() and int(name) < len(schema):
            schema = schema[int(name)]
        else:
            schema = schema.get(name) if isinstance(schema, dict) else None
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return list(properties) if isinstance(properties, dict) else []


def _describe(at: At, error: Any) -> Diagnostic:
    name, kind = error.kind.name, error.kind
    value = Phrase(THIS_VALUE) if error.instance is None else show(error.instance)
    if name == "type":
        types = tuple(Phrase(_TYPES.get(t, t)) for t in kind.types)
        return Diagnostic(
            WRONG_TYPE, at, {"value": value, "found": Phrase(_type_of(error.instance)), "expected": types}
        )
    if name in ("enum", "const"):
        allowed = kind.options if name == "enum" else [kind.expected_value]
        texts = [option for option in allowed if isinstance(option, str)]
        suggestion = closest(error.instance, texts) if isinstance(error.instance, str) else None
        return Diagnostic(WRONG_VALUE, at, {"value": value, "known": tuple(show(o) for o in allowed)}, None, suggestion)
    if name == "pattern" and hasattr(kind, "pattern"):  # not so where matching was given up
        return Diagnostic(WRONG_FORM, at, {"value": value, "pattern": _FORMS.get(kind.pattern, kind.pattern)})
    if name in _RANGES:
        return Diagnostic(WRONG_RANGE, at, {"value": value, "bound": Limit(_RANGES[name], kind.value)})
    if name in _LENGTHS:
        return Diagnostic(WRONG_LENGTH, at, {"bound": Limit(_LENGTHS[name], kind.value)})
    if name == "uniqueItems":
        return Diagnostic(REPEATED, at / _repeated(error.instance))
    return Diagnostic(OTHER, at, {"value": value, "keyword": name, "problem": error.message[:200]})


def _repeated(entries: list[Any]) -> int:
    """The place of the first entry that stands in a list a second time."""
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        text = json.dumps(entry, sort_keys=True)
        if text in seen:
            return i
        seen.add(text)
    return 0  # they are equal without being written alike, such as 1 and 1.0


def show(value: object) -> str:
    """A value of the data as its author would recognise it, cut to a line."""
    words = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else f'"{value}"'
    words = redact(words)  # before it is cut: half a number would not be known for what it is
    return words if len(words) <= 60 else words[:57] + "…"


def _type_of(value: object) -> str:
    for types, name in (((bool,), "boolean"), ((str,), "string"), ((int, float), "number"), ((list,), "array")):
        if isinstance(value, types):
            return _TYPES[name]
    return _TYPES["null" if value is None else "object"]
