"""Lint: what assessors object to in a survey's rows. Each file checks one thing and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...diagnostics import Finding, Kind, Severity
from ..answers.collected import Collected
from ..cells import scale
from ..table import kinds as file_kinds
from ..table import row_kinds
from ..table.findings import Rows
from . import all_equal, doubled, not_users, owners, pace, people, programmes, repeats, sizes, times, top_marks

Lint = Callable[[Collected], Iterator[Finding]]

LINTS: tuple[Lint, ...] = (
    sizes.check,
    people.check,
    programmes.check,
    owners.check,
    not_users.check,
    all_equal.check,
    repeats.check,
    times.check,
    pace.check,
)

KINDS: tuple[Kind, ...] = (
    *file_kinds.KINDS,
    *row_kinds.KINDS,
    *scale.KINDS,
    *sizes.KINDS,
    *people.KINDS,
    *programmes.KINDS,
    *owners.KINDS,
    *not_users.KINDS,
    *top_marks.KINDS,
    *all_equal.KINDS,
    *repeats.KINDS,
    *doubled.KINDS,
    *times.KINDS,
    *pace.KINDS,
)


SIGNS = frozenset({repeats.KIND.id, times.KIND.id, not_users.KIND.id, all_equal.KIND.id})
"""What next to top marks says that they may be invented: copies, impossible times, people who use nothing.

Forms of one hand in quick succession are one too, if they have nothing but top marks."""


def lint(collected: Collected) -> tuple[Finding, ...]:
    """All findings about the rows, sorted by table, row and column."""
    slow = repeats.check(collected)  # a part of its work goes on while the others are done
    found_by = {check: list(check(collected)) for check in LINTS if check is not repeats.check}
    found_by[repeats.check] = list(slow)
    found = [finding for check in LINTS for finding in found_by[check]]
    copies = {
        (f.path, row)
        for f in found
        if f.kind.id == repeats.KIND.id and isinstance(f.facts["rows"], Rows)
        for row in f.facts["rows"]
    }
    found += doubled.check(collected, copies)
    signs = frozenset(f.path for f in found if f.kind.severity is Severity.ERROR and f.kind.id in SIGNS)
    found += top_marks.check(collected, signs | pace.all_praise(collected, found))
    return tuple(sorted(found, key=lambda f: (f.path, f.position, f.kind.id)))


__all__ = ["KINDS", "LINTS", "Lint", "lint"]
