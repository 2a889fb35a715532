"""Not users: respondents who say that they do not use the programme, or who answer 0 to all its statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected, answering, parts_of
from ..answers.forms import Form
from ..cells.answer import BLANK
from ..cells.consent import yes_or_no
from ..table.findings import about_rows
from .chance import RARE, at_least
from .patterns import ENOUGH_ANSWERS, ZEROS, sort_of

KIND = Kind(
    id="survey-not-user",
    severity=Severity.ERROR,
    message=N_('{count} respondents of "{dimension}" are not users: {flagged} say so, {zeros} answered 0; rows {rows}'),
    hint=N_("Remove them, and ask real users of the programme instead."),
    why=N_(
        "Only users of the programme are surveyed. Assessors found respondents who never used it and therefore "
        "answered 0."
    ),
    example="user_health,p1,p2,p3\ntidak,3,4,3",
)
KINDS = (KIND,)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    top = collected.statements.marks[-1]
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            flagged: set[int] = set()
            zeros = {i for i, marks in enumerate(form.marks) if sort_of(marks, top) == ZEROS and _says_enough(marks)}
            whole = frozenset(zeros)
            for part, places in parts_of(form, collected.statements).items():
                flagged.update(_flagged(form, part, places))
                zeros.update(_zeros(form, places, whole))
            zeros -= flagged
            if found := flagged | zeros:
                facts = {"dimension": dimension, "flagged": len(flagged), "zeros": len(zeros)}
                column = form.columns.statements[form.items[0]].place
                yield about_rows(KIND, form.path, [form.rows[i] for i in found], facts, column=column)


def _says_enough(marks: bytes) -> bool:
    return len(marks) - marks.count(BLANK) >= ENOUGH_ANSWERS


def _flagged(form: Form, part: str, places: Sequence[int]) -> Iterator[int]:
    """Rows that answer statements about a programme, but say that the person does not use it."""
    labels = form.labels.get(("user", part))
    if labels is None:
        return
    no = {code for code, text in enumerate(labels.texts) if yes_or_no(text) is False}
    if no:
        yield from (i for i in answering(form, places) if labels.codes[i] in no)


def _zeros(form: Form, places: Sequence[int], whole: frozenset[int]) -> Iterator[int]:
    """Rows that answer 0 to all statements of a sub-dimension, if there are more of them than chance explains.

    If many rows have a 0 here and there, a few have three by chance. If hardly any has, even one row is a finding.
    """
    if len(places) < 2:
        return
    nothing = bytes(len(places))
    picked = [(i, bytes([marks[j] for j in places])) for i, marks in enumerate(form.marks) if i not in whole]
    found = [i for i, marks in picked if marks == nothing]
    if not found:
        return
    others = [marks for _, marks in picked if marks != nothing and marks.count(BLANK) < len(marks)]
    expected = float(len(picked))
    for column in range(len(places)):
        given = [marks[column] for marks in others if marks[column] != BLANK]
        expected *= (given.count(0) + 0.5) / (len(given) + 1)
    if at_least(len(found), expected) < RARE:
        yield from found
