"""Repeats: rows of different people that look copied; `measures/matches.py` has the measures and their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...diagnostics import Finding, Kind, Phrase, Severity
from ...i18n import N_
from ..answers.collected import Collected, parts_of
from ..cells.answer import BLANK
from ..table.findings import about_rows
from .measures.matches import recurring, too_often
from .measures.patterns import ENOUGH_ANSWERS
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
TOO_OFTEN = Phrase(N_("more rows are identical than agree in all but one sub-dimension"))


class _Entry(NamedTuple):
    """A row to compare: the path of its table, its number and its marks."""

    path: str
    row: int
    marks: bytes


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each dimension and table."""
    for dimension in collected.dimensions:
        again = repeated(collected, dimension)
        sheets: dict[tuple[str, ...], list[_Entry]] = {}
        parts: dict[tuple[str, ...], Sequence[Sequence[int]]] = {}
        columns: dict[str, int] = {}
        for form, _ in collected.forms_of(dimension):
            columns.setdefault(form.path, form.columns.statements[form.items[0]].place)
            parts[form.items] = tuple(parts_of(form, collected.statements).values())
            rows = zip(form.rows, form.marks, strict=True)
            entries = [_Entry(form.path, row, marks) for row, marks in rows if (form.path, row) not in again]
            sheets.setdefault(form.items, []).extend(entries)
        found: dict[str, dict[int, set[Phrase]]] = {}
        for items, entries in sheets.items():
            for how, places in copied([entry.marks for entry in entries], parts[items]).items():
                for i in places:
                    found.setdefault(entries[i].path, {}).setdefault(entries[i].row, set()).add(how)
        for path, reasons in found.items():
            shown = set().union(*reasons.values())
            facts = {
                "dimension": dimension,
                "compared": sum(entry.path == path for entries in sheets.values() for entry in entries),
                "how": tuple(phrase for phrase in (BLOCK, CHANGED_BLOCK, TOO_OFTEN) if phrase in shown),
            }
            # Rows with changed answers are not plain copies: that is a warning only.
            severity = Severity.WARNING if shown == {CHANGED_BLOCK} else None
            yield about_rows(KIND, path, list(reasons), facts, column=columns[path], severity=severity)


def copied(rows: Sequence[bytes], parts: Sequence[Sequence[int]]) -> dict[Phrase, set[int]]:
    """The indices of rows that look copied, by the reason; rows in which all marks are the same do not count."""
    kinds = {marks: len(set(marks) - {BLANK}) > 1 for marks in set(rows)}
    mixed = [i for i, marks in enumerate(rows) if kinds[marks]]
    blocks = recurring([rows[i] for i in mixed])
    patterns = too_often(rows, parts, {marks: _is_varied(marks) for marks in kinds})
    found = {
        BLOCK: {mixed[i] for i in blocks.identical},
        CHANGED_BLOCK: {mixed[i] for i in blocks.high - blocks.identical},
        TOO_OFTEN: {i for i, marks in enumerate(rows) if marks in patterns},
    }
    return {how: places for how, places in found.items() if places}


def _is_varied(marks: bytes) -> bool:
    """Whether a row has enough answers, and more than one differs from the rest, as many people mark down just one."""
    given = marks.replace(bytes([BLANK]), b"")
    return len(given) >= ENOUGH_ANSWERS and len(given) - max(map(given.count, set(given))) > 1
