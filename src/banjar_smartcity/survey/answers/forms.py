"""Forms: the rows of one table that answer a dimension's statements, in little memory and without personal data."""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, cast

from ...diagnostics import Finding
from ..columns.names import PERSON
from ..columns.recognise import Column, Columns
from ..columns.statements import Statements
from ..columns.times import Clock, Time, TimeColumn, time_of
from ..columns.values import BLANK, WRONG, mark_of, person_key, text_of, yes_or_no
from ..table.findings import about_rows, finding
from ..table.kinds import ANSWER, FILE_EMPTY, ROW_LONGER, TIME_UNREADABLE
from ..table.rows import Cell, Row, Table, TableError, is_blank

SALT = secrets.token_bytes(32)
"""Random, and new in every run."""


_MOST_KNOWN = 10_000
"""The most different cells of a column that are remembered, so that each is converted once."""


class Labels(NamedTuple):
    """The texts of a column, each once, and for each row the index of its text; text 0 is empty."""

    column: Column
    texts: Sequence[str]
    codes: Sequence[int]


class Form(NamedTuple):
    """The rows of a table that answer a dimension's statements; all sequences but `refused` are by row."""

    path: str
    dimension: str
    items: tuple[str, ...]
    columns: Columns
    rows: Sequence[int]
    marks: Sequence[bytes]
    """For each row one byte for each item: its mark, or `BLANK`."""
    people: Mapping[str, Sequence[int]]
    """By role, a number that stands for the person; 0 if the row has none."""
    started: Clock | None
    ended: Clock | None
    labels: Mapping[tuple[str, str], Labels]
    """By role (programme, agency, users, took_part, user) and sub-dimension."""
    occupation: bool
    refused: Sequence[int]
    """Numbers of rows with answers but without consent; they are not in `rows`."""


class TableContent(NamedTuple):
    """The content of a table: its forms, its number of rows, how many of them do not count, and its faults."""

    forms: tuple[Form, ...]
    rows: int
    not_counted: int
    findings: tuple[Finding, ...]
    labels: Mapping[int, str] = {}
    """The labels of the known columns, by their place."""


class _Part:
    """The rows of one dimension, collected while a table is read."""

    def __init__(self, dimension: str, items: tuple[str, ...], parts: tuple[str, ...], columns: Columns) -> None:
        self.dimension, self.items = dimension, items
        self.places = [columns.statements[item].place for item in items]
        self.rows = array("l")
        self.marks: list[bytes] = []
        self.kept: dict[bytes, bytes] = {}
        self.refused = array("l")
        self.people = {role: array("Q") for role in columns.single if role in PERSON}
        self.times = {role: TimeColumn() for role in ("started", "ended") if role in columns.single}
        self.labels = {
            (role, part): (column, [""], cast("dict[Cell, int]", {"": 0}), array("L"))
            for role in columns.by_part
            for part in parts
            if (column := columns.find(role, part)) is not None
        }

    def add(self, number: int, packed: bytes, people: Mapping[str, int], moments: Mapping[str, Time | None]) -> None:
        """Add the next row: its number, its marks, the keys of the person by role, and its times."""
        self.rows.append(number)
        self.marks.append(self.kept.setdefault(packed, packed))
        for role, key in people.items():
            self.people[role].append(key)
        for role, moment in moments.items():
            self.times[role].add(moment)


def read_forms(table: Table, columns: Columns, statements: Statements, scale: Mapping[str, int]) -> TableContent:
    """Read all rows of a table. `scale` has the marks of the office's own words."""
    parts = _parts(columns, statements)
    width = len(table.header)
    marks: dict[tuple[type, Cell], int] = {}
    wrong: dict[int, list[int]] = {}
    unreadable: dict[str, list[int]] = {}
    longer: list[int] = []
    faults: list[Finding] = []
    rows = not_counted = 0

    def mark(cell: Cell) -> int:
        key = (type(cell), cell)
        if (known := marks.get(key)) is None:
            known = mark_of(cell, scale, statements.marks)
            if len(marks) < 10_000:
                marks[key] = known
        return known

    try:
        for number, cells in table.rows:
            if all(map(is_blank, cells)):
                continue
            rows += 1
            if len(cells) > width and not all(map(is_blank, cells[width:])):
                longer.append(number)
                not_counted += 1
                continue
            not_counted += not _add_row((number, cells), parts, columns, mark, wrong, unreadable)
    except TableError as error:
        faults.append(error.fault)
    if longer:
        faults.append(about_rows(ROW_LONGER, table.path, longer, column=width))
    bounds = {"lowest": statements.marks[0], "highest": statements.marks[-1]} if wrong else {}
    by_index = {column.place: column for column in columns.statements.values()}
    faults += [
        about_rows(ANSWER, table.path, found, {**bounds, "column": by_index[i].label}, column=i)
        for i, found in sorted(wrong.items())
    ]
    for role, found in unreadable.items():
        column = columns.single[role]
        faults.append(about_rows(TIME_UNREADABLE, table.path, found, {"column": column.label}, column=column.place))
    if not rows and not any(fault.kind.severity.value == "error" for fault in faults):
        faults.append(finding(FILE_EMPTY, table.path, row=table.header_row))
    forms = tuple(_form(part, table, columns) for part in parts if part.rows or part.refused)
    return TableContent(forms, rows, not_counted, tuple(faults), columns.labels())


