"""Answer book: what an agency is asked, as a workbook to fill in.

Only cells to fill in are unlocked; the sheets are protected without a password.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED

from ....exchange.cells import DOCUMENT, NEW_INNOVATION, REMARK
from ....exchange.headings import ANSWERS, COLUMNS, HIDDEN, INNOVATIONS, PAPERS, REMARKS, SHEETS
from ....exchange.packing import pack
from ....exchange.parcel import Parcel, Row, Rung
from ....i18n import Language
from ....model.evidence import EVIDENCE_KINDS
from ....resources import MADE_BY
from ...words.exchange import answer_words as words
from ...words.exchange.mark_words import mark_text, reply_by
from ..archive import UndatedZip, without_clock
from .cells import Choices, Looks, add_check, finish, fit_height, in_order, looks, put, set_page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NEW_ROWS = 40
"""Empty rows for documents and innovations that are not recorded yet."""
_ON_ONE_PAGE = 10
"""With so many recorded ones they are printed on one page, still legible, so that no page has only empty rows."""
TYPED = "@"
"""The format of cells in which what is typed stays as it is: 1-2 is not a date."""
WORDS_OF_LEVEL = 240
_WIDTHS = {
    ANSWERS: (5, 36, 24, 24, 40, 9, 9, 8, 24, 18, 24, 9, 20),
    PAPERS: (26, 34, 40, 20, 22, 14, 30),
    INNOVATIONS: (24, 34, 20, 16, 40),
    REMARKS: (30, 36, 10, 46, 24, 46),
}
_WIDTH_OF_TEXT = 76
_READ_ONLY = frozenset(("number_of_item", "question", "wanted", "earlier", "code", "name", "dimension"))


def render_answer_book(sent: Parcel, lang: Language, today: date, commit: str | None) -> bytes:
    """The workbook. The same parcel and day give the same bytes. `commit` is the version that holds what is sent."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.creator = MADE_BY
    book.properties.title = words.title(sent, lang)
    book.properties.created = book.properties.modified = datetime(today.year, today.month, today.day)
    book.remove(book.worksheets[0])
    names = {key: lang.translate(msgid) for key, msgid in SHEETS.items()}
    sheets = {key: book.create_sheet(names[key]) for key in SHEETS}
    style = looks()
    choices = Choices(sheets["choices"], names["choices"])
    version = " · ".join(filter(None, (commit, sent.base[:12])))
    _instructions(sheets["instructions"], words.instructions(sent, names, lang, version), style)
    _answers(sheets[ANSWERS], sent, lang, style, choices)
    _papers(sheets[PAPERS], sent, lang, style, choices)
    _innovations(sheets[INNOVATIONS], sent, lang, style, choices)
    if sent.marks:
        _assessed(book.create_sheet(lang.translate(words.ASSESSED), 2), sent, lang, style)
    sheets["choices"].sheet_state = "hidden"
    sheets["choices"].protection.sheet = True
    hidden = book.create_sheet(HIDDEN)
    for number, row in enumerate(pack(sent, lang, commit), 1):
        for column, text in enumerate(row, 1):
            put(hidden, number, column, text, style.plain)
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    book.active = 0
    written = BytesIO()
    ExcelWriter(book, UndatedZip(written, "w", ZIP_DEFLATED)).save()  # not save(): it would write the current time
    return without_clock(written, {"xl/styles.xml": in_order})


def _instructions(sheet: Worksheet, lines: Iterable[tuple[str, str]], style: Looks) -> None:
    sheet.column_dimensions["A"].width = _WIDTH_OF_TEXT
    heads = {"title": style.title, "strong": style.strong}
    for number, (kind, text) in enumerate(lines, 1):
        put(sheet, number, 1, text, heads.get(kind, style.plain))
        if kind == "title":
            sheet.row_dimensions[number].height = 46  # two lines of its larger letters
        else:
            fit_height(sheet, number, [(text, _WIDTH_OF_TEXT - 5)])
    set_page(sheet, landscape=False)


