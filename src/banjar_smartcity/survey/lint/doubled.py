"""Doubled: rows that agree in everything that was read, in tables where no column identifies the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..answers.forms import Form
from ..answers.people import identifies_people
from ..table.findings import about_rows
from .measures.patterns import is_varied

KIND = Kind(
    id="survey-row-twice",
    severity=Severity.WARNING,
    message=N_(
        "{count} rows have the same answers as an earlier row, and no column shows that they are of other people; they "
        "are counted; rows {rows}"
    ),
    hint=N_("Compare them with the questionnaires. If a form was entered twice, delete the second row."),
    why=N_(
        "Without a code nobody can see whether two people agree in everything, or one form is in the table twice. "
        "Where many people agree, nothing is asked."
    ),
    example="p1,p2,p3,p4,p5,p6,p7,p8,p9\n3,4,2,3,4,1,2,3,4\n3,4,2,3,4,1,2,3,4",
)
KINDS = (KIND,)
_FEW = 20
"""Of rows without a time, at most one in so many is asked about: where more agree, people are of few opinions."""
_LEAST_FEW = 2
_DAY = 86_400


def check(collected: Collected, known: Collection[tuple[str, int]]) -> Iterator[Finding]:
    """Yield one finding for each form. `known` are the rows that another finding calls copies."""
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            if identifies_people(form):
                continue
            rows = [form.rows[i] for i in _again(form) if (form.path, form.rows[i]) not in known]
            if rows:
                yield about_rows(KIND, form.path, rows, column=form.columns.statements[form.items[0]].place)


def _again(form: Form) -> Sequence[int]:
    """The indices of the rows that agree with an earlier one in all that was read."""
    others: list[Sequence[int]] = [labels.codes for labels in form.labels.values()]
    others += list(form.people.values())
    clocks = [clock for clock in (form.started, form.ended) if clock is not None]
    others += [clock.seconds for clock in clocks]
    keys = list(zip(form.marks.rows, *others, strict=True))
    if len(set(keys)) == len(keys):
        return ()
    timed = any(clock.grain < _DAY and len(set(clock.seconds)) * 2 > len(keys) for clock in clocks)
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for i, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1 and (timed or is_varied(form.marks.rows[i])):
            found.append(i)
    return found if timed or len(found) <= max(_LEAST_FEW, len(keys) // _FEW) else ()
