"""Cells: the figures of a table row by the columns they are in.

Statistics print thousands with spaces: "Umpama 16 088 339 - 26" may be three cells or four. How many columns the
table has decides which figures there can be; where that leaves several ways, each is a figure that may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...named import NamedTuple
from ...reading.words.columns import WITHIN
from .figures import Figure, is_year, values_of

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_CELL = re.compile(
    rf"[-\u2212+]?(?:{_NUMBER})(?:%|\*+|[rx]|(?:/[a-z]{{2,}})+)?|[-\u2013\u2014]+|\.{{2,}}|\u2026|NA|n\.?a\.?"
)
_FIRST, _GROUP, _LAST = re.compile(r"[1-9][0-9]{0,2}"), re.compile(r"[0-9]{3}"), re.compile(r"[0-9]{3}[.,][0-9]+")
_OPENS_WITH_0, _DIGITS = re.compile(r"0[0-9]"), re.compile(_NUMBER)
_DOTTED = re.compile(r"[-\u2212+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])")
_MOST_GROUPS, _MOST_CELLS = 5, 60
_ENTRY = re.compile(r"\s*[0-9]{1,3}\s*[.,)]?\s*(?=[^\W\d_])")
_ENTRY_ALONE = re.compile(r"\s*[0-9]{1,3}\s*[.)]\s*")
_MARKS = re.compile(r"\s*(?:\(\s*[0-9]{1,2}\s*\)\s*){2,}")


class TableRow(NamedTuple):
    """A table row: where its label ends, and the figures of its cells."""

    label: str
    figures: tuple[Figure, ...]


class _Token(NamedTuple):
    start: int
    end: int
    text: str


def columns_marked(line: str) -> int | None:
    """How many columns of figures a line of marks has: "(1) (2) (3)" is the label and two; None if it is none."""
    return line.count("(") - 1 if _MARKS.fullmatch(line) else None


def entry_without_figures(text: str) -> int:
    """Where the number of an entry ends that has no figure, else 0: "17. Umpama - - -", or "17." by itself."""
    if _ENTRY_ALONE.fullmatch(text):
        return len(text)
    entry, last = _ENTRY.match(text), text.split()[-1:]
    empty = all(_CELL.fullmatch(cell) and not any(map(str.isdigit, cell)) for cell in last)
    return entry.end() if entry and empty else 0


def row_of(text: str, columns: Sequence[int] = ()) -> TableRow | None:
    """The label and figures of a row; None if it does not end with cells.

    `columns`: how many columns there may be; the first number that the row can be read with is taken.
    """
    cells: list[_Token] = []
    for found in reversed(list(re.finditer(rf"(?:\S|{WITHIN})+", text))):
        cell = found[0].replace(WITHIN, "")
        if not _CELL.fullmatch(cell) or len(cells) == _MOST_CELLS:
            break
        cells.insert(0, _Token(found.start(), found.end(), cell))
    if not any(token.text[-1:].isdigit() or token.text[:1].isdigit() for token in cells):
        return None
    if any(_DOTTED.match(token.text) for token in cells):  # who parts thousands by dots has one word for each cell
        columns = [count for count in columns if count in (len(cells), len(cells) - _years_first(cells))]
    for count in columns:
        for skipped in range(_years_first(cells) + 1):
            figures = tuple(_figures(cells[skipped:], count))
            if figures:
                return TableRow(_label(text[: cells[skipped].start]), figures)
    first = _years_first(cells)
    return TableRow(_label(text[: cells[first].start]), tuple(_figures(cells[first:], None)))


def _years_first(cells: Sequence[_Token]) -> int:
    """How many of the first cells may belong to the label: a year."""
    return 1 if len(cells) > 1 and is_year(cells[0].text) else 0


def _label(text: str) -> str:
    return text[entry.end() :] if (entry := _ENTRY.match(text)) else text


def _figures(cells: Sequence[_Token], columns: int | None) -> Iterator[Figure]:
    """The figures that the cells can be, each with its column if only one is possible."""
    joined = any(_ends_a_group(token.text) for token in cells[1:])
    return _figures_joined(cells, columns) if joined else _figures_alone(cells, columns)


def _figures_joined(cells: Sequence[_Token], columns: int | None) -> Iterator[Figure]:
    """The figures where several numbers may be one cell."""
    before, after = _counts(cells), [*reversed(_counts(cells, backwards=True))]
    for start in range(len(cells)):
        for end in range(start + 1, min(len(cells), start + _MOST_GROUPS) + 1):
            if not _is_cell(cells, start, end):
                continue
            places = {n for n in before[start] if columns is not None and columns - n - 1 in after[end]}
            figure = _figure(cells, start, end) if places or columns is None else None
            if figure is not None:
                yield figure._replace(column=places.pop() if len(places) == 1 else None, columns=columns)


def _figures_alone(cells: Sequence[_Token], columns: int | None) -> Iterator[Figure]:
    """The same where no two numbers can be one cell, which is so in most rows: there is one way to read them."""
    if columns is not None and (columns != len(cells) or any(_OPENS_WITH_0.match(token.text) for token in cells)):
        return
    for n, token in enumerate(cells):
        figure = None if _OPENS_WITH_0.match(token.text) else _figure(cells, n, n + 1)
        if figure is not None:
            yield figure if columns is None else figure._replace(column=n, columns=columns)


def _counts(cells: Sequence[_Token], *, backwards: bool = False) -> list[set[int]]:
    """Into how many cells the first (or last) tokens of each number can be divided."""
    counts: list[set[int]] = [{0}]
    for size in range(1, len(cells) + 1):
        found: set[int] = set()
        for less in range(max(0, size - _MOST_GROUPS), size):
            start, end = (len(cells) - size, len(cells) - less) if backwards else (less, size)
            if _is_cell(cells, start, end):
                found |= {count + 1 for count in counts[less]}
        counts.append(found)
    return counts


def _is_cell(cells: Sequence[_Token], start: int, end: int) -> bool:
    """Whether tokens can be one cell: a number by itself, or groups of three digits."""
    first, *rest = (token.text for token in cells[start:end])
    if not rest:
        return not _OPENS_WITH_0.match(first)
    groups, last = rest[:-1], rest[-1]
    opens = _FIRST.fullmatch(first.lstrip("-\u2212")) is not None
    return opens and _ends_a_group(last) and all(map(_GROUP.fullmatch, groups))


def _ends_a_group(text: str) -> bool:
    """Whether a number can be the last part of a cell with spaces between its thousands."""
    return bool(_GROUP.fullmatch(text) or _LAST.fullmatch(text))


def _figure(cells: Sequence[_Token], start: int, end: int) -> Figure | None:
    text = "".join(token.text for token in cells[start:end])
    number = _DIGITS.search(text)
    values = values_of(number[0]) if number else []
    if not values or (end == start + 1 and is_year(text)):
        return None
    return Figure(
        start=cells[start].start,
        end=cells[end - 1].end - (len(text) - number.end() if number else 0),
        value=values[0],
        other=values[1] if len(values) > 1 else None,
        negative=text[0] in "-\u2212",
    )
