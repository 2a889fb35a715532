"""All equal: respondents who give all statements of a dimension the same mark, other than the top mark or 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..cells.answer import BLANK
from ..table.findings import about_rows
from .measures.patterns import ALL_EQUAL, Uniform, by_form, close_rows, is_too_many, uniform_rows

KIND = Kind(
    id="survey-all-equal",
    severity=Severity.WARNING,
    message=N_('{count} respondents gave all statements of "{dimension}" the same mark; rows {rows}'),
    hint=N_("Were the statements read out one by one? If these people mean it, nothing needs to be done."),
    why=N_(
        "A person who gives nine statements the same mark may not have weighed them. If it is a "
        "tenth of the rows or more, and far more than rows in which one mark differs, this is an error."
    ),
    example="p1,p2,p3,p4,p5,p6,p7,p8,p9\n3,3,3,3,3,3,3,3,3",
)
KINDS = (KIND,)


def _above_lowest(rows: Sequence[Uniform], middle: int) -> int:
    """How many rows have another mark than one below the middle that is the lowest of their table.

    People who like nothing give that.
    """
    marks = {row.form.path: row.form.marks.matrix for row in rows}
    lowest = {path: next(mark for mark in range(BLANK) if mark in matrix) for path, matrix in marks.items()}
    return sum(
        lowest[row.form.path] >= middle or lowest[row.form.path] not in row.form.marks[row.place] for row in rows
    )


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    for dimension in collected.dimensions:
        equal = [row for row in uniform_rows(collected, dimension) if row.sort == ALL_EQUAL]
        total = sum(len(form.rows) for form, _ in collected.forms_of(dimension))
        close = close_rows(collected, dimension, len(equal)) if equal else 0
        if len(equal) <= close:
            continue  # people who weigh the statements give such rows nearly as often as those with one other mark
        middle = collected.statements.marks[len(collected.statements.marks) // 2]
        doubtful = is_too_many(_above_lowest(equal, middle), total, close)
        severity = Severity.ERROR if doubtful else None
        for path, rows in by_form(equal).items():
            first = rows[0].form
            column = first.columns.statements[first.items[0]].place
            numbers = [row.row for row in rows]
            yield about_rows(KIND, path, numbers, {"dimension": dimension}, column=column, severity=severity)
