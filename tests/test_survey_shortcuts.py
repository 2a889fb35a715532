"""Shortcuts for tables of many rows: each says what the plain way says."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import sub
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.survey.answers.keys.person_keys import PersonKeys
from banjar_smartcity.survey.answers.keys.rising import RisingCodes
from banjar_smartcity.survey.answers.people import identify
from banjar_smartcity.survey.answers.reading.columnwise.row_numbers import row_numbers
from banjar_smartcity.survey.answers.reading.people_cells import PeopleCells, identifying
from banjar_smartcity.survey.cells.times.times import Clock, days_of
from banjar_smartcity.survey.cells.values import keys_of_numbers, number_keys, person_keys
from banjar_smartcity.survey.columns.column import Column
from banjar_smartcity.survey.lint.measures import neighbours, pace
from banjar_smartcity.survey.lint.measures.blocks import may_recur
from banjar_smartcity.survey.lint.repeats import _varied
from banjar_smartcity.survey.table.fixed import fixed
from respondents import collected, survey
from surveys import all_marks

PARTS = [(0, 1), (2, 3), (4, 5)]
FEW_MARKS = st.lists(st.binary(min_size=6, max_size=6).map(lambda row: bytes(mark % 3 for mark in row)), max_size=40)


def rises(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether the codes of blocks of rows are known to rise."""
    rising = RisingCodes()
    for block in blocks:
        rising.add(fixed(block) or block)
    return bool(rising)


def test_codes_rise_from_block_to_block() -> None:
    assert rises([["R-001"], ["R-002", "R-009", "R-010"], ["R-011"]])
    assert not rises([])
    assert not rises([["R-001", "R-001"]])
    assert not rises([["R-001", "R-003", "R-002"]])
    assert not rises([["R-001", "R-002"], ["R-002", "R-003"]])
    assert not rises([["R-001"], ["S-002"]])
    assert not rises([["R-1", "r-2"]])
    assert not rises([["R-9", "R-10"]])
    assert not rises([["_x0001_", "_x0002_"]])


@given(st.lists(st.integers(0, 300), min_size=1, max_size=30), st.integers(1, 9), st.booleans())
def test_codes_that_rise_have_different_keys(numbers: list[int], size: int, in_order: bool) -> None:
    codes = [f"R-{number:03d}" for number in (sorted(set(numbers)) if in_order else numbers)]
    known = rises([codes[i : i + size] for i in range(0, len(codes), size)])
    assert known == all(a < b for a, b in pairwise(codes))
    assert not known or len(set(person_keys("code", codes, "salt"))) == len(codes)


@given(st.lists(st.integers(0, 9), max_size=20))
def test_keys_that_several_rows_have_are_counted_once(values: list[int]) -> None:
    keys = PersonKeys(array("q", values))
    again = frozenset(key for key, count in Counter(values).items() if count > 1 and key)
    assert (keys.again, keys.are_different, keys.blanks) == (again, not again, values.count(0))
    assert (list(keys), keys[:3].tolist(), len(keys)) == (values, values[:3], len(values))
    assert PersonKeys(array("q", sorted(set(values))), all_differ=True).are_different


@given(
    st.lists(st.sampled_from(["1", "2", "3", "12", "007", "0", "12.", "a 1", "", "x", " 4", "1234567890"]), max_size=9)
)
@example(["8", "9", "10", "11"])
def test_numbers_stand_for_themselves_until_they_identify_people(texts: list[str]) -> None:
    keys = number_keys(texts, "salt")
    assert keys_of_numbers(keys, "salt") == person_keys("number", texts, "salt")
    assert [key for text, key in zip(texts, keys, strict=True) if text in ("1", "12")] == [
        int(text) for text in texts if text in ("1", "12")
    ]


def test_a_column_of_running_numbers_identifies_nobody() -> None:
    column = Column(0, "no")
    for first, is_code in ((1, False), (5_000, True)):
        cells = PeopleCells({"number": column})
        keys = cells.column("number", [str(number) for number in range(first, first + 60)]).keys
        assert ("code" in identifying(cells.of_form({"number": keys}))) is is_code


@given(st.integers(0, 300_000), st.integers(0, 50))
def test_numbers_of_rows_that_follow_each_other_are_made_at_once(first: int, size: int) -> None:
    assert list(row_numbers(range(first, first + size))) == list(range(first, first + size))
    assert row_numbers([3, 5]) == [3, 5]


@given(st.lists(st.tuples(*[st.integers(0, 1 << 40)] * 2), max_size=20))
def test_spans_are_the_differences_of_both_times(pairs: list[tuple[int, int]]) -> None:
    form = collected(survey("living", 60)).forms[0]
    starts, ends = (array("q", [pair[i] for pair in pairs]) for i in (0, 1))
    shifts = array("i", [0]) * len(pairs)
    started, ended = (Clock(times, 1, shifts, days=days_of(times)) for times in (starts, ends))
    assert list(pace.spans(form._replace(started=started, ended=ended))) == list(map(sub, ends, starts))


def test_persons_of_several_rows_are_known_where_rows_are_joined() -> None:
    form = collected(survey("living", 60)).forms[0]
    keys = array("q", range(1, 61))
    keys[10] = keys[3]
    keys[11] = keys[3]
    other = form._replace(path="other.csv", people={"phone": PersonKeys(array("q", [*range(100, 159), 7]))})
    first, second = identify([form._replace(people={"phone": PersonKeys(keys)}), other])
    assert (first.several, first.rows_of_several) == ({3}, [3, 10, 11])  # type: ignore[attr-defined]
    assert (second[59], second.several) == (6, frozenset())  # type: ignore[attr-defined]
    assert first.rows_but(frozenset({10, 11})) == [i for i in range(60) if i not in (10, 11)]  # type: ignore[attr-defined]


@given(FEW_MARKS, st.integers(0, 30), st.integers(1, 4))
def test_marks_are_given_too_often_whatever_is_looked_at_first(rows: list[bytes], copies: int, first: int) -> None:
    marks = all_marks([*rows, bytes([0, 1, 2, 0, 1, 2]), *[bytes([2, 1, 0, 2, 1, 1])] * copies])
    judged = _varied(marks.kinds.marks)
    whole = neighbours.too_often(marks.kinds, PARTS, judged)
    with patch.object(neighbours, "_FIRST", first):
        assert neighbours.too_often(marks.kinds, PARTS, judged) == whole


@given(FEW_MARKS, st.integers(3, 8), st.data())
def test_a_block_that_recurs_is_found_at_any_place(rows: list[bytes], length: int, data: st.DataObject) -> None:
    table = [bytes([i % 5, i // 5 % 5, i // 25, 0, 1, 2]) for i in range(60)]
    assert not may_recur(all_marks(table), length)
    a, b = (data.draw(st.integers(0, 60 - length)) for _ in "ab")
    table[b : b + length] = table[a : a + length]
    assert may_recur(all_marks([*rows, *table]), length) or abs(a - b) < length or a == b
