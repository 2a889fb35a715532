"""Account: what was read. Every sheet, every named column and every row is in it once, so that the sums add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ...diagnostics import Phrase
from ...named import NamedTuple
from ..columns.column import Columns
from ..columns.statements import Statements
from .collected import Collected, counted_rows
from .fates import AGAIN, ELSEWHERE
from .forms import TableContent


class DimensionAccount(NamedTuple):
    """How many statements of a dimension a table has, and which it has not."""

    dimension: str
    known: int
    all: int
    missing: tuple[str, ...]
    """Ids of items; of a sub-dimension of which there is none, its id."""


class TableAccount(NamedTuple):
    """What a table has, and what became of each of its columns and rows."""

    path: str
    sheet: str
    header_row: int
    dimensions: tuple[DimensionAccount, ...]
    columns: Mapping[str, tuple[str, ...]]
    """The labels of all named columns by their use: `statements`, `other`, `companions`, `unused`."""
    rows: int
    fates: tuple[tuple[Phrase, Sequence[int]], ...]
    """By reason, the numbers of the rows that do not count."""

    @property
    def not_counted(self) -> int:
        """The number of rows that do not count."""
        return sum(len(rows) for _, rows in self.fates)

    @property
    def counted(self) -> int:
        """The number of rows that count."""
        return self.rows - self.not_counted


class FileAccount(NamedTuple):
    """What a file has: its tables with statements, and its other sheets."""

    path: str
    tables: tuple[TableAccount, ...]
    others: tuple[str, ...]


def table_account(
    content: TableContent, path: str, sheet: str, header_row: int, collected: Collected, dimension: str | None
) -> TableAccount:
    """The account of a table that has been read, in view of all others: a person counts once."""
    return TableAccount(
        path=path,
        sheet=sheet,
        header_row=header_row,
        dimensions=tuple(_dimensions(content.columns, collected.statements)),
        columns=_uses(content),
        rows=content.rows,
        fates=(*content.fates, *_later(content, collected, dimension)),
    )


def _dimensions(columns: Columns, statements: Statements) -> Iterator[DimensionAccount]:
    found = set(columns.statements)
    for whole in statements.dimensions:
        items = statements.items_of(whole.id)
        known = [item for item in items if item in found]
        if not known:
            continue
        missing: list[str] = []
        for sub in whole.sub_dimensions:
            own = statements.items_of(sub.id)
            absent = [item for item in own if item not in found]
            missing += [sub.id] if absent and len(absent) == len(own) else absent
        yield DimensionAccount(whole.id, len(known), len(items), tuple(missing))


def _uses(content: TableContent) -> dict[str, tuple[str, ...]]:
    columns = content.columns
    notes = {column.place for column in content.companions}
    statements = {column.place: column for _, column in columns.answers() if column.place not in notes}
    unread = {column.place: column for column in content.unread if column.place not in statements}
    others = {c.place: c for c in columns.others() if c.place not in statements and c.place not in unread}
    companions = {column.place: column for column in (*columns.companions, *content.companions)}
    groups = {"statements": statements, "other": others, "companions": companions}
    found = {use: tuple(group[place].label for place in sorted(group)) for use, group in groups.items()}
    unused = sorted({*columns.unused, *unread.values()})
    return {**found, "unused": tuple(column.label for column in unused)}


def _later(
    content: TableContent, collected: Collected, dimension: str | None
) -> Iterator[tuple[Phrase, Sequence[int]]]:
    """The rows that count for nothing, as is known only when all tables have been read."""
    mine = [form.rows for form in content.forms if dimension in (None, form.dimension)]
    counted = _counted(collected, {form.path for form in content.forms})
    if not all(any(rows is whole for whole in counted) for rows in mine) and (
        again := sorted(_all(mine) - _all(counted))
    ):
        yield AGAIN, again
    if len(mine) < len(content.forms) and (elsewhere := sorted(_all(f.rows for f in content.forms) - _all(mine))):
        yield ELSEWHERE, elsewhere


def _all(rows: Iterable[Iterable[int]]) -> set[int]:
    return set().union(*rows)


def _counted(collected: Collected, paths: Collection[str]) -> list[Sequence[int]]:
    """The numbers of the rows that count; of a form whose rows all do, its own `rows`."""
    found: list[Sequence[int]] = []
    known: set[tuple[str, int, int]] = set()
    for dimension in collected.dimensions:
        forms = [form for form, _ in collected.forms_of(dimension)]
        for places in counted_rows(collected, dimension).values():
            for number, counted in places:
                rows = forms[number].rows
                key = dimension, number, id(counted)
                if forms[number].path in paths and key not in known:  # mostly those of all sub-dimensions are the same
                    known.add(key)
                    found.append(rows if len(counted) == len(rows) else [rows[i] for i in counted])
    return found
