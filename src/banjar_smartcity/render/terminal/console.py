"""Console: tables, bars and headings in a terminal, through rich. Markup is off, as data could contain it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOBase
from typing import TYPE_CHECKING, Any, TextIO, cast

from ...source.letters import visible
from ...spelling.patterns import late
from .plain import PlainConsole, PlainTable, PlainText

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text as Styled

WIDE = 90
"""The width of a terminal, in columns, from which tables show all their columns."""


UNBOUNDED = 100_000
"""Columns of a file or pipe: what reads it wraps as it likes."""
_PADDING = late(r"[ \t]+(?=(?:\x1b\[[0-9;]*m)*(?:\n|\Z))")


class Unpadded(TextIOBase):
    """A stream to which lines are written without the blanks at their ends. A line comes in one piece."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # read-only there
        """That of the stream: on it rests which letters are shown."""
        return self._stream.encoding

    def write(self, text: str) -> int:
        """Write text."""
        return self._stream.write(_PADDING.sub("", text))

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()


def columns() -> int:
    """How many columns there are for text: those of the terminal or of COLUMNS; no end of them in a file or pipe."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        from shutil import get_terminal_size

        return get_terminal_size((100, 24)).columns
    return UNBOUNDED


def is_plain() -> bool:
    """Whether nothing is coloured or wrapped. rich is loaded only for the rest, as that takes long."""
    told = ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS")
    utf = (sys.stdout.encoding or "").lower().startswith("utf")
    return utf and not sys.stdout.isatty() and not any(name in os.environ for name in told)


def console() -> Console:
    """The terminal, or a file or pipe, whose lines are neither padded nor wrapped."""
    if is_plain():
        return cast("Console", PlainConsole(UNBOUNDED))
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            """Have the boundary end the command; rich would end it with 1."""
            raise BrokenPipeError

    terminal = sys.stdout.isatty()
    file: Any = None if terminal else Unpadded(sys.stdout)
    width = None if terminal else columns()
    return Piped(markup=False, highlight=False, emoji=False, soft_wrap=False, file=file, width=width)


def styled(text: str, style: str = "") -> Styled:
    """People's text, safe for a terminal, in a style of rich."""
    if is_plain():
        return cast("Styled", PlainText(visible(text)))
    from rich.text import Text as Styled

    return Styled(visible(text), style=style)


def stacked(text: str) -> Styled:
    """A text with one word a line, for words in place of a figure: they would take the room of the names."""
    return styled("").append("\n".join(visible(word) for word in text.split(" ")))


def bar(part: int, whole: int, width: int = 12) -> Styled:
    """A bar of `width` columns, as full as `part` of `whole`."""
    utf = (sys.stdout.encoding or "").lower().startswith("utf")
    full, empty = ("█", "░") if utf else ("#", ".")
    # A bar is full only if everything is done, and empty only if nothing is.
    filled = 0 if not whole or not part else width if part >= whole else min(width - 1, max(1, part * width // whole))
    return styled(full * filled, "green") + styled(empty * (width - filled), "dim")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Styled | str]], *, text_columns: int = 1, least: int = 17
) -> RenderableType:
    """A table without lines. The first `text_columns` hold text and are at least `least` wide, the others figures."""
    if is_plain():
        made = PlainTable(headings, text_columns, least)
        for row in rows:
            made.add_row(*(cast("PlainText", styled(cell) if isinstance(cell, str) else cell) for cell in row))
        return cast("RenderableType", made)
    from .fitting import fitting

    cells = [[styled(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return fitting(headings, cells, text_columns, least, columns())


def hanging(out: Console, text: Styled, indent: int, mark: str = "- ") -> None:
    """Print a text after a mark; further lines are indented under the text."""
    for i, line in enumerate(text.wrap(out, max(20, out.width - indent - len(mark)))):
        out.print(styled(" " * indent + (mark if i == 0 else " " * len(mark))) + line)


def broken(headings: Iterable[str]) -> list[str]:
    """Headings with one word a line: in a narrow table, rich would cut figures rather than break a heading."""
    return [heading.replace(" ", "\n") for heading in headings]
