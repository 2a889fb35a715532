"""Folding: raw errors to findings, one a fault, the same whichever engine reported them.

A mistyped key is one fault, not an unknown key and a missing one; a value of the wrong type is not reported again for
its length or its list of choices.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from ...diagnostics import At, Diagnostic, Limit, Phrase, Pointer, closest
from ...i18n import N_
from ...privacy.search import redact
from ...source.document import Document
from ...spelling.allowed import Allowed
from ...spelling.characters import strange, unquoted
from ...spelling.values import DAY, ID, MOMENT, corrected
from ..kinds import (
    FORM_OF_ID,
    LOOKALIKE,
    MISSING_KEY,
    NOT_DEEP,
    OTHER,
    REPEATED,
    TOO_DEEP,
    UNKNOWN_KEY,
    WRONG_FORM,
    WRONG_LENGTH,
    WRONG_RANGE,
    WRONG_TYPE,
    WRONG_VALUE,
)
from ..raw import Check, RawError, value_at
from .meant import Reader, key_called, of_options, of_type

_TYPES = {
    "boolean": N_("true or false"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "string": N_("text"),
    "array": N_("a list"),
    "object": N_("a mapping"),
    "null": N_("null"),
}
"""The types and the words for them, in the order in which they are named."""
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
    ID: FORM_OF_ID,
    DAY: "2023-05-30",
    MOMENT: "2023, 2023-05, 2023-05-30",
    "^[0-9a-f]{64}$": "[0-9a-f]{64}",
}
"""What our own patterns look like to a person."""

WHOLE = N_("a whole number {limit}")
_MAPPING = N_("a mapping with the keys {limit}")
_EMPTY_LIST = N_("{limit} while there is none")
_NULL = N_("{limit} if it is not known")
_ANY_VALUE = N_("{limit} with its value")
MOST = 1000
"""Nobody fixes more in one go, and looking for what was meant by each of a million keys would take hours."""
_FEW = 100
_BY_WEIGHT = ("type", "const", "enum", "pattern", *_LENGTHS, "uniqueItems", *_RANGES, *_RULES)
_RANK = {keyword: i for i, keyword in enumerate(dict.fromkeys(_BY_WEIGHT))}
"""Of several complaints about one value, the one that comes first explains the rest."""


def fold(
    document: Document, errors: Iterable[RawError], schema: Callable[[], Any] = dict, check: Check | None = None
) -> Iterator[Diagnostic]:
    """The faults of a document, in the order of the data. `schema` gives the schema, which is read only if needed.

    With `check` a correction is tried before it is offered.
    """
    by_place: dict[Pointer, list[RawError]] = {}
    for error in errors:
        by_place.setdefault(error.path, []).append(error)
    reader = Reader(document, schema, check if len(by_place) < _FEW else None)
    found: list[Diagnostic] = []
    for pointer in _in_order(by_place, document.data):
        found += islice(_fold_place(reader, At(document.path, pointer), by_place[pointer]), MOST - len(found))
        if len(found) == MOST:
            break
    yield from _indented_elsewhere(reader, found)


def _indented_elsewhere(reader: Reader, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The same faults, where a key that is unknown here and belongs to a level above or below is one of them."""
    missing = {(d.at.pointer, d.facts["key"]): d for d in found if d.kind is MISSING_KEY}
    moved: dict[int, Diagnostic] = {}
    gone: set[int] = set()
    for fault in found if missing or len(found) < _FEW else ():
        if fault.kind is UNKNOWN_KEY and (place := _home(reader, fault, missing)) is not None:
            key, inner = fault.facts["key"], fault.at.pointer[:-1]
            kind = TOO_DEEP if len(place) < len(inner) else NOT_DEEP
            neighbours = tuple(name for name in value_at(reader.document.data, place) if name != key)[:3]
            facts = {"key": key, "neighbours": neighbours}
            moved[id(fault)] = Diagnostic(kind, fault.at, facts, None, reader.line_at(fault.at.pointer, place))
            if (place, key) in missing:
                gone.add(id(missing[place, key]))
    yield from (moved.get(id(fault), fault) for fault in found if id(fault) not in gone)


def _home(reader: Reader, fault: Diagnostic, missing: Container[tuple[Pointer, object]]) -> Pointer | None:
    """The mapping that an unknown key belongs to: one around it, or one right above it that misses the key."""
    key, inner = str(fault.facts["key"]), fault.at.pointer[:-1]
    for length in range(len(inner) - 1, -1, -1):
        outer = inner[:length]
        value = value_at(reader.document.data, outer)
        if isinstance(value, dict) and key not in value and key in reader.allowed(outer).keys:
            return outer
    here = value_at(reader.document.data, inner)
    before = list(here)[: list(here).index(key)] if isinstance(here, dict) else []
    place = (*inner, before[-1]) if before else inner
    return place if before and (place, key) in missing else None


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


