"""Repeats: rows of different people that look copied; `measures/matches.py` has the measures and their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress

from ...diagnostics import Finding, Kind, Phrase, Severity
from ...i18n import N_
from ...named import NamedTuple
from ..answers.collected import Collected, parts_of
from ..answers.forms import Form
from ..answers.marks import FormMarks, Id, any_of, places_of, table_of, tally
from ..cells.answer import BLANK
from ..table.findings import about_rows
from .measures.aside import Aside, Numbers
from .measures.matches import Recurring, recurring
from .measures.neighbours import too_often
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
_NOT = table_of(0)
_MANY = 50_000
"""Of so many rows, those in recurring blocks are sought in a process of its own."""


class _JoinedForms(NamedTuple):
    """The forms of a dimension with the same statements, as one table."""

    forms: Sequence[Form]
    again: Collection[tuple[str, int]]
    """The path and number of each row of the dimension that is not the first of its person; these are left out."""
    compared: Sequence[int]
    """For each form, how many of its rows are not left out."""
    marks: FormMarks


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table. In a large one, blocks are sought from now on."""
    sheets = {dimension: list(_sheets(collected, dimension)) for dimension in collected.dimensions}
    large = next((one for own in sheets.values() for one in own if len(one.marks) >= _MANY), None)
    return _check(collected, sheets, _Search(large.marks) if large else None)


def _sheets(collected: Collected, dimension: str) -> Iterator[_JoinedForms]:
    again = repeated(collected, dimension)
    sheets: dict[tuple[str, ...], list[Form]] = {}
    for form, _ in collected.forms_of(dimension):
        sheets.setdefault(form.items, []).append(form)
    for items, forms in sheets.items():
        left_out = [_again(form, again) for form in forms]
        compared = [len(form.rows) - len(gone) for form, gone in zip(forms, left_out, strict=True)]
        kept = [form.marks.without(gone) for form, gone in zip(forms, left_out, strict=True)]
        whole = kept[0] if len(kept) == 1 else FormMarks(b"".join(one.matrix for one in kept), len(items))
        yield _JoinedForms(forms, again, compared, whole)


def _check(
    collected: Collected, sheets: Mapping[str, Sequence[_JoinedForms]], begun: _Search | None
) -> Iterator[Finding]:
    for dimension, own in sheets.items():
        found: dict[str, dict[int, set[Phrase]]] = {}
        compared: Counter[str] = Counter()
        columns: dict[str, int] = {}
        for forms, again, sizes, whole in own:
            for form, size in zip(forms, sizes, strict=True):
                columns.setdefault(form.path, form.columns.statements[form.items[0]].place)
                compared[form.path] += size
            search = begun if begun is not None and begun.marks is whole else None
            if suspects := copied(whole, tuple(parts_of(forms[0], collected.statements).values()), search):
                names = [(form.path, row) for form in forms for row in form.rows if (form.path, row) not in again]
                for how, places in suspects.items():
                    for path, row in map(names.__getitem__, places):
                        found.setdefault(path, {}).setdefault(row, set()).add(how)
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


def _again(form: Form, again: Collection[tuple[str, int]]) -> list[int]:
    """The indices of the rows of a form that are `again`."""
    rows = {row for path, row in again if path == form.path}
    return [i for i, row in enumerate(form.rows) if row in rows] if rows else []


class _Search:
    """The search for blocks that recur among the rows of a table. In a large one it has begun when this is made."""

    def __init__(self, marks: FormMarks) -> None:
        self.marks = marks
        self.uniform = [i for i in marks.perhaps_uniform if len(set(marks[i]) - {BLANK}) <= 1]
        self._mixed = marks.without(self.uniform)
        self._aside = Aside(self._in_blocks) if len(marks) >= _MANY else None

    def blocks(self) -> Recurring:
        """The rows in blocks, by their indices without those of `uniform` rows. They are asked for once."""
        return Recurring(*map(set, self._aside.numbers() if self._aside else self._in_blocks()))

    def _in_blocks(self) -> Numbers:
        identical, high = recurring(self._mixed, self._others)
        return sorted(identical), sorted(high)

    def _others(self) -> dict[Id, int]:
        counts = dict(self.marks.kinds.counts)
        for one in {self.marks.ids[i] for i in self.uniform}:
            del counts[one]
        return counts


def copied(marks: FormMarks, parts: Sequence[Sequence[int]], search: _Search | None = None) -> dict[Phrase, set[int]]:
    """The indices of rows that look copied, by the reason; rows in which all marks are the same do not count.

    `search` is the search of these marks if it has begun before.
    """
    search = search or _Search(marks)
    uniform = search.uniform
    kinds, ids = marks.kinds, marks.ids
    varied = _varied(kinds.marks)
    often = too_often(kinds, parts, varied)
    blocks = search.blocks()
    few = len(marks) - len(uniform) <= MOST_ROWS
    mixed = _all_but(len(marks), uniform) if few or blocks.identical or blocks.high else []
    found = {
        BLOCK: {mixed[i] for i in blocks.identical},
        CHANGED_BLOCK: {mixed[i] for i in blocks.high - blocks.identical},
        TOO_OFTEN: {i for i, one in enumerate(ids) if one in often} if often else set(),
    }
    if few:
        known = set().union(*found.values())
        judged = set(compress(kinds.counts, varied))
        rest = [i for i in mixed if i not in known and ids[i] in judged]
        found[SCATTERED] = {rest[i] for i in scattered([marks[i] for i in rest])}
        near = clustered(marks.patterns, set(compress(kinds.marks.rows, varied))) if rest else ()
        found[CLUSTERED] = {i for i in rest if marks[i] in near} - found[SCATTERED]
    return {how: places for how, places in found.items() if places}


def _all_but(size: int, places: Sequence[int]) -> list[int]:
    """The indices of all rows but some."""
    kept = bytearray([1]) * size
    for i in places:
        kept[i] = 0
    return list(compress(range(size), kept))


def _varied(marks: FormMarks) -> bytes:
    """1 for each row that `is_varied` holds of; it is asked of the few for which nothing simpler decides."""
    width = marks.width
    nearly = [
        tally(marks.columns, mark).translate(table_of(width - 1, width))
        for mark in range(256)
        if mark != BLANK and mark in marks.matrix
    ]
    blank = tally(marks.columns, BLANK).translate(bytes([0]) + bytes([1]) * 255)
    asked = any_of((*nearly, blank))
    found = bytearray(asked.translate(_NOT) if width >= ENOUGH_ANSWERS else bytes(len(marks)))
    for i in places_of(asked):
        found[i] = is_varied(marks[i])
    return bytes(found)
