"""The figures of a site as JSON."""

from __future__ import annotations

from typing import Any

from ...i18n import Language
from ...publish.report import Report
from .steps.todo import todo_data
from .values import score_data, status_data


def site_data(report: Report, lang: Language) -> dict[str, Any]:
    """Score, completeness and steps, as `score`, `status` and `todo` print them with `--format json`.

    Which documents are still to be read is left out: internal ones are among them.
    """
    partial = report.partial
    model, published = report.model, (report.official, report.before)
    return {
        "score": score_data(
            model, report.score, report.today, *published, report.loss, None, explain=False, partial=partial
        ),
        "status": status_data(report.completeness, model, lang, partial=partial),
        "todo": todo_data(report.todo, report.todo, None, lang, partial=partial),
    }
