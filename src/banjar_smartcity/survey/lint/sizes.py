"""Sizes: too few respondents, many missing answers, rows without consent, and a last row that is not a person."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ...rules.surveys import TOO_FEW
from ..answers.collected import Collected, counted_rows, number_of_people, parts_of
from ..answers.forms import Form
from ..cells.answer import BLANK
from ..cells.times.time_forms import NONE
from ..table.findings import about_rows, finding
from .measures.last_row import ends_with_average

MANY_BLANKS = 10
"""Missing answers are a finding from one in this many."""

PART_TOO_FEW = Kind(
    id="survey-part-too-few",
    severity=Severity.WARNING,
    message=N_('{count} respondents answered about "{sub_dimension}"; at least {enough} would be better'),
    hint=N_("Ask more users of this sub-dimension's programme."),
    why=N_(
        "With separate forms, assessors expect as many respondents for each sub-dimension as for a "
        "dimension; here only the dimension as a whole has them."
    ),
    example="# 30 baris untuk mobility, 60 untuk health",
)
MISSING = Kind(
    id="survey-missing-answers",
    severity=Severity.WARNING,
    message=N_('{missing} of {asked} answers about "{dimension}" are missing; rows {rows}'),
    hint=N_("Check the questionnaires; next time, let the form require every answer."),
    why=N_("If one answer in ten is missing, means rest on different people, and assessors ask why."),
    example="p1,p2,p3\n3,,",
)
NO_CONSENT = Kind(
    id="survey-no-consent",
    severity=Severity.WARNING,
    message=N_('{count} rows with answers about "{dimension}" have no consent and are not counted; rows {rows}'),
    hint=N_("Delete these rows from the table too: people who do not consent are not surveyed."),
    why=N_("The law on personal data (UU 27/2022) requires consent. Answers given without it are left out."),
    example="consent,p1\ntidak,4",
)
AVERAGE = Kind(
    id="survey-row-average",
    severity=Severity.WARNING,
    message=N_("the last row has exactly the rounded means or medians of all others; it is counted; row {rows}"),
    hint=N_("If it holds the means of the table and is not a person, delete it."),
    why=N_("A row of means that has the name of a village or a person would count as one respondent more."),
    example="nama,p1,p2\nSiti,3,1\nAhmad,4,2\nKelurahan,4,2",
)
KINDS = (PART_TOO_FEW, MISSING, NO_CONSENT, AVERAGE)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield findings about the numbers of rows and answers, dimension by dimension."""
    for form in collected.forms:
        if len(form.refused):
            column = form.columns.single["consent"].place
            yield about_rows(NO_CONSENT, form.path, form.refused, {"dimension": form.dimension}, column=column)
    for dimension in collected.dimensions:
        forms = collected.forms_of(dimension)
        people = number_of_people(collected, dimension)
        enough = collected.statements.enough
        if people < enough:
            facts = {"count": people, "enough": enough, "dimension": dimension}
            yield finding(TOO_FEW, forms[0][0].path, facts, severity=Severity.ERROR)
        else:
            yield from _parts(collected, dimension)
        yield from _missing(collected, dimension)
        for form, _ in forms:
            if ends_with_average(form.marks, apart=form.last_apart) and not _has_own_time(form):
                yield about_rows(AVERAGE, form.path, [form.rows[len(form.rows) - 1]])


def _has_own_time(form: Form) -> bool:
    """Whether the last row began at a time at which no other did: a row of means may have a name, but hardly that."""
    times = form.started.seconds if form.started else ()
    return len(times) > 0 and times[-1] != NONE and sum(time == times[-1] for time in times) == 1


def _parts(collected: Collected, dimension: str) -> Iterator[Finding]:
    enough = collected.statements.enough
    counted = counted_rows(collected, dimension)
    where: dict[str, tuple[str, int]] = {}
    for form, _ in collected.forms_of(dimension):
        for part, places in parts_of(form, collected.statements).items():
            where.setdefault(part, (form.path, form.columns.statements[form.items[places[0]]].place))
    for part, (path, column) in where.items():
        count = sum(len(rows) for _, rows in counted.get(part, ()))
        if count < enough:
            facts = {"count": count, "sub_dimension": part, "enough": enough}
            yield finding(PART_TOO_FEW, path, facts, column=column)


def _missing(collected: Collected, dimension: str) -> Iterator[Finding]:
    """Yield findings about blanks in sub-dimensions in which the row has an answer."""
    for form, _ in collected.forms_of(dimension):
        if BLANK not in form.marks.matrix:
            continue
        parts = parts_of(form, collected.statements)
        asked = missing = 0
        short: set[bytes] = set()
        for marks, count in form.marks.patterns.items():
            for places in parts.values():
                blank = sum(marks[j] == BLANK for j in places) if BLANK in marks else 0
                if blank < len(places):
                    asked += len(places) * count
                    missing += blank * count
                    if blank:
                        short.add(marks)
        rows = [row for row, marks in zip(form.rows, form.marks, strict=True) if marks in short]
        if rows and missing * MANY_BLANKS >= asked:
            facts = {"missing": missing, "asked": asked, "dimension": dimension}
            yield about_rows(MISSING, form.path, rows, facts)
