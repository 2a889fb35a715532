"""Block rows: rows about which nothing has to be asked, counted many at a time, column by column.

The result is that of `RowReader`, which reads all others one by one: rows that may be names, sums, tests, copies or of
people who refused, and those with a cell that only a look at the whole row explains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import compress

from .....named import NamedTuple
from ....cells.answer import BLANK, UNKNOWN
from ....cells.remarks import remark_of
from ....cells.states.finished import APPROVED
from ....cells.times.iso_times import IsoTimes
from ....cells.times.times import ANY_DAYS, Days, days_of
from ....cells.trials import is_test
from ....columns.column import Column, Columns
from ....columns.statements import Statements
from ....columns.states.verdicts import state_of
from ....table.rows import Cell, RowBlock, Table
from ...forms import FormRows, TableContent
from ...marks import any_of, cut, joined, places_of, table_of
from ..consents import EMPTY, NO, UNCLEAR, YES
from ..memo import Memo
from ..nobody.sum_labels import ends_like_sum, may_be_label
from ..nobody.sums import FIRST
from ..people_cells import ROUNDED, PeopleColumn, looks_like_date
from ..table_rows import ABOVE, RowReader
from .cell_columns import CellColumns, OddRows, both, confirmed, filled
from .column_times import ColumnTimes, read_times
from .openings import DATE, NUMBER, REMARK, SUMMARY, TEST, Openings
from .row_numbers import row_numbers

_VALID, _GIVEN = bytes(code < UNKNOWN for code in range(256)), bytes(code != BLANK for code in range(256))
_IS_SUMMARY, _IS_TEST, _IS_DATE, _IS_NUMBER, _IS_REMARK = (
    bytes(bool(flags & flag) for flags in range(256)) for flag in (SUMMARY, TEST, DATE, NUMBER, REMARK)
)
_UNKNOWN, _GOOD, _OTHER = range(3)
"""What a cell of a status column says."""


def read_forms(
    table: Table, columns: Columns, statements: Statements, scale: Mapping[str, int | None], days: Days = ANY_DAYS
) -> TableContent:
    """Read all rows of a table. `scale` has the marks of the office's own words, `days` are those of the survey."""
    return BlockReader(table, columns, statements, scale).read(days)


class _Read(NamedTuple):
    """What the columns of a block say, by row."""

    block: RowBlock
    answers: Sequence[bytes]
    """By part, the codes of its columns, row after row."""
    answered: Sequence[bytes]
    """By part, 1 for each row with an answer; empty if all have one."""
    status: Sequence[tuple[Column, bytes]]
    consent: bytes
    people: Mapping[str, PeopleColumn]
    times: Mapping[str, ColumnTimes]
    labels: Sequence[Mapping[tuple[str, str], Sequence[int]]]


