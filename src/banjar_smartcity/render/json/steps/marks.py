"""Marks of assessors as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ....model.assessment import AssessorMark
from ....scoring.weighing.spread import LevelRange, LevelSpread
from ...words.json import number, percent


def mark_data(mark: AssessorMark, hours: float | None) -> dict[str, Any]:
    """What an assessor gave an item, by when the region may reply, and what it replied."""
    deadline = mark.deadline(hours)
    return {
        "assessor": mark.assessor,
        "level": mark.level,
        "remark": mark.remark and {"id": mark.remark.id, "en": mark.remark.en},
        "verdict": mark.verdict,
        "received_at": mark.times["received_at"],
        "reply_by": deadline and deadline.isoformat(),
        "reply": mark.reply and {"id": mark.reply.id, "en": mark.reply.en},
        "replied_at": mark.times["replied_at"],
        "open": mark.is_open,
    }


def spread_data(spread: LevelSpread) -> dict[str, Any]:
    """The lowest, mean and highest level of some items, and what they weigh."""

    def levels(found: LevelRange | None) -> dict[str, Any] | None:
        if found is None:
            return None
        figures = {"lowest": found.lowest, "mean": found.mean, "highest": found.highest}
        return {"items": found.items, **{key: number(value) for key, value in figures.items()}}

    return {
        "items": spread.items,
        "weight": percent(spread.weight),
        "claimed": levels(spread.claimed),
        "supported": levels(spread.supported),
        "assessed": levels(spread.given),
    }
