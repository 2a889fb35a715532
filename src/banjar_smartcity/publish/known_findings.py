"""Known findings: those of a report as of a day, without what only became known later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Any

from ..diagnostics import At, Finding
from ..i18n import Text
from ..model.as_of import as_of
from ..model.model import Model
from ..model.view import known_by
from ..named import NamedTuple

_SIMPLE = (int, float, date, NoneType)
"""What has neither places nor texts."""
_SHORTEST = 4
"""Shorter texts are no names by which something could be known."""
_SHORTEST_WITHIN = 8
"""Only longer ones are looked for within another text."""


class _Contents(NamedTuple):
    """What a model consists of: the places of its parts, and its texts."""

    places: frozenset[At]
    texts: frozenset[str]


def known_findings(findings: Iterable[Finding], model: Model, day: date, stage: str) -> tuple[Finding, ...]:
    """The findings about what was known on the day, in words that were known then; `model` is that of all days."""
    known: dict[int, object] = {}
    seen = _contents(_seen(model, day, stage), known)
    whole = _contents(model, known)  # what both share need not be looked at twice: it is never what only one has
    places = whole.places - seen.places
    late = {text for text in whole.texts - seen.texts if len(text) >= _SHORTEST}
    long = tuple(text for text in late if len(text) >= _SHORTEST_WITHIN)
    return tuple(f for f in findings if not _is_within(f, places) and not _names(f, late, long))


def _seen(model: Model, day: date, stage: str) -> Model:
    sources = tuple(source for source in model.source_list if known_by(day, (source.id,), model.sources))
    issued = {
        name: record for name, record in model.evidence.items() if not record.issued_on or record.issued_on <= day
    }
    return as_of(model, day, stage)._replace(
        source_list=sources, sources={source.id: source for source in sources}, evidence=issued
    )


def _contents(model: Model, known: dict[int, object]) -> _Contents:
    """The places and texts of a record and of all in it, but those that are `known`; what is found is added to them."""
    places: set[At] = set()
    texts: set[str] = set()
    left: list[Any] = [model]
    while left:
        value = left.pop()
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, At):
            places.add(value)
        elif not isinstance(value, _SIMPLE) and id(value) not in known:
            known[id(value)] = value  # kept, so that no other value gets its number
            if isinstance(value, (tuple, list)):
                left += value
            elif isinstance(value, Mapping):
                left += value.values()
    return _Contents(frozenset(places), frozenset(texts))


def _is_within(finding: Finding, places: set[At] | frozenset[At]) -> bool:
    """Whether a finding is about one of the places, or about something in it."""
    pointer = finding.pointer
    return any(At(finding.path, pointer[:n]) in places for n in range(len(pointer) + 1))


def _names(finding: Finding, late: set[str], long: tuple[str, ...]) -> bool:
    words = [text for fact in finding.facts.values() for text in _texts(fact)]
    return any(word in late or any(text in word for text in long) for word in words)


def _texts(fact: object) -> Iterator[str]:
    if isinstance(fact, Text):
        yield from (text for text in (fact.id, fact.en) if text)
    elif isinstance(fact, (tuple, list)):
        for entry in fact:
            yield from _texts(entry)
    elif isinstance(fact, str):
        yield fact
