"""Recognising columns: the meaning of each column of a table, by its name or by the column map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ...diagnostics import At, Diagnostic, Finding
from ..table.findings import finding, letter
from ..table.kinds import COLUMN_MISSING, COLUMN_TWICE, NO_STATEMENTS
from ..table.rows import Cell, Table
from .column_map import ColumnMap
from .names import BY_PART, PERSON, plain, role_of
from .statements import Statements, number_of


class Column(NamedTuple):
    """A column of a table: its place counted from 0, and its name."""

    place: int
    name: str

    @property
    def label(self) -> str:
        """Its letter and name, as messages show it: `K "start"`."""
        return f'{letter(self.place)} "{self.name}"'


class Columns(NamedTuple):
    """The columns of a table by their meaning."""

    statements: Mapping[str, Column]
    """By item."""
    single: Mapping[str, Column]
    """By role, such as respondent code, time or consent."""
    by_part: Mapping[str, Mapping[str, Column]]
    """By role and sub-dimension; the sub-dimension is "" if one column is for all."""

    def find(self, role: str, part: str) -> Column | None:
        """The column of a role for a sub-dimension; None if there is none."""
        columns = self.by_part.get(role, {})
        return columns.get(part) or columns.get("")

    def labels(self) -> dict[int, str]:
        """The label of each known column, by its place."""
        groups = (self.statements, self.single, *self.by_part.values())
        return {column.place: column.label for group in groups for column in group.values()}


def known_columns(cells: Sequence[Cell], statements: Statements, column_map: ColumnMap) -> int:
    """How many cells of a row are known names of columns; one of a statement counts 100, another one 1."""
    wanted = {plain(name) for name in column_map.statements.values()}
    known = 0
    for cell in cells:
        if type(cell) is not str or not cell.strip():
            continue
        if statements.find(cell) is not None or plain(cell) in wanted:
            known += 100
        elif _role(plain(cell), cell, statements) is not None or (not cell.isdigit() and number_of(cell) is not None):
            known += 1
    return known


def recognise(
    table: Table, statements: Statements, column_map: ColumnMap, place: str | None
) -> tuple[Columns, list[Finding]]:
    """The columns of a table, and its faults. `place` is the dimension or sub-dimension of numbered columns."""
    headers = [
        Column(i, str(cell).strip()) for i, cell in enumerate(table.header) if cell is not None and str(cell).strip()
    ]
    faults: list[Finding] = []
    found: dict[str, Column] = {}
    single: dict[str, Column] = {}
    by_part: dict[str, dict[str, Column]] = {}
    taken = _apply_map(table, headers, column_map, statements, (found, single, by_part), faults)
    meant = {} if column_map.statements else _numbered(headers, statements, place)
    for column in headers:
        if column.place in taken:
            continue
        item = statements.find(column.name) or meant.get(column.place)
        if item is not None:
            if item in found and item not in column_map.statements:
                facts = {"column": column.label, "other": found[item].label}
                faults.append(finding(COLUMN_TWICE, table.path, facts, row=table.header_row, column=column.place))
            found.setdefault(item, column)
            continue
        role = _role(plain(column.name), column.name, statements)
        if role is None:
            continue
        name, part = role
        if name in BY_PART:
            for one in _parts(part, statements):
                by_part.setdefault(name, {}).setdefault(one, column)
        elif not part:
            single.setdefault(name, column)
    if not found:
        faults.append(finding(NO_STATEMENTS, table.path, row=table.header_row))
    order = {item.id: i for i, item in enumerate(statements.items)}
    ordered = dict(sorted(found.items(), key=lambda entry: order.get(entry[0], 0)))
    return Columns(ordered, single, by_part), faults


def _parts(place: str, statements: Statements) -> tuple[str, ...]:
    """The sub-dimensions of a column that is named after a dimension or sub-dimension."""
    for dimension in statements.dimensions:
        if dimension.id == place:
            return tuple(sub.id for sub in dimension.sub_dimensions)
    return (place,)


def _role(name: str, header: str, statements: Statements) -> tuple[str, str] | None:
    """The role of a column and its sub-dimension or dimension, "" if it has none; None if it has no role."""
    if role := role_of(name):
        return role, ""
    *groups, last = (plain(piece) for piece in header.replace(":", "/").split("/"))
    if groups and (role := role_of(last)):
        place = next((statements.parts.get(g) or statements.wholes.get(g) for g in reversed(groups)), None)
        return role, place or ""
    if groups and (inner := _role(last, last, statements)):
        return inner
    if "_" not in name:
        return None
    ends = (*statements.parts.items(), *statements.wholes.items())
    for alias, place in ends:
        if name.startswith(alias + "_"):
            rest = name[len(alias) + 1 :]
            if (role := role_of(rest)) in BY_PART:
                return role, place
            # ODK Central joins group and question by a hyphen: health-user_health.
            for other, _ in ends:
                asked = role_of(rest[: -len(other) - 1]) if rest.endswith("_" + other) else None
                if asked is not None and asked in BY_PART:
                    return asked, place
        if name.endswith("_" + alias) and (role := role_of(name[: -len(alias) - 1])) in BY_PART:
            return role, place
    return None


def _numbered(headers: Sequence[Column], statements: Statements, place: str | None) -> dict[int, str]:
    """By place of the column, the items of columns that are only numbered; empty unless there is one for each."""
    numbers = {n: column.place for column in headers if (n := number_of(column.name)) is not None}
    if any(statements.find(column.name) for column in headers):
        return {}
    items = statements.items_of(place) if place else tuple(item.id for item in statements.items)
    if not items or sorted(numbers) != list(range(1, len(items) + 1)):
        return {}
    return {numbers[i]: item for i, item in enumerate(items, 1)}


_Found = tuple[dict[str, Column], dict[str, Column], dict[str, dict[str, Column]]]


def _apply_map(
    table: Table,
    headers: Sequence[Column],
    column_map: ColumnMap,
    statements: Statements,
    into: _Found,
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
