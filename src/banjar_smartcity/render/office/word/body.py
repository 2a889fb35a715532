"""The body of a Word document: paragraphs, lists and tables made from the report's HTML page.

The document is made from the page and not from the report, so that both say the same. What only works on a screen is
left out. A drawing is replaced by its text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from .lists import DEEPEST, KINDS, Lists, style_of
from .pieces import KEYS, TAB, Draw, Html, Piece, classes, collapsed, is_shown, letters
from .xml import (
    Xml,
    begin_page,
    bookmark,
    element,
    keep_with_next,
    list_item,
    page_number_of,
    paragraph_of,
    run,
    table_of,
)

HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
LISTED = ("h2", "h3")
"""Headings that the table of contents lists."""
LEAST, _WIDEST, _ROW = 0.5, 8.0, 16
"""The weight of a column without text, the largest, and the letters of a text that add 1."""
_LETTER, _SMALL_LETTER, _MARGIN, _WORD = 1.95 / 170, 1.58 / 170, 4 / 170, 18
"""The part of a table that a letter needs, also in a table of many columns, and the margins of a column; of a word,
18 letters. Longer ones may break."""
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
BLOCKS = frozenset(
    (
        *("header", "main", "section", "article", "div", "p", *HEADINGS, "ul", "ol", "li", "dl", "dt", "dd", "table"),
        *("figure", "figcaption", "details", "summary", "nav"),
    )
)
OPEN_ON_PAPER = "roomy"
"""The class of what is folded on a phone only: on paper it needs no heading."""
INLINE_FIGURES = ("figures", "line")
"""Classes of lists whose figures are shown side by side: in Word they become a table."""


class Body:
    """Turns elements of the page into elements of Word.

    `link` registers an address and returns its id, `lists` has the ids of lists, `draw` draws charts.
    """

    def __init__(self, page: Html, link: Callable[[str], str], lists: Lists, draw: Draw) -> None:
        targets = {a.get("href")[1:] for a in page.iter("a") if (a.get("href") or "").startswith("#")}
        ids = (part.get("id") for part in page.iter() if isinstance(part.tag, str))
        self.places = {name: f"_place{n}" for n, name in enumerate(dict.fromkeys(i for i in ids if i in targets))}
        self.contents = {head: f"_Toc{n}" for n, head in enumerate(page.iter(*LISTED))}
        self.link, self.lists, self.draw = link, lists, draw
        self.waiting: list[str] = []
        """Bookmarks that the next paragraph gets."""
        self.marked = 0

    def flow(self, node: Html, style: str) -> Iterator[Xml]:
        """The blocks in an element; its own text between them becomes paragraphs of the style."""
        pieces = [Piece(node.text or "")]
        for child in node:
            if is_shown(child):
                if child.tag in BLOCKS:
                    yield from self.paragraph(pieces, style)
                    pieces = []
                    blocks = self.block(child, style)
                    yield from map(keep_with_next, blocks) if _introduces(child) else blocks
                else:
                    pieces += letters(child, self.draw)
            pieces.append(Piece(child.tail or ""))
        yield from self.paragraph(pieces, style)

    def block(self, node: Html, style: str) -> Iterator[Xml]:
        """The elements of Word for one block of the page."""
        if place := self.places.get(node.get("id")):
            self.waiting.append(place)
        if node in self.contents:
            self.waiting.append(self.contents[node])
        own = classes(node)
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
            if OPEN_ON_PAPER not in classes(node.getparent()):
                yield from self.flow(node, "Group")
        elif "mark-column" in own:
            parts = [[*letters(part, self.draw), Piece(" · ")] for part in node]
            yield from self.paragraph(list(chain(*parts))[:-1], "Answer")
        else:
            look = next((PARAGRAPHS[name] for name in PARAGRAPHS if name in own), style)
            yield from self.flow(node, SMALLER.get(style, look) if look == "Small" else look)

    def paragraph(self, pieces: Iterable[Piece], style: str) -> Iterator[Xml]:
        """A paragraph with its bookmarks, links and styles; nothing if there is no text."""
        texts = collapsed(pieces)
        if not texts:
            return
        inside = list(self._marks())
        for piece in texts:
            target = piece.target or ""
            if piece.picture is not None:
                inside.append(piece.picture)
            elif target.startswith("#") and target[1:] in self.places:
                inside.append(element("w:hyperlink", run(piece.text, piece.style), anchor=self.places[target[1:]]))
            elif target.startswith("https://"):
                inside.append(element("w:hyperlink", run(piece.text, "Hyperlink"), r_id=self.link(target)))
            else:
                inside.append(run(piece.text, piece.style))
        yield paragraph_of(style, inside)

    def _marks(self) -> Iterator[Xml]:
        for name in self.waiting:
            self.marked += 1
            yield from bookmark(name, self.marked)
        self.waiting.clear()

    def entries(self, node: Html, style: str) -> Iterator[Xml]:
        """A list. The list of items with their answers becomes questions with paragraphs below them."""
        if "items" in classes(node):
            for item in node:
                yield from self.block(item, "Answer")
            return
        if KEYS in classes(node):
            signs = [[*letters(part, self.draw), Piece(" \u00b7 ")] for part in node]
            yield from self.paragraph(list(chain(*signs))[:-1], "Small")
            return
        kind = KINDS[node.tag == "ol"]
        level = _level(style)
        number = self.lists.number() if node.tag == "ol" else self.lists.bullets
        for item in node:
            if place := self.places.get(item.get("id")):
                self.waiting.append(place)
            for n, block in enumerate(self.flow(item, style_of(kind, level))):
                yield block if n else list_item(block, number, level)

    def pairs(self, node: Html) -> Iterator[Xml]:
        """Terms with their details: a table if they are figures side by side, else one below the other."""
        groups: list[tuple[Html, list[Html]]] = []
        for part in node.iter("dt", "dd"):
            if part.tag == "dt":
                groups.append((part, []))
            elif groups:
                groups[-1][1].append(part)
        if set(INLINE_FIGURES) & set(classes(node)):
            heads = [list(self.flow(name, "Cell head")) for name, _ in groups]
            cells = [[block for detail in details for block in self.block(detail, "Cell")] for _, details in groups]
            yield table_of("", [heads], [cells], [1] * len(groups))
            return
        for name, details in groups:
            head = [Piece(_text(name), "Small letters"), Piece(TAB)]
            for n, detail in enumerate(details):
                yield from self.paragraph([*(head if n == 0 else ()), *letters(detail, self.draw)], FACT[n > 0])

    def table(self, node: Html) -> Iterator[Xml]:
        """A table below its caption; its header is repeated on each page."""
        caption = node.find("caption")
        if caption is not None:
            yield from self.flow(caption, "Caption")
        shown = [_shown(row) for row in node.iter("tr")]
        words = _longest_words(shown)
        is_small = sum(_needed(words, _LETTER)) > 1
        heads = [list(self.cells(row, " head", is_small=is_small)) for row in node.iterfind("thead/tr")]
        rows = [list(self.cells(row, "", is_small=is_small)) for row in node.iterfind("tbody/tr")]
        rows += [list(self.cells(row, " head", is_small=is_small)) for row in node.iterfind("tfoot/tr")]
        if words:
            needed = _needed(words, _SMALL_LETTER if is_small else _LETTER)
            yield table_of(_text(caption), heads, rows, _weights(shown, needed))

    def cells(self, row: Html, part: str, *, is_small: bool) -> Iterator[Sequence[Xml]]:
        """The cells of a row, without those that only hold a drawing. `part` is the ending of the style's name.

        The letters are small where the words of all columns have no room else.
        """
        if place := self.places.get(row.get("id")):
            self.waiting.append(place)
        for cell in _shown(row):
            kind = f"{'Number' if 'n' in classes(cell) else 'Cell'}{part}"
            yield list(self.flow(cell, f"Small {kind.lower()}" if is_small else kind))

    def table_of_contents(self, node: Html) -> Iterator[Xml]:
        """The headings as links, each with its page.

        Word's own field for a table of contents is not used: other programs show it without pages, or as they were.
        """
        yield begin_page(paragraph_of("Contents heading", [run(node.get("aria-label") or "", None)]))
        for head, name in self.contents.items():
            entry = element("w:hyperlink", run(_text(head), None), *page_number_of(name), anchor=name)
            yield paragraph_of(f"toc {LISTED.index(head.tag) + 1}", [entry])
        yield paragraph_of("Normal", [element("w:r", element("w:br", type="page"))])


FACT = ("Fact", "Fact more")


def _introduces(node: Html) -> bool:
    """Whether no page may part it from what follows: the figures of a dimension, a paragraph above a list or table."""
    if node.tag == "details":
        return any("line" in classes(part) for part in node)
    following = node.getnext() if node.tag == "p" else None
    while following is not None and following.tag in ("div", "details"):
        following = next((part for part in following if is_shown(part) and part.tag != "summary"), None)
    return following is not None and following.tag in ("ul", "ol", "table")


def _level(style: str) -> int:
    """The level of a list inside a paragraph of a style: 0 outside any list."""
    if not style.startswith(KINDS):
        return 0
    return min(int(style[-1]) if style[-1].isdigit() else 1, DEEPEST - 1)


def _shown(row: Html) -> list[Html]:
    """The cells of a row without those that only hold a drawing."""
    return [cell for cell in row if "wide" not in classes(cell)]


def _longest_words(rows: Sequence[Sequence[Html]]) -> list[int]:
    """The letters of the longest word of each column."""
    longest = [0] * max(map(len, rows), default=0)
    for row in rows:
        for place, cell in enumerate(row):
            longest[place] = max(longest[place], *map(len, _text(cell).split()), 0)
    return longest


def _needed(words: Iterable[int], letter: float) -> list[float]:
    """The part of the table that each column needs, so that its longest word is not broken."""
    return [min(word, _WORD) * letter + _MARGIN for word in words]


def _weights(rows: Sequence[Sequence[Html]], needed: Sequence[float]) -> list[float]:
    """The widths of columns: what they need, and the rest by the length of their texts."""
    weights = [LEAST] * len(needed)
    for row in rows:
        for place, cell in enumerate(row):
            weights[place] += len(_text(cell)) / _ROW / len(rows)
    wished = [min(weight, _WIDEST) for weight in weights]
    free = max(0.0, 1 - sum(needed))
    return [need + free * wish / sum(wished) for need, wish in zip(needed, wished, strict=True)]


def _text(node: Html | None) -> str:
    return "" if node is None else " ".join(node.text_content().split())
