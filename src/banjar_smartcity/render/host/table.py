"""Findings as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n import N_
from ..words.markdown import escape
from ..words.wording import hint, message
from .review_log import ReviewLog


def table(log: ReviewLog) -> str:
    """A row for each finding; one sentence if there is none."""
    return "\n".join(_lines(log))


def _lines(log: ReviewLog) -> Iterator[str]:
    _ = log.lang.translate
    if not log.findings:
        yield _(N_("Nothing to fix."))
        return
    headings = [_(N_("Place")), _(N_("Finding")), _(N_("Problem")), _(N_("How to fix it"))]
    yield f"| {' | '.join(headings)} |"
    yield "| --- | --- | --- | --- |"
    for finding in log.findings:
        place = f"{log.place(finding.path)}:{finding.position.line}:{finding.position.column}"
        kind = f"{finding.kind.severity.value} {finding.kind.id}"
        cells = (place, kind, message(finding, log.lang), hint(finding, log.lang))
        yield f"| {' | '.join(map(escape, cells))} |"
