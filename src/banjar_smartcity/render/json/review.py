"""A review as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ...i18n import Language
from ...versions.review import Review
from ..words.verdict import review_verdict
from .diff import diff_data
from .values import findings_data


def review_data(review: Review, lang: Language) -> dict[str, Any]:
    """The data of the difference, and the findings of each gate."""
    data = diff_data(review.diff, lang)
    return {
        **data,
        "verdict": review_verdict(review, lang),
        "passed": review.passed,
        "old_labels": list(review.old_labels),
        "gates": [
            {"gate": name, "action": gate.action, "label": gate.label, "findings": _gate(review, name, lang)}
            for name, gate in review.policy.gates.items()
        ],
    }


def _gate(review: Review, name: str, lang: Language) -> list[dict[str, Any]]:
    entries = [entry for entry in review.judged if entry.gate == name]
    findings = findings_data([entry.finding for entry in entries], 0, lang)["findings"]
    return [
        {
            **finding,
            "holds": entry.holds,
            "label": entry.label,
            "waiver": entry.waiver
            and {
                "until": entry.waiver.until and entry.waiver.until.isoformat(),
                "reason": lang.text(entry.waiver.reason),
                "ended": entry.ended,
            },
        }
        for finding, entry in zip(findings, entries, strict=True)
    ]
