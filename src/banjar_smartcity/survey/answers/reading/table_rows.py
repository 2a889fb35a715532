"""Reading: all rows of a table, each of which counts or has one reason not to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....diagnostics import Finding, Phrase
from ...cells.answer import BLANK
from ...cells.remarks import remark_of
from ...cells.states.status import status_of
from ...cells.times.time_forms import Time
from ...cells.times.times import Days
from ...cells.trials import is_test
from ...columns.column import Columns
from ...columns.statements import Statements
from ...table.rows import Cell, Row, Table, TableError, is_blank
from ..fates import APART, BY_STATUS, COPY, EMPTY, LONGER, NAMES, REFUSED, REJECTED, SUMMARY, TEST, Fates
from ..forms import TableContent, cell_of, rows_by_dimension
from .consents import Consents
from .formulas import faults_of
from .marking.codes import Codes
from .moments import moment_of
from .nobody.heads import Heads
from .nobody.other_rows import counts_columns, has_only_notes, is_heading, is_longer, numbers_of
from .nobody.sum_labels import PERHAPS, SURELY
from .nobody.sums import Sums
from .noted import Noted
from .people_cells import PeopleCells, remarked_columns, tested_columns
from .result import content_of
from .stated import stated_in
from .states import States
from .turned import turned_in

ABOVE = 2
"""So many first rows may say what is in the columns."""
_MOST_BELOW, _MOST_IN_TABLE = 10, 25
"""So many rows below the people may be sums without a label, or a table with a heading."""
_MOST_OF_NOTE = 3
"""So many cells may say what a mark stands for: 1, = and a word."""
_FEW_TESTS = 3
"""So many rows that look like tests are tests, also if there are no others: a sheet with an example."""


class RowReader:
    """The state of reading one table. A class, since a row is judged by what was seen before it."""

    def __init__(self, table: Table, columns: Columns, statements: Statements, scale: Mapping[str, int | None]) -> None:
        self.table, self.columns, self.statements = table, columns, statements
        self.codes = Codes(scale, statements.labels)
        self.codes.explain(column.name for _, column in columns.answers())
        self.codes.note_rows(table.notes)
        self.parts = rows_by_dimension(columns, statements)
        self.people = PeopleCells({role: columns.single[role] for part in self.parts[:1] for role in part.people})
        self.fates, self.noted = Fates(), Noted()
        self.noted.stated = max((stated_in(cells) for rows in table.notes[:1] for cells in rows), default=0)
        self.noted.turned = next(filter(None, map(turned_in, table.notes)), None)
        self.consents = Consents(columns, self.noted)
        self.rows = 0
        self.width = len(table.header)
        self.answers = {place for part in self.parts for place in part.all_places}
        self.gap = table.has_beside and any(map(is_blank, table.header[max(self.answers, default=0) :]))
        """Whether the last columns are next to the table, behind one without a name."""
        notes = {column.place for column in columns.companions}
        self.others = [i for i in range(self.width) if i not in self.answers and i not in notes]
        self.tested = tested_columns(columns)
        self.remarked = remarked_columns(columns, self.tested)
        self.sums = Sums(columns, self.others, self.answers)
        self.states = States(table.header, columns, self.noted)
        self.copies: dict[int, tuple[bytes, ...]] = {}
        self.held: list[Row] = []
        self.tests: list[Row] = []
        self.doubtful: list[Row] = []
        self.numbering: Row | None = None
        self.filled = self.below = False
        self.heads = Heads(table.header, columns, statements, self.codes.is_wrong)

    def read(self, days: Days) -> TableContent:
        """Read all rows."""
        faults: list[Finding] = []
        try:
            self._all()
        except TableError as error:
            self._finish()
            left_out = [row for why in (NAMES, SUMMARY) for row in self.fates.rows.get(why, ())]
            faults += faults_of(error, self.table.path, self.columns, left_out)
        else:
            self._finish()
        scale = self.codes.scale(self.parts, self.statements.marks)
        return content_of(self.table, self.columns, self.parts, self, scale, days, faults)

    def _all(self) -> None:
        for row in self.table.rows:
            self._next(*row)

    def _next(self, number: int, cells: Sequence[Cell]) -> None:
        """Look at the next row."""
        within = self.width + 1 if self.table.has_beside else len(cells)
        if all(map(is_blank, cells[:within])):
            return
        self.rows += 1
        if self.numbering is not None:
            numbering, self.numbering = self.numbering, None
            self._numbering(numbering, cells)
        if self.rows == 1 and numbers_of(cells, self.width) is not None:
            self.numbering = number, cells
        else:
            self._row(number, cells)

    def _finish(self) -> None:
        """Judge the rows that were put off."""
        if self.numbering is not None:
            self._row(*self.numbering)
        if self.filled and len(self.held) <= (_MOST_IN_TABLE if self.below else _MOST_BELOW):
            for number, cells in self.held:
                text = " ".join(str(cell) for cell in cells if not is_blank(cell))
                note = (
                    self.codes.note(text)
                    or has_only_notes(cells, self.answers, self.codes.is_wrong)
                    or not any(map(str.isalnum, text))
                )
                self.fates.add(EMPTY if note else SUMMARY, number)
                self.noted.below += [] if note or self.sums.has(cells) else [number]
        else:
            self._release()
        people = self.sums.people(self.doubtful, [part.rows for part in self.parts])
        for number, cells in self.doubtful:
            if number in people:
                self._judge_person(number, cells)
            else:
                self.fates.add(SUMMARY, number)
        self._release_tests()

    def _numbering(self, row: Row, following: Sequence[Cell]) -> None:
        """Judge a first row that numbers the columns: it is a person's if all its cells may be."""
        number, cells = row
        if counts_columns(cells, following, (self.answers, self.others), self.statements.marks):
            self.fates.add(NAMES, number)
        else:
            self._row(number, cells)

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        if is_longer(cells, self.width, has_beside=self.table.has_beside) and not self.gap:
            self.fates.add(LONGER, number)
            return
        if self.heads.apart and not self.heads.is_names(number, cells):
            self.fates.add(APART, number)
            return
        others = [cells[i] for i in self.others if i < len(cells) and not is_blank(cells[i])]
        if self.heads.is_title(others, cells):
            self.fates.add(EMPTY, number)
            return
        apart = (self.filled and not others and self.sums.are_told) or (self.below and len(others) == 1)
        if not any(place < len(cells) and not is_blank(cells[place]) for place in self.answers):
            self.filled |= bool(others)
            self.below |= is_heading(others)
            self.heads.look_at_title(others)
            if len(others) <= _MOST_OF_NOTE:
                self.codes.note(" ".join(map(str, others)))
                self.noted.stated = max(self.noted.stated, stated_in(others))
                self.noted.turned = self.noted.turned or turned_in([others])
            self._judge(number, cells)
        elif apart or self.sums.may_be(cells, others) or (self.held and self.sums.has(cells)):
            self.held.append((number, cells))  # perhaps sums without a label, or a scale, if nobody follows
        else:
            self.below = self.sums.below = False
            self._release()
            self.filled |= bool(others)
            self._judge(number, cells)

    def _release(self) -> None:
        held, self.held = self.held, []
        for number, cells in held:
            self._judge(number, cells)

    def _release_tests(self) -> None:
        """Rows that look like tests are none if most rows do: then that is how the office names people."""
        if len(self.tests) > _FEW_TESTS and len(self.tests) * 2 > sum(len(part.rows) for part in self.parts[:1]):
            for number, cells in self.tests:
                self._count(number, cells)
        else:
            for number, _ in self.tests:
                self.fates.add(TEST, number)
                self.noted.tests.append(number)

    def _judge(self, number: int, cells: Sequence[Cell]) -> None:
        """Give a row its reason not to count, or count it."""
        if self.heads.is_names(number, cells) or self._is_above(cells):
            self.fates.add(NAMES, number)
        elif (said := self.sums.has(cells)) == SURELY:
            self.fates.add(SUMMARY, number)
            self.sums.note()
            self.noted.stated = max(self.noted.stated, stated_in(cells))
        elif said == PERHAPS:
            self.sums.meet(cells)
            self.doubtful.append((number, cells))
        else:
            self.sums.look((cells,))
            self._judge_person(number, cells)

    def _judge_person(self, number: int, cells: Sequence[Cell]) -> None:
        """Give the row of a person its reason not to count, or count it."""
        if (why := self.states.why_not(number, cells)) is not None:
            self.fates.add(why, number)
        elif any(is_test(role, cell_of(cells, column)) for role, column in self.tested):
            self.tests.append((number, cells))
        else:
            self._count(number, cells)

    def _why_below(self, number: int) -> Phrase | None:
        """Why a row does not count if a heading above it says so; one that may name a place is asked about."""
        said, surely = self.heads.rejects or ("", False)
        if not surely:
            self.noted.remark(self.heads.column, number, said)
            return None
        why = BY_STATUS.get(status_of("keterangan", said) or "", REJECTED)
        self.noted.status.setdefault(self.heads.column, {}).setdefault(why, []).append(number)
        return why

    def _is_above(self, cells: Sequence[Cell]) -> bool:
        """Whether one of the first rows says more about the statements, such as their type, scale or section."""
        return self.rows <= ABOVE and not any(part.rows for part in self.parts) and self.heads.says_more(cells)

    def _count(self, number: int, cells: Sequence[Cell]) -> None:
        """Add a row to the dimensions that it answers, if the person agreed."""
        size = len(cells)
        of = self.codes.of
        packed = [bytes([of(cells[i]) if i < size else BLANK for i in part.all_places]) for part in self.parts]
        given = zip(self.parts, packed, strict=True)
        answered = [(part, codes) for part, codes in given if codes.count(BLANK) < len(codes)]
        consent = self.columns.single.get("consent")
        if consent is not None and not self.consents.agrees(number, cells, answered=bool(answered)):
            for part, _ in answered:
                part.refused.append(number)
            self.fates.add(REFUSED, number)
            return
        if not answered:
            self.fates.add(EMPTY, number)
            return
        if (why := self._why_below(number)) is not None:
            self.fates.add(why, number)
            return
        if (column := self.sums.number) is not None and self.sums.numbered and is_blank(cell_of(cells, column)):
            self.noted.unnumbered.append(number)
        people = self.people.keys(number, cells)
        if (instance := people.get("instance")) and self.copies.setdefault(instance, tuple(packed)) == tuple(packed):
            if instance in self.noted.instances:
                self.fates.add(COPY, number)
                self.noted.copies.append(number)
                return
            self.noted.instances.add(instance)
        for role, column in self.remarked:
            self.noted.remark(column, number, remark_of(role, cell_of(cells, column)))
        moments = {role: self._moment(role, number, cells) for role in self.parts[0].times}
        for part, codes in answered:
            part.add(number, codes, people, moments)
            for labels in part.labels.values():
                labels.add(cell_of(cells, labels.column))

    def _moment(self, role: str, number: int, cells: Sequence[Cell]) -> Time | None:
        """The time of a row."""
        cell = cell_of(cells, self.columns.single[role])
        if is_blank(cell):
            return None
        day = self.columns.single.get("day")
        time = moment_of(cell, (cell_of(cells, day) or "") if day else None)
        if time is None:
            self.noted.unreadable.setdefault(role, []).append(number)
        return time
