"""Folding: raw errors to findings, one a fault, the same whichever engine reported them.

A mistyped key is one fault, not an unknown key and a missing one; a value of the wrong type is not reported again for
its length or its list of choices.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..diagnostics import At, Diagnostic, Limit, Phrase, Pointer, closest
from ..i18n import N_
from ..privacy.search import redact
from ..source.document import Document
from .kinds import (
    MISSING_KEY,
    OTHER,
    REPEATED,
    UNKNOWN_KEY,
    WRONG_FORM,
    WRONG_LENGTH,
    WRONG_RANGE,
    WRONG_TYPE,
    WRONG_VALUE,
)
from .raw import RawError, value_at

_TYPES = {
    "null": N_("null"),
    "boolean": N_("true or false"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "string": N_("text"),
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
_RULES = {
    "anyOf": N_("one of several forms must fit, and none does"),
    "oneOf": N_("exactly one of several forms must fit"),
    "not": N_("the form that is excluded here fits"),
    "falseSchema": N_("nothing may be here"),
    "contains": N_("the required number of entries must have a certain form"),
    "propertyNames": N_("the keys must have a certain form"),
    "additionalItems": N_("the list has more entries than its form allows"),
    "unevaluatedItems": N_("the list has more entries than its form allows"),
    "contentEncoding": N_("the text is not encoded as it must be"),
    "contentMediaType": N_("the content of the text does not have the form that it must have"),
    "pattern": N_("whether the text has the required form could not be found out"),
}
"""What the keywords ask for that few schemas use."""
_ANY_RULE = N_("the rule is not met")
THIS_VALUE = N_("this value")
_FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "mpp-barokah",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2023-05-30",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "2023, 2023-05, 2023-05-30",
    "^[0-9a-f]{64}$": "[0-9a-f]{64}",
}
"""What our own patterns look like to a person."""

_BY_WEIGHT = ("type", "const", "enum", "pattern", *_LENGTHS, "uniqueItems", *_RANGES, *_RULES)
_RANK = {keyword: i for i, keyword in enumerate(dict.fromkeys(_BY_WEIGHT))}
"""Of several complaints about one value, the one that comes first explains the rest."""


def fold(document: Document, errors: Iterable[RawError]) -> Iterator[Diagnostic]:
    """The faults of a document, in the order of the data."""
    by_place: dict[Pointer, list[RawError]] = {}
    for error in errors:
        by_place.setdefault(error.path, []).append(error)
    for pointer in _in_order(by_place, document.data):
        yield from _fold_place(At(document.path, pointer), value_at(document.data, pointer), by_place[pointer])


def _in_order(places: Iterable[Pointer], data: Any) -> list[Pointer]:
    """Places in the order of the data, a value before what is in it."""
    orders: dict[int, dict[str, int]] = {}

    def order(pointer: Pointer) -> list[int]:
        value, steps = data, []
        for step in pointer:
            if isinstance(value, dict):
                if id(value) not in orders:
                    orders[id(value)] = {key: i for i, key in enumerate(value)}
                steps.append(orders[id(value)][str(step)])
            else:
                steps.append(int(step))
            value = value[step]
        return steps

    return sorted(places, key=order)


def _fold_place(at: At, value: Any, group: Sequence[RawError]) -> Iterator[Diagnostic]:
    """The faults of one value: each unknown and missing key, and the first of the complaints about itself."""
    missing = {key: error for error in group if error.keyword == "required" for key in error.keys}
    unknown: dict[str, tuple[str, ...]] = {}
    rest = []
    for error in group:
        if error.keyword in ("additionalProperties", "unevaluatedProperties"):
            unknown |= {key: error.known for key in error.keys if key not in unknown}
        elif error.keyword != "required":
            rest.append(error)
    only = next(iter(missing)) if len(missing) == len(unknown) == 1 else None
    for key, known in unknown.items():
        # A key that is missing and one that is mistyped, or named in another language, are one fault.
        suggestion = closest(key, missing) or closest(key, known) or only
        if suggestion is not None:
            missing.pop(suggestion, None)
        yield Diagnostic(UNKNOWN_KEY, at.key(key), {"key": key, "known": known}, None, suggestion)
    for key in missing:
        yield Diagnostic(MISSING_KEY, at, {"key": key})
    if rest:
        yield _describe(at, value, min(rest, key=_rank))


def _rank(error: RawError) -> tuple[int, str]:
    return _RANK.get(error.keyword, len(_RANK)), json.dumps(error.wanted, sort_keys=True)


def _describe(at: At, value: Any, error: RawError) -> Diagnostic:
    name, wanted = error.keyword, error.wanted
    shown = Phrase(THIS_VALUE) if value is None else show(value)
    if name == "type":
        types = tuple(Phrase(words) for name, words in _TYPES.items() if name in wanted)
        return Diagnostic(WRONG_TYPE, at, {"value": shown, "found": Phrase(_type_of(value)), "expected": types})
    if name in ("enum", "const"):
        allowed = wanted if name == "enum" else (wanted,)
        texts = [option for option in allowed if isinstance(option, str)]
        suggestion = closest(value, texts) if isinstance(value, str) else None
        return Diagnostic(WRONG_VALUE, at, {"value": shown, "known": tuple(show(o) for o in allowed)}, None, suggestion)
    if name == "pattern" and wanted is not None:
        return Diagnostic(WRONG_FORM, at, {"value": shown, "pattern": _FORMS.get(wanted, wanted)})
    if name in _RANGES:
        return Diagnostic(WRONG_RANGE, at, {"value": shown, "bound": Limit(_RANGES[name], wanted)})
    if name in _LENGTHS:
        return Diagnostic(WRONG_LENGTH, at, {"bound": Limit(_LENGTHS[name], int(wanted))})
    if name == "uniqueItems":
        return Diagnostic(REPEATED, at / _repeated(value))
    problem = Phrase(_RULES.get(name, _ANY_RULE))
    return Diagnostic(OTHER, at, {"value": shown, "keyword": name, "problem": problem})


def _repeated(entries: list[Any]) -> int:
    """The place of the first entry that is in a list a second time."""
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        text = json.dumps(entry, sort_keys=True)
        if text in seen:
            return i
        seen.add(text)
    return 0  # they are equal but not written the same way, such as 1 and 1.0


def show(value: object) -> str:
    """A value of the data as its author would recognise it, cut to a line."""
    words = json.dumps(value, ensure_ascii=False, sort_keys=True) if not isinstance(value, str) else f'"{value}"'
    words = redact(words)  # before it is cut: half a number would not be known for what it is
    return words if len(words) <= 60 else words[:57] + "…"


def _type_of(value: object) -> str:
    for types, name in (((bool,), "boolean"), ((str,), "string"), ((int, float), "number"), ((list,), "array")):
        if isinstance(value, types):
            return _TYPES[name]
    return _TYPES["null" if value is None else "object"]
