"""Salvage: a sheet of answers of which some do not fit their schema, so that the others can still be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..diagnostics import Diagnostic, Pointer
from ..schema import validator as schema
from ..source import Document

_EMPTY: Mapping[str, Any] = {
    "item": "",
    "fact": None,
    "level": None,
    "sources": [],
    "evidence": [],
    "responsible": None,
    "answered_on": None,
}
"""An answer that says nothing. Without an item it does not fit the schema, so such an answer cannot be salvaged."""


def salvage(kind: str, document: Document, faults: Iterable[Diagnostic]) -> Document | None:
    """The document with empty values in place of the faulty ones; None if a fault is not within an answer.

    The answers keep their positions. Those with faults must not count: the findings say which ones they are.
    """
    if kind != "answers" or not isinstance(document.data, dict):
        return None
    answers: Any = document.data.get("answers")
    pointers = [fault.at.pointer for fault in faults]
    if not isinstance(answers, list) or not all(_is_within(answers, pointer) for pointer in pointers):
        return None
    faulty: dict[int, set[str | int]] = {}
    for _, number, *rest in pointers:
        faulty.setdefault(int(number), set()).update(rest[:1])
    kept = [
        {**_EMPTY, **{key: value for key, value in answer.items() if key not in faulty[n]}} if n in faulty else answer
        for n, answer in enumerate(answers)
    ]
    found = document._replace(data={**document.data, "answers": kept}, node=None)
    return None if schema.shipped(kind).check(found) else found


def _is_within(answers: list[Any], pointer: Pointer) -> bool:
    if len(pointer) < 2 or pointer[0] != "answers" or not isinstance(pointer[1], int):
        return False
    return pointer[1] < len(answers) and isinstance(answers[pointer[1]], dict)