def _fold_place(reader: Reader, at: At, group: Sequence[RawError]) -> Iterator[Diagnostic]:
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
        plain = unquoted(key).lower()
        suggestion = closest(plain, missing) or closest(plain, known)
        # A typing mistake rarely begins with another letter: a word of another language is more likely.
        unsure = suggestion is not None and suggestion[:1] != plain[:1] and suggestion not in missing
        if unsure:
            suggestion = key_called(reader, at.pointer, plain, known) or suggestion
        if suggestion is None and not any(key in reader.allowed(at.pointer[:n]).keys for n in range(len(at.pointer))):
            suggestion = only or key_called(reader, at.pointer, plain, known)
        if suggestion is not None:
            missing.pop(suggestion, None)
        name = strange(key)
        if name is not None and plain == suggestion:
            yield Diagnostic(LOOKALIKE, at.key(key), {"value": show(key), "what": Phrase(name)}, None, suggestion)
        else:
            yield Diagnostic(UNKNOWN_KEY, at.key(key), {"key": key, "known": known}, None, suggestion)
    for key in missing:
        allowed = reader.allowed((*at.pointer, key))
        is_list = "array" in allowed.types and "null" not in allowed.types
        words, value = (
            (_EMPTY_LIST, "[]") if is_list else (_NULL, "null") if "null" in allowed.types else (_ANY_VALUE, "…")
        )
        facts = {"key": key, "line": Limit(words, f"{key}: {value}")}
        yield Diagnostic(MISSING_KEY, at, facts, None, f"{key}: []" if is_list else None)
    if rest:
        fault = _describe(reader, at, min(rest, key=_rank))
        holds = fault.suggestion is None or reader.accepts(at.pointer, fault.suggestion)
        yield fault if holds else fault._replace(suggestion=None)


def _rank(error: RawError) -> tuple[int, str]:
    return _RANK.get(error.keyword, len(_RANK)), json.dumps(error.wanted, sort_keys=True)


def _describe(reader: Reader, at: At, error: RawError) -> Diagnostic:
    name, wanted = error.keyword, error.wanted
    value = value_at(reader.document.data, at.pointer)
    written = reader.written(at.pointer, value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and written is not None
    # A number is shown with all its letters: 2.10.
    shown = Phrase(THIS_VALUE) if value is None else redact(str(written))[:60] if is_number else show(value)
    facts: dict[str, object] = {"value": shown}
    if name == "type":
        suggestion = of_type(reader, at.pointer, value, wanted)
        allowed = reader.allowed(at.pointer)
        types = tuple(_expected(kind, allowed) for kind in _TYPES if kind in wanted)
        facts |= {"found": Phrase(_type_of(value)), "expected": types}
        return _lookalike(at, written, suggestion) or Diagnostic(WRONG_TYPE, at, facts, None, suggestion)
    if name in ("enum", "const"):
        options = wanted if name == "enum" else (wanted,)
        suggestion = of_options(reader, at.pointer, value, [option for option in options if isinstance(option, str)])
        facts["known"] = tuple(show(o) for o in options)
        return _lookalike(at, written, suggestion) or Diagnostic(WRONG_VALUE, at, facts, None, suggestion)
    if name == "pattern" and wanted is not None:
        suggestion = corrected(written or "", reader.allowed(at.pointer).types, (wanted,))
        facts["pattern"] = _FORMS.get(wanted, wanted)
        return _lookalike(at, written, suggestion) or Diagnostic(WRONG_FORM, at, facts, None, suggestion)
    if name in _RANGES:
        return Diagnostic(WRONG_RANGE, at, {**facts, "bound": Limit(_RANGES[name], wanted)})
    if name in _LENGTHS:
        return Diagnostic(WRONG_LENGTH, at, {"bound": Limit(_LENGTHS[name], int(wanted))})
    if name == "uniqueItems":
        return Diagnostic(REPEATED, at / _repeated(value))
    problem = Phrase(_RULES.get(name, _ANY_RULE))
    return Diagnostic(OTHER, at, {**facts, "keyword": name, "problem": problem})


def _expected(kind: str, allowed: Allowed) -> Phrase | Limit:
    if kind == "integer" and allowed.least is not None and allowed.most is not None:
        return Limit(WHOLE, f"{allowed.least:g}–{allowed.most:g}")
    if kind == "object" and allowed.required:
        return Limit(_MAPPING, ", ".join(allowed.required))
    return Phrase(_TYPES[kind])


def _lookalike(at: At, written: str | None, suggestion: str | None) -> Diagnostic | None:
    """The finding that names a strange character, if that is all that is wrong."""
    name = strange(written) if written is not None else None
    if name is None or suggestion is None or written is None:
        return None
    if unquoted(written) != suggestion.strip('"') and not (suggestion[0] == "[" and unquoted(written)[:1] == "-"):
        return None
    return Diagnostic(LOOKALIKE, at, {"value": show(written), "what": Phrase(name)}, None, suggestion)


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
