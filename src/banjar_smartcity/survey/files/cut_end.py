"""Cut end: a CSV file that ends within its last row, as where a download broke off; its rows may not be all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from ...diagnostics import Phrase
from ...i18n import N_
from ..table.findings import finding
from ..table.fixed import FixedRows
from ..table.kinds import FILE_CUT
from ..table.rows import FlatRows, RowBlock, TableError, is_blank

WITHIN_QUOTES = Phrase(N_("a quotation mark is not closed"))
_SHORT = Phrase(N_("its last row has fewer cells than the others, and no end of a line"))
_LEAST_ROWS, _RARE = 3, 20
"""Rows above the last one before their length says anything, of which one in so many may be shorter or longer."""


def cut_off(path: str, row: int, how: Phrase) -> TableError:
    """The error that a file ends within a row."""
    return TableError(finding(FILE_CUT, path, {"how": how}, row=row))


def whole_rows(blocks: Iterator[RowBlock], path: str) -> Iterator[RowBlock]:
    """The rows of a file whose last line has no end.

    Raise `TableError` in place of the last row if it is shorter than nearly all others, which have the same length. A
    single text, such as a note below the table, may be the last line.
    """
    widths: Counter[int] = Counter()
    waiting: RowBlock | None = None
    for block in blocks:
        if waiting is not None:
            yield waiting
            widths += _widths(waiting)
        waiting = block
    if waiting is None:
        return
    above, last = waiting.cut(0, len(waiting.rows) - 1), waiting.rows[-1]
    widths += _widths(above)
    usual, count = max(widths.items(), key=itemgetter(1), default=(0, 0))
    others = widths.total() - count
    if count < _LEAST_ROWS or others * _RARE > count or not 0 < len(last) < usual or _is_note(last):
        yield waiting
        return
    if above.rows:
        yield above
    raise cut_off(path, waiting.numbers[-1], _SHORT)


def _widths(block: RowBlock) -> Counter[int]:
    """The lengths of the rows, without those of empty ones."""
    rows = block.rows
    if isinstance(rows, FlatRows | FixedRows):
        return Counter({rows.width: len(rows)})
    return Counter(filter(None, map(len, rows)))


def _is_note(cells: object) -> bool:
    given = [cell for cell in cells if not is_blank(cell)] if isinstance(cells, list | tuple) else []
    return len(given) == 1 and (" " in (text := str(given[0]).strip()) or not any(map(str.isalnum, text)))
