"""Book: a workbook that came back, as what it returns. Rows, columns and sheets may have moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...checking.returned_kinds import CELL, ROW
from ...diagnostics import Finding, Kind, Phrase
from ...i18n import N_
from ...survey.files.workbook_rows import read_sheets
from ...survey.table.findings import letter
from ...survey.table.rows import is_blank
from ..cells import ANSWER, DOCUMENT, INNOVATION, REMARK
from ..headings import ANSWERS, HIDDEN, INNOVATIONS, PAPERS, REMARKS, folded
from ..packing import Packed, SentRow, unpack
from ..returned import Back, Listed, Returned, ReturnError, Value, check_base
from .boards import Board, Line, board_of
from .places import finding_at

MOST_ROWS = 20_000
"""Rows of a sheet; one of answers has some hundred."""


class _Items(NamedTuple):
    """What is found of an item in its lines."""

    back: tuple[Back, ...]
    findings: tuple[Finding, ...]
    missing: int


def read_book_return(path: str, content: bytes, packed: Packed | None = None) -> Returned:
    """What a workbook returns. `packed` says what was sent if it does not say so itself, and perhaps more than that.

    Raise `ReturnError` if it is refused, and `TableError` if it cannot be read.
    """
    sheets = read_sheets(content, path, MOST_ROWS)
    hidden = next((s for s in sheets if s.rows and s.rows[0][1] and s.rows[0][1][0] == HIDDEN), None)
    is_all = packed is None
    if packed is None:
        if hidden is None:
            raise ReturnError(
                N_(
                    "{path}: the hidden sheet that says what was sent is missing; name with --base the commit from "
                    "which it was sent"
                ),
                path=path,
            )
        packed = unpack([cells for _, cells in hidden.rows], path)
        answers = (Back(one.id, one.record, one.sent, {}, {}) for one in packed.answers)
        owned, marks = ((Back(o.id, None, o.sent, {}, {}) for o in rows) for rows in (packed.owned, packed.marks))
        check_base(path, packed.address, answers, owned, marks)
    shown = [sheet for sheet in sheets if sheet is not hidden]
    boards = {kind: [b for s in shown if (b := board_of(s, kind))] for kind in (ANSWERS, PAPERS, INNOVATIONS, REMARKS)}
    if not boards[ANSWERS] and packed.answers:
        raise ReturnError(N_("{path}: no sheet has the headings of the answers as they were sent"), path=path)
    items = _items(path, boards[ANSWERS], packed.answers)
    innovations = _owned(path, boards[INNOVATIONS], packed.owned)
    remarks = _remarks(path, boards[REMARKS], packed.marks)
    findings = [*_columns(path, boards[ANSWERS]), *_merged(path, boards[ANSWERS])]
    findings += [*_formulas(path, boards[ANSWERS]), *items.findings, *innovations.findings, *remarks.findings]
    gone = ((N_("{n} rows were deleted; their answers stay as they are"), {"n": items.missing}),)
    came = items.back if is_all else tuple(back for back in items.back if back.places)
    return Returned(
        path=path,
        region=packed.address["region"],
        stage=packed.address["stage"],
        instrument=packed.address["instrument"],
        recipient=packed.recipient,
        answers=came,
        owned=innovations.back,
        papers=tuple(_papers(boards[PAPERS])),
        findings=tuple(findings),
        notes=gone if items.missing and is_all else (),
        marks=remarks.back,
    )


def _items(path: str, boards: Sequence[Board], sent: Sequence[SentRow]) -> _Items:
    """The items that the lines belong to, and the lines of which that is not certain."""
    numbers = {row.number: row for row in sent}
    titles: dict[str, list[SentRow]] = {}
    for row in sent:
        for title in {folded(title) for title in row.titles}:
            titles.setdefault(title, []).append(row)
    lines: dict[str, list[Line]] = {}
    findings = []
    for line in (line for board in boards for line in board.lines):
        found = _belongs(line, numbers, titles)
        if isinstance(found, SentRow):
            lines.setdefault(found.id, []).append(line)
        elif any(not is_blank(line.values.get(cell)) for cell in ANSWER):
            cell = "number_of_item" if "number_of_item" in line.places else "question"
            findings.append(_finding(ROW, path, line.places[cell], "", found))
    back = []
    for row in sent:
        one, unsure = _back(path, row, lines.get(row.id, []), ANSWER)
        findings += unsure
        back.append(one)
    return _Items(tuple(back), tuple(findings), sum(row.id not in lines for row in sent))


def _belongs(line: Line, numbers: Mapping[int, SentRow], titles: Mapping[str, Sequence[SentRow]]) -> SentRow | Phrase:
    """The item of a line, by its number and its question; or why that is not certain."""
    title, number = line.values.get("question"), _number(line.values.get("number_of_item"))
    named = titles.get(folded(title), ()) if isinstance(title, str) else ()
    counted = numbers.get(number) if number is not None else None
    if counted is not None and counted in named:
        return counted
    if number is None and is_blank(line.values.get("number_of_item")) and len(named) == 1:
        return named[0]
    if counted is None and not named:
        return Phrase(N_("neither its number nor its question is known"))
    if counted is None:
        return Phrase(N_("its number is not known"))
    return Phrase(N_("the question is that of another number") if named else N_("the question was changed"))


def _number(value: Value) -> int | None:
    if isinstance(value, str):
        text = value.strip().rstrip(".")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _back(path: str, row: SentRow, lines: Sequence[Line], cells: Sequence[str]) -> tuple[Back, list[Finding]]:
    """What comes back of an item. If it has several lines, as in a copy of the sheet, one of them may be changed."""
    values: dict[str, Value] = {}
    places: dict[str, str] = {}
    unsure = []
    for line in lines:
        for cell in cells:
            if cell not in line.values:
                continue
            value = line.values[cell]
            fresh = cell not in values or _is_sent(row, cell, values[cell])
            if not fresh and not _is_sent(row, cell, value) and value != values[cell]:
                text = Phrase(N_("the item has two rows, and they say different things here"))
                unsure.append(_finding(CELL, path, line.places[cell], _shown(value), text))
            elif fresh:
                values[cell], places[cell] = value, line.places[cell]
    if unsure:
        return Back(row.id, row.record, row.sent, {}, places), unsure
    return Back(row.id, row.record, row.sent, values, places), []


def _is_sent(row: SentRow, cell: str, value: Value) -> bool:
    text = _shown(value)
    return text == row.sent[cell] or (cell == "level" and text.partition(":")[0] == row.sent[cell])


def _shown(value: Value) -> str:
    return "" if value is None else str(value).strip()


def _owned(path: str, boards: Sequence[Board], sent: Sequence[SentRow]) -> _Items:
    known = {row.id: row for row in sent}
    lines: dict[str, list[Line]] = {}
    findings = []
    for line in (line for board in boards for line in board.lines):
        code = _shown(line.values.get("code"))
        if code in known and folded(_shown(line.values.get("name"))) in map(folded, known[code].titles):
            lines.setdefault(code, []).append(line)
        elif any(not is_blank(value) for value in line.values.values()):
            new = Phrase(N_("a new innovation is recorded with `smartcity new innovation`"))
            name = _shown(line.values.get("name"))
            findings.append(_finding(CELL, path, next(iter(line.places.values())), name, new))
    back = []
    for row in sent:
        one, unsure = _back(path, row, lines.get(row.id, []), INNOVATION)
        findings += unsure
        back.append(one)
    return _Items(tuple(back), tuple(findings), 0)


def _remarks(path: str, boards: Sequence[Board], sent: Sequence[SentRow]) -> _Items:
    """What assessors remarked, found by item and assessor together."""
    known = {(title, row.number): row for row in sent for title in row.titles}
    lines: dict[str, list[Line]] = {}
    findings = []
    for line in (line for board in boards for line in board.lines):
        row = known.get((_shown(line.values.get("item")), _number(line.values.get("assessor")) or 0))
        if row is not None:
            lines.setdefault(row.id, []).append(line)
        elif not is_blank(line.values.get("reply")):
            what = Phrase(N_("the item or the number of the assessor was changed"))
            findings.append(_finding(ROW, path, line.places["reply"], "", what))
    back = []
    for row in sent:
        one, unsure = _back(path, row, lines.get(row.id, []), REMARK)
        findings += unsure
        back.append(one)
    return _Items(tuple(back), tuple(findings), 0)


def _papers(boards: Iterable[Board]) -> Iterator[Listed]:
    """The documents that are not recorded yet: those without a code."""
    for line in (line for board in boards for line in board.lines):
        cells = {cell: line.values[cell] for cell in DOCUMENT if cell in line.values}
        if is_blank(line.values.get("code")) and any(not is_blank(value) for value in cells.values()):
            yield Listed(cells, line.places)


def _columns(path: str, boards: Sequence[Board]) -> Iterator[Finding]:
    """Columns to fill in that are not found, while there are others whose headings are not known."""
    for board in boards:
        heads = dict(board.sheet.rows).get(board.header_row, ())
        known = set(board.columns.values())
        strange = [at for at, value in enumerate(heads) if at not in known and not is_blank(value)]
        if strange and any(cell not in board.columns for cell in ANSWER):
            place = f"{board.sheet.name}!{letter(strange[0])}{board.header_row}"
            what = Phrase(
                N_("the heading is not known, and a column to fill in is not found; it counts as not changed")
            )
            yield _finding(CELL, path, place, _shown(heads[strange[0]]), what)


def _merged(path: str, boards: Sequence[Board]) -> Iterator[Finding]:
    """Cells that were merged over the rows of several items."""
    for board in boards:
        for cell in ANSWER:
            for first, last in board.sheet.spans.get(board.columns.get(cell, -1), ()):
                if first > board.header_row and last > first:
                    place = f"{board.sheet.name}!{letter(board.columns[cell])}{first}"
                    yield _finding(CELL, path, place, "", Phrase(N_("it is merged over several items")))


def _formulas(path: str, boards: Sequence[Board]) -> Iterator[Finding]:
    """Formulas that no program has computed."""
    for board in boards:
        asked = {board.columns[cell] for cell in ANSWER if cell in board.columns}
        for row, column in board.sheet.formulas:
            if row > board.header_row and column in asked:
                place = f"{board.sheet.name}!{letter(column)}{row}"
                yield _finding(CELL, path, place, "=", Phrase(N_("it is a formula without its result")))


def _finding(kind: Kind, path: str, place: str, text: str, what: Phrase) -> Finding:
    return finding_at(kind, path, place, {"text": text, "what": what})
