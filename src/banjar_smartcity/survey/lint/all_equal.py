"""All equal: respondents who give all statements of a dimension the same mark, other than the top mark or 0."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..table.findings import about_rows
from .patterns import ALL_EQUAL, by_form, share_is_large, uniform_rows

KIND = Kind(
    "survey-all-equal",
    Severity.WARNING,
    N_('{count} respondents answered all statements of "{dimension}" alike; rows {rows}'),
    N_("Look at these questionnaires again: were the statements read out one by one?"),
    N_(
        "Who gives nine statements the same mark has probably not weighed them. "
        "From a tenth of the rows on this is an error."
    ),
    "p1,p2,p3,p4,p5,p6,p7,p8,p9\n3,3,3,3,3,3,3,3,3",
)
KINDS = (KIND,)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    for dimension in collected.dimensions:
        equal = [row for row in uniform_rows(collected, dimension) if row.sort == ALL_EQUAL]
        total = sum(len(form.rows) for form, _ in collected.forms_of(dimension))
        severity = Severity.ERROR if share_is_large(len(equal), total) else None
        for path, rows in by_form(equal).items():
            first = rows[0].form
            column = first.columns.statements[first.items[0]].place
            numbers = [row.row for row in rows]
            yield about_rows(KIND, path, numbers, {"dimension": dimension}, column=column, severity=severity)
