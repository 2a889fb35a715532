"""Split: a table whose rows say of which dimension or sub-dimension they are, as one table for each."""

from __future__ import annotations

from collections.abc import Iterator

from ...cells.plain import plain
from ...table.blocks import in_blocks
from ...table.rows import Row, Table, is_blank
from ..maps.column_map import ColumnMap
from ..recognise import recognise
from ..statements import Statements


def by_place(table: Table, column_map: ColumnMap, statements: Statements) -> Iterator[tuple[Table, str | None]]:
    """The table; or one for each sub-dimension or dimension, if a column has it and statements are only numbered."""
    columns, _ = recognise(table, statements, column_map, None)
    column = columns.single.get("sub_dimension") or columns.single.get("dimension")
    if columns.statements or column is None:
        yield table, None
        return
    names = statements.parts if "sub_dimension" in columns.single else statements.wholes
    groups: dict[str | None, list[Row]] = {}
    for number, cells in table.rows:
        cell = cells[column.place] if column.place < len(cells) else None
        if not all(map(is_blank, cells)):
            groups.setdefault(names.get(plain(cell)), []).append((number, cells))
    for place, rows in (groups or {None: []}).items():
        yield table._replace(blocks=in_blocks(iter(rows))), place
