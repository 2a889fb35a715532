"""A change of the data as JSON; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...diagnostics import Phrase
from ...i18n import Language
from ...privacy.search import redact
from ...scoring.parts import Node
from ...versions.diff.change import Change
from ...versions.diff.compare import Diff
from ...versions.index.basis import parts_of_rise
from ...versions.index.comparison import IndexComparison
from ...versions.index.figures import IndexChange
from ..words.json import number
from ..words.verdict import verdict
from .values import findings_data


def diff_data(diff: Diff, lang: Language) -> dict[str, Any]:
    """What a change does, as plain data. If a version cannot be read, everything but the findings is null."""
    found = diff.figures if diff.readable else None
    return {
        "verdict": verdict(diff, lang),
        "readable": diff.readable,
        **_index(found, diff),
        "instruments": [_instrument(comparison, diff) for comparison in diff.comparisons] if diff.readable else None,
        "changes": [_change(change) for change in diff.changes] if diff.readable else None,
        "findings": {
            name: findings_data(entries, 0, lang)["findings"] for name, entries in diff.faults._asdict().items()
        },
        "unread": {"base": list(diff.base.unread), "head": list(diff.head.unread)},
        "unknown": {"base": sorted(diff.base.unknown), "head": sorted(diff.head.unknown)},
        "left_out": {"base": list(diff.base.left_out), "head": list(diff.head.left_out)},
    }


def _index(found: IndexChange | None, diff: Diff) -> dict[str, Any]:
    """The figures of an instrument; null if they cannot be compared."""
    return {
        "final": found and _pair(found.base.final, found.head.final, found),
        "aspects": found and _pairs(found.base.aspects, found.head.aspects, found),
        "dimensions": found and _pairs(found.base.dimensions, found.head.dimensions, found),
        "supported_rests_on": found
        and [
            {"basis": part.basis.id, "points": number(part.points)}
            for part in parts_of_rise(found, diff.base, diff.head)
        ],
        "rules": found and {"claimed": number(found.rules_claimed), "supported": number(found.rules_supported)},
    }


def _instrument(comparison: IndexComparison, diff: Diff) -> dict[str, Any]:
    """The figures by an instrument, with its stage and the items without a figure on each side that answers it."""
    sides = {"base": comparison.base, "head": comparison.head}
    return {
        "instrument": comparison.instrument,
        "stage": {name: facet and facet.stage for name, facet in sides.items()},
        "unknown": {name: facet and sorted(facet.unknown) for name, facet in sides.items()},
        **_index(comparison.figures, diff),
    }


def _pairs(before: Iterable[Node], after: Iterable[Node], figures: IndexChange) -> dict[str, Any]:
    old = {node.id: node for node in before}
    new = {node.id: node for node in after}
    return {name: _pair(old.get(name), new.get(name), figures) for name in dict.fromkeys((*new, *old))}


def _pair(before: Node | None, after: Node | None, figures: IndexChange) -> dict[str, Any]:
    return {"before": before and _node(before, figures, 0), "after": after and _node(after, figures, 1)}


def _node(node: Node, figures: IndexChange, side: int) -> dict[str, Any]:
    """A node; without its scores if an item of it has no valid figure."""
    unknown = figures.lacks(node, side)
    return {
        "score": None if unknown else number(node.claimed),
        "supported": None if unknown else number(node.supported),
        "supported_unread": None if unknown else number(node.unread),
        "answered": node.answered,
        "items": node.items,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": redact(change.id),
        "what": change.what,
        "path": redact(change.path) if change.path else change.path,
        "line": change.position.line,
        "dimension": change.dimension,
        "instrument": change.instrument,
        "agencies": list(change.agencies),
        "wording": change.wording,
        "claimed": number(change.claimed),
        "supported": number(change.supported),
        "before": _reason(change.before),
        "after": _reason(change.after),
        "loses": change.loses,
        "notes": [phrase.id for phrase in change.notes],
        "serves": _plain(list(change.serves)),
        "gains": change.gains
        and {
            "supported": number(change.gains.points),
            "since": change.gains.since and change.gains.since.isoformat(),
            "others": {name: number(points) for name, points in change.gains.others},
            "falls_short": change.gains.falls_short,
        },
        "fields": [
            {"field": _plain(list(field.pointer)), "before": _plain(field.before), "after": _plain(field.after)}
            for field in change.fields
        ],
    }


def _reason(phrase: Phrase | None) -> str | None:
    return phrase and phrase.id


def _plain(value: object) -> object:
    """A value of a record, without personal data."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list) else value
