"""A history as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ...privacy.search import redact
from ...versions.history import History, Point, VersionFigures
from ..words.json import number


def history_data(history: History) -> dict[str, Any]:
    """All points, the oldest first."""
    return {
        "dimension": history.dimension,
        "instrument": history.instrument,
        "shallow": history.shallow,
        "later": history.later,
        "points": [_point(point) for point in history.points],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "commit": point.step.commit,
        "tag": point.step.tag,
        "day": point.step.day.isoformat(),
        "subject": redact(point.step.subject),
        **_figures(point.figures),
        "errors": point.errors,
        "warnings": point.warnings,
        "partial": point.partial,
        "new_rules": point.new_rules,
        "new_stage": point.new_stage,
        "instruments": {
            name: {**_figures(other.figures), "new_rules": other.new_rules, "new_stage": other.new_stage}
            for name, other in point.others.items()
        },
    }


def _figures(found: VersionFigures | None) -> dict[str, Any]:
    if found is None:
        return dict.fromkeys(VersionFigures._fields)
    return {**found._asdict(), "claimed": number(found.claimed), "supported": number(found.supported)}
