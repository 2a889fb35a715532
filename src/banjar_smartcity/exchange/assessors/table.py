"""Table: the rows of an assessors' file as marks, or findings at the cells that cannot be taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...checking.returned_kinds import (
    ASSESSED_CELL,
    ASSESSED_ITEM,
    ASSESSED_MARK,
    ASSESSED_PERSON,
    ASSESSED_TABLE,
    ASSESSED_TWICE,
)
from ...diagnostics import Fact, Finding, Kind, Phrase, Position, closest
from ...i18n import N_
from ...model.instrument import Instrument, Item
from ...named import NamedTuple
from ...privacy.search import find_personal_data, redact
from ...scoring.weighing.counting import scale_of_marks
from ...survey.files.csv_rows import open_csv
from ...survey.files.foreign import OLE, foreign
from ...survey.files.opening import read_plain_file
from ...survey.files.workbook_rows import read_sheets
from ...survey.table.findings import finding, letter
from ...survey.table.kinds import FILE_KIND
from ...survey.table.rows import Cell, TableError, is_blank
from ..headings import folded
from .cells import assessor_of, mark_of, time_of, verdict_of, words_of
from .headings import ASSESSOR, ITEM, LEVEL, RECEIVED, REMARK, REPLIED, REPLY, REPLY_BY, VERDICT, MarkBoard, find_board

MOST_ROWS = 20_000
_LONGEST = 4000
_TEXTS = (REMARK, REPLY)
"""Two columns of an assessor may say different things, such as a remark and a recommendation: both are kept."""
_TIMES = (RECEIVED, REPLY_BY, REPLIED)


class Setting(NamedTuple):
    """What a table is read by."""

    instrument: Instrument
    items: Mapping[str, Item]
    """The items that count for the region."""
    assessor: int | None
    """The assessor whose table it is, if it does not say so itself."""
    received_at: str | None
    """When it was received, for rows that do not say so."""
    zone: str | None
    """The zone of times that name none."""


class GivenMark(NamedTuple):
    """What an assessor gave an item, and where that is."""

    item: str
    assessor: int
    values: Mapping[str, Any]
    """The values by key of the record; only those that the table has."""
    place: str


class AssessorTable(NamedTuple):
    """What a file gives, what cannot be taken in, and the headings that are not understood."""

    given: tuple[GivenMark, ...]
    findings: tuple[Finding, ...]
    strange: tuple[str, ...]


class _Spot(NamedTuple):
    """A sheet of a file, to name its cells."""

    path: str
    sheet: str

    def place(self, row: int, column: int) -> str:
        return (f"{self.sheet}!" if self.sheet else "") + f"{letter(column)}{row}"

    def fault(self, kind: Kind, row: int, column: int, facts: Mapping[str, Fact], near: str | None = None) -> Finding:
        said = {"cell": redact(self.place(row, column)), **facts}
        return Finding(kind, redact(self.path), Position(row, column + 1), said, near)


Rows = Sequence[tuple[int, Sequence[Cell]]]


def read_assessor_table(path: str, setting: Setting) -> AssessorTable:
    """The marks of a file. Raise `TableError` if it is not a table."""
    given: list[GivenMark] = []
    findings: list[Finding] = []
    strange: list[str] = []
    boards = [(spot, rows, board) for spot, rows in _sheets(path) if (board := find_board(rows))]
    if not boards:
        raise TableError(finding(ASSESSED_TABLE, path))
    for spot, rows, board in boards:
        strange += board.strange
        for found in _read(spot, rows, board, setting):
            if isinstance(found, GivenMark):
                given.append(found)
            else:
                findings.append(found)
    findings += _twice(given, path)
    return AssessorTable(tuple(given), tuple(findings), tuple(dict.fromkeys(strange)))


def _sheets(path: str) -> Iterator[tuple[_Spot, Rows]]:
    content = read_plain_file(path, path)
    if content.startswith((b"PK\x03\x04", OLE)):
        for sheet in read_sheets(content, path, MOST_ROWS):
            yield _Spot(path, sheet.name), sheet.rows
        return
    if (what := foreign(content)) is not None:
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(what)}))
    opened = open_csv(content, path, lambda cells: len(found.columns) if (found := find_board([(1, cells)])) else 0)
    for table in opened.tables:
        yield _Spot(path, ""), [(table.header_row, table.header), *table.rows]


def _read(spot: _Spot, rows: Rows, board: MarkBoard, setting: Setting) -> Iterator[GivenMark | Finding]:
    names = _names(setting)
    for number, cells in rows:
        if number <= board.row or all(is_blank(cell) for cell in cells):
            continue
        row = {place: cells[place] if place < len(cells) else None for place in board.columns}
        filled = {place: cell for place, cell in row.items() if words_of(cell)}
        marked = [place for place in filled if board.columns[place].what not in (ITEM, ASSESSOR)]
        if not marked:
            continue  # a row of a heading, or one that nobody has judged
        item = _item(row, board, names)
        if isinstance(item, int):
            text = words_of(row[item])
            facts = {"text": redact(text)[:200], "instrument": setting.instrument.id}
            yield spot.fault(ASSESSED_ITEM, number, item, facts, closest(text, setting.items))
            continue
        yield from _marks(spot, number, row, board, setting._replace(items={item.id: item}))


def _names(setting: Setting) -> dict[str, Item | None]:
    """The items by their ids and questions; None for a question that several have."""
    found: dict[str, Item | None] = {}
    for item in setting.items.values():
        for question in {folded(item.question.id), folded(item.question.en or "")}:
            found[question] = None if question in found else item
    return {**found, **{folded(item.id): item for item in setting.items.values()}}


def _item(row: Mapping[int, Cell], board: MarkBoard, names: Mapping[str, Item | None]) -> Item | int:
    """The item of a row by any of its columns of items, or the column that names none."""
    places = [place for place, heading in board.columns.items() if heading.what == ITEM]
    for place in places:
        found = names.get(folded(words_of(row[place])))
        if found is not None:
            return found
    return next((place for place in places if words_of(row[place])), places[0])


def _marks(
    spot: _Spot, number: int, row: Mapping[int, Cell], board: MarkBoard, setting: Setting
) -> Iterator[GivenMark | Finding]:
    """The marks of one row: one for each assessor that has a column or that the row names."""
    (item,) = setting.items.values()
    own = setting.assessor
    for place, heading in board.columns.items():
        if heading.what == ASSESSOR and words_of(row[place]):
            own = assessor_of(row[place])
            if own is None:
                what = Phrase(N_("assessors have a number, never a name"))
                yield spot.fault(ASSESSED_CELL, number, place, {"text": "…", "what": what})
                return
    numbered = {heading.assessor for heading in board.columns.values() if heading.assessor is not None}
    if own is None and len(numbered) == 1:
        (own,) = numbered
    taken: dict[int, dict[str, Any]] = {}
    where: dict[int, int] = {}
    for place, heading in board.columns.items():
        if heading.what in (ITEM, ASSESSOR) or not words_of(row[place]):
            continue
        shared = heading.what in _TIMES and heading.assessor is None and own is None and numbered
        chosen = sorted(numbered) if shared else [heading.assessor or own]
        for assessor in chosen:
            value = _unknown() if assessor is None else _value(heading.what, row[place], item, setting)
            known = taken.setdefault(assessor or 0, {})
            value = _together(heading.what, known.get(heading.what), value)
            if isinstance(value, tuple):
                kind, facts = value
                yield spot.fault(kind, number, place, {"text": redact(words_of(row[place]))[:200], **facts})
                return
            known[heading.what] = value
            where.setdefault(assessor or 0, place)
    for assessor, values in taken.items():
        if any(key not in _TIMES for key in values):
            timed = {RECEIVED: setting.received_at, **values} if setting.received_at else values
            yield GivenMark(item.id, assessor, timed, spot.place(number, where[assessor]))


def _value(what: str, cell: Cell, item: Item, setting: Setting) -> Any:
    """The value of a cell, or as a pair the kind and the facts of what is wrong with it."""
    if what == LEVEL:
        lowest, highest = scale_of_marks(setting.instrument, item)
        level = mark_of(cell)
        if level is None or not lowest <= level <= highest:
            return ASSESSED_MARK, {"lowest": lowest, "highest": highest}
        return int(level) if level == int(level) else level
    if what == VERDICT:
        return verdict_of(cell) or (ASSESSED_CELL, {"what": Phrase(N_("neither accepted nor to be revised"))})
    if what in _TIMES:
        unclear = Phrase(N_("not a day with an hour and a time zone; --zone names the zone of all times"))
        return time_of(cell, setting.zone) or (ASSESSED_CELL, {"what": unclear})
    assert what in (REMARK, REPLY)  # noqa: S101 - all others are handled above
    text = words_of(cell)
    if (datum := next(find_personal_data(text), None)) is not None:
        return ASSESSED_PERSON, {"text": "…", "what": Phrase(datum.what)}
    if len(text) > _LONGEST:
        return ASSESSED_CELL, {"what": Phrase(N_("longer than 4000 characters"))}
    return text


def _unknown() -> Any:
    return ASSESSED_CELL, {"what": Phrase(N_("it is not known which assessor; name one with --assessor"))}


def _together(what: str, before: Any, value: Any) -> Any:
    """The value of a column, and of another one of the same meaning before it; a fault if only one can be right."""
    if before is None or before == value or isinstance(value, tuple):
        return value
    if what in _TEXTS:
        return f"{before} {value}"
    return ASSESSED_CELL, {"what": Phrase(N_("another column says {about}"), about=str(before))}


def _twice(given: Sequence[GivenMark], path: str) -> Iterator[Finding]:
    first: dict[tuple[str, int], str] = {}
    for one in given:
        known = first.setdefault((one.item, one.assessor), one.place)
        if known != one.place:
            sheet, _, cell = one.place.rpartition("!")
            letters = cell.rstrip("0123456789")
            column = sum((ord(sign) - 64) * 26**power for power, sign in enumerate(reversed(letters))) - 1
            facts = {"assessor": one.assessor, "item": one.item, "first": redact(known)}
            yield _Spot(path, sheet).fault(ASSESSED_TWICE, int(cell[len(letters) :]), column, facts)