def _parts(columns: Columns, statements: Statements) -> list[_Part]:
    found: dict[str, list[str]] = {}
    for item in columns.statements:
        found.setdefault(statements.item(item).dimension or "", []).append(item)
    return [
        _Part(
            dimension,
            tuple(items),
            tuple(dict.fromkeys(statements.sub_dimension_of(item) or "" for item in items)),
            columns,
        )
        for dimension, items in found.items()
    ]


def _add_row(
    row: Row,
    parts: Sequence[_Part],
    columns: Columns,
    mark: Callable[[Cell], int],
    wrong: dict[int, list[int]],
    unreadable: dict[str, list[int]],
) -> bool:
    """Add a row to the dimensions that it answers; return whether it counts in any."""
    number, cells = row
    answered = [
        (part, packed) for part in parts if (packed := _marks(row, part, mark, wrong)).count(BLANK) < len(packed)
    ]
    if not answered:
        return False
    consent = columns.single.get("consent")
    if consent is not None and yes_or_no(_cell(cells, consent)) is False:
        for part, _ in answered:
            part.refused.append(number)
        return False
    first = answered[0][0]
    people = {role: person_key(role, _cell(cells, columns.single[role]), SALT) for role in first.people}
    moments: dict[str, Time | None] = {}
    for role in first.times:
        cell = _cell(cells, columns.single[role])
        moments[role] = None if is_blank(cell) else time_of(cell)
        if moments[role] is None and not is_blank(cell):
            unreadable.setdefault(role, []).append(number)
    for part, packed in answered:
        part.add(number, packed, people, moments)
        for column, texts, known, codes in part.labels.values():
            cell = _cell(cells, column)
            if (code := known.get(cell)) is None:
                text = text_of(cell)[:500]
                if (code := known.get(text)) is None:
                    code = known[text] = len(texts)
                    texts.append(text)
                if len(known) < _MOST_KNOWN:
                    known[cell] = code
            codes.append(code)
    return True


def _marks(row: Row, part: _Part, mark: Callable[[Cell], int], wrong: dict[int, list[int]]) -> bytes:
    """The marks of a row for a dimension; a cell without a valid mark is added to `wrong` and counts as blank."""
    number, cells = row
    size = len(cells)
    given = [mark(cells[i]) if i < size else BLANK for i in part.places]
    if WRONG in given:
        for i, value in zip(part.places, given, strict=True):
            if value == WRONG:
                wrong.setdefault(i, []).append(number)
        given = [BLANK if value == WRONG else value for value in given]
    return bytes(given)


def _cell(cells: Sequence[Cell], column: Column) -> Cell:
    return cells[column.place] if column.place < len(cells) else None


def _identifying(people: Mapping[str, Sequence[int]]) -> dict[str, Sequence[int]]:
    """The columns that identify persons. A column of numbers does, as a code, unless they are running numbers."""
    found = dict(people)
    numbers = found.pop("number", None)
    if numbers is not None and "code" not in found:
        running = {person_key("number", str(i), SALT) for i in range(1, len(numbers) + len(numbers) // 5 + 2)}
        if sum(number in running for number in numbers) * 10 < len(numbers) * 9:
            found["code"] = numbers
    return found


def _form(part: _Part, table: Table, columns: Columns) -> Form:
    clocks = {role: times.settle() for role, times in part.times.items()}
    return Form(
        path=table.path,
        dimension=part.dimension,
        items=part.items,
        columns=columns,
        rows=part.rows,
        marks=part.marks,
        people=_identifying(part.people),
        started=clocks.get("started"),
        ended=clocks.get("ended"),
        labels={key: Labels(column, texts, codes) for key, (column, texts, _, codes) in part.labels.items()},
        occupation="occupation" in columns.single,
        refused=part.refused,
    )
