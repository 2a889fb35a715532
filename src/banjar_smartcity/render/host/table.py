"""Findings as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n import N_
from ..words.markdown import escape
from ..words.wording import hint, message
from .review_log import ReviewLog


def table(told: ReviewLog) -> str:
    """A row for each finding; a sentence where there is none."""
    return "\n".join(_lines(told))


def _lines(told: ReviewLog) -> Iterator[str]:
    _ = told.lang.translate
    if not told.findings:
        yield _(N_("Nothing to mend."))
        return
    headings = [_(N_("Place")), _(N_("Finding")), _(N_("What")), _(N_("How to mend it"))]
    yield f"| {' | '.join(headings)} |"
    yield "| --- | --- | --- | --- |"
    for finding in told.findings:
        place = f"{told.place(finding.path)}:{finding.position.line}:{finding.position.column}"
        kind = f"{finding.kind.severity.value} {finding.kind.id}"
        cells = (place, kind, message(finding, told.lang), hint(finding, told.lang))
        yield f"| {' | '.join(map(escape, cells))} |"
