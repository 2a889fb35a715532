"""The elements of Word's XML (WordprocessingML) that a report needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Xml = Any
"""An element of Word's XML; lxml has no types."""
Row = Sequence[Sequence[Xml]]
"""The cells of a row, each with the blocks in it."""

WIDTH = 9638
"""The width between the margins of A4, 170 mm, in twentieths of a point."""
_OUTSIDE = {"r_id": "r:id", "space": "xml:space"}


def element(tag: str, *children: Xml, text: str | None = None, **attributes: str) -> Xml:
    """An element; its attributes are in Word's namespace `w:`, except those in `_OUTSIDE`."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made: Xml = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(_OUTSIDE.get(name, f"w:{name}")), value)
    if text is not None:
        made.text = text
    made.extend(children)
    return made


def run(text: str, style: str | None) -> Xml:
    """A run of text in one style; new lines and tabs become elements."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", element("w:rStyle", val=identifier(style))))
    for n, line in enumerate(text.split("\n")):
        if n:
            made.append(element("w:br"))
        for m, words in enumerate(line.split("\t")):
            if m:
                made.append(element("w:tab"))
            if words:
                made.append(element("w:t", text=words, space="preserve"))
    return made


def paragraph_of(style: str, inside: Iterable[Xml]) -> Xml:
    """A paragraph of a style."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=identifier(style))), *inside)


def keep_with_next(block: Xml) -> Xml:
    """Keep a paragraph, or those of a table, on the page of what follows, and return it."""
    from docx.oxml.ns import qn

    for style in block.iter(qn("w:pStyle")):
        style.addnext(element("w:keepNext"))
    return block


def begin_page(paragraph: Xml) -> Xml:
    """Begin a new page with the paragraph, and return it."""
    paragraph[0].insert(1, element("w:pageBreakBefore"))
    return paragraph


def list_item(paragraph: Xml, number: str, level: int) -> Xml:
    """Make the paragraph an item of the list with this id, at a level, and return it."""
    paragraph[0].append(element("w:numPr", element("w:ilvl", val=str(level)), element("w:numId", val=number)))
    return paragraph


def page_number_of(place: str) -> Iterator[Xml]:
    """A field with the page that a bookmark is on; the program that opens the document fills it in."""
    yield element("w:r", element("w:tab"))
    yield element("w:r", element("w:fldChar", fldCharType="begin", dirty="true"))
    yield element("w:r", element("w:instrText", text=rf" PAGEREF {place} \h "))
    yield element("w:r", element("w:fldChar", fldCharType="separate"))
    yield element("w:r", element("w:t", text="\u2026"))
    yield element("w:r", element("w:fldChar", fldCharType="end"))


def bookmark(name: str, number: int) -> Iterator[Xml]:
    """A bookmark, which links can point to."""
    yield element("w:bookmarkStart", id=str(number), name=name)
    yield element("w:bookmarkEnd", id=str(number))


def identifier(style: str) -> str:
    """The id of a style in Word's XML: its name without spaces, as python-docx makes it."""
    return style.replace(" ", "")


def table_of(caption: str, heads: Iterable[Row], rows: Iterable[Row], weights: Sequence[float]) -> Xml:
    """A table as wide as the text, with columns by weight. Rows are not split, and the header is on each page."""
    whole = sum(weights)
    widths = [str(int(WIDTH * weight / whole)) for weight in weights]
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val="Report"),
        element("w:tblW", w=str(WIDTH), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="04A0", firstRow="1", firstColumn="1"),
    )
    if caption:
        properties.append(element("w:tblCaption", val=caption))
    made = element("w:tbl", properties, element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)))
    made.extend(_row(cells, widths, head=True) for cells in heads)
    made.extend(_row(cells, widths, head=False) for cells in rows)
    return made


def _row(cells: Row, widths: Sequence[str], *, head: bool) -> Xml:
    properties = element("w:trPr", element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    for width, blocks in zip(widths, cells, strict=False):
        inside = list(blocks) or [paragraph_of("Cell", ())]
        made.append(element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *inside))
    return made
