"""Findings about tables: a place is the row and column that a person sees in the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...diagnostics import Fact, Finding, Kind, Position, RowPosition, Severity

MOST_ROWS = 1000
"""Of more rows than these a finding gives the first, and the count of all."""


class Rows(tuple[int, ...]):
    """Row numbers as a fact of a finding: people see the first dozen, machines the first thousand."""

    __slots__ = ()


def letter(index: int) -> str:
    """The letters of a column, counted from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows_of(rows: Iterable[int]) -> Rows:
    """The first rows, in order."""
    return Rows(sorted(set(rows))[:MOST_ROWS])


def finding(
    kind: Kind,
    path: str,
    facts: Mapping[str, Fact] | None = None,
    *,
    row: int = 1,
    column: int | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding at a row and column (counted from 0) of a table; a severity of its own where the case asks for one."""
    judged = kind if severity is None else kind._replace(severity=severity)
    place = RowPosition(row, 1) if column is None else Position(row, column + 1)
    return Finding(judged, path, place, facts or {}, None)


def about_rows(
    kind: Kind,
    path: str,
    rows: Sequence[int],
    facts: Mapping[str, Fact] | None = None,
    *,
    column: int | None = None,
    severity: Severity | None = None,
) -> Finding:
    """One finding about many rows, placed at the first of them."""
    distinct = sorted(set(rows))
    said = {"count": len(distinct), "rows": rows_of(distinct), **(facts or {})}
    return finding(kind, path, said, row=distinct[0], column=column, severity=severity)
