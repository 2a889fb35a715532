"""Repeats: rows of different people that look copied; `measures/matches.py` has the measures and their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import not_

from ...diagnostics import Finding, Kind, Phrase, Severity
from ...i18n import N_
from ..answers.collected import Collected, parts_of
from ..answers.forms import Form
from ..answers.marks import FormMarks, all_marks, any_of, table_of, tally
from ..cells.answer import BLANK
from ..table.findings import about_rows
from .measures.matches import recurring, too_often
from .measures.patterns import ENOUGH_ANSWERS, is_varied
from .measures.scattered import MOST_ROWS, clustered, scattered
from .people import repeated

KIND = Kind(
    id="survey-identical-rows",
    severity=Severity.ERROR,
    message=N_('{count} of {compared} rows of "{dimension}" look copied from other people: {how}; rows {rows}'),
    hint=N_("Compare these rows with the questionnaires: were they copied?"),
    why=N_(
        "Honest people sometimes give the same nine answers. Copied rows appear again in the same order, "
        "or have no other rows that agree with them in most answers, as honest rows do. If a few answers "
        "were changed, this is a warning. The guide to surveys names the published measures."
    ),
    example="R01,3,4,2,3,4,4,2,3,4\nR02,3,4,2,3,4,4,2,3,4\nR03,3,4,2,3,4,4,2,3,4",
)
KINDS = (KIND,)
BLOCK = Phrase(N_("identical rows appear again in the same order"))
CHANGED_BLOCK = Phrase(N_("rows appear again in the same order with a few answers changed"))
SCATTERED = Phrase(N_("more rows differ from another one in one answer only than chance explains"))
CLUSTERED = Phrase(N_("many rows are one row with one answer changed"))
TOO_OFTEN = Phrase(N_("more rows are identical than agree in all but one sub-dimension"))


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    for dimension in collected.dimensions:
        again = repeated(collected, dimension)
        sheets: dict[tuple[str, ...], list[Form]] = {}
        for form, _ in collected.forms_of(dimension):
            sheets.setdefault(form.items, []).append(form)
        found: dict[str, dict[int, set[Phrase]]] = {}
        compared: Counter[str] = Counter()
        columns: dict[str, int] = {}
        for items, forms in sheets.items():
            paths: list[str] = []
            numbers: list[int] = []
            marks: list[bytes] = []
            for form in forms:
                columns.setdefault(form.path, form.columns.statements[items[0]].place)
                kept = [(form.path, row) not in again for row in form.rows] if again else None
                numbers += form.rows if kept is None else compress(form.rows, kept)
                marks += form.marks if kept is None else compress(form.marks, kept)
                compared[form.path] += len(numbers) - len(paths)
                paths += [form.path] * (len(numbers) - len(paths))
            whole = forms[0].marks if len(forms) == 1 and not again else all_marks(marks)
            for how, places in copied(whole, tuple(parts_of(forms[0], collected.statements).values())).items():
                for i in places:
                    found.setdefault(paths[i], {}).setdefault(numbers[i], set()).add(how)
        for path, reasons in found.items():
            shown = set().union(*reasons.values())
            facts = {
                "dimension": dimension,
                "compared": compared[path],
                "how": tuple(
                    phrase for phrase in (BLOCK, CHANGED_BLOCK, SCATTERED, CLUSTERED, TOO_OFTEN) if phrase in shown
                ),
            }
            # Rows with changed answers are not plain copies: that is a warning only.
            severity = Severity.WARNING if shown <= {CHANGED_BLOCK, SCATTERED, CLUSTERED} else None
            yield about_rows(KIND, path, list(reasons), facts, column=columns[path], severity=severity)


def copied(marks: FormMarks, parts: Sequence[Sequence[int]]) -> dict[Phrase, set[int]]:
    """The indices of rows that look copied, by the reason; rows in which all marks are the same do not count."""
    rows, kinds = marks.rows, marks.patterns
    is_mixed = bytearray([1]) * len(rows)
    uniform: set[bytes] = set()
    for i in marks.perhaps_uniform:
        if len(set(rows[i]) - {BLANK}) <= 1:
            is_mixed[i] = 0
            uniform.add(rows[i])
    mixed = list(compress(range(len(rows)), is_mixed))
    others = dict(kinds)
    for one in uniform:
        del others[one]
    blocks = recurring(list(compress(rows, is_mixed)), others)
    varied = _varied(list(kinds))
    patterns = too_often(kinds, parts, varied)
    found = {
        BLOCK: {mixed[i] for i in blocks.identical},
        CHANGED_BLOCK: {mixed[i] for i in blocks.high - blocks.identical},
        TOO_OFTEN: {i for i, one in enumerate(rows) if one in patterns} if patterns else set(),
    }
    known = set().union(*found.values())
    rest = [i for i in mixed if i not in known and rows[i] in varied] if len(mixed) <= MOST_ROWS else []
    found[SCATTERED] = {rest[i] for i in scattered([rows[i] for i in rest])}
    near = clustered(kinds, varied) if rest else ()
    found[CLUSTERED] = {i for i in rest if rows[i] in near} - found[SCATTERED]
    return {how: places for how, places in found.items() if places}


def _varied(rows: Sequence[bytes]) -> set[bytes]:
    """Those marks that `is_varied` holds of; it is asked of the few for which nothing simpler decides."""
    marks = all_marks(rows)
    width = marks.width
    nearly = [
        tally(marks.columns, mark).translate(table_of(width - 1, width))
        for mark in range(256)
        if mark != BLANK and mark in marks.matrix
    ]
    blank = tally(marks.columns, BLANK).translate(bytes([0]) + bytes([1]) * 255)
    asked = any_of((*nearly, blank))
    doubtful = set(compress(rows, asked))
    sure = set(compress(rows, map(not_, asked))) if width >= ENOUGH_ANSWERS else set()
    return sure | {marks for marks in doubtful if is_varied(marks)}
