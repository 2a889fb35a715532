"""Fitting: tables no wider than the terminal. rich would cut a figure, and 3 for 3.33 is another figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...named import NamedTuple
from ...spelling.patterns import late

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text as Styled

_WORD, _PIECE = late(r"\S+"), late(r"[^-/_]+[-/_]*|[-/_]+")
_GAP = 2


class ColumnNeed(NamedTuple):
    """How wide a column would be by itself, and the least width at which its words are whole."""

    wanted: int
    least: int


def fitting(
    headings: Sequence[str], rows: Sequence[Sequence[Styled]], text_columns: int, least: int, room: int
) -> RenderableType:
    """A table no wider than `room`: text is broken first, then headings; what has no room comes below.

    There, the first `text_columns` are repeated. They are at least `least` wide.
    """
    from rich.console import Group

    needs = [
        _need([heading, *(row[i].plain for row in rows)], least if i < text_columns else 0)
        for i, heading in enumerate(headings)
    ]
    parts: list[RenderableType] = []
    for shown in _blocks(needs, text_columns, room):
        widths = _widths([needs[i] for i in shown], text_columns, room)
        made = _empty([headings[i] for i in shown], widths, text_columns)
        for row in rows:
            made.add_row(
                *(
                    at_hyphens(row[i], width) if i < text_columns else row[i]
                    for i, width in zip(shown, widths, strict=True)
                )
            )
        parts += ["", made] if parts else [made]
    return Group(*parts)


def _need(cells: Sequence[str], least: int) -> ColumnNeed:
    from rich.cells import cell_len

    wanted = max(least, *(cell_len(line) for cell in cells for line in cell.split("\n")))
    words = (cell_len(word) for cell in cells for word in cell.split())
    return ColumnNeed(wanted, least or max(words, default=0))


def _blocks(needs: Sequence[ColumnNeed], text_columns: int, room: int) -> Iterator[list[int]]:
    """The columns of each part of the table: as many of the figures as fit next to the text, and at least one."""
    texts = list(range(min(text_columns, len(needs))))
    block = list(texts)
    for i in range(text_columns, len(needs)):
        taken = sum(needs[j].least + _GAP for j in block)
        if len(block) > len(texts) and taken + needs[i].least > room:
            yield block
            block = list(texts)
        block.append(i)
    yield block


def _widths(needs: Sequence[ColumnNeed], text_columns: int, room: int) -> list[int]:
    """The width of each column: as wide as it would be by itself, as far as there is room."""
    widths = [need.wanted for need in needs]
    room -= _GAP * (len(widths) - 1)
    texts, figures = range(text_columns), range(text_columns, len(widths))
    # In a terminal of very few columns even the least is too much for the text.
    for kind, floors in ((texts, None), (figures, None), (texts, 1), (figures, 1)):
        while sum(widths) > room:
            floor = {i: floors or needs[i].least for i in kind}
            widest = max((i for i in kind if widths[i] > floor[i]), key=widths.__getitem__, default=None)
            if widest is None:
                break
            widths[widest] -= 1
    return widths


def _empty(headings: Sequence[str], widths: Sequence[int], text_columns: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True, header_style="bold")
    for i, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        made.add_column(heading, width=width, overflow="fold", justify="left" if i < text_columns else "right")
    return made


def at_hyphens(text: Styled, room: int) -> Styled:
    """A text whose words fit into this many columns: a longer one, such as an id, goes on after a hyphen or slash.

    rich would break it anywhere.
    """
    from rich.text import Text as Styled

    ends = list[int]()
    for word in _WORD.finditer(text.plain):
        start = word.start()
        for piece in _PIECE.finditer(text.plain, word.start(), word.end()):
            if piece.end() - start > room and piece.start() > start:
                ends.append(piece.start())
                start = piece.start()
    return Styled("\n").join(text.divide(ends)) if ends else text
