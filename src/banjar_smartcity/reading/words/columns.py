"""Columns: what is above each column of figures of a table, by the places of the words on the page.

A text gives the heads of a table in the order in which they were drawn, and nobody can tell from it which one is above
which figure. Before the figures of each table a line is put that has them in turn, parted by a sign that no document
has: "Desa │ Luas Tanam (Ha) │ Luas Panen (Ha)".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from ...named import NamedTuple
from .order import PlacedLine

BETWEEN, WITHIN = " \u2502 ", "\u202f"
"""What parts the heads of columns, and the groups of digits of one cell."""
_CELL = re.compile(r"[-\u2212+(]?(?:Rp\.?)?[0-9][0-9.,]*[)%*]*|[-\u2013\u2014]+|\u2026|\.{2,}|%|Rp\.?|NA")
_FIGURE = re.compile(r"[0-9]")
_FEWEST_ROWS, _MOST_ROWS = 3, 12
"""Rows below each other that show where columns are, and those that are looked at."""
_MOST_LINES, _LONGEST_LINE, _MOST_TABLES, _MOST_MARKS = 400, 1000, 6, 24
"""A page with more lines or a longer one is left as it is; the place of each word has to be asked for."""
_MOST_HEADS, _MOST_COLUMNS = 24, 60
"""Lines above a table that may be its heads, and columns: with more of them nothing is said about any."""
_GAP, _GAP_OF_ROWS, _SPACE, _GROUP_SPACE = 1.5, 2.5, 0.7, 0.4
"""Heights of a line: between two lines of heads, above the first row, between cells, and between groups of digits."""
_GROUPED = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")


class PlacedWord(NamedTuple):
    """A word and where it begins and ends."""

    text: str
    left: float
    right: float

    @property
    def centre(self) -> float:
        """The middle of it."""
        return (self.left + self.right) / 2


Words = Callable[[PlacedLine], Sequence[PlacedWord]]
"""The words of a line from left to right."""


class _Table(NamedTuple):
    """The columns of a table and the line above which their heads are. The last `figures` columns have figures."""

    line: int
    columns: tuple[PlacedWord, ...]
    figures: int


def with_heads(lines: Sequence[PlacedLine], words: Words) -> list[str]:
    """The texts of lines, with one before each table that has the heads of its columns, as far as they are known."""
    heads = {}
    first = len(lines)
    words = cache(words)  # tables ask for the words of the same lines
    known = len(lines) <= _MOST_LINES and all(len(line.text) <= _LONGEST_LINE for line in lines)
    for table in _tables(lines, words) if known else ():
        if found := _heads(lines, table, words):
            heads[table.line] = found
            first = min(first, table.line)
    texts = []
    for n, line in enumerate(lines):
        text = _with_groups(line, words) if n >= first else line.text
        texts += [heads[n], text] if n in heads else [text]
    return texts


def _with_groups(line: PlacedLine, words: Words) -> str:
    """A row whose groups of digits that are one number are joined: "6 105 98" may be two cells or three."""
    if not _GROUPED.search(line.text) or _cells_at_end(line) < 2:
        return line.text
    cells = _cells(line, words)
    return " ".join(_GROUPED.sub(WITHIN, cell.text) if _is_cell(cell.text) else cell.text for cell in cells)


def _tables(lines: Sequence[PlacedLine], words: Words) -> Iterator[_Table]:
    """The tables of a page: below a line of marks such as "(1) (2) (3)", or rows whose cells are below each other."""
    marks = [n for n, line in enumerate(lines) if _marks(line)][:_MOST_MARKS]
    marked = [table for n in marks if (table := _marked(lines, n, words))]
    yield from marked[:_MOST_TABLES]
    n = found = len(lines) if marked else 0
    while n < len(lines) and found < _MOST_TABLES:
        table = _unmarked(lines, n, words)
        n += 1
        if table is not None:
            yield table
            found += 1
            while n < len(lines) and _cells_at_end(lines[n]):
                n += 1


def _marks(line: PlacedLine) -> bool:
    """Whether a line has only the numbers of columns."""
    numbers = [int(number) for number in re.findall(r"[0-9]+", line.text)]
    if re.fullmatch(r"\s*(?:\(\s*[0-9]{1,2}\s*\)\s*){2,40}", line.text):
        return numbers == sorted(numbers)  # a table that goes on has the label and later columns: "(1) (7) (8)"
    plain = re.fullmatch(r"\s*(?:[0-9]{1,2}\s+){2,40}[0-9]{1,2}\s*", line.text)
    return plain is not None and numbers == list(range(1, len(numbers) + 1))


def _cells_at_end(line: PlacedLine) -> int:
    """How many words at the end of a line are figures or signs of empty cells."""
    count = 0
    for word in reversed(line.text.split()):
        if not _CELL.fullmatch(word):
            break
        count += 1
    return count if _FIGURE.search(line.text) else 0


def _marked(lines: Sequence[PlacedLine], n: int, words: Words) -> _Table | None:
    marks = [word for word in words(lines[n]) if _FIGURE.search(word.text)]
    below = [_cells(line, words) for line in lines[n + 1 : n + 1 + _MOST_ROWS] if _cells_at_end(line)]
    if any(len(cells) > _MOST_COLUMNS for cells in below):
        return None
    placed: dict[int, list[str]] = defaultdict(list)
    for cells in below:
        nearest = [_nearest(cell.centre, marks) for cell in cells]
        for k, cell in zip(nearest, cells, strict=True):
            placed[k].append(cell.text)
        last = nearest[len(cells) - len(_figures_at_end(cells)) :]
        if len(set(last)) < len(last):
            return None  # there are more columns than marks
    figures = 0
    for k in range(len(marks) - 1, 0, -1):
        if not placed[k] or not all(map(_is_cell, placed[k])):
            break
        figures += 1
    return _Table(n, tuple(marks), figures) if figures > 1 else None


def _unmarked(lines: Sequence[PlacedLine], n: int, words: Words) -> _Table | None:
    """A table by its first rows: as many figures at the end of each, one below the other."""
    rows: list[list[PlacedWord]] = []
    for line in lines[n : n + _FEWEST_ROWS]:
        if _cells_at_end(line) < 2 or _marks(line):
            return None
        rows.append(_figures_at_end(_cells(line, words)))
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in rows}) > 1 or not 2 <= len(rows[0]) <= _MOST_COLUMNS:
        return None
    columns = []
    for cells in zip(*rows, strict=True):
        left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
        if not all(cell.left < cells[0].right and cell.right > cells[0].left for cell in cells):
            return None
        columns.append(PlacedWord("", left, right))
    label = min(line.left for line in lines[n : n + _FEWEST_ROWS])
    if label >= columns[0].left or any(b.left <= a.right for a, b in pairwise(columns)):
        return None
    return _Table(n, (PlacedWord("", label, columns[0].left - 1), *columns), len(columns))


def _cells(line: PlacedLine, words: Words) -> list[PlacedWord]:
    """The cells of a line: words with no more than a space between them are one."""
    height = line.top - line.bottom
    found: list[PlacedWord] = []
    for word in words(line):
        gap = (word.left - found[-1].right) / height if found and height else _SPACE
        if found and gap < _SPACE and not _parts(found[-1].text, word.text, gap):
            found[-1] = PlacedWord(f"{found[-1].text} {word.text}", found[-1].left, max(found[-1].right, word.right))
        else:
            found.append(word)
    return found


def _parts(before: str, after: str, gap: float) -> bool:
    """Whether two words that are near each other are cells of their own: the groups of a number belong together."""
    last = before.rsplit(maxsplit=1)[-1]
    figures = bool(_CELL.fullmatch(last) and _CELL.fullmatch(after))
    return figures and (gap >= _GROUP_SPACE or not re.match(r"[0-9]{3}(?![0-9])", after))


def _is_cell(text: str) -> bool:
    return all(_CELL.fullmatch(word) for word in text.split())


def _figures_at_end(cells: Sequence[PlacedWord]) -> list[PlacedWord]:
    found: list[PlacedWord] = []
    for cell in reversed(cells):
        if not _is_cell(cell.text):
            break
        found.insert(0, cell)
    return found


def _nearest(place: float, columns: Sequence[PlacedWord]) -> int:
    return min(range(len(columns)), key=lambda k: abs(columns[k].centre - place))


def _heads(lines: Sequence[PlacedLine], table: _Table, words: Words) -> str | None:
    """The heads of all columns in turn; None if one of the figures has none."""
    found: list[list[str]] = [[] for _ in table.columns]
    for cells in _lines_above(lines, table, words):
        for k, text in _assigned(cells, table.columns, len(table.columns) - table.figures):
            found[k].insert(0, text)
    labels, own = found[: -table.figures], found[-table.figures :]
    if not all(own):
        return None
    label = " ".join(" ".join(texts) for texts in labels)
    return BETWEEN.join((label, *(" ".join(texts) for texts in own)))


def _lines_above(lines: Sequence[PlacedLine], table: _Table, words: Words) -> Iterator[list[PlacedWord]]:
    """The cells of each line of heads, the lowest first, up to the title of the table."""
    first = lines[table.line]
    above = [line for line in lines[max(0, table.line - _MOST_HEADS) : table.line] if line.bottom >= first.bottom]
    above.sort(key=lambda line: -line.bottom, reverse=True)
    last = first
    for _, same in groupby(above, key=lambda line: round(line.bottom)):
        level = list(same)
        height = max(line.top - line.bottom for line in level)
        most = _GAP_OF_ROWS if last is first or _marks(last) else _GAP
        if min(line.bottom for line in level) - last.top > most * height:
            return
        if any(map(_marks, level)):
            last = level[0]
            continue
        if any(map(_is_of_rows, level)):
            return
        cells = sorted((cell for line in level for cell in _cells(line, words)), key=lambda cell: cell.left)
        if any(_is_title(cell, table.columns) for cell in cells) and len(cells) < _FEWEST_ROWS:
            return
        if cells:
            yield cells
        last = level[0]


def _is_of_rows(line: PlacedLine) -> bool:
    """Whether a line has several figures other than years: it is of the rows of a table."""
    figures = re.findall(r"(?<!\S)[0-9][0-9.,]*(?!\S)", line.text)
    return _cells_at_end(line) > 1 and not all(re.fullmatch(r"(?:19|20)[0-9]{2}", one) for one in figures)


def _is_title(cell: PlacedWord, columns: Sequence[PlacedWord]) -> bool:
    """Whether a cell goes over several columns: it is about all of them."""
    return sum(cell.left < column.centre < cell.right for column in columns) > 1


def _assigned(cells: Sequence[PlacedWord], columns: Sequence[PlacedWord], labels: int) -> Iterator[tuple[int, str]]:
    """Which columns each cell is above: its own, or all columns of figures that it is in the middle of."""
    if len(cells) > 2 * _MOST_COLUMNS:
        return
    groups: dict[int, list[int]] = defaultdict(list)
    for k in range(labels, len(columns)):
        groups[_nearest(columns[k].centre, cells)].append(k)
    pitch = (columns[-1].centre - columns[0].centre) / (len(columns) - 1)
    for n, cell in enumerate(cells):
        group = groups[n]
        middle = sum(columns[k].centre for k in group) / len(group) if group else 0.0
        if len(cells) == 1 or len(group) < 2 or abs(middle - cell.centre) > pitch / 4:
            own = _nearest(cell.centre, columns)
            group = [k for k, one in enumerate(columns) if k == own or cell.left <= one.centre <= cell.right]
        yield from ((k, cell.text) for k in group)
