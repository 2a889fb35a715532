"""Console: tables, bars and headings in a terminal, through rich. Markup is off, as data could contain it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...source.letters import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Styled

WIDE = 90
"""The width of a terminal, in columns, from which tables show all their columns."""


def console() -> Console:
    """The terminal; 100 columns wide if the output goes to a file or a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 100
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False, width=width)


def styled(text: str, style: str = "") -> Styled:
    """People's text, safe for a terminal, in a style of rich."""
    from rich.text import Text as Styled

    return Styled(visible(text), style=style)


def stacked(text: str) -> Styled:
    """A text with one word a line, for words in place of a figure: they would take the room of the names."""
    return styled("").append("\n".join(visible(word) for word in text.split(" ")))


def bar(part: int, whole: int, width: int = 12) -> Styled:
    """A bar of `width` columns, as full as `part` of `whole`."""
    from rich.text import Text as Styled

    utf = (sys.stdout.encoding or "").lower().startswith("utf")
    full, empty = ("█", "░") if utf else ("#", ".")
    # A bar is full only if everything is done, and empty only if nothing is.
    filled = 0 if not whole or not part else width if part >= whole else min(width - 1, max(1, part * width // whole))
    return Styled(full * filled, style="green") + Styled(empty * (width - filled), style="dim")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Styled | str]], *, text_columns: int = 1, least: int = 17
) -> Table:
    """A table without lines. The first `text_columns` hold text and are at least `least` wide, the others figures."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True, header_style="bold")
    for i, heading in enumerate(headings):
        if i < text_columns:
            made.add_column(heading, overflow="fold", min_width=least)
        else:
            made.add_column(heading, justify="right", no_wrap=False)
    for row in rows:
        made.add_row(*(styled(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def hanging(out: Console, text: Styled, indent: int, mark: str = "- ") -> None:
    """Print a text after a mark; further lines are indented under the text."""
    from rich.padding import Padding

    for i, line in enumerate(text.wrap(out, max(20, out.width - indent - len(mark)))):
        out.print(Padding(styled(mark) + line if i == 0 else line, (0, 0, 0, indent if i == 0 else indent + len(mark))))


def broken(headings: Iterable[str]) -> list[str]:
    """Headings with one word a line: in a narrow table, rich would cut figures rather than break a heading."""
    return [heading.replace(" ", "\n") for heading in headings]
