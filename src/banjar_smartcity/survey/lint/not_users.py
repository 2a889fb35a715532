"""Not users: respondents who say that they do not use the programme, or who answer 0 to all its statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ...spelling.patterns import late
from ..answers.collected import Collected, parts_of
from ..answers.forms import Form
from ..answers.marks import FormMarks, places_of, table_of
from ..cells.answer import BLANK
from ..cells.coded import codes_in, decoded
from ..cells.consent import yes_or_no
from ..cells.plain import plain
from ..cells.use import is_never, is_non_user
from ..table.findings import about_rows
from .measures.chance import RARE, at_least
from .measures.patterns import ENOUGH_ANSWERS, ZEROS, sort_of

KIND = Kind(
    id="survey-not-user",
    severity=Severity.ERROR,
    message=N_(
        '{count} respondents of "{dimension}" may not be users: {flagged} say so, {zeros} answered 0; rows {rows}'
    ),
    hint=N_("Do they use the programme? Remove those who do not, and ask real users instead."),
    why=N_(
        "Only users of the programme are surveyed. Assessors found respondents who never used it and therefore "
        "answered 0."
    ),
    example="user_health,p1,p2,p3\ntidak,3,4,3",
)
KINDS = (KIND,)
_HOW_OFTEN = late("frekuensi|(?:^|_)(?:seberapa_|how_)?(?:sering|often)")
"""Names of columns that do not ask for a yes or no, but how often somebody uses the programme."""


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    top = collected.statements.marks[-1]
    for dimension in collected.dimensions:
        for form, _ in collected.forms_of(dimension):
            flagged: set[int] = set()
            nothing = range(form.marks.width)
            whole = {
                i
                for i in places_of(form.marks.holding(nothing, 0, BLANK))
                if sort_of(form.marks[i], top) == ZEROS and _says_enough(form.marks[i])
            }
            zeros = set(whole)
            for part, places in parts_of(form, collected.statements).items():
                flagged.update(_flagged(form, part, places))
                zeros.update(_zeros(form, places, whole))
            zeros -= flagged
            if found := flagged | zeros:
                facts = {"dimension": dimension, "flagged": len(flagged), "zeros": len(zeros)}
                column = form.columns.statements[form.items[0]].place
                # Where others give hardly more than 0, so may these, who use the programme and find nothing good in it.
                severity = None if flagged or not _has_discontent(form.marks) else Severity.WARNING
                rows = [form.rows[i] for i in found]
                yield about_rows(KIND, form.path, rows, facts, column=column, severity=severity)


def _has_discontent(rows: FormMarks) -> bool:
    """Whether there are people who give more than 0 and hardly more than 1 on the whole."""
    sums = rows.sums
    low = range(len(rows)) if sums is None else places_of(sums.translate(table_of(*range(1, rows.width + 1))))
    given = (rows[i].replace(bytes([BLANK]), b"") for i in low)
    return any(0 < sum(marks) <= len(marks) for marks in given if len(marks) >= ENOUGH_ANSWERS)


def _says_enough(marks: bytes) -> bool:
    return len(marks) - marks.count(BLANK) >= ENOUGH_ANSWERS


def _flagged(form: Form, part: str, places: Sequence[int]) -> Iterator[int]:
    """Rows that answer statements about a programme, but say that the person does not use it."""
    labels = form.labels.get(("user", part))
    if labels is None:
        return
    codes = codes_in(labels.column.name)
    often = _HOW_OFTEN.search(plain(labels.column.name)) is not None  # "Tidak tentu" does not mean no there
    no = {
        code
        for code, text in enumerate(decoded(text, codes) for text in labels.texts)
        if (is_never(plain(text)) if often else is_non_user(plain(text)) or yes_or_no(text) is False)
    }
    if no:
        yield from (i for i in form.marks.answering(places) if labels.codes[i] in no)


def _is_discontent(marks: bytes, places: Sequence[int]) -> bool:
    """Whether a person gives hardly more than 0 to all other programmes as well, so that it is not about one."""
    others = [mark for i, mark in enumerate(marks) if i not in places and mark != BLANK]
    return len(others) >= ENOUGH_ANSWERS and sum(others) <= len(others)


def _zeros(form: Form, places: Sequence[int], whole: Collection[int]) -> Iterator[int]:
    """Rows that answer 0 to all statements of a sub-dimension, if there are more of them than chance explains.

    If many rows have a 0 here and there, a few have three by chance. Marks of a person depend on each other, so that
    people who are content with nothing are expected where others give hardly more. If hardly anybody does, even one
    row is a finding. The rows `whole` are not asked, nor are people who give hardly more to all other programmes.
    """
    if len(places) < 2:
        return
    zeros = [i for i in places_of(form.marks.holding(places, 0)) if i not in whole]
    given = [i for i in zeros if not _is_discontent(form.marks[i], places)]
    if not given:
        return
    left_out = FormMarks(b"".join(form.marks[i] for i in whole), form.marks.width)
    found, nothing = len(given), left_out.holding(places, 0).count(1)
    size = len(form.marks) - len(whole)
    expected = float(size)
    for place in places:
        column, other = form.marks.columns[place], left_out.columns[place]
        answers = size - found - column.count(BLANK) + other.count(BLANK)
        others = column.count(0) - other.count(0) - found
        expected *= (others + 0.5) / (answers + 1)
    discontent = form.marks.holding(places, 0, 1).count(1) - found - nothing
    if at_least(found, max(expected, float(discontent))) < RARE:
        yield from given
