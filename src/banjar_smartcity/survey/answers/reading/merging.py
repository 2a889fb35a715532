"""Merging: the marks of a dimension's rows, once the scale is known and where a statement has several columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...cells.answer import BLANK, WRONG
from ..forms import FormRows


class MergedMarks(NamedTuple):
    """The marks of rows by their code, and what is wrong with them."""

    marks: Mapping[bytes, bytes]
    wrong: Mapping[bytes, tuple[int, ...]]
    """The places of cells without a valid mark."""
    twice: Mapping[bytes, tuple[int, ...]]
    """The indices of statements that have answers in two columns."""
    notes: Collection[int]
    """The places of further columns that hold notes instead of answers."""


def merge(part: FormRows, table: bytes) -> MergedMarks:
    """The marks of a part. `table` has the mark of each code."""
    patterns = Counter(part.codes)
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
                both.append(i)
            elif mark != BLANK:
                found[i] = mark
        marks[codes] = bytes(found)
        if bad:
            wrong[codes] = tuple(bad)
        if both:
            twice[codes] = tuple(both)
    return MergedMarks(marks, wrong, twice, notes)


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


def rows_with(part: FormRows, by_codes: Mapping[bytes, Sequence[int]]) -> dict[int, list[int]]:
    """By what is noted of some codes, the numbers of the rows that have them."""
    found: dict[int, list[int]] = {}
    if by_codes:
        for number, codes in zip(part.rows, part.codes, strict=True):
            for place in by_codes.get(codes, ()):
                found.setdefault(place, []).append(number)
    return found
