"""Values: what somebody wrote at a place where data take something else, as data write it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set

from .characters import ordinary, unquoted
from .dates import day_of, moment_of
from .ids import id_of, is_id
from .numbers import NUMBER_LIKE, number_of

DAY, MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""Patterns of the tool's own schemas."""
LONGEST_ID = 80

_NOTHING = frozenset(
    (
        "",
        "null",
        "~",
        "none",
        "nil",
        "n/a",
        "na",
        "-",
        "--",
        "tidak ada",
        "belum ada",
        "kosong",
        "belum diketahui",
        "unknown",
    )
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
    if is_nothing(plain):
        return "null" if "null" in types else None  # no id or figure is called "none"
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
        is_word = not any(map(str.isdigit, plain))
        return number_of(written, whole=is_word)
    return number_of(written, whole=True) if "integer" in types else None


def is_nothing(text: str | None) -> bool:
    """Whether somebody wrote that there is nothing, or that it is not known."""
    return text is not None and unquoted(text).lower() in _NOTHING


def as_id(text: str) -> str:
    """An id as YAML writes it: in quotes if it would be read as a number or a word of YAML."""
    return as_text(text) if re.fullmatch(NUMBER_LIKE, text) or text in _WORDS_OF_YAML else text


def as_text(written: str) -> str:
    """A number or word as the text that it was meant to be: in quotes."""
    return json.dumps(written, ensure_ascii=False)


def as_list(text: str) -> str | None:
    """A list of ids that somebody wrote as text: alone, with commas, or after dashes that are not hyphens."""
    split = (part.strip() for part in re.split(r"(?:\A|\s)- |[,;]\s", ordinary(text)))
    parts = list(dict.fromkeys(filter(None, split)))  # an entry after the key and below it is one
    return f"[{', '.join(map(as_id, parts))}]" if all(map(is_id, parts)) else None
