"""Repeats: rows of different people that are identical, more often than chance and habit explain.

Where most marks are 3 or 4, a few honest rows of nine statements coincide; `odds.py` says how many are to be expected.
Looked at are single patterns that come back too often, blocks of consecutive rows that come back, and the number of
repeated rows in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, log
from typing import NamedTuple

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected
from ..columns.values import BLANK
from ..table.findings import about_rows
from .chance import RARE, at_least
from .odds import CAUTION, Odds
from .patterns import ENOUGH_ANSWERS
from .people import repeated

UNLIKELY = 1e-3
"""A pattern that comes back so that fewer than one of a thousand honest surveys would show it is held to be copied."""

KIND = Kind(
    "survey-identical-rows",
    Severity.ERROR,
    N_('{count} rows of "{dimension}" repeat the answers of other people, more than chance explains; rows {rows}'),
    N_("Compare these rows with the questionnaires: were they copied?"),
    N_(
        "Nine answers seldom coincide. Rows that repeat one pattern, or a block of rows that comes back, look copied; "
        "how many coincide by chance is computed from the table itself."
    ),
    "R01,3,4,2,3,4,4,2,3,4\nR02,3,4,2,3,4,4,2,3,4\nR03,3,4,2,3,4,4,2,3,4",
)
KINDS = (KIND,)


class _Entry(NamedTuple):
    """A row that is compared: the table and number, and its marks."""

    path: str
    row: int
    marks: bytes


def check(collected: Collected) -> Iterator[Finding]:
    """One finding a dimension and table."""
    for dimension in collected.dimensions:
        again = repeated(collected, dimension)
        sheets: dict[tuple[str, ...], list[_Entry]] = {}
        columns: dict[str, int] = {}
        for form, _ in collected.of(dimension):
            columns.setdefault(form.path, form.columns.statements[form.items[0]].place)
            rows = zip(form.rows, form.marks, strict=True)
            entries = [_Entry(form.path, r, m) for r, m in rows if (form.path, r) not in again and not _is_uniform(m)]
            sheets.setdefault(form.items, []).extend(entries)
        found: dict[str, list[int]] = {}
        for entries in sheets.values():
            for i in copied(entries):
                found.setdefault(entries[i].path, []).append(entries[i].row)
        for path, numbers in found.items():
            yield about_rows(KIND, path, numbers, {"dimension": dimension}, column=columns[path])


def _is_uniform(marks: bytes) -> bool:
    given = marks.replace(bytes([BLANK]), b"")
    return given.count(given[0]) == len(given)


def copied(entries: Sequence[_Entry]) -> set[int]:
    """The places of rows that are repeated more than chance explains."""
    patterns = Counter(entry.marks for entry in entries)
    if len(patterns) == len(entries):
        return set()
    odds = Odds([entry.marks for entry in entries])
    suspect = {
        marks
        for marks, count in patterns.items()
        if count > 1
        and len(marks) - marks.count(BLANK) >= ENOUGH_ANSWERS
        and len(entries) * at_least(count - 1, odds.expected(marks)) < UNLIKELY
    }
    repeats = {marks for marks, count in patterns.items() if count > 1}
    if len(entries[0].marks) >= ENOUGH_ANSWERS:
        pairs = len(entries) * (len(entries) - 1) / 2
        if at_least(len(entries) - len(patterns), CAUTION * pairs * odds.coincidence) < RARE:
            suspect |= repeats
    found = {i for i, entry in enumerate(entries) if entry.marks in suspect}
    return found | _blocks([entry.marks for entry in entries], odds.coincidence)


def _blocks(rows: Sequence[bytes], coincidence: float) -> set[int]:
    """Places within blocks of consecutive rows that come back elsewhere, so long that no chance brings them about."""
    chance = min(0.5, CAUTION * max(coincidence, 1e-9))
    pairs = len(rows) * len(rows) / 2
    length = max(2, ceil(log(RARE / pairs) / log(chance)))
    if len(rows) < 2 * length and len(rows) < length + 1:
        return set()
    first: dict[bytes, int] = {}
    found: set[int] = set()
    width = len(rows[0])
    whole = b"".join(rows)
    for i in range(len(rows) - length + 1):
        block = whole[i * width : (i + length) * width]
        start = first.setdefault(block, i)
        if start != i:
            found.update(range(start, start + length))
            found.update(range(i, i + length))
    return found
