"""Merging: the marks of a dimension's rows, once the scale is known and where a statement has several columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress

from .....named import NamedTuple
from ....cells.answer import BLANK, WRONG
from ...forms import FormRows
from ...marks import cut, table_of

_IS_WRONG = table_of(WRONG)
_WITHOUT_WRONG = bytes(BLANK if mark == WRONG else mark for mark in range(256))


class MergedMarks(NamedTuple):
    """The marks of all rows, one byte for each statement, and what is wrong with them."""

    matrix: bytes
    wrong: Mapping[int, Sequence[int]]
    """By place, the numbers of the rows whose cell has no valid mark."""
    twice: Mapping[int, Sequence[int]]
    """By statement (its index), the numbers of the rows that have two answers, or a label that says another one."""
    notes: Collection[int] = ()
    """The places of further columns that hold notes instead of answers."""


def merge(part: FormRows, table: bytes) -> MergedMarks:
    """The marks of a part. `table` has the mark of each code."""
    if part.more:
        return _merged(part, table)
    said = bytes(part.codes).translate(table)
    width = len(part.places)
    columns = ((place, said[i::width]) for i, place in enumerate(part.places)) if WRONG in said else ()
    wrong = {
        place: list(compress(part.rows, column.translate(_IS_WRONG))) for place, column in columns if WRONG in column
    }
    return MergedMarks(said.translate(_WITHOUT_WRONG) if wrong else said, wrong, {})


def _merged(part: FormRows, table: bytes) -> MergedMarks:
    """The marks of a part of which a statement has several columns."""
    rows = cut(bytes(part.codes), len(part.all_places))
    patterns = Counter(rows)
    notes = _notes(part, patterns, table)
    marks: dict[bytes, bytes] = {}
    wrong: dict[bytes, tuple[int, ...]] = {}
    twice: dict[bytes, tuple[int, ...]] = {}
    sources = [(i, j, place) for i, j, place in _sources(part) if place not in notes]
    for codes in patterns:
        said = codes.translate(table)
        found = bytearray([BLANK]) * len(part.items)
        bad: list[int] = []
        both: list[int] = []
        for i, j, place in sources:
            mark = said[j]
            if mark == WRONG:
                bad.append(place)
            elif mark != BLANK and found[i] != BLANK:
                if mark != found[i] or i not in part.labelled:
                    both.append(i)
            elif mark != BLANK:
                found[i] = mark
        marks[codes] = bytes(found)
        if bad:
            wrong[codes] = tuple(bad)
        if both:
            twice[codes] = tuple(both)
    matrix = b"".join(map(marks.__getitem__, rows))
    return MergedMarks(matrix, _rows_with(part, rows, wrong), _rows_with(part, rows, twice), notes)


def _sources(part: FormRows) -> Iterator[tuple[int, int, int]]:
    """For each column of an answer the index of its statement, its index in the codes, and its place."""
    yield from ((i, i, place) for i, place in enumerate(part.places))
    yield from ((i, len(part.places) + n, place) for n, (i, place) in enumerate(part.more))


def _notes(part: FormRows, patterns: Mapping[bytes, int], table: bytes) -> set[int]:
    """Of statements with several columns, those columns without a single valid answer next to one that has some."""
    groups: dict[int, list[tuple[int, int]]] = {}
    for i, j, place in _sources(part):
        groups.setdefault(i, []).append((j, place))
    found: set[int] = set()
    for columns in groups.values():
        if len(columns) > 1:
            valid = [_valid(j, patterns, table) for j, _ in columns]
            if any(valid):
                found |= {place for (_, place), count in zip(columns, valid, strict=True) if not count}
    return found


def _valid(index: int, patterns: Mapping[bytes, int], table: bytes) -> int:
    return sum(count for codes, count in patterns.items() if table[codes[index]] not in (BLANK, WRONG))


def _rows_with(part: FormRows, rows: Sequence[bytes], by_codes: Mapping[bytes, Sequence[int]]) -> dict[int, list[int]]:
    """By what is noted of some codes, the numbers of the rows that have them."""
    found: dict[int, list[int]] = {}
    if by_codes:
        for number, codes in zip(part.rows, rows, strict=True):
            for place in by_codes.get(codes, ()):
                found.setdefault(place, []).append(number)
    return found
