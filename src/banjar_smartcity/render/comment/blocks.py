"""Blocks of a comment or a screen, written as Markdown or as plain text.

Blocks hold people's text as it is. It is made safe here, for the medium.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from unicodedata import east_asian_width

from ...i18n import Language
from ...named import NamedTuple
from ...source.letters import visible
from ..words import markdown

LIMIT = 60_000
"""The largest comment in bytes: platforms refuse longer ones (65,536 characters on GitHub)."""
_WIDTH = 100
"""The columns of a text that is not for a terminal."""
MOST = 100
"""The most entries of one list: hundreds of answers would hide what else changed."""
_MOST_DETAILS = 12
_RESERVE = 200
"""Bytes kept for the line that says how much more there is."""


class TextLine(NamedTuple):
    """One sentence."""

    text: str
    strong: bool = False


class Heading(NamedTuple):
    """A heading for the blocks below it."""

    text: str


class ListEntry(NamedTuple):
    """One thing in a list, with details below it."""

    text: str
    details: tuple[str, ...] = ()


class Listing(NamedTuple):
    """A list of things of one kind."""

    entries: tuple[ListEntry, ...]


class TextTable(NamedTuple):
    """Figures in columns; the first column names the rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = TextLine | Heading | Listing | TextTable


def as_markdown(blocks: Iterable[Block], lang: Language, limit: int = LIMIT) -> str:
    """The blocks as Markdown of at most `limit` bytes.

    A list or table takes at most half of the room that is left for it and all that follows, so that no section pushes
    out the next one. Its last line counts the entries and rows that were cut.
    """
    lines: list[str] = []
    whole = list(blocks)
    room = limit
    for place, block in enumerate(whole):
        listed = isinstance(block, Listing | TextTable)
        later = any(isinstance(other, Listing | TextTable) for other in whole[place + 1 :])
        end = room // 2 if listed and later else 0
        left = 0
        for text, entries in _markdown(block, lang):
            size = len(text.encode()) + 2
            if left or not text or room - size < end + _RESERVE:
                left += entries
            else:
                lines.append(text)
                room -= size
        if left:
            more = f"- {_more(left, lang)}" if isinstance(block, Listing) else f"\n{_more(left, lang)}"
            lines.append(more)
            room -= len(more.encode()) + 2
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _markdown(block: Block, lang: Language) -> Iterator[tuple[str, int]]:
    """The pieces of a block between which it may be cut, each with the number of entries in it."""
    esc = markdown.escape
    if isinstance(block, TextLine):
        yield (f"**{esc(block.text)}**" if block.strong else esc(block.text)), 0
    elif isinstance(block, Heading):
        yield f"### {esc(block.text)}", 0
    elif isinstance(block, TextTable):
        rules = (":--", *["--:"] * (len(block.headings) - 1))
        yield f"{_row(map(esc, block.headings))}\n{_row(rules)}", 0
        for row in block.rows:
            yield _row(map(esc, row)), 1
    else:
        for entry in block.entries[:MOST]:
            details = (f"  - {esc(line)}" for line in _details(entry, lang))
            yield "\n".join([f"- {esc(entry.text)}", *details]), 1
        if (rest := len(block.entries) - MOST) > 0:
            yield "", rest  # counted with what is cut


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_text(blocks: Iterable[Block], lang: Language) -> str:
    """The blocks as plain text for a terminal; nothing is cut."""
    columns = _width_of_terminal()
    lines: list[str] = []
    for block in blocks:
        lines += _text(block, lang, columns)
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _width_of_terminal() -> int:
    """The columns of the terminal, as `shutil.get_terminal_size` says, which takes long to load."""
    with suppress(ValueError):
        if (given := int(os.environ.get("COLUMNS", "0"))) > 0:
            return given
    with suppress(ValueError, OSError):  # closed, or not a terminal
        if sys.__stdout__ is not None:
            return os.get_terminal_size(sys.__stdout__.fileno()).columns or _WIDTH
    return _WIDTH


def _text(block: Block, lang: Language, columns: int) -> Iterator[str]:
    safe = visible
    if isinstance(block, TextLine):
        yield safe(block.text)
    elif isinstance(block, Heading):
        yield safe(block.text)
        yield "─" * _width(safe(block.text))
    elif isinstance(block, TextTable):
        lines = list(_columns([block.headings, *(tuple(map(safe, row)) for row in block.rows)]))
        fits = max(map(_width, lines)) <= columns
        yield from lines if fits else _text(_as_listing(block), lang, columns)
    else:
        for entry in block.entries:
            yield "- " + safe(entry.text)
            yield from ("  - " + safe(line) for line in _details(entry, lang))


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = row
        padded = (" " * (width - _width(cell)) + cell for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first + " " * (widths[0] - _width(first)), *padded]).rstrip()


def _as_listing(table: TextTable) -> Listing:
    """A table that is too wide for the screen, as a list of its rows."""
    return Listing(
        tuple(
            ListEntry(
                row[0], tuple(f"{h}: {cell}" for h, cell in zip(table.headings[1:], row[1:], strict=True) if cell)
            )
            for row in table.rows
        )
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _details(entry: ListEntry, lang: Language) -> Iterator[str]:
    yield from entry.details[:_MOST_DETAILS]
    if len(entry.details) > _MOST_DETAILS:
        yield _more(len(entry.details) - _MOST_DETAILS, lang)


def _more(count: int, lang: Language) -> str:
    return lang.ngettext("… and {n} more", "… and {n} more", count).format(n=count)