def _answers(sheet: Worksheet, sent: Parcel, lang: Language, style: Looks, choices: Choices) -> None:
    columns = _head(sheet, ANSWERS, lang, style)
    widths = dict(zip(columns, _WIDTHS[ANSWERS], strict=True))
    for number, row in enumerate(sent.rows, 2):
        shown = {
            "number_of_item": row.number,
            "question": words.question_text(row, lang),
            "wanted": words.wanted_text(row, lang),
            "earlier": words.earlier_text(row.earlier, lang),
            **_filled(row, lang),
        }
        closed = ("level", "unit") if row.external else ()
        for cell, column in columns.items():
            look = style.faint if cell in ("wanted", "earlier", *closed) else style.fill_in
            text = None if cell in ("number_of_item", "value", "year") else TYPED
            put(
                sheet, number, column, shown[cell], style.read if cell in ("number_of_item", "question") else look, text
            )
        fit_height(sheet, number, [(str(shown[cell] or ""), width) for cell, width in widths.items()])
    last = max(2, len(sent.rows) + 1)
    _checks(sheet, columns, last, lang)
    _levels(sheet, sent.rows, columns["level"], lang, choices)
    if sent.papers:
        listed = choices.place([paper.id for paper in sent.papers])
        add_check(sheet, [(columns["document"], 2, last)], {"type": "list", "formula1": listed}, None)
    sheet.freeze_panes = "C2"
    finish(sheet, len(columns), last)


def _filled(row: Row, lang: Language) -> dict[str, str | float | None]:
    """The cells of an answer as they are shown: figures as numbers, a level with its words."""
    sent: dict[str, str | float | None] = dict(row.sent)
    for cell in ("value", "year"):
        sent[cell] = float(row.sent[cell]) if row.sent[cell] else None
    level = next((rung for rung in row.rungs if str(rung.level) == row.sent["level"]), None)
    if level is not None:
        sent["level"] = choice_text(level, lang)
    return sent


def choice_text(rung: Rung, lang: Language) -> str:
    """A level as people choose it from a list: `3: its words`."""
    meant = " ".join(lang.text(rung.text).split())
    cut = meant if len(meant) <= WORDS_OF_LEVEL else meant[:WORDS_OF_LEVEL].rpartition(" ")[0] + " …"
    return f"{rung.level}: {cut}" if cut else str(rung.level)


def _checks(sheet: Worksheet, columns: Mapping[str, int], last: int, lang: Language) -> None:
    _ = lang.translate
    number = {"type": "decimal", "operator": "between", "formula1": "-1E+15", "formula2": "1E+15"}
    year = {"type": "whole", "operator": "between", "formula1": "1900", "formula2": "2200"}
    length = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": "4000"}
    add_check(sheet, [(columns["value"], 2, last)], number, _(words.WRONG_NUMBER))
    add_check(sheet, [(columns["year"], 2, last)], year, _(words.WRONG_YEAR))
    texts = [(columns[cell], 2, last) for cell in ("fact", "not_applicable", "remark")]
    add_check(sheet, texts, length, _(words.TOO_LONG))


def _levels(sheet: Worksheet, rows: Sequence[Row], column: int, lang: Language, choices: Choices) -> None:
    """The levels to choose from, the same list for all items that have the same ones."""
    lists: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(rows, 2):
        if row.rungs and not row.external:
            lists.setdefault(tuple(choice_text(rung, lang) for rung in row.rungs), []).append(number)
    for entries, lines in lists.items():
        message = None if any(row.fractions for row in rows) else lang.translate(words.WRONG_LEVEL)
        rule = {"type": "list", "formula1": choices.place(entries)}
        add_check(sheet, [(column, line, line) for line in lines], rule, message)


