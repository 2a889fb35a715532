"""Duplicates: innovations that may be the same under two names."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..innovations.similarity import similar_pairs, with_common_marks
from ..model.later import outlined, suspects
from .context import Context

POSSIBLE = Kind(
    id="innovation-duplicate",
    severity=Severity.WARNING,
    message=N_('"{name}" may be the same innovation as "{other}" ({path})'),
    hint=N_("Ask the working groups: keep one record, or give each its own name."),
    why=N_("In an earlier evaluation one system was counted twice under two names; assessors notice."),
    example="name: Si Marta        # dan data/innovations/si-marta-society.yaml: si-marta",
)
KINDS = (POSSIBLE,)


def check_duplicates(context: Context) -> Iterator[Diagnostic]:
    """Each innovation whose name is similar to an earlier one, reported once."""
    records = context.model.innovations
    outlines = outlined(records)
    marks = {one.path: one.marks for one in outlines.values()} if outlines is not records else {}
    similar = with_common_marks(marks)
    for record, other in similar_pairs(one for _, one in suspects(records, lambda one: one.path in similar)):
        if record.id == other.id:
            continue  # one record in two files, which is reported at its id
        facts = {"name": record.name, "other": other.name, "path": other.at.path}
        yield Diagnostic(POSSIBLE, record.at / "name", facts)
