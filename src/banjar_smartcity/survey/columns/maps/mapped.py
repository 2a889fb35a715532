"""Mapped columns: those that the column map names, and its faults where a table has no such column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ....diagnostics import At, Diagnostic, Finding
from ...cells.plain import plain
from ...table.kinds import COLUMN_MISSING
from ...table.rows import Table
from ..column import Column
from ..names import BY_PART, PERSON, role_of
from ..statements import Statements
from .column_map import ColumnMap

Found = tuple[dict[str, Column], dict[str, Column], dict[str, dict[str, Column]]]


def apply_map(
    table: Table,
    headers: Sequence[Column],
    column_map: ColumnMap,
    statements: Statements,
    into: Found,
    faults: list[Finding],
) -> set[int]:
    """Enter the columns of the map into the mappings `into`; return the places of these columns."""
    found, single, by_part = into
    exact = {column.name: column for column in reversed(headers)}
    by_plain = {plain(column.name): column for column in reversed(headers)}
    taken: set[int] = set()

    def look(at: At, name: str) -> Column | None:
        column = exact.get(name.strip()) or by_plain.get(plain(name))
        if column is None:
            faults.append(column_map.finding(Diagnostic(COLUMN_MISSING, at, {"name": name, "table": table.path})))
        else:
            taken.add(column.place)
        return column

    at = At(column_map.path)
    # One map is for several tables: a statement is missing only if its table has others of its sub-dimension.
    present = {
        item: name for item, name in column_map.statements.items() if name.strip() in exact or plain(name) in by_plain
    }
    present_parts = {statements.sub_dimension_of(item) for item in present}
    for mapped, name in column_map.statements.items():
        asked = mapped in present or not present or statements.sub_dimension_of(mapped) in present_parts
        if asked and (column := look(at / "statements" / mapped, name)):
            found[mapped] = column
    present_parts |= {statements.sub_dimension_of(item) for column in headers if (item := statements.find(column.name))}
    for role, value in column_map.columns.items():
        where = at / "columns" / role
        if isinstance(value, dict):
            kind = "took_part" if role == "agency_took_part" else role
            for part, name in value.items():
                if part in present_parts and (column := look(where / part, name)):
                    by_part.setdefault(kind, {})[part] = column
        else:
            _enter(role, value, where, look, single, by_part)
    return taken


def _enter(
    role: str,
    value: str | list[str],
    at: At,
    look: Callable[[At, str], Column | None],
    single: dict[str, Column],
    by_part: dict[str, dict[str, Column]],
) -> None:
    """Enter the columns of one role."""
    kind = "took_part" if role == "agency_took_part" else role
    for i, name in enumerate([value] if isinstance(value, str) else value):
        column = look(at if isinstance(value, str) else at / i, name)
        if column is None:
            continue
        if role == "respondent":
            known = role_of(plain(name))
            single.setdefault(known if known in PERSON else "code", column)
        elif kind in BY_PART:
            by_part.setdefault(kind, {})[""] = column
        else:
            single[kind] = column
