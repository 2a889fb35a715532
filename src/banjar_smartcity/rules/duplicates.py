"""Duplicates: innovations that may be one and the same under two names.

Work grows with the number of records, not with that of their pairs: each name is filed under keys that a name one
letter away, or an expansion one word away, shares.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..innovations.alike import alike
from .context import Context

POSSIBLE = Kind(
    "innovation-duplicate",
    Severity.WARNING,
    N_('"{name}" may be the same innovation as "{other}" ({path})'),
    N_("Ask the working groups: keep one record, or give each a name of its own."),
    N_("In an earlier evaluation one system was counted twice under two names; assessors notice."),
    "name: Si Marta        # dan data/innovations/si-marta-society.yaml: si-marta",
)
KINDS = (POSSIBLE,)


def check_duplicates(context: Context) -> Iterator[Diagnostic]:
    """Each innovation that looks like an earlier one, named once."""
    for record, other in alike(context.model.innovations.values()):
        facts = {"name": record.name, "other": other.name, "path": other.at.path}
        yield Diagnostic(POSSIBLE, record.at / "name", facts)
