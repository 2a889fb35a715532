"""Choices: tables with a column for each answer of each statement, in which a tick says what was chosen.

Hands make such tables from paper, and programs where a question may have several answers. They are read as tables with
a column for each statement: the first of its columns gets the answer that is ticked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ....named import NamedTuple
from ...cells.answer import Said, answer_of
from ...cells.plain import plain, words
from ...table.blocks import first_block
from ...table.rows import Cell, RowBlock, Table, is_blank, tidy
from ..column import Columns
from ..statements import Statements, number_of

_TICKS = words("1 x v true ya yes y benar checked selected dipilih")
_NONE = words("0 false tidak no n t unchecked not_selected")
_SIGNS = frozenset("✓✔√☑✅✗✘×●•*")
_LEAST, _MOST = 3, 11
"""So many answers a statement has in such a table."""
_MOST_LABEL = 40
_MOST_ROWS = 300
_SIGNS_BETWEEN = ("/", "_", " ", "-", ".")
"""What may be between the number of a statement and an answer: `P1/STS`, `P1_1`."""
_PIECES = re.compile(r"/|___|\.|\[|\]| - ")
TWO = " atau "
"""What is put between two answers that are both ticked; no answer is written so."""
OTHER = "?"
"""What a cell becomes that has something else than a tick."""


class _Question(NamedTuple):
    """The columns of a statement: the name of the first, and the answer of each by its place."""

    name: str
    answers: Mapping[int, str]


def with_answers(table: Table, columns: Columns, statements: Statements) -> Table:
    """The table, with the chosen answer in one column for each statement if there was one for each answer."""
    first, whole = first_block(table)
    if first is None:
        return whole
    questions, below = _named(table, statements), 0
    if not questions:
        questions, below = _under(table, columns, first), 1
    rows = first.rows[below:_MOST_ROWS]
    if not questions or not _are_ticks(questions, rows):
        return whole
    width = max(len(table.header), *(max(one.answers) + 1 for one in questions))
    header = [*table.header, *[None] * (width - len(table.header))]
    for one in questions:
        places = list(one.answers)
        header[places[0]] = one.name
        header[places[1] : places[-1] + 1] = [None] * (len(places) - 1)
    return whole._replace(
        header=tuple(header),
        header_row=first.numbers[0] if below else table.header_row,
        blocks=_chosen(whole.blocks, questions, below),
    )


def _named(table: Table, statements: Statements) -> list[_Question]:
    """The questions whose columns have the statement and the answer in their names, side by side."""
    found: dict[str, dict[int, str]] = {}
    for place, cell in enumerate(table.header):
        if type(cell) is str and (pair := _statement_and_answer(tidy(cell), statements)):
            found.setdefault(pair[0], {})[place] = pair[1]
    return _complete([_Question(name, answers) for name, answers in found.items()])


def _statement_and_answer(name: str, statements: Statements) -> tuple[str, str] | None:
    match = statements.match(name)
    pieces = [piece for text in _PIECES.split(name) if (piece := text.strip())]
    if match is None:
        parts = (name.rpartition(sign) for sign in _SIGNS_BETWEEN)
        return next(((group, answer) for group, sign, answer in parts if sign and number_of(group) is not None), None)
    item, rest = match
    for text in (rest, pieces[-1], rest.rpartition("_")[2]):
        if isinstance(answer_of(text, {}, statements.labels), Said):
            return item, text
    return None


def _under(table: Table, columns: Columns, first: RowBlock) -> list[_Question]:
    """The questions whose answers are named in the first row, below and right of the statement's name."""
    starts = sorted({column.place: column.name for _, column in columns.answers()}.items())
    if len(starts) < _LEAST or not first.rows:
        return []
    size = starts[1][0] - starts[0][0]
    named, row = table.header, first.rows[0]
    found = []
    for place, name in starts:
        own = range(place, place + size)
        if not all(is_blank(named[i]) for i in own[1:] if i < len(named)):
            return []
        found.append(_Question(name, {i: tidy(str(row[i])) for i in own if i < len(row) and not is_blank(row[i])}))
    return _complete(found)


def _complete(questions: list[_Question]) -> list[_Question]:
    """The questions, if all have the same answers, each once, in columns next to each other; else none."""
    listed = {tuple(one.answers.values()) for one in questions}
    if len(listed) != 1:
        return []
    (answers,) = listed
    if not _LEAST <= len(set(answers)) == len(answers) <= _MOST or max(map(len, answers)) > _MOST_LABEL:
        return []
    beside = all(max(one.answers) - min(one.answers) + 1 == len(answers) for one in questions)
    return questions if beside else []


def _are_ticks(questions: Sequence[_Question], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether these columns have nothing but ticks, at most one a question in nearly all rows."""
    said = [[_is_ticked(cells, place) for place in one.answers] for cells in rows for one in questions]
    ticked = [one.count(True) for one in said]
    return None not in {tick for one in said for tick in one} and sum(n == 1 for n in ticked) * 2 > len(ticked)


def _is_ticked(cells: Sequence[Cell], place: int) -> bool | None:
    """Whether a cell is ticked; None if it has something else."""
    cell = cells[place] if place < len(cells) else None
    if is_blank(cell):
        return False
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = tidy(str(cell))
    name = plain(text)
    return True if name in _TICKS or text in _SIGNS else False if name in _NONE else None


def _chosen(blocks: Iterator[RowBlock], questions: Sequence[_Question], below: int) -> Iterator[RowBlock]:
    """The rows with the chosen answers, from the row `below`."""
    for numbers, rows in blocks:
        yield RowBlock(numbers[below:], [_with_choice(cells, questions) for cells in rows[below:]])
        below = 0


def _with_choice(cells: Sequence[Cell], questions: Sequence[_Question]) -> Sequence[Cell]:
    made = list(cells)
    for one in questions:
        ticked = {place: _is_ticked(cells, place) for place in one.answers if place < len(cells)}
        for place in ticked:
            made[place] = None
        chosen = OTHER if None in ticked.values() else TWO.join(one.answers[i] for i, tick in ticked.items() if tick)
        if chosen and ticked:
            made[min(ticked)] = chosen
    return made
