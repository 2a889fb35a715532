"""The styles of the Word document. An office changes these instead of each paragraph."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from ....named import NamedTuple
from .lists import DEEPEST, KINDS, style_of
from .xml import WIDTH, element

if TYPE_CHECKING:
    from docx.document import Document

FONT, MONOSPACED = "Calibri", "Consolas"
INK, MUTED, ACCENT, ALERT, RULE = "1D1F21", "4D5257", "0B5F6B", "8C2318", "C9CDD0"


class _Look(NamedTuple):
    """A paragraph style: size and space before and after in points, indents in millimetres, and the rest."""

    size: float
    before: float = 3
    after: float = 3
    indent: float = 0
    hanging: float = 0
    colour: str = INK
    bold: bool = False
    right: bool = False
    keep: bool = False
    """Whether it stays on the same page as the next paragraph."""


PARAGRAPHS = {
    "Normal": _Look(size=10.5),
    "Title": _Look(size=26, before=0, after=2, bold=True),
    "Heading 1": _Look(size=17, before=22, after=6, colour=ACCENT, bold=True, keep=True),
    "Heading 2": _Look(size=13, before=14, after=4, bold=True, keep=True),
    "Heading 3": _Look(size=11, before=10, after=3, bold=True, keep=True),
    "Caption": _Look(size=10, before=12, after=4, bold=True, keep=True),
    "Contents heading": _Look(size=13, before=8, after=2, bold=True, keep=True),
    "toc 1": _Look(size=9.5, before=1, after=0),
    "toc 2": _Look(size=8.5, before=0, after=0, indent=6, colour=MUTED),
    "Kicker": _Look(size=11, before=0, after=2, colour=ACCENT, bold=True),
    "Scope": _Look(size=11, before=0, after=6, colour=MUTED),
    "Headline": _Look(size=14, before=4, after=8),
    "Large": _Look(size=30, before=4, after=0, bold=True),
    "Notice": _Look(size=10.5, before=8, after=8, indent=4, colour=ALERT),
    "Group": _Look(size=10.5, before=10, after=3, bold=True, keep=True),
    "Question": _Look(size=10.5, before=10, after=1, bold=True, keep=True),
    "Small question": _Look(size=9, before=0, after=1, colour=MUTED, keep=True),
    "Answer": _Look(size=10.5, before=1, after=1, indent=5),
    "Small answer": _Look(size=9, before=1, after=1, indent=5, colour=MUTED),
    "Small": _Look(size=9, before=4, after=3, colour=MUTED),
    "Fact": _Look(size=10, before=2, after=1, indent=38, hanging=38),
    "Fact more": _Look(size=10, before=1, after=1, indent=38),
    "Cell": _Look(size=9, before=1.5, after=1.5),
    "Cell head": _Look(size=8, before=1.5, after=1.5, bold=True),
    "Number": _Look(size=8.5, before=1.5, after=1.5, right=True),
    "Number head": _Look(size=8, before=1.5, after=1.5, bold=True, right=True),
    "Small cell": _Look(size=7.5, before=1.5, after=1.5),
    "Small cell head": _Look(size=6.5, before=1.5, after=1.5, bold=True),
    "Small number": _Look(size=7, before=1.5, after=1.5, right=True),
    "Small number head": _Look(size=6.5, before=1.5, after=1.5, bold=True, right=True),
    "Footer": _Look(size=8.5, before=0, after=0, colour=MUTED, right=True),
}


PARAGRAPHS |= {
    style_of(kind, level): _Look(size=10.5, before=1.5, after=1.5) for kind in KINDS for level in range(DEEPEST)
}


class _Letters(NamedTuple):
    """A character style; a size of None is that of the paragraph."""

    colour: str | None = None
    size: float | None = None
    italic: bool = False
    font: str | None = None
    underline: bool = False


LETTERS = {
    "Code": _Letters(MUTED, 8.5, font=MONOSPACED),
    "Unknown": _Letters(MUTED, italic=True),
    "Lacking": _Letters(ALERT),
    "Mark": _Letters(MUTED, 8.5),
    "Small letters": _Letters(MUTED, 8.5),
    "Hyperlink": _Letters(ACCENT, 8.5, underline=True),
}


TIGHT, CLOSE = 0.92, 0.5
"""How large letters, and the space between paragraphs, are in a document that has to fit on one sheet."""


def apply_styles(document: Document, locale: str, *, tight: bool) -> None:
    """Set the paper, the language and the styles of an empty document of python-docx."""
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    _set_language(document, locale)
    known = frozenset(style.name for style in document.styles)
    for name, look in PARAGRAPHS.items():
        _paragraph(document, name, _closer(look) if tight else look, known)
    for name, letters in LETTERS.items():
        _letters(document, name, letters)
    document.styles.element.append(_table())


def _closer(look: _Look) -> _Look:
    size = round(2 * look.size * TIGHT) / 2
    return look._replace(size=size, before=look.before * CLOSE, after=look.after * CLOSE)


def _set_language(document: Document, locale: str) -> None:
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)


def _paragraph(document: Document, name: str, look: _Look, known: Container[str | None]) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor, Twips

    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    for rule in list(style.element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)  # the line below the title in python-docx's own document
    style.font.name, style.font.size, style.font.bold = FONT, Pt(look.size), look.bold
    style.font.color.rgb = RGBColor.from_string(look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.1
    form.left_indent, form.first_line_indent = Mm(look.indent), Mm(-look.hanging)
    if name.startswith("toc "):
        form.tab_stops.add_tab_stop(Twips(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    form.keep_with_next = look.keep
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.right else WD_ALIGN_PARAGRAPH.LEFT


def _letters(document: Document, name: str, letters: _Letters) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    font = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
    font.name, font.italic, font.underline = letters.font, letters.italic or None, letters.underline or None
    font.size = Pt(letters.size) if letters.size else None
    if letters.colour:
        font.color.rgb = RGBColor.from_string(letters.colour)


def _table() -> object:
    """The table style: lines between rows, a darker one below the header."""
    lines = [element(f"w:{side}", val="single", sz="4", color=RULE) for side in ("bottom", "insideH")]
    borders = element("w:tblBorders", *lines)
    gaps = [element(f"w:{side}", w=gap, type="dxa") for side, gap in (("left", "0"), ("right", "90"))]
    head = element("w:tcBorders", element("w:bottom", val="single", sz="8", color=INK))
    return element(
        "w:style",
        element("w:name", val="Report"),
        element("w:uiPriority", val="99"),
        element("w:tblPr", borders, element("w:tblCellMar", *gaps)),
        element("w:tblStylePr", element("w:tcPr", head), type="firstRow"),
        type="table",
        styleId="Report",
    )