class BlockReader(RowReader):
    """Reads blocks of rows."""

    def __init__(self, table: Table, columns: Columns, statements: Statements, scale: Mapping[str, int | None]) -> None:
        super().__init__(table, columns, statements, scale)
        self._openings, self._iso = Openings(), IsoTimes()
        self._states = [(column, Memo(partial(_state, name))) for name, column in self.states.judged]
        self._tests = {role: Memo(partial(is_test, role)) for role, _ in self.tested}
        self._remarks = {role: Memo(partial(_is_remark, role)) for role, _ in self.remarked}
        self._dates, self._labels, self._sums = Memo(looks_like_date), Memo(may_be_label), Memo(ends_like_sum)

    def _all(self) -> None:
        for block in self.table.blocks:
            begin = self._first_rows(block)
            if begin < len(block.rows):
                self._read_block(block.cut(begin))

    def _first_rows(self, block: RowBlock) -> int:
        """Read the rows of a block that may say what is in the columns, and return how many these are."""
        for i, row in enumerate(zip(*block, strict=True)):
            if self.rows >= ABOVE and self.numbering is None:
                return i
            self.people.look(row[1])
            self._next(*row)
        return len(block.rows)

    def _read_block(self, block: RowBlock) -> None:
        columns = CellColumns(block)
        odd = OddRows(len(block.rows))
        read = self._columns(block, columns, odd)
        begin = self._below_heading(block, 0)
        for place in odd.places():
            if place >= begin:
                self._count_rows(read, begin, place)
                self._next(block.numbers[place], block.rows[place])
                begin = self._below_heading(block, place + 1)
        self._count_rows(read, begin, len(block.rows))

    def _below_heading(self, block: RowBlock, begin: int) -> int:
        """Read the rows below a heading or names of another table one by one, and return where they end."""
        while (self.below or self.sums.below or self.heads.apart or self.heads.rejects) and begin < len(block.rows):
            self._next(block.numbers[begin], block.rows[begin])
            begin += 1
        return begin

    def _columns(self, block: RowBlock, cells: CellColumns, odd: OddRows) -> _Read:
        """What the columns say; `odd` gets the rows that have to be read one by one."""
        codes = {place: self.codes.column(cells.of(place)) for part in self.parts for place in part.all_places}
        odd.add_unless([column.translate(_VALID) for column in codes.values()])
        if self.others:
            odd.add_unless(map(filled, map(cells.of, self.others)))
        if (number := self.sums.number) is not None and 1 in (numbers := filled(cells.of(number.place))):
            odd.add_unless([numbers])
        for place in range(self.width, cells.width):
            odd.add(filled(cells.of(place)))
        self._ask_labels(block, cells, odd)
        odd.add(any_of(self.heads.like_answers(cells.of)))
        for role, column in self.tested:
            odd.add(self._confirmed(cells, column.place, _IS_TEST, self._tests[role]))
        for role, column in self.remarked:
            for i in places_of(self._confirmed(cells, column.place, _IS_REMARK, self._remarks[role])):
                self.noted.remark(column, block.numbers[i], remark_of(role, cells.of(column.place)[i]))
        status = [(column, memo.column(cells.of(column.place))) for column, memo in self._states]
        for _, said in status:
            odd.add(said.translate(table_of(_OTHER)))
        consents = [memo.column(cells.of(column.place)) for column, memo in self.consents.judges]
        agreed = bytes(map(min, *consents)) if len(consents) > 1 else b"".join(consents)
        odd.add(agreed.translate(table_of(NO)))
        answered = [any_of(codes[place].translate(_GIVEN) for place in part.all_places) for part in self.parts]
        return _Read(
            block=block,
            answers=[joined([codes[place] for place in part.all_places]) for part in self.parts],
            answered=[b"" if 0 not in given else given for given in answered],
            status=status,
            consent=agreed,
            people=self._people(cells, odd),
            times={role: self._times(role, cells, odd) for part in self.parts[:1] for role in part.times},
            labels=[
                {key: one.all_codes(cells.of(one.column.place)) for key, one in part.labels.items()}
                for part in self.parts
            ],
        )

    def _opening(self, cells: CellColumns, place: int) -> bytes:
        """What the first letters of a column say."""
        if place not in cells.openings:
            cells.openings[place] = self._openings.column(cells.of(place))
        return cells.openings[place]

    def _confirmed(self, cells: CellColumns, place: int, table: bytes, judge: Memo) -> bytes:
        """1 for each cell whose first letters do not rule out what the whole cell then is, as its judge says."""
        return confirmed(self._opening(cells, place).translate(table), cells.of(place), judge)

    def _ask_labels(self, block: RowBlock, cells: CellColumns, odd: OddRows) -> None:
        """Rows of sums have a label in one of the first columns, before any other text."""
        for place in self.sums.groups:
            if any(map(self._sums.__getitem__, set(cells.of(place)))):
                odd.add(self._sums.column(cells.of(place)))
        open_rows = b""
        first = self.others[:FIRST]
        for place in first:
            said = self._opening(cells, place)
            labels = confirmed(both(said.translate(_IS_SUMMARY), open_rows), cells.of(place), self._labels)
            odd.add_places([i for i in places_of(labels) if self.sums.has(block.rows[i])])
            open_rows = both(said.translate(_IS_NUMBER), open_rows)
            if 1 not in open_rows:
                break

    def _people(self, cells: CellColumns, odd: OddRows) -> dict[str, PeopleColumn]:
        found: dict[str, PeopleColumn] = {}
        for role in self.people.roles:
            column = cells.of(self.columns.single[role].place)
            found[role] = self.people.column(role, column)
            odd.add(found[role].states.translate(table_of(ROUNDED)))
            if role == "code":
                odd.add(self._confirmed(cells, self.columns.single[role].place, _IS_DATE, self._dates))
        if "instance" in found:
            keys = found["instance"].keys
            if len(set(keys)) < len(keys) or not self.copies.keys().isdisjoint(keys):
                seen: set[int] = set()
                odd.add(bytes(self._is_again(key, seen) for key in keys))
        return found

    def _is_again(self, key: int, seen: set[int]) -> bool:
        if not key:
            return False
        again = key in seen or key in self.copies
        seen.add(key)
        return again

    def _times(self, role: str, cells: CellColumns, odd: OddRows) -> ColumnTimes:
        day = self.columns.single.get("day")
        times, unread = read_times(
            cells.of(self.columns.single[role].place), cells.of(day.place) if day else None, self._iso
        )
        odd.add(unread)
        return times

    def _count_rows(self, read: _Read, begin: int, end: int) -> None:
        """Count the rows of a block from one to another, none of which is odd."""
        if begin == end:
            return
        self.rows += end - begin
        self.sums.look(read.block.rows[begin:end])
        if self.others:
            if self.held:
                self._release()
            self.filled = True
        for column, said in read.status:
            if approved := said.count(_GOOD, begin, end):
                self.noted.understood[column] = self.noted.understood.get(column, 0) + approved
        if read.consent:
            self._count_consents(read, begin, end)
        for role, people in read.people.items():
            self.people.count(role, people.states[begin:end])
        if "instance" in read.people:
            keys = read.people["instance"].keys[begin:end]
            widths = [len(part.all_places) for part in self.parts]
            given = zip(read.answers, widths, strict=True)
            packed = (cut(codes[begin * width : end * width], width) for codes, width in given)
            self.copies.update((key, rows) for key, rows in zip(keys, zip(*packed, strict=True), strict=True) if key)
            self.noted.instances.update(filter(None, keys))
        for i, part in enumerate(self.parts):
            self._extend(part, i, read, begin, end)

    def _count_consents(self, read: _Read, begin: int, end: int) -> None:
        said = read.consent[begin:end]
        self.noted.consents += said.count(YES)
        for answer, rows in ((EMPTY, self.noted.consent_blank), (UNCLEAR, self.noted.consent_unclear)):
            if answer in said:
                rows.extend(compress(read.block.numbers[begin:end], said.translate(table_of(answer))))

    @staticmethod
    def _extend(part: FormRows, i: int, read: _Read, begin: int, end: int) -> None:
        """Add those of these rows that answer a part."""
        given, width = read.answered[i][begin:end], len(part.all_places)

        def chosen(values: Sequence[int]) -> Sequence[int]:
            return list(compress(values[begin:end], given)) if given else values[begin:end]

        codes = read.answers[i][begin * width : end * width]
        part.rows.extend(chosen(row_numbers(read.block.numbers)))
        part.codes += b"".join(compress(cut(codes, width), given)) if given else codes
        for role, people in read.people.items():
            part.people[role].extend(chosen(people.keys))
        for role, times in read.times.items():
            seconds, whole = chosen(times.seconds), not given and end - begin == len(times.seconds)
            swapped = chosen(times.swapped) if times.swapped else ()
            grains = chosen(times.grains) if len(times.grains) > 1 else times.grains if seconds else ()
            part.times[role].year_first |= times.year_first
            days = times.days if whole and times.days is not None else days_of(seconds)
            part.times[role].extend(seconds, swapped, chosen(times.shifts), min(grains, default=86_400), days)
        for key, labels in read.labels[i].items():
            part.labels[key].codes.extend(chosen(labels))


def _state(name: str, cell: Cell) -> int:
    said = state_of(name, cell)
    return _UNKNOWN if said is None else _GOOD if said == APPROVED else _OTHER


def _is_remark(role: str, cell: Cell) -> bool:
    return remark_of(role, cell) is not None
