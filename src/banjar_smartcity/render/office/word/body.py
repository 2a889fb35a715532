"""The body of a Word document: paragraphs, lists and tables made from the report's HTML page.

The document is made from the page and not from the report, so that both say the same. What only works on a screen is
left out. A drawing is replaced by its text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from .xml import Xml, bookmark, element, list_item, paragraph_of, run, table_of

Html = Any
"""An element of the page; lxml has no types."""

HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
LISTED = ("h2", "h3")
"""Headings that the table of contents lists."""
_LETTERS = 7.5
"""Letters of a heading that fit into a column of weight 1, where there are many columns."""
PARAGRAPHS = {
    "kicker": "Kicker",
    "scope": "Scope",
    "headline": "Headline",
    "large": "Large",
    "group": "Group",
    "notice": "Notice",
    "banner": "Notice",
    "question": "Question",
    "answer": "Answer",
    "mark-column": "Answer",
    "sum": "Number",
    "small": "Small",
}
"""Styles of paragraphs by class of the element, the first that matches; elements inside it inherit the style."""
SMALLER = {"Answer": "Small answer", "Question": "Small question"}
"""The styles of small paragraphs inside paragraphs of another style."""
LETTERS = {
    "strong": "Strong",
    "code": "Code",
    "unknown": "Unknown",
    "lacking": "Lacking",
    "falls": "Lacking",
    "mark": "Mark",
    "small": "Small letters",
}
"""Styles of characters by element or class."""
BLOCKS = frozenset(
    (
        *("header", "main", "section", "article", "div", "p", *HEADINGS, "ul", "ol", "li", "dl", "dt", "dd", "table"),
        *("figure", "figcaption", "details", "summary", "nav"),
    )
)
IGNORED = frozenset(("script", "style", "button", "input", "select", "label", "form", "template"))
LEFT_OUT = frozenset(("hidden", "skip", "brief", "permalink"))
"""Classes of what helps on a screen only."""
BREAK, TAB = "\r", "\f"
"""A new line and a tab of the document, other than white space of the page, which has neither of these characters."""
DEEPEST = 3
"""The levels of lists that Word has styles for."""
OPEN_ON_PAPER = "roomy"
"""The class of what is folded on a phone only: on paper it needs no heading."""
INLINE_FIGURES = ("figures", "line")
"""Classes of lists whose figures are shown side by side: in Word they become a table."""


class Piece(NamedTuple):
    """Text in one style. `target` is an address, or `#` and an id in the page; None if it is not a link."""

    text: str
    style: str | None
    target: str | None


class Body:
    """Turns elements of the page into elements of Word.

    `link` registers an address, `number` a numbered list; both return an id.
    """

    def __init__(self, page: Html, link: Callable[[str], str], number: Callable[[], str]) -> None:
        targets = {a.get("href")[1:] for a in page.iter("a") if (a.get("href") or "").startswith("#")}
        ids = (part.get("id") for part in page.iter() if isinstance(part.tag, str))
        self.places = {name: f"_place{n}" for n, name in enumerate(dict.fromkeys(i for i in ids if i in targets))}
        self.contents = {head: f"_Toc{n}" for n, head in enumerate(page.iter(*LISTED))}
        self.link, self.number = link, number
        self.waiting: list[str] = []
        """Bookmarks that the next paragraph gets."""
        self.marked = 0

    def flow(self, node: Html, style: str) -> Iterator[Xml]:
        """The blocks in an element; its own text between them becomes paragraphs of the style."""
        pieces = [Piece(node.text or "", None, None)]
        for child in node:
            if _is_shown(child):
                if child.tag in BLOCKS:
                    yield from self.paragraph(pieces, style)
                    pieces = []
                    yield from self.block(child, style)
                else:
                    pieces += _letters(child, None, None)
            pieces.append(Piece(child.tail or "", None, None))
        yield from self.paragraph(pieces, style)

    def block(self, node: Html, style: str) -> Iterator[Xml]:
        """The elements of Word for one block of the page."""
        if place := self.places.get(node.get("id")):
            self.waiting.append(place)
        if node in self.contents:
            self.waiting.append(self.contents[node])
        classes = _classes(node)
        if node.tag in HEADINGS:
            yield from self.flow(node, HEADINGS[node.tag])
        elif node.tag == "nav":
            yield from self.table_of_contents(node)
        elif node.tag == "table":
            yield from self.table(node)
        elif node.tag == "dl":
            yield from self.pairs(node)
        elif node.tag in ("ul", "ol"):
            yield from self.entries(node, style)
        elif node.tag == "summary":
            if OPEN_ON_PAPER not in _classes(node.getparent()):
                yield from self.flow(node, "Group")
        elif "mark-column" in classes:
            parts = [[*_letters(part, None, None), Piece(" · ", None, None)] for part in node]
            yield from self.paragraph(list(chain(*parts))[:-1], "Answer")
        else:
            own = next((PARAGRAPHS[name] for name in PARAGRAPHS if name in classes), style)
            yield from self.flow(node, SMALLER.get(style, own) if own == "Small" else own)

    def paragraph(self, pieces: Iterable[Piece], style: str, number: str | None = None) -> Iterator[Xml]:
        """A paragraph with its bookmarks, links and styles; nothing if there is no text."""
        texts = _collapsed(pieces)
        if not texts:
            return
        inside = list(self._marks())
        for piece in texts:
            target = piece.target or ""
            if target.startswith("#") and target[1:] in self.places:
                inside.append(element("w:hyperlink", run(piece.text, piece.style), anchor=self.places[target[1:]]))
            elif target.startswith("https://"):
                inside.append(element("w:hyperlink", run(piece.text, "Hyperlink"), r_id=self.link(target)))
            else:
                inside.append(run(piece.text, piece.style))
        yield paragraph_of(style, inside, number)

    def _marks(self) -> Iterator[Xml]:
        for name in self.waiting:
            self.marked += 1
            yield from bookmark(name, self.marked)
        self.waiting.clear()

    def entries(self, node: Html, style: str) -> Iterator[Xml]:
        """A list. The list of items with their answers becomes questions with paragraphs below them."""
        if "items" in _classes(node):
            for item in node:
                yield from self.block(item, "Answer")
            return
        depth = min(int(style[-1]) if style[-1].isdigit() else 1, DEEPEST - 1) + 1 if style.startswith("List") else 1
        deeper = f" {depth}" if depth > 1 else ""
        number = self.number() if node.tag == "ol" else None
        for item in node:
            if place := self.places.get(item.get("id")):
                self.waiting.append(place)
            listed = f"List {'Number' if number else 'Bullet'}{deeper}"
            for n, block in enumerate(self.flow(item, listed)):
                yield list_item(block, number) if number and not n else block

    def pairs(self, node: Html) -> Iterator[Xml]:
        """Terms with their details: a table if they are figures side by side, else one below the other."""
        groups: list[tuple[Html, list[Html]]] = []
        for part in node.iter("dt", "dd"):
            if part.tag == "dt":
                groups.append((part, []))
            elif groups:
                groups[-1][1].append(part)
        if set(INLINE_FIGURES) & set(_classes(node)):
            heads = [list(self.flow(name, "Cell head")) for name, _ in groups]
            cells = [[block for detail in details for block in self.block(detail, "Cell")] for _, details in groups]
            yield table_of("", [heads], [cells], [1] * len(groups))
            return
        for name, details in groups:
            head = [Piece(_text(name), "Small letters", None), Piece(TAB, None, None)]
            for n, detail in enumerate(details):
                yield from self.paragraph([*(head if n == 0 else ()), *_letters(detail, None, None)], FACT[n > 0])

    def table(self, node: Html) -> Iterator[Xml]:
        """A table below its caption; its header is repeated on each page."""
        caption = node.find("caption")
        if caption is not None:
            yield from self.flow(caption, "Caption")
        heads = [list(self.cells(row, " head")) for row in node.iterfind("thead/tr")]
        rows = [list(self.cells(row, "")) for row in node.iterfind("tbody/tr")]
        rows += [list(self.cells(row, " head")) for row in node.iterfind("tfoot/tr")]
        columns = max(map(len, (*heads, *rows)), default=0)
        if columns:
            yield table_of(_text(caption), heads, rows, _weights(node, columns))

    def cells(self, row: Html, part: str) -> Iterator[Sequence[Xml]]:
        """The cells of a row, without those that only hold a drawing. `part` is the ending of the style's name."""
        if place := self.places.get(row.get("id")):
            self.waiting.append(place)
        for cell in row:
            classes = _classes(cell)
            if "wide" not in classes:
                yield list(self.flow(cell, f"{'Number' if 'n' in classes else 'Cell'}{part}"))

    def table_of_contents(self, node: Html) -> Iterator[Xml]:
        """A field that Word fills with page numbers. Until then, and in other programs, it shows links to headings."""
        yield paragraph_of("Contents heading", [run(node.get("aria-label") or "", None)])
        start = [
            element("w:r", element("w:fldChar", fldCharType="begin", dirty="true")),
            element("w:r", element("w:instrText", text=r' TOC \o "1-2" \h \z \u ')),
            element("w:r", element("w:fldChar", fldCharType="separate")),
        ]
        for head, name in self.contents.items():
            level = LISTED.index(head.tag) + 1
            yield paragraph_of(f"toc {level}", [*start, element("w:hyperlink", run(_text(head), None), anchor=name)])
            start = []
        end = [element("w:r", element("w:fldChar", fldCharType="end")), element("w:r", element("w:br", type="page"))]
        yield paragraph_of("Normal", [*start, *end])


