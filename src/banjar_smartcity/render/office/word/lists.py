"""Lists of Word: bullets and numbers with levels below each other, as Word and screen readers know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .xml import Xml, element

if TYPE_CHECKING:
    from docx.document import Document

DEEPEST = 3
"""The levels of lists; a list further down stays at the last one."""
STEP, HANGING = 360, 360
"""How far each level is to the right, and how much further its text begins, in twentieths of a point."""
SIGNS = ("\u2022", "\u2013", "\u25e6")
FORMS = ("%1.", "%2.", "%3.")
KINDS = ("List Bullet", "List Number")


class Lists:
    """The lists of a document. Each numbered list begins with 1; all others share one id."""

    def __init__(self, document: Document) -> None:
        self.numbering = document.part.numbering_part.element
        known = [int(part.abstractNumId.val) for part in self.numbering.num_lst]
        self.form = max(known) + 1
        self.count = max(num.numId for num in self.numbering.num_lst)
        first = self.numbering.num_lst[0]
        first.addprevious(_levels(self.form, "bullet", SIGNS))
        first.addprevious(_levels(self.form + 1, "decimal", FORMS))
        self.bullets = self._list(self.form)
        _without_numbers(document)

    def number(self) -> str:
        """The id of a new numbered list."""
        restarts = [
            element("w:lvlOverride", element("w:startOverride", val="1"), ilvl=str(level)) for level in range(DEEPEST)
        ]
        return self._list(self.form + 1, *restarts)

    def _list(self, form: int, *restarts: Xml) -> str:
        self.count += 1
        made = element("w:num", element("w:abstractNumId", val=str(form)), *restarts, numId=str(self.count))
        self.numbering.append(made)
        return str(self.count)


def style_of(kind: str, level: int) -> str:
    """The style of paragraphs of a list of a kind at a level, which is 0 for the outermost."""
    return f"{kind} {level + 1}" if level else kind


def _levels(form: int, signs: str, texts: tuple[str, ...]) -> Xml:
    levels = (
        element(
            "w:lvl",
            element("w:start", val="1"),
            element("w:numFmt", val=signs),
            element("w:lvlText", val=text),
            element("w:lvlJc", val="left"),
            element("w:pPr", element("w:ind", left=str(STEP * level + HANGING), hanging=str(HANGING))),
            ilvl=str(level),
        )
        for level, text in enumerate(texts)
    )
    return element(
        "w:abstractNum", element("w:multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=str(form)
    )


def _without_numbers(document: Document) -> None:
    """Take signs and numbers out of the styles, so that only the first paragraph of an entry has one."""
    from docx.oxml.ns import qn
    from docx.shared import Twips

    for kind in KINDS:
        for level in range(DEEPEST):
            style = document.styles[style_of(kind, level)]
            for numbers in list(style.element.iter(qn("w:numPr"))):
                numbers.getparent().remove(numbers)
            style.paragraph_format.left_indent = Twips(STEP * level + HANGING)
            style.paragraph_format.first_line_indent = Twips(0)
