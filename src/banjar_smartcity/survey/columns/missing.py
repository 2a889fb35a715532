"""Missing statements: those without a column, and the unused column that may be one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ...diagnostics import Finding
from ..cells.plain import plain
from ..table.findings import finding
from ..table.row_kinds import STATEMENT_MISSING, STATEMENT_MISSPELT
from ..table.rows import Table
from .column import Column, Columns
from .names import role_of
from .statements import Statements, number_of

_SIMILAR = 0.85
"""The share of letters that a misspelt name has in common with the right one."""
_SAME_WORDS = 0.7
"""The share of words that a changed sentence has in common with the statement."""
_LEAST_WORDS = 5
_LEAST_CUT = 25
"""The least letters of a name that a program has cut, and that several statements begin with."""
_LEAST_PART = 0.4
"""The share of a name that some words from its middle or end are, without the others."""
_MOST_COMPARED = 200
_LONGEST = 400


def missing_statements(table: Table, columns: Columns, statements: Statements) -> Iterator[Finding]:
    """A finding for each unused column that looks like a missing statement, and one for the others that are missing."""
    found = set(columns.statements)
    wholes = {statements.item(item).dimension for item in found}
    parts = {statements.sub_dimension_of(item) for item in found}
    missing = [item.id for item in statements.items if item.dimension in wholes and item.id not in found]
    left = [column for column in columns.unused if role_of(plain(column.name)) is None][:_MOST_COMPARED]
    for item in list(missing):
        column = _like(statements.names_of(item), left) or _numbered(statements, item, left)
        if column is not None:
            missing.remove(item)
            left.remove(column)
            facts = {"column": column.label, "item": item}
            found_here = finding(STATEMENT_MISSPELT, table.path, facts, row=table.header_row, column=column.place)
            yield found_here._replace(suggestion=item)
    partly = tuple(item for item in missing if statements.sub_dimension_of(item) in parts)
    if partly:
        yield finding(STATEMENT_MISSING, table.path, {"items": partly}, row=table.header_row)


def _numbered(statements: Statements, item: str, columns: Sequence[Column]) -> Column | None:
    """A column with the number of a statement, below or after the name of a group that is not known."""
    part = statements.sub_dimension_of(item)
    number = statements.items_of(part or "").index(item) + 1
    for column in columns:
        group, _, last = column.name.rpartition("/")
        if group and number_of(last) == number:
            return column
    return None


def _like(names: Sequence[str], columns: Sequence[Column]) -> Column | None:
    """The column whose name is most like one of these names; None if none is like them."""
    best: tuple[float, Column] | None = None
    for column in columns:
        pieces = {plain(column.name)[:_LONGEST], plain(column.name.rpartition("/")[2])[:_LONGEST]}
        share = max(_likeness(name, piece) for name in names for piece in pieces)
        if share and (best is None or share > best[0]):
            best = share, column
    return best[1] if best else None


def _likeness(name: str, other: str) -> float:
    """How similar two names are; 0 if they are not similar enough."""
    words, others = set(name.split("_")), set(other.split("_"))
    if len(words) >= _LEAST_WORDS and len(others) >= _LEAST_WORDS:
        share = len(words & others) / len(words | others)
        if share >= _SAME_WORDS:
            return share
    if len(other) >= _LEAST_CUT and name.startswith(other):
        return _SIMILAR
    if len(others) > 1 and len(other) >= len(name) * _LEAST_PART and f"_{other}_" in f"_{name}_":
        return _SIMILAR
    if not other or not _SIMILAR <= len(other) / len(name) <= 1 / _SIMILAR:
        return 0
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    if matcher.quick_ratio() < _SIMILAR:
        return 0
    share = matcher.ratio()
    return share if share >= _SIMILAR else 0
