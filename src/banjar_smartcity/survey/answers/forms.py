"""Forms: the rows of one table that answer a dimension's statements, in little memory and without personal data."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping, Sequence

from ...diagnostics import Finding, Phrase
from ...named import NamedTuple
from ..cells.times.time_forms import Time
from ..cells.times.times import Clock, TimeColumn
from ..cells.values import text_of
from ..columns.column import Column, Columns
from ..columns.meaning.companions import is_label
from ..columns.names import PERSON, REPLACES
from ..columns.statements import Statements
from ..table.rows import Cell
from .durations import FormDurations
from .fates import FATES
from .keys.person_keys import PersonKeys
from .marks import FormMarks

NO_COLUMNS = Columns(statements={}, single={}, by_part={})
SALT = "".join(chr(ord("!") + byte % 90) for byte in os.urandom(12))
"""Random, and new in every run. It is short, as it is put before every cell that identifies a person."""
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
    marks: FormMarks
    people: Mapping[str, PersonKeys]
    """By role, a number that stands for the person; 0 if the row has none."""
    started: Clock | None
    ended: Clock | None
    labels: Mapping[tuple[str, str], Labels]
    """By role (programme, agency, users, took_part, user) and sub-dimension."""
    durations: FormDurations | None
    """How long each form took by the program's own count."""
    refused: Sequence[int]
    """Numbers of rows with answers but without consent; they are not in `rows`."""
    last_apart: bool = False
    """The last row, and no other, has no running number."""


class TableContent(NamedTuple):
    """The content of a table: its forms, how many rows it has and why some of them do not count, and its faults."""

    forms: tuple[Form, ...]
    rows: int = 0
    fates: tuple[tuple[Phrase, Sequence[int]], ...] = ()
    """By reason, the numbers of the rows that do not count."""
    findings: tuple[Finding, ...] = ()
    columns: Columns = NO_COLUMNS
    companions: tuple[Column, ...] = ()
    """Further columns that turned out to hold notes, not answers."""
    unread: tuple[Column, ...] = ()
    """Columns that have a role, but say nothing for certain, so that they are not used."""
    stated: int = 0
    """How many people the table says that it has; 0 if it does not say."""


def joined(contents: Sequence[TableContent]) -> TableContent:
    """The content of the groups of rows of one table."""
    by_fate: dict[Phrase, list[int]] = {}
    for content in contents:
        for why, rows in content.fates:
            by_fate.setdefault(why, []).extend(rows)
    statements = {item: column for content in contents for item, column in content.columns.statements.items()}
    return TableContent(
        forms=tuple(form for content in contents for form in content.forms),
        rows=sum(content.rows for content in contents),
        fates=tuple((why, by_fate[why]) for why in FATES if why in by_fate),
        findings=tuple(fault for content in contents for fault in content.findings),
        columns=contents[0].columns._replace(statements=statements),
        unread=tuple(dict.fromkeys(column for content in contents for column in content.unread)),
        stated=max(content.stated for content in contents),
    )


class FormRows:
    """The rows of one dimension, collected while a table is read. Answers are numbers of `Codes` until the end."""

    def __init__(self, dimension: str, items: tuple[str, ...], parts: tuple[str, ...], columns: Columns) -> None:
        self.dimension, self.items = dimension, items
        self.places = [columns.statements[item].place for item in items]
        self.more = [(i, column.place) for i, item in enumerate(items) for column in columns.more.get(item, ())]
        self.all_places = [*self.places, *(place for _, place in self.more)]
        self.labelled = {
            i
            for i, item in enumerate(items)
            if any(is_label(c.name) for c in (columns.statements[item], *columns.more.get(item, ())))
        }
        """The statements (their indices) of which one column has the labels and another one the numbers."""
        self.rows = array("l")
        self.codes = bytearray()
        """For each row one byte for each of `all_places`."""
        self.refused = array("l")
        self.people = {role: array("q") for role in columns.single if role in (*PERSON, REPLACES)}
        self.times = {role: TimeColumn() for role in ("started", "ended") if role in columns.single}
        self.labels = {
            (role, part): LabelColumn(column)
            for role in columns.by_part
            for part in parts
            if (column := columns.find(role, part)) is not None
        }

    def add(self, number: int, packed: bytes, people: Mapping[str, int], moments: Mapping[str, Time | None]) -> None:
        """Add the next row: its number, its answers, the keys of the person by role, and its times."""
        self.rows.append(number)
        self.codes += packed
        for role, key in people.items():
            self.people[role].append(key)
        for role, moment in moments.items():
            self.times[role].add(moment)

    def keep(self, places: Sequence[int]) -> None:
        """Keep the rows in these places, when their answers are no longer needed."""
        self.rows = array("l", (self.rows[i] for i in places))
        self.people = {role: array("q", (keys[i] for i in places)) for role, keys in self.people.items()}
        for times in self.times.values():
            times.keep(places)
        for labels in self.labels.values():
            labels.codes = array("L", (labels.codes[i] for i in places))


class LabelColumn:
    """The texts of a column, collected while a table is read."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.texts = [""]
        self.codes = array("L")
        self._known: dict[Cell, int] = {"": 0}

    def add(self, cell: Cell) -> None:
        """Add the text of the next row."""
        if (code := self._known.get(cell)) is None:
            text = text_of(cell)[:500]
            if (code := self._known.get(text)) is None:
                code = self._known[text] = len(self.texts)
                self.texts.append(text)
            if len(self._known) < _MOST_KNOWN:
                self._known[cell] = code
        self.codes.append(code)

    def all_codes(self, cells: Sequence[Cell]) -> list[int]:
        """The code of each cell of a column, of which rows are added later."""
        kept, self.codes = self.codes, array("L")
        try:
            found = [self._known[cell] for cell in cells]
        except KeyError:
            for cell in cells:
                self.add(cell)
            found = list(self.codes)
        self.codes = kept
        return found


def cell_of(cells: Sequence[Cell], column: Column) -> Cell:
    """The cell of a row in a column; None if the row ends before it."""
    return cells[column.place] if column.place < len(cells) else None


def rows_by_dimension(columns: Columns, statements: Statements) -> list[FormRows]:
    """Room for the rows of each dimension of which a table has statements."""
    found: dict[str, list[str]] = {}
    for item in columns.statements:
        found.setdefault(statements.item(item).dimension or "", []).append(item)
    return [
        FormRows(
            dimension,
            tuple(items),
            tuple(dict.fromkeys(statements.sub_dimension_of(item) or "" for item in items)),
            columns,
        )
        for dimension, items in found.items()
    ]
