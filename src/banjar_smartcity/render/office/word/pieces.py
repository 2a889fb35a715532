"""Pieces: the text of an element of the page in runs of one style each, with its links and drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ....named import NamedTuple
from ..drawing import words_of
from .xml import Xml

Html = Any
"""An element of the page; lxml has no types."""
Draw = Callable[[Html], Xml | None]
"""A function that draws an `svg` and returns an element of Word; None if it cannot be drawn."""

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
IGNORED = frozenset(("script", "style", "button", "input", "select", "label", "form", "template"))
KEYS = "legend"
"""The class of a list whose entries begin with the sign that a chart has for them."""
LEFT_OUT = frozenset(("hidden", "skip", "brief", "permalink", "crumbs"))
"""Classes of what helps on a screen only."""
BREAK, TAB = "\r", "\f"
"""A new line and a tab of the document, other than white space of the page, which has neither of these characters."""


class Piece(NamedTuple):
    """Text in one style. `target` is an address, or `#` and an id in the page; None if it is not a link."""

    text: str
    style: str | None = None
    target: str | None = None
    picture: Xml | None = None
    """A drawing instead of the text."""


def letters(node: Html, draw: Draw, style: str | None = None, target: str | None = None) -> Iterator[Piece]:
    """The text of an element with its style and its link, and its drawings, or their text alternatives."""
    if not is_shown(node):
        return
    if node.tag in ("svg", "img"):
        picture = draw(node)
        instead = words_of(node) if node.tag == "svg" else node.get("alt") or ""
        yield Piece("" if picture is not None else instead, "Small letters", picture=picture)
        return
    own = classes(node)
    if "block" in own:
        yield Piece(BREAK)
    style = next((LETTERS[name] for name in (node.tag, *own) if name in LETTERS), style)
    if node.tag == "a":
        target = node.get("href")
    marked = style == "Mark"
    yield Piece(("(" if marked else "") + (node.text or ""), style, target)
    for child in node:
        if child.tag == "li":
            yield Piece(BREAK)
        yield from letters(child, draw, style, target)
        yield Piece(child.tail or "", style, target)
    if marked:
        yield Piece(")", style, target)


def collapsed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with white space collapsed as in a browser; `BREAK` and `TAB` become a new line and a tab."""
    shown: list[Piece] = []
    gap = False
    for piece in pieces:
        if piece.text in (BREAK, TAB):
            if shown:
                shown.append(Piece("\n" if piece.text == BREAK else "\t"))
            gap = False
            continue
        words = " ".join(piece.text.split())
        gap = gap or piece.text[:1].isspace()
        if words or piece.picture is not None:
            between = " " if gap and shown and shown[-1].text not in ("\n", "\t") else ""
            shown.append(piece._replace(text=between + words))
            gap = piece.text[-1:].isspace()
    return shown


def is_shown(node: Html) -> bool:
    """Whether an element belongs into a text: it is not code, not a control and not hidden."""
    if not isinstance(node.tag, str) or node.tag in IGNORED:
        return False
    if node.tag == "svg" and KEYS in classes(node.getparent().getparent()):
        return True
    if node.tag == "svg" and node.get("role") != "img":
        return False
    hidden = node.get("aria-hidden") == "true" or "hidden" in node.attrib
    return not hidden and not LEFT_OUT & set(classes(node))


def classes(node: Html | None) -> list[str]:
    """The classes of an element."""
    return [] if node is None else (node.get("class") or "").split()
