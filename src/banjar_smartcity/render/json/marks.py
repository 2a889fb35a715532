"""Marks of assessors as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ...model.assessment import AssessorMark


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
