"""Known findings: those of a report as of a day, without what only became known later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Any

from ..diagnostics import At, Finding
from ..i18n import Text
from ..model.as_of import as_of
from ..model.later import LaterRecords, Record, chosen, is_as_outlined, look_at, outlined, passing
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
    found = tuple(findings)
    return _known(found, model, _seen(model, day, stage)) if found else ()


def _known(findings: tuple[Finding, ...], model: Model, then: Model) -> tuple[Finding, ...]:
    known: dict[int, object] = {}
    seen = _contents(_at_hand(then), known)
    whole = _contents(_at_hand(model), known)  # what both share need not be looked at twice: only one has nothing of it
    places, late = set(whole.places), set(whole.texts)
    for changed in _changed(model, then):
        places |= changed.places
        late |= changed.texts
    places -= seen.places
    late -= seen.texts
    if places or late:
        for records in (then.innovations, then.evidence):
            for record in passing(_later(records)):
                own = _contents(record, {})
                places -= own.places
                late -= own.texts
    late = {text for text in late if len(text) >= _SHORTEST}
    long = tuple(text for text in late if len(text) >= _SHORTEST_WITHIN)
    return tuple(f for f in findings if not _is_within(f, places) and not _names(f, late, long))


def _seen(model: Model, day: date, stage: str) -> Model:
    sources = tuple(source for source in model.source_list if known_by(day, (source.id,), model.sources))
    evidence = outlined(model.evidence).items()
    issued = {name for name, record in evidence if not record.issued_on or record.issued_on <= day}
    return as_of(model, day, stage)._replace(
        source_list=sources,
        sources={source.id: source for source in sources},
        evidence=chosen(model.evidence, issued),
    )


def _later(records: Mapping[str, Record]) -> Mapping[str, Record]:
    """The records if they are built when somebody asks for them; else none."""
    return records if isinstance(records, LaterRecords) else {}


def _at_hand(model: Model) -> Model:
    """The model without records that are built later."""
    if isinstance(model.innovations, LaterRecords):
        model = model._replace(innovations={})
    return model._replace(evidence={}) if isinstance(model.evidence, LaterRecords) else model


def _changed(model: Model, then: Model) -> Iterator[_Contents]:
    """What is in records that are built later and were not the same on the day, one after the other."""
    both: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (_later(model.innovations), then.innovations),
        (_later(model.evidence), then.evidence),
    )
    for records, before in both:
        for name in records:
            if name in before and is_as_outlined(before, name):
                continue
            record = look_at(records, name)
            if name not in before or look_at(before, name) != record:
                yield _contents(record, {})


def _contents(model: object, known: dict[int, object]) -> _Contents:
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
