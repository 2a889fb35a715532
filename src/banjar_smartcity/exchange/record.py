"""Record: an answer as plain data, always in the same form, so that two of them can be compared and merged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ..i18n import Text
from ..model.answer import Answer, ExternalValue
from ..model.parts import EvidenceUse, Together

Record = Mapping[str, Any]
"""An answer as its sheet would hold it. What is null and may be left out is left out."""
KEYS = (
    *("item", "fact", "statistic", "level", "not_applicable", "external", "sources", "sources_together", "evidence"),
    *("responsible", "programme", "activity", "budget_line", "answered_on", "carried", "confirmed_from", "due"),
    *("blocked_by", "note"),
)
"""All keys, in the order in which sheets have them."""
REQUIRED = ("item", "fact", "level", "sources", "evidence", "responsible", "answered_on")


def record_of(answer: Answer) -> dict[str, Any]:
    """An answer as plain data."""
    figure, other = answer.statistic, answer.external
    values: dict[str, Any] = {
        "item": answer.item,
        "fact": _text(answer.fact),
        "statistic": figure and {"value": number(figure.value), "unit": figure.unit, "year": figure.year},
        "level": answer.level,
        "not_applicable": _text(answer.not_applicable),
        "external": other and _external(other),
        "sources": list(answer.sources),
        "sources_together": True if isinstance(answer.sources, Together) else None,
        "evidence": [_use(use) for use in answer.evidence],
        "responsible": answer.responsible,
        "programme": answer.programme,
        "activity": answer.activity,
        "budget_line": answer.budget_line,
        "answered_on": answer.answered_on and answer.answered_on.isoformat(),
        "carried": answer.carried,
        "confirmed_from": answer.confirmed_from,
        "due": answer.due and answer.due.isoformat(),
        "blocked_by": _text(answer.blocked_by),
        "note": _text(answer.note),
    }
    return tidy(values)


def empty_record(item: str, responsible: str | None) -> dict[str, Any]:
    """The record of an item that is not answered yet."""
    return tidy({"item": item, "sources": [], "evidence": [], "responsible": responsible})


def tidy(values: Record) -> dict[str, Any]:
    """A record with its keys in order, without those that are null and may be left out."""
    return {key: values.get(key) for key in KEYS if key in REQUIRED or values.get(key) is not None}


def fingerprint(*values: object) -> str:
    """A hash of plain values: the same for equal ones, on every computer."""
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def number(value: float) -> float:
    """A figure as a whole number where it is one, so that 3 and 3.0 are the same."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(text: Text | None) -> str | dict[str, str] | None:
    return None if text is None else text.id if text.en is None else {"id": text.id, "en": text.en}


def _use(use: EvidenceUse) -> dict[str, str]:
    return {"evidence": use.evidence, **({} if use.pages is None else {"pages": use.pages})}


def _external(other: ExternalValue) -> dict[str, Any]:
    body = _text(other.body)
    return {"value": number(other.value), "year": other.year, **({} if body is None else {"body": body})}
