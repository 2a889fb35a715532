"""Portal book: what is entered on the ministry's site as a sheet, one row an item, for those who work from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED

from ....exchange.portal import Entered, PortalItem, changed_parts
from ....i18n import Language
from ....resources import MADE_BY
from ...words.exchange import portal_words as words
from ..archive import UndatedZip, without_clock
from .cells import finish, fit_height, in_order, looks, put

_WIDTHS = (5, 40, 8, 60, 44, 36, 30)


def render_portal_book(
    rows: Sequence[PortalItem], entered: Mapping[str, Entered], lang: Language, today: date
) -> bytes:
    """The workbook. The same rows and day give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.creator = MADE_BY
    book.properties.title = lang.translate(words.TITLE)
    book.properties.created = book.properties.modified = datetime(today.year, today.month, today.day)
    sheet = book.worksheets[0]
    sheet.title = lang.translate(words.SHEET)
    style = looks()
    for column, (head, width) in enumerate(zip(words.HEADS, _WIDTHS, strict=True), 1):
        put(sheet, 1, column, lang.translate(head), style.head)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        texts = (
            lang.text(row.question),
            row.level,
            row.text,
            "\n".join(row.addresses),
            "\n".join(words.missing(row, lang)),
            _state(row, entered.get(row.item), lang),
        )
        put(sheet, number, 1, row.number, style.read)
        for column, text in enumerate(texts, 2):
            put(sheet, number, column, text, style.read)
        fit_height(sheet, number, list(zip(texts, _WIDTHS[1:], strict=True)))
    sheet.freeze_panes = "C2"
    finish(sheet, len(_WIDTHS), max(2, len(rows) + 1))
    written = BytesIO()
    ExcelWriter(book, UndatedZip(written, "w", ZIP_DEFLATED)).save()  # not save(): it would write the current time
    return without_clock(written, {"xl/styles.xml": in_order})


def _state(row: PortalItem, before: Entered | None, lang: Language) -> str:
    """When an item was entered, and what of it has changed since."""
    if before is None:
        return ""
    parts = ", ".join(lang.translate(words.SAYINGS[part]) for part in changed_parts(row, before))
    text = words.CHANGED_SINCE if parts else words.ENTERED_ON
    return lang.translate(text).format(day=before.entered_on, parts=parts)
