"""Misread: columns that would be taken for answers of people in this survey, though they are means or of another year.

Weights are asked about too, since means are not weighted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostics import Finding
from ..cells.answer import BLANK, WRONG, Said, answer_of
from ..cells.plain import plain
from ..cells.times.times import Days
from ..table.findings import finding
from ..table.kinds import MEANS, NUMBERED
from ..table.row_kinds import COLUMN_YEAR, WEIGHTS
from ..table.rows import Cell, RowBlock, Table, is_blank, tidy
from .column import Columns
from .meaning.numbered import numbered_beyond
from .recognise import OTHER_NUMBER
from .statements import Statements
from .states.thresholds import WEIGHT_NAME
from .states.verdicts import cells_in

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,20})?")
_LEAST, _LABELS = 6, 10
"""So many different decimals make a table of means; up to so many that come back are marks of another scale."""
_LEAST_WEIGHTS, _FROM_ONE = 2, 0.05
_MOST_ROWS = 50
"""So many rows are asked: where people answer, few cells of any have decimals."""


def has_means(table: Table, columns: Columns, first: RowBlock | None) -> Finding | None:
    """The finding that most marks have decimals, so that no row is a person's; None if they have not."""
    places = [column.place for _, column in columns.answers()]
    if first is None or not places:
        return None
    some = first.cut(0, _MOST_ROWS)
    given = [cell for place in places for cell in cells_in(some, place) if not is_blank(cell)]
    decimals = [cell for cell in given if _has_decimals(cell)]
    different = len(set(decimals))
    if (
        different < _LEAST
        or len(decimals) * 2 <= len(given)
        or (different <= _LABELS and different * 2 < len(decimals))
    ):
        return None
    return finding(MEANS, table.path, row=table.header_row, column=min(places))


def has_more_marks(table: Table, columns: Columns, statements: Statements, first: RowBlock | None) -> Finding | None:
    """The finding that columns numbered on from the statements have marks too; None if they are open questions.

    Which of ten numbered columns are the nine statements is not known then.
    """
    beyond = numbered_beyond(columns)
    if first is None or all(_is_open(cells_in(first, column.place), statements) for column in beyond):
        return None
    labels = tuple(column.label for column in beyond)
    facts = {"count": len(columns.statements) + len(beyond), "columns": labels, "how": OTHER_NUMBER}
    return finding(NUMBERED, table.path, facts, row=table.header_row, column=beyond[0].place)


def _is_open(cells: Sequence[Cell], statements: Statements) -> bool:
    """Whether nearly all cells of a column are empty, or texts that are neither marks nor say how much one agrees."""
    said = [answer for cell in cells if (answer := answer_of(cell, {}, statements.labels)) != BLANK]
    texts = [answer for answer in said if (answer == WRONG or (isinstance(answer, Said) and answer.word))]
    return (len(said) - len(texts)) * _LABELS <= len(said)


def about_columns(table: Table, columns: Columns, first: RowBlock | None, days: Days) -> Iterator[Finding]:
    """Findings about the year in the names of statements, and about weights."""
    statements = list(columns.statements.values())
    years = [[int(year) for year in _YEAR.findall(column.name)] for column in statements]
    if years and all(years) and days.first and days.last:
        within = range(days.first.year, days.last.year + 1)
        if not any(year in within for found in years for year in found):
            facts = {"year": years[0][0], "column": statements[0].label}
            yield finding(COLUMN_YEAR, table.path, facts, row=table.header_row, column=statements[0].place)
    if first is None:
        return
    for column in columns.unused:
        if WEIGHT_NAME.fullmatch(plain(column.name)) and _weighs(cells_in(first, column.place)):
            yield finding(WEIGHTS, table.path, {"column": column.label}, row=table.header_row, column=column.place)


def _weighs(cells: Sequence[Cell]) -> bool:
    """Whether some rows should count more than others: weights of a sample are positive and 1 on average.

    The weight of a body is not.
    """
    given = [_number(cell) for cell in cells if not is_blank(cell)]
    numbers = [number for number in given if number is not None]
    if len(numbers) < len(given) or len(set(numbers)) < _LEAST_WEIGHTS:
        return False
    return min(numbers) > 0 and abs(sum(numbers) / len(numbers) - 1) < _FROM_ONE


def _has_decimals(cell: Cell) -> bool:
    number = _number(cell)
    return number is not None and number != int(number)


def _number(cell: Cell) -> float | None:
    if type(cell) is int or type(cell) is float:
        return float(cell)
    text = tidy(cell) if type(cell) is str else ""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
