"""Book: a workbook that came back, as what it returns. Rows, columns and sheets may have moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...checking.returned_kinds import CELL, ROW
from ...diagnostics import Finding, Kind, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...survey.files.workbook_rows import read_sheets
from ...survey.table.findings import letter
from ...survey.table.rows import is_blank
from ..cells import ANSWER, DOCUMENT
from ..headings import ANSWERS, HIDDEN, INNOVATIONS, PAPERS, REMARKS, folded
from ..packing import Packed, SentRow, unpack
from ..returned import Back, Listed, Returned, ReturnError, Value, check_base
from .innovation_rows import innovation_rows
from .lines import FILLED_IN, Board, Line, back_of, read_board, shown
from .places import finding_at
from .remark_rows import remark_rows
from .unsaid import cells_unsaid, with_unsaid

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
    sheets = tuple(with_unsaid(read_sheets(content, path, MOST_ROWS), cells_unsaid(content, path)))
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
    seen = [sheet for sheet in sheets if sheet is not hidden]
    boards = {kind: [b for s in seen if (b := read_board(s, kind))] for kind in FILLED_IN}
    if not boards[ANSWERS] and packed.answers:
        raise ReturnError(N_("{path}: no sheet has the headings of the answers as they were sent"), path=path)
    items = _items(path, boards[ANSWERS], packed.answers)
    innovations = innovation_rows(path, boards[INNOVATIONS], packed.owned)
    remarks, strange = remark_rows(path, boards[REMARKS], packed.marks)
    findings = [*_columns(path, boards[ANSWERS]), *_merged(path, boards), *_formulas(path, boards)]
    findings += [*items.findings, *innovations.findings, *strange]
    gone = ((N_("rows deleted: {n}; their answers stay as they are"), {"n": items.missing}),)
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
        innovations=innovations.listed,
        findings=tuple(findings),
        notes=gone if items.missing and is_all else (),
        marks=remarks,
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
    asked: set[int | None] = set()
    for line in (line for board in boards for line in board.lines):
        found = _belongs(line, numbers, titles)
        if isinstance(found, SentRow):
            lines.setdefault(found.id, []).append(line)
        elif any(not is_blank(line.values.get(cell)) for cell in ANSWER):
            asked.add(_number(line.values.get("number_of_item")))
            cell = "number_of_item" if "number_of_item" in line.places else "question"
            findings.append(_finding(ROW, path, line.places[cell], "", found))
    back = []
    for row in sent:
        one, unsure = back_of(path, row, lines.get(row.id, []), ANSWER)
        findings += unsure
        back.append(one)
    missing = sum(row.id not in lines and row.number not in asked for row in sent)
    return _Items(tuple(back), tuple(findings), missing)


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
            yield _finding(CELL, path, place, shown(heads[strange[0]]), what)


def _merged(path: str, boards: Mapping[str, Sequence[Board]]) -> Iterator[Finding]:
    """Cells that were merged over the rows of several items."""
    for board, cell in ((board, cell) for kind, found in boards.items() for board in found for cell in FILLED_IN[kind]):
        rows = [line.row for line in board.lines]
        for first, last in sorted(set(board.sheet.spans.get(board.columns.get(cell, -1), ()))):
            if first > board.header_row and bisect_right(rows, last) > bisect_left(rows, first):
                place = f"{board.sheet.name}!{letter(board.columns[cell])}{first}"
                yield _finding(CELL, path, place, "", Phrase(N_("it is merged over several items")))


def _formulas(path: str, boards: Mapping[str, Sequence[Board]]) -> Iterator[Finding]:
    """Formulas that no program has computed."""
    for kind, board in ((kind, board) for kind, found in boards.items() for board in found):
        asked = {board.columns[cell] for cell in FILLED_IN[kind] if cell in board.columns}
        rows = {line.row for line in board.lines}
        for row, column in board.sheet.formulas:
            if row in rows and column in asked:
                place = f"{board.sheet.name}!{letter(column)}{row}"
                yield _finding(CELL, path, place, "=", Phrase(N_("it is a formula without its result")))


def _finding(kind: Kind, path: str, place: str, text: str, what: Phrase) -> Finding:
    return finding_at(kind, path, place, {"text": text, "what": what})
