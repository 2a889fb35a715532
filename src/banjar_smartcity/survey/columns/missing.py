"""Missing statements: those without a column, and the unused columns in which they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from ...diagnostics import Finding
from ...named import NamedTuple
from ..cells.answer import Said, answer_of
from ..cells.plain import plain
from ..table.findings import finding
from ..table.row_kinds import STATEMENT_CONTINUED, STATEMENT_MISSING, STATEMENT_MISSPELT
from ..table.rows import Cell, RowBlock, Table, is_blank
from .column import Column, Columns
from .names import role_of
from .statements import Statements, number_of

_SIMILAR = 0.85
"""The share of letters that a misspelt name has in common with the right one."""
_SAME_WORDS = 0.7
"""The share of words that a changed sentence has in common with the statement."""
_LEAST_WORDS = 5
_LEAST_CUT = 25
"""The least letters of a name that a program has cut, and that several statements begin with."""
_LEAST_PART = 0.4
"""The share of a name that some words from its middle or end are, without the others."""
_MOST_COMPARED = 200
_MOST_ROWS = 300
_LEAST_IN_ROWS = 3
_NO_END = 1 << 20
"""A place after every column."""
_LONGEST = 400
_NAMES = 2
"""So many first rows may have further names of the columns."""


def missing_statements(
    table: Table, columns: Columns, statements: Statements, first: RowBlock | None = None
) -> Iterator[Finding]:
    """A finding for each unused column that looks like a missing statement, and one for the others that are missing.

    `first` are rows of the table: a column in the place of a statement is like it if it has the same answers.
    """
    found = set(columns.statements)
    wholes = {statements.item(item).dimension for item in found}
    parts = {statements.sub_dimension_of(item) for item in found}
    missing = [item.id for item in statements.items if item.dimension in wholes and item.id not in found]
    left = [column for column in columns.unused if role_of(plain(column.name)) is None][:_MOST_COMPARED]
    in_place = _in_place(
        columns, statements, [item for item in missing if statements.sub_dimension_of(item) in parts], first
    )
    for item in list(missing):
        column = _like(statements.names_of(item), left) or _numbered(statements, item, left) or in_place.get(item)
        if column is not None:
            missing.remove(item)
            left = [other for other in left if other != column]
            facts = {"column": column.label, "item": item}
            found_here = finding(STATEMENT_MISSPELT, table.path, facts, row=table.header_row, column=column.place)
            yield found_here._replace(suggestion=item)
    for item, column in _continued(columns, statements, left, first):
        facts = {"column": column.label, "item": item}
        yield finding(STATEMENT_CONTINUED, table.path, facts, row=table.header_row, column=column.place)
    partly = tuple(item for item in missing if statements.sub_dimension_of(item) in parts)
    if partly:
        yield finding(STATEMENT_MISSING, table.path, {"items": partly}, row=table.header_row)


def _continued(
    columns: Columns, statements: Statements, left: Sequence[Column], first: RowBlock | None
) -> Iterator[tuple[str, Column]]:
    """Statements with no answer in just those rows in which a column without use has one, and that column.

    Where a question is renamed while people answer, survey programs begin a new column. Rows without an answer to any
    statement are of another questionnaire, unless it has as many questions.
    """
    if first is None or not left:
        return
    below = first.rows[_NAMES:]  # the first rows may be further names of the columns
    rows = list(below[:: len(below) // _MOST_ROWS + 1])
    everything = (1 << len(rows)) - 1
    answers = [(item, column.place) for item, column in columns.answers()]
    words = {plain(cells[place]) for cells in rows for _, place in answers if place < len(cells)}
    filled = dict.fromkeys(columns.statements, 0)
    for item, place in answers:
        filled[item] |= _filled(rows, place)
    anything = reduce(or_, filled.values(), 0)
    free = [(column, own) for column in left if (own := _filled(rows, column.place)) and own != everything]
    together = Counter(mask for _, mask in free)
    for item, own in filled.items():
        for column, other in free:
            blank = everything & ~own
            enough = other.bit_count() >= _LEAST_IN_ROWS and blank.bit_count() <= other.bit_count() * 2
            alike = other & anything or together[other] == len(filled)
            if own and not own & other and enough and alike and _has_answers(rows, column.place, words, statements):
                yield item, column
                filled[item] |= other
                free = [(one, mask) for one, mask in free if one != column]
                break


def _filled(rows: Sequence[Sequence[Cell]], place: int) -> int:
    """The rows in which a column is filled, as a number with a bit for each."""
    filled = (place < len(cells) and not is_blank(cells[place]) for cells in rows)
    return sum(1 << i for i, given in enumerate(filled) if given)


def _has_answers(rows: Sequence[Sequence[Cell]], place: int, words: Collection[str], statements: Statements) -> bool:
    """Whether a column has only what the statements have, or labels of agreement."""
    said = {cells[place] for cells in rows if place < len(cells) and not is_blank(cells[place])}
    return all(plain(cell) in words or _agrees(cell, statements) for cell in said)


def _agrees(cell: Cell, statements: Statements) -> bool:
    """Whether a cell is a label of agreement."""
    answer = answer_of(cell, {}, statements.labels)
    return isinstance(answer, Said) and (answer.agreement or answer.ours)


def _in_place(
    columns: Columns, statements: Statements, missing: Sequence[str], first: RowBlock | None
) -> dict[str, Column]:
    """By missing item, the column without use where the item's would be, which has the same answers."""
    if first is None or not missing:
        return {}
    rows = list(first.rows[:_MOST_ROWS])
    width = max(map(len, rows), default=0)
    answers = {column.place for _, column in columns.answers()}
    known = {*columns.labels(), *(column.place for column in columns.companions)}
    named = {column.place: column for column in columns.unused}
    words = {plain(cells[place]) for cells in rows for place in answers if place < len(cells)}
    free = [
        named.get(place, Column(place, ""))
        for place in range(width)
        if place not in known
        and (place not in named or role_of(plain(named[place].name)) is None)
        and _has_only(rows, place, words)
    ]
    found: dict[str, Column] = {}
    for run in _runs(columns, statements, missing):
        between = [column for column in free if run.begin < column.place < run.end]
        if run.begin < 0:
            between = [column for column in between if column.place >= run.end - len(run.items)]
        if run.end >= _NO_END:
            between = [column for column in between if column.place <= run.begin + len(run.items)]
        if len(between) == len(run.items):
            found.update(zip(run.items, between, strict=True))
    return found


