"""Below names: columns 1, 2, 3 below names that are not those of sub-dimensions, such as programmes."""

from __future__ import annotations

from collections.abc import Sequence

from ....diagnostics import Finding, Phrase
from ....i18n import N_
from ...table.findings import finding
from ...table.kinds import NUMBERED
from ...table.rows import Cell, RowBlock, Table, is_blank, under
from ..column import Column
from ..statements import number_of

BELOW_NAMES = Phrase(
    N_(
        "the names above them are not those of sub-dimensions; if they are programmes, name them under programmes in a "
        "file for --columns"
    )
)
_LEAST_GROUPS, _LEAST_EACH, _MOST_SHOWN = 2, 2, 4


def numbered_below_names(table: Table, first: RowBlock | None) -> Finding | None:
    """The finding that columns are numbered from 1 again below each of several names; None if they are not."""
    above = table.notes[0][-1:] if table.notes else ()
    heads: list[tuple[int, Sequence[Cell], Sequence[Cell]]] = [
        (table.header_row, upper, table.header) for upper in above
    ]
    if first is not None and first.rows:
        heads.append((first.numbers[0], table.header, first.rows[0]))
    for row, names, numbers in heads:
        columns = _columns(names, numbers)
        starts = sum(number_of(column.name.rpartition("/")[2]) == 1 for column in columns)
        if starts >= _LEAST_GROUPS and len(columns) >= starts * _LEAST_EACH:
            labels = tuple(column.label for column in columns[:_MOST_SHOWN])
            facts = {"count": len(columns), "columns": (*labels, "…"), "how": BELOW_NAMES}
            return finding(NUMBERED, table.path, facts, row=row, column=columns[0].place)
    return None


def _columns(names: Sequence[Cell], numbers: Sequence[Cell]) -> list[Column]:
    """The columns with a number below a name; none unless each group counts from 1."""
    groups: dict[str, list[Column]] = {}
    for place, cell in enumerate(under(names, numbers)):
        group, slash, number = str(cell or "").rpartition("/")
        if slash and any(map(str.isalpha, group)) and not is_blank(numbers[place] if place < len(numbers) else None):
            groups.setdefault(group, []).append(Column(place, f"{group}/{number}"))
    found: list[Column] = []
    for columns in groups.values():
        counted = [number_of(column.name.rpartition("/")[2]) for column in columns]
        if counted != list(range(1, len(columns) + 1)):
            return []
        found += columns
    return found