def _papers(sheet: Worksheet, sent: Parcel, lang: Language, style: Looks, choices: Choices) -> None:
    columns = _head(sheet, PAPERS, lang, style)
    widths = dict(zip(columns, _WIDTHS[PAPERS], strict=True))
    for number, paper in enumerate(sent.papers, 2):
        shown: dict[str, str] = {
            "code": paper.id,
            "file": (paper.file or "").rpartition("/")[2],
            "title": lang.text(paper.title),
            "kind": lang.translate(EVIDENCE_KINDS[paper.kind]),
            "number": paper.number or "",
            "issued_on": lang.date(paper.issued_on) if paper.issued_on else "",
            "remark": "",
        }
        for cell, column in columns.items():
            put(sheet, number, column, shown[cell], style.faint)
        fit_height(sheet, number, [(shown[cell], width) for cell, width in widths.items()])
    first, last = len(sent.papers) + 2, len(sent.papers) + 1 + NEW_ROWS
    for number in range(first, last + 1):
        for cell, column in columns.items():
            form = "dd/mm/yyyy" if cell == "issued_on" else TYPED
            put(sheet, number, column, None, style.fill_in if cell in DOCUMENT else style.faint, form)
    kinds = choices.place([lang.translate(name) for name in EVIDENCE_KINDS.values()])
    add_check(sheet, [(columns["kind"], first, last)], {"type": "list", "formula1": kinds}, None)
    day = {"type": "date", "operator": "between", "formula1": "1", "formula2": "109575"}
    add_check(sheet, [(columns["issued_on"], first, last)], day, lang.translate(words.WRONG_DATE))
    sheet.freeze_panes = "A2"
    finish(sheet, len(columns), last, one_page=len(sent.papers) <= _ON_ONE_PAGE)


def _innovations(sheet: Worksheet, sent: Parcel, lang: Language, style: Looks, choices: Choices) -> None:
    columns = _head(sheet, INNOVATIONS, lang, style)
    widths = dict(zip(columns, _WIDTHS[INNOVATIONS], strict=True))
    names = {one.id: lang.text(one.name) for one in sent.dimensions}
    for number, one in enumerate(sent.owned, 2):
        named = names.get(one.dimension, one.dimension)
        shown = {"code": one.id, "name": one.name, "dimension": named, **one.sent}
        for cell, column in columns.items():
            put(sheet, number, column, shown[cell], style.faint if cell in _READ_ONLY else style.fill_in, TYPED)
        fit_height(sheet, number, [(shown[cell], width) for cell, width in widths.items()])
    first, last = len(sent.owned) + 2, len(sent.owned) + 1 + NEW_ROWS
    for number in range(first, last + 1):
        for cell, column in columns.items():
            put(sheet, number, column, None, style.fill_in if cell in NEW_INNOVATION else style.faint, TYPED)
    if names:
        listed = {"type": "list", "formula1": choices.place(list(names.values()))}
        add_check(sheet, [(columns["dimension"], first, last)], listed, lang.translate(words.WRONG_DIMENSION))
    sheet.freeze_panes = "A2"
    finish(sheet, len(columns), last, one_page=len(sent.owned) <= _ON_ONE_PAGE)


def _assessed(sheet: Worksheet, sent: Parcel, lang: Language, style: Looks) -> None:
    """What the assessors gave, and the reply of the agency, which it may fill in."""
    columns = _head(sheet, REMARKS, lang, style)
    widths = dict(zip(columns, _WIDTHS[REMARKS], strict=True))
    for number, one in enumerate(sent.marks, 2):
        shown = {
            "item": one.item.id,
            "asked": lang.text(one.item.question),
            "assessor": str(one.mark.assessor),
            "given": mark_text(one.mark, lang),
            "rebuttal": reply_by(one.deadline, None, lang) if one.mark.is_open else "",
            **one.sent,
        }
        for cell, column in columns.items():
            put(sheet, number, column, shown[cell], style.fill_in if cell in REMARK else style.read)
            sheet.cell(number, column).number_format = "@"
        fit_height(sheet, number, [(shown[cell], width) for cell, width in widths.items()])
    last = len(sent.marks) + 1
    length = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": "4000"}
    add_check(sheet, [(columns["reply"], 2, last)], length, lang.translate(words.TOO_LONG))
    sheet.freeze_panes = "C2"
    finish(sheet, len(columns), last)


def _head(sheet: Worksheet, kind: str, lang: Language, style: Looks) -> dict[str, int]:
    """Write the headings; return the number of the column of each cell."""
    from openpyxl.utils import get_column_letter

    columns = {cell: number for number, cell in enumerate(COLUMNS[kind], 1)}
    for cell, column in columns.items():
        put(sheet, 1, column, lang.translate(COLUMNS[kind][cell]), style.head)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[kind][column - 1]
    sheet.row_dimensions[1].height = 34
    return columns