class _Run(NamedTuple):
    """Missing items one after the other, and the places of the columns of the statements before and after them."""

    items: tuple[str, ...]
    begin: int
    end: int


def _runs(columns: Columns, statements: Statements, missing: Sequence[str]) -> Iterator[_Run]:
    wholes = dict.fromkeys(statements.item(item).dimension or "" for item in missing)
    for whole in wholes:
        items: list[str] = []
        begin = -1
        for item in (*statements.items_of(whole), None):
            column = columns.statements.get(item) if item else None
            if item and column is None:
                items.append(item)
                continue
            end = column.place if column else _NO_END
            if items and set(items) <= set(missing):
                yield _Run(tuple(items), begin, end)
            items, begin = [], end


def _has_only(rows: Sequence[Sequence[Cell]], place: int, words: Collection[str]) -> bool:
    """Whether a column is filled in most rows, and has only texts that the statements have."""
    given = [plain(cells[place]) for cells in rows if place < len(cells) and not is_blank(cells[place])]
    return len(given) * 2 > len(rows) and set(given) <= set(words) and len(set(given)) > 1


def _numbered(statements: Statements, item: str, columns: Sequence[Column]) -> Column | None:
    """A column with the number of a statement, below or after the name of a group that is not known."""
    part = statements.sub_dimension_of(item)
    number = statements.items_of(part or "").index(item) + 1
    for column in columns:
        group, _, last = column.name.rpartition("/")
        if group and number_of(last) == number:
            return column
    return None


def _like(names: Sequence[str], columns: Sequence[Column]) -> Column | None:
    """The column whose name is most like one of these names; None if none is like them."""
    best: tuple[float, Column] | None = None
    for column in columns:
        pieces = {plain(column.name)[:_LONGEST], plain(column.name.rpartition("/")[2])[:_LONGEST]}
        share = max(_likeness(name, piece) for name in names for piece in pieces)
        if share and (best is None or share > best[0]):
            best = share, column
    return best[1] if best else None


def _likeness(name: str, other: str) -> float:
    """How similar two names are; 0 if they are not similar enough."""
    words, others = set(name.split("_")), set(other.split("_"))
    if len(words) >= _LEAST_WORDS and len(others) >= _LEAST_WORDS:
        share = len(words & others) / len(words | others)
        if share >= _SAME_WORDS:
            return share
    if len(other) >= _LEAST_CUT and name.startswith(other):
        return _SIMILAR
    if len(others) > 1 and len(other) >= len(name) * _LEAST_PART and f"_{other}_" in f"_{name}_":
        return _SIMILAR
    if not other or not _SIMILAR <= len(other) / len(name) <= 1 / _SIMILAR:
        return 0

    matcher = SequenceMatcher(None, name, other, autojunk=False)
    if matcher.quick_ratio() < _SIMILAR:
        return 0
    share = matcher.ratio()
    return share if share >= _SIMILAR else 0
