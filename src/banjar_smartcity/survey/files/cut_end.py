"""Cut end: a CSV file that ends within its last row, as where a download broke off; its rows may not be all."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Phrase
from ...i18n import N_
from ..table.findings import finding
from ..table.fixed import FixedRows
from ..table.kinds import FILE_CUT
from ..table.rows import FlatRows, RowBlock, TableError, is_blank

WITHIN_QUOTES = Phrase(N_("a quotation mark is not closed"))
_SHORT = Phrase(N_("its last row has fewer cells than all others, and no end of a line"))
_LEAST_ROWS = 3
"""Rows above the last one before their length says anything."""


def cut_off(path: str, row: int, how: Phrase) -> TableError:
    """The error that a file ends within a row."""
    return TableError(finding(FILE_CUT, path, {"how": how}, row=row))


def whole_rows(blocks: Iterator[RowBlock], path: str) -> Iterator[RowBlock]:
    """The rows of a file whose last line has no end.

    Raise `TableError` in place of the last row if it is shorter than all others, which have the same length. A single
    text, such as a note below the table, may be the last line.
    """
    widths: set[int] = set()
    count = 0
    waiting: RowBlock | None = None
    for block in blocks:
        if waiting is not None:
            yield waiting
            widths |= _widths(waiting)
            count += len(waiting.rows)
        waiting = block
    if waiting is None:
        return
    above, last = waiting.cut(0, len(waiting.rows) - 1), waiting.rows[-1]
    widths |= _widths(above)
    if len(above.rows) + count < _LEAST_ROWS or len(widths) != 1 or not 0 < len(last) < min(widths) or _is_note(last):
        yield waiting
        return
    if above.rows:
        yield above
    raise cut_off(path, waiting.numbers[-1], _SHORT)


def _widths(block: RowBlock) -> set[int]:
    rows = block.rows
    return ({rows.width} if rows else set()) if isinstance(rows, FlatRows | FixedRows) else set(map(len, rows)) - {0}


def _is_note(cells: object) -> bool:
    given = [cell for cell in cells if not is_blank(cell)] if isinstance(cells, list | tuple) else []
    return len(given) == 1 and " " in str(given[0]).strip()