FACT = ("Fact", "Fact more")


def _letters(node: Html, style: str | None, target: str | None) -> Iterator[Piece]:
    """The text of an element with its style and its link."""
    if not _is_shown(node):
        return
    if node.tag == "svg":
        yield Piece(" ".join(_text(node.find(part)) for part in ("title", "desc")), "Small letters", None)
        return
    classes = _classes(node)
    if "block" in classes:
        yield Piece(BREAK, None, None)
    style = next((LETTERS[name] for name in (node.tag, *classes) if name in LETTERS), style)
    if node.tag == "a":
        target = node.get("href")
    marked = style == "Mark"
    yield Piece(("(" if marked else "") + (node.text or ""), style, target)
    for child in node:
        yield from _letters(child, style, target)
        yield Piece(child.tail or "", style, target)
    if marked:
        yield Piece(")", style, target)


def _collapsed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with white space collapsed as in a browser; `BREAK` and `TAB` become a new line and a tab."""
    shown: list[Piece] = []
    gap = False
    for text, style, target in pieces:
        if text in (BREAK, TAB):
            if shown:
                shown.append(Piece("\n" if text == BREAK else "\t", None, None))
            gap = False
            continue
        words = " ".join(text.split())
        gap = gap or text[:1].isspace()
        if words:
            between = " " if gap and shown and shown[-1].text not in ("\n", "\t") else ""
            shown.append(Piece(between + words, style, target))
            gap = text[-1].isspace()
    return shown


def _is_shown(node: Html) -> bool:
    """Whether an element belongs into a text: it is not code, not a control and not hidden."""
    if not isinstance(node.tag, str) or node.tag in IGNORED:
        return False
    if node.tag == "svg" and node.get("role") != "img":
        return False
    hidden = node.get("aria-hidden") == "true" or "hidden" in node.attrib
    return not hidden and not LEFT_OUT & set(_classes(node))


def _classes(node: Html) -> list[str]:
    return (node.get("class") or "").split()


def _weights(table: Html, columns: int) -> list[float]:
    """The widths of columns: the first is the widest, and no word of a heading is broken."""
    weights = [2.2, *[1.0] * (columns - 1)]
    for row in table.iterfind("thead/tr"):
        for place, cell in enumerate(cell for cell in row if "wide" not in _classes(cell)):
            longest = max(map(len, _text(cell).split()), default=0)
            weights[place] = max(weights[place], longest / _LETTERS)
    return weights


def _text(node: Html | None) -> str:
    return "" if node is None else " ".join(node.text_content().split())
