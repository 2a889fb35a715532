"""Plain: lines and tables for a file or pipe, the same as rich gives there, without loading it.

Nothing is wrapped or coloured, so that a text is its letters and a table is columns as wide as their widest cell.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from itertools import zip_longest

_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2212\u2248\u2260-\u2265\u2588\u2591]*")
"""Letters that are one column wide. The width of all others is asked of rich."""
_GAP = 2


class PlainText:
    """A text without its styles, in the words of rich."""

    def __init__(self, text: str) -> None:
        self.plain = text

    def __add__(self, other: PlainText) -> PlainText:
        return PlainText(self.plain + other.plain)

    def append(self, text: str, style: str = "") -> PlainText:
        """Add a text at the end."""
        self.plain += text
        return self

    def append_text(self, text: PlainText) -> PlainText:
        """Add a text at the end."""
        return self.append(text.plain)

    def wrap(self, out: PlainConsole, width: int) -> list[PlainText]:
        """The lines of the text; a file has room for each."""
        return [PlainText(line) for line in self.plain.split("\n")]


class PlainTable:
    """A table without lines, except for one under its headings. All but the first columns are flush right."""

    def __init__(self, headings: Sequence[str], text_columns: int, least: int) -> None:
        self._headings, self._rows = headings, list[list[str]]()
        self._text_columns, self._least = text_columns, least

    def add_row(self, *cells: PlainText) -> None:
        """Add a row."""
        self._rows.append([cell.plain for cell in cells])

    def lines(self) -> list[str]:
        """The lines of the table."""
        head, *rows = [[cell.split("\n") for cell in row] for row in (self._headings, *self._rows)]
        tallest = max(map(len, head), default=0)
        head = [[""] * (tallest - len(cell)) + cell for cell in head]
        widths = [
            max(map(_width, (line for cell in cells for line in cell))) for cells in zip(head, *rows, strict=True)
        ]
        for i in range(min(self._text_columns, len(widths))):
            widths[i] = max(widths[i], self._least)
        widths[-1] = widths[-1] or 1
        rule = "─" * (sum(widths) + _GAP * (len(widths) - 1))
        return [*self._row(head, widths), rule, *(line for row in rows for line in self._row(row, widths))]

    def _row(self, cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
        found = []
        for parts in zip_longest(*cells, fillvalue=""):
            placed = []
            for i, (part, width) in enumerate(zip(parts, widths, strict=True)):
                if i < self._text_columns:
                    placed.append(part + " " * (width - _width(part)))
                else:
                    placed.append(" " * (width - _width(part.rstrip())) + part.rstrip())
            found.append((" " * _GAP).join(placed))
        return found


class PlainConsole:
    """A file or pipe to which lines are written without the blanks at their ends."""

    def __init__(self, width: int) -> None:
        self.width = width

    def print(self, *objects: PlainText | PlainTable | str) -> None:
        """Print texts and tables, or an empty line."""
        for thing in objects or ("",):
            lines = thing.lines() if isinstance(thing, PlainTable) else str(getattr(thing, "plain", thing)).split("\n")
            sys.stdout.write("".join(line.rstrip(" \t") + "\n" for line in lines))
        sys.stdout.flush()


def _width(text: str) -> int:
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
