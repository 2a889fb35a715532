"""A change of the data as JSON. Documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..diff.compare import Change, Diff
from ..i18n import Language
from ..personal_data import redact
from ..scoring.tree import Node
from .diff import verdict
from .machine import dump, findings_data, number


def diff_json(diff: Diff, lang: Language) -> str:
    """All that a change does."""
    found = diff.figures
    nodes: dict[str, Any] = {"final": None, "aspects": None, "dimensions": None}
    if found:
        nodes = {
            "final": _pair(found.base.final, found.head.final),
            "aspects": _pairs(found.base.aspects, found.head.aspects),
            "dimensions": _pairs(found.base.dimensions, found.head.dimensions),
        }
    return dump(
        {
            "verdict": verdict(diff, lang),
            **nodes,
            "rules": found and {"claimed": number(found.rules_claimed), "supported": number(found.rules_supported)},
            "changes": [_change(change) for change in diff.changes],
            "findings": {
                name: findings_data(entries, 0, lang)["findings"] for name, entries in diff.faults._asdict().items()
            },
            "unread": {"base": list(diff.base.unread), "head": list(diff.head.unread)},
        }
    )


def _pairs(before: Iterable[Node], after: Iterable[Node]) -> dict[str, Any]:
    old = {node.id: node for node in before}
    return {node.id: _pair(old.get(node.id), node) for node in after}


def _pair(before: Node | None, after: Node) -> dict[str, Any]:
    return {"before": before and _node(before), "after": _node(after)}


def _node(node: Node) -> dict[str, Any]:
    return {
        "score": number(node.claimed),
        "supported": number(node.supported),
        "answered": node.answered,
        "items": node.items,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "what": change.what,
        "path": change.path,
        "dimension": change.dimension,
        "agencies": list(change.agencies),
        "wording": change.wording,
        "claimed": number(change.claimed),
        "supported": number(change.supported),
        "fields": [
            {"field": list(field.pointer), "before": _plain(field.before), "after": _plain(field.after)}
            for field in change.fields
        ],
    }


def _plain(value: object) -> object:
    """A value of the data, without personal data."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list) else value
