"""Sheet cells: the looks of cells, checks of what is filled in, and how a sheet is protected and printed.

openpyxl turns `=` into formulas, cuts long texts and leaves `_x0041_` to readers as an escape; `fill` is the one
place that writes a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from ....named import NamedTuple

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_LETTERS = 32_000
"""Letters of a cell; Excel holds 32,767."""
_HIGHEST = 409.0
"""The highest row of Excel, in points."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FONT_PARTS = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family"),
    *("charset", "scheme"),
)
"""In the order in which Excel writes them; the schema of ISO 29500 allows any."""
_MARGIN = 0.5
"""In inches."""
FONT = "Calibri"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Look:
    """How the cells of one workbook look. A class, since it remembers what openpyxl makes of it: that takes long."""

    def __init__(self, **parts: Any) -> None:
        self._parts = parts
        self._made: dict[tuple[str | None, bool], Any] = {}

    def give(self, cell: Any, form: str | None, *, quoted: bool) -> None:
        """Give a cell this look, a format of numbers, and the mark of a text that looks like a formula."""
        key = (form, quoted)
        if key not in self._made:
            if form is not None:
                cell.number_format = form
            if quoted:
                cell.quotePrefix = True
            for name, part in self._parts.items():
                setattr(cell, name, part)
            self._made[key] = cell._style
        cell._style = copy(self._made[key])


class Looks(NamedTuple):
    """The looks of the cells of one workbook, made once, as it has thousands of them."""

    head: Look
    read: Look
    faint: Look
    fill_in: Look
    title: Look
    strong: Look
    plain: Look


def looks() -> Looks:
    """The looks of all cells of a new workbook."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    top = Alignment(wrap_text=True, vertical="top")
    line = Side(style="thin", color="BFBFBF")
    frame = Border(left=line, right=line, top=line, bottom=line)
    grey, yellow, dark = (PatternFill("solid", start_color=c) for c in ("F2F2F2", "FFF8DC", "1F4E5F"))
    return Looks(
        head=Look(font=Font(name=FONT, bold=True, color="FFFFFF"), fill=dark, alignment=top, border=frame),
        read=Look(alignment=top, border=frame),
        faint=Look(font=Font(name=FONT, color="595959"), fill=grey, alignment=top, border=frame),
        fill_in=Look(fill=yellow, alignment=top, border=frame, protection=Protection(locked=False)),
        title=Look(font=Font(name=FONT, bold=True, size=16), alignment=top),
        strong=Look(font=Font(name=FONT, bold=True), alignment=top),
        plain=Look(alignment=top),
    )


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | None,
    look: Look | None = None,
    form: str | None = None,
) -> None:
    """Write a cell. A text stays a text, whatever it looks like. `form` is the format of what is typed there."""
    fill(sheet.cell(row, column), value, look or Look(), form)


def fill(cell: Any, value: str | float | None, look: Look, form: str | None = None) -> None:
    """The same of a cell of openpyxl that is made already."""
    quoted = False
    if isinstance(value, str):
        text = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))
        if text:
            cell.value = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
            cell.data_type = "s"
            form = form or "@"
            quoted = text[0] in "=+-@"
    elif value is not None:
        cell.value = value
    look.give(cell, form, quoted=quoted)


def in_order(styles: bytes) -> bytes:
    """The styles with the parts of each font in the order in which Excel has them, which openpyxl has not."""
    from xml.etree import ElementTree as Xml

    Xml.register_namespace("", _MAIN)
    root = Xml.fromstring(styles)  # noqa: S314 - openpyxl has written it
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: _FONT_PARTS.index(part.tag.rpartition("}")[2]))
    found: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def fit_height(sheet: Worksheet, row: int, texts: Sequence[tuple[str, int]]) -> None:
    """Make a row as high as its texts need in columns of these widths: not every program does that when it opens."""
    lines = max(sum(-(-len(part) * 11 // (width * 10)) or 1 for part in text.split("\n")) for text, width in texts)
    sheet.row_dimensions[row].height = min(_HIGHEST, 15.0 * max(1, lines) + 3)


class Choices:
    """The lists to choose from, each in a column of a sheet of its own. A class, since it hands out columns."""

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self._sheet, self._name = sheet, name
        self._known: dict[tuple[str, ...], str] = {}

    def place(self, entries: Sequence[str]) -> str:
        """The range that holds these entries."""
        from openpyxl.utils import get_column_letter

        key = tuple(entries)
        if key not in self._known:
            column = len(self._known) + 1
            for row, entry in enumerate(key, 1):
                put(self._sheet, row, column, entry)
            letters = get_column_letter(column)
            self._known[key] = f"'{self._name}'!${letters}$1:${letters}${len(key)}"
        return self._known[key]


def add_check(
    sheet: Worksheet, places: Sequence[tuple[int, int, int]], rule: Mapping[str, str], message: str | None
) -> None:
    """A check of cells, given by column, first and last row. Without a message anything may be written."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    options: dict[str, Any] = {**rule, "showErrorMessage": message is not None, "error": message}
    check = DataValidation(allow_blank=True, **options)
    for column, first, last in places:
        letters = get_column_letter(column)
        check.add(f"{letters}{first}:{letters}{last}" if last > first else f"{letters}{first}")
    sheet.add_data_validation(check)


def finish(sheet: Worksheet, width: int, last: int, *, one_page: bool = False) -> None:
    """Protect all cells of a sheet that nobody fills in, and let people size, filter and print it."""
    from openpyxl.utils import get_column_letter

    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = protection.sort = False
    sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{last}"
    sheet.print_title_rows = "1:1"
    set_page(sheet, landscape=True, one_page=one_page)


def set_page(sheet: Worksheet, *, landscape: bool, one_page: bool = False) -> None:
    """Print on A4, as wide as the paper or on one page, with the sheet's name and the page below."""
    from openpyxl.worksheet.header_footer import _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(one_page)
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, _MARGIN)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center = _HeaderFooterPart("&A · &P / &N")
