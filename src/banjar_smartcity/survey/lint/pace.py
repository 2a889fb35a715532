"""Pace: forms that were filled in too fast to weigh the statements, or one after the other by one hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..table.findings import about_rows
from .measures.pace import quick, rushes, time_column
from .measures.patterns import TOP_MARKS, sort_of

QUICK = Kind(
    id="survey-response-time",
    severity=Severity.WARNING,
    message=N_('{count} forms of "{dimension}" took less time than it takes to weigh the statements; rows {rows}'),
    hint=N_("Check these questionnaires again: were the statements read out one by one?"),
    why=N_(
        "Nobody can read a statement in less than two seconds, which is an error of its own. Some people need less "
        "than thirty seconds for nine, so this is a warning. If a tenth of the rows or more did, it is an error. "
        "The guide to surveys names the published measure."
    ),
    example="start,end\n2026-04-02 09:00:00,2026-04-02 09:00:24",
)
RUSH = Kind(
    id="survey-forms-rushed",
    severity=Severity.WARNING,
    message=N_('{count} forms of "{dimension}" are of one hand, up to {most} of them within an hour; rows {rows}'),
    hint=N_("Ask the interviewer. If paper forms were typed in, keep them, and write the days of the interviews."),
    why=N_(
        "Nobody can interview forty people within an hour. Either paper forms were typed in, or the answers were "
        "invented. From twenty forms within forty minutes this is a warning."
    ),
    example="enumerator,end\nP1,2026-04-02 09:00:00\nP1,2026-04-02 09:01:20\nP1,2026-04-02 09:02:30",
)
KINDS = (QUICK, RUSH)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding of each kind for each dimension and table."""
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            column = time_column(form)
            if column is None:
                continue
            rows = [form.rows[i] for i in quick(form)]
            if rows:
                many = len(rows) >= 3 and len(rows) * 10 >= len(form.rows)
                severity = Severity.ERROR if many else None
                yield about_rows(
                    QUICK, form.path, rows, {"dimension": dimension}, column=column.place, severity=severity
                )
            found = list(rushes(form))
            if found:
                rows = [form.rows[i] for rush in found for i in rush.places]
                facts = {"dimension": dimension, "most": max(rush.most for rush in found)}
                yield about_rows(RUSH, form.path, rows, facts, column=column.place)


def all_praise(collected: Collected, found: Iterable[Finding]) -> frozenset[str]:
    """The tables in which one hand filled in forms in quick succession, nine in ten of them with nothing but top marks.

    Paper forms that are typed in have other answers too. Only tables with a finding `RUSH` are looked at.
    """
    top = collected.statements.marks[-1]
    rushed = {fault.path for fault in found if fault.kind.id == RUSH.id}
    return frozenset(
        form.path
        for form in collected.forms
        if form.path in rushed
        for rush in rushes(form)
        if sum(sort_of(form.marks[i], top) == TOP_MARKS for i in rush.places) * 10 >= 9 * len(rush.places)
    )
