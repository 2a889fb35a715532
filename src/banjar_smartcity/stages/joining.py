"""Joining: the texts and documents of several answers as those of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LONGEST = 4000
"""The longest text that a sheet may hold, as its schema says."""


def both(one: Any, other: Any) -> Any:
    """Two texts as one, each language with its own."""
    if one == other:
        return one
    if isinstance(one, str) and isinstance(other, str):
        return f"{one}\n\n{other}"
    pairs = [{"id": text} if isinstance(text, str) else text for text in (one, other)]
    joined = "\n\n".join(pair["id"] for pair in pairs)
    return {"id": joined, "en": "\n\n".join(pair.get("en") or pair["id"] for pair in pairs)}


def uses_of(answers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The documents of all answers, each once for the same pages."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for answer in answers:
        for use in answer.get("evidence", ()):
            found.setdefault(tuple(sorted((key, str(value)) for key, value in use.items())), dict(use))
    return list(found.values())


def fits(text: Any) -> bool:
    """Whether a text is short enough for a sheet."""
    return all(len(part) <= LONGEST for part in (text.values() if isinstance(text, dict) else (text,)))
