"""Values: what somebody wrote at a place where data take something else, as data write it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from typing import Any

from .characters import ordinary, unquoted
from .dates import day_of, moment_of
from .ids import id_of, is_id
from .numbers import NUMBER_LIKE, number_of

DAY, MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""Patterns of the tool's own schemas."""
LONGEST_ID = 80

_NOTHING = frozenset(
    ("null", "none", "nil", "n/a", "na", "-", "--", "tidak ada", "belum ada", "kosong", "belum diketahui", "unknown")
)
_YES, _NO = (
    frozenset(("true", "ya", "yes", "y", "on", "benar")),
    frozenset(("false", "tidak", "no", "n", "off", "salah")),
)

_WORDS_OF_YAML = frozenset(("null", "true", "false"))
"""Ids that would be read as no text."""


def corrected(written: str, types: Set[str], patterns: Sequence[str] = ()) -> str | None:
    """The value of these types and patterns that a text stands for, as YAML writes it; None if it is not certain.

    `written` is what is there without its quotes.
    """
    plain = unquoted(written)
    if "null" in types and plain.lower() in _NOTHING:
        return "null"
    if "boolean" in types and plain.lower() in _YES | _NO:
        return "true" if plain.lower() in _YES else "false"
    if DAY in patterns:
        return day_of(written)
    if MOMENT in patterns:
        return moment_of(written)
    if ID in patterns:
        found = id_of(plain)
        return as_id(found) if found and len(found) <= LONGEST_ID else None
    if patterns:
        return None
    if "number" in types:
        return number_of(written)
    return number_of(written, whole=True) if "integer" in types else None


def as_id(text: str) -> str:
    """An id as YAML writes it: in quotes if it would be read as a number or a word of YAML."""
    return as_text(text) if re.fullmatch(NUMBER_LIKE, text) or text in _WORDS_OF_YAML else text


def as_text(written: str) -> str:
    """A number or word as the text that it was meant to be: in quotes."""
    return json.dumps(written, ensure_ascii=False)


def between(text: str | None, least: Any, most: Any) -> str | None:
    """The figure if it is within both bounds, where there are any."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return text
    return None if (least is not None and value < least) or (most is not None and value > most) else text


def as_list(text: str) -> str | None:
    """A list of ids that somebody wrote as text: alone, with commas, or after dashes that are not hyphens."""
    parts = [part for part in re.split(r"(?:\A|\s)- |[,;]\s", ordinary(text)) if part.strip()]
    return (
        f"[{', '.join(as_id(part.strip()) for part in parts)}]" if all(is_id(part.strip()) for part in parts) else None
    )
