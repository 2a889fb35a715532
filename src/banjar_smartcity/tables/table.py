"""Table: rows of values with named columns, and a set of tables whose references lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from ..named import NamedTuple

Value = str | float | bool | date | None
Row = Mapping[str, Value]


class OpenColumn(NamedTuple):
    """A column: its type is `string`, `integer`, `number`, `boolean` or `date`, as in a Table Schema."""

    name: str
    type: str = "string"
    refers: str | None = None
    """The table whose key it holds."""
    needed: bool = False
    """Whether a row means nothing without it."""
    prose: bool = False
    """Whether people wrote it, so that it may name anything."""


class MadeRows(Iterable[Row]):
    """Rows that are made one after the other each time when somebody goes through them."""

    def __init__(self, make: Callable[[], Iterable[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())


class OpenTable(NamedTuple):
    """Rows in the order of the data. The first column is the key."""

    name: str
    columns: tuple[OpenColumn, ...]
    rows: Iterable[Row]

    @property
    def key(self) -> OpenColumn:
        """The column with the id of each row."""
        return self.columns[0]

    def lines(self) -> Iterator[tuple[Value, ...]]:
        """The values of each row in the order of the columns."""
        for row in self.rows:
            yield tuple(row.get(column.name) for column in self.columns)


def connected(tables: Iterable[OpenTable]) -> Iterator[OpenTable]:
    """The tables, each with each key once and without references to rows that are not there.

    They come one after the other, and so do their rows. A row that needs a reference which is not there is left out; in
    another row it becomes null. A table may refer to itself and to tables before it only.
    """
    keys: dict[str, set[Value]] = {}
    for table in tables:
        if any(column.refers == table.name for column in table.columns):
            keys[table.name] = {row[table.key.name] for row in table.rows}
        found: set[Value] = set()
        yield table._replace(rows=MadeRows(partial(_connected, table, keys, found)))
        if not found:  # nobody has gone through all of its rows
            found.update(row[table.key.name] for row in _connected(table, keys, set()))
        keys[table.name] = found


def _connected(table: OpenTable, keys: Mapping[str, set[Value]], found: set[Value]) -> Iterator[Row]:
    """The rows of a table that are kept. At the end their keys are in `found`."""
    own: set[Value] = set()
    for row in table.rows:
        kept = {c.name: row.get(c.name) for c in table.columns if not c.refers or row.get(c.name) in keys[c.refers]}
        key = row[table.key.name]
        if key not in own and all(kept.get(c.name) is not None for c in table.columns if c.needed):
            own.add(key)
            yield kept
    found.update(own)
