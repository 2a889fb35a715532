"""Top marks: respondents who give the top mark to all statements of a dimension."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..table.findings import about_rows
from .measures.patterns import TOP_MARKS, by_form, uniform_rows

MOST_OF_SHORT = 4
"""In a form of three statements, four fifths of the rows must have top marks before it is a finding."""

KIND = Kind(
    id="survey-top-marks",
    severity=Severity.WARNING,
    message=N_('{count} respondents gave the top mark to all statements of "{dimension}"; rows {rows}'),
    hint=N_("Check these questionnaires again; only people can judge whether the person's work has to do with it."),
    why=N_(
        "Assessors doubt respondents who give the top mark to all nine statements of a dimension, above "
        "all if their work has nothing to do with it. Content people do so too, so this is a warning. "
        "If a tenth of the rows or more has them, and other rows of the table look copied or cannot be true, it "
        "is an error."
    ),
    example="p1,p2,p3,p4,p5,p6,p7,p8,p9\n4,4,4,4,4,4,4,4,4",
)
KINDS = (KIND,)


def check(collected: Collected, signs: frozenset[str]) -> Iterator[Finding]:
    """Yield one finding for each dimension and table. `signs` are the tables in which something else is wrong."""
    for dimension in collected.dimensions:
        top = [row for row in uniform_rows(collected, dimension) if row.sort == TOP_MARKS]
        total = sum(len(form.rows) for form, _ in collected.forms_of(dimension))
        for path, rows in by_form(top).items():
            doubtful = len(top) >= 3 and len(top) * 10 >= total and path in signs
            severity = Severity.ERROR if doubtful else None
            first = rows[0].form
            column = first.columns.statements[first.items[0]].place
            numbers = [row.row for row in rows]
            yield about_rows(KIND, path, numbers, {"dimension": dimension}, column=column, severity=severity)
        if top:
            continue
        for form, _ in collected.forms_of(dimension):
            full = bytes(collected.statements.marks[-1:]) * len(form.items)
            numbers = [row for row, marks in zip(form.rows, form.marks, strict=True) if marks == full]
            if (
                len(form.items) >= 3
                and len(numbers) >= 10
                and len(numbers) * (MOST_OF_SHORT + 1) >= len(form.rows) * MOST_OF_SHORT
            ):
                yield about_rows(KIND, form.path, numbers, {"dimension": dimension})
