"""Rows that look copied: copies of several kinds are found, honest people who resemble each other are not."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import Phrase
from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.lint import repeats
from banjar_smartcity.survey.lint.measures import aside, matches
from banjar_smartcity.survey.lint.measures.aside import Aside
from banjar_smartcity.survey.lint.measures.blocks import may_recur
from banjar_smartcity.survey.lint.measures.matches import recurring
from banjar_smartcity.survey.lint.repeats import BLOCK, CHANGED_BLOCK, CLUSTERED, SCATTERED, TOO_OFTEN
from conftest import seeds
from respondents import is_sound, weighted
from surveys import all_marks

PARTS = ((0, 1, 2), (3, 4, 5), (6, 7, 8))
Rows = list[bytes]
Survey = Callable[[int, random.Random], Rows]
WIDE, USUAL, MOSTLY_TOP = weighted(0, 1, 1, 1, 1), weighted(0, 0.05, 0.2, 0.45, 0.3), weighted(0, 0, 0.05, 0.25, 0.7)


def copied(rows: Rows, parts: Sequence[Sequence[int]]) -> dict[Phrase, set[int]]:
    return repeats.copied(all_marks(rows), parts)


def people(size: int, rng: random.Random, marks_of: Callable[[random.Random], Sequence[int]]) -> Rows:
    """Rows of this many people, none of whom gives the same answer to all."""
    rows: Rows = []
    while len(rows) < size:
        if is_sound(marks := marks_of(rng)):
            rows.append(bytes(marks))
    return rows


def independent(answer: Callable[[random.Random], int]) -> Survey:
    return lambda size, rng: people(size, rng, lambda r: [answer(r) for _ in range(9)])


def one_mark_a_programme(often: float, answer: Callable[[random.Random], int]) -> Survey:
    """People who often give one mark to all three statements of a programme."""

    def marks_of(rng: random.Random) -> list[int]:
        return [
            m for _ in PARTS for m in ([answer(rng)] * 3 if rng.random() < often else [answer(rng) for _ in range(3)])
        ]

    return lambda size, rng: people(size, rng, marks_of)


def contented(person: float, programme: float, village: float, noise: float) -> Survey:
    """People, villages and statements differ; ten rows that follow each other are from one village."""

    def rows(size: int, rng: random.Random) -> Rows:
        asked = [rng.gauss(0, 0.5) for _ in range(9)]
        found: Rows = []
        while len(found) < size:
            there = rng.gauss(0, village)

            def marks_of(r: random.Random, there: float = there) -> list[int]:
                level = there + r.gauss(0, person)
                own = [level + r.gauss(0, programme) for _ in PARTS]
                felt = [own[j // 3] + asked[j] + r.gauss(0, noise) for j in range(9)]
                return [sum(value > cut for cut in (-3, -1.5, -0.3, 1)) for value in felt]

            found += people(10, rng, marks_of)
        return found[:size]

    return rows


def two_kinds(size: int, rng: random.Random) -> Rows:
    """Content people and critical ones."""
    content, critical = weighted(0, 0, 0.05, 0.2, 0.75), weighted(0.05, 0.4, 0.4, 0.1, 0.05)
    return people(size, rng, lambda r: [(content if kind else critical)(r) for kind in [r.random() < 0.6] * 9])


HONEST: dict[str, Survey] = {
    "wide": independent(WIDE),
    "usual": independent(USUAL),
    "two marks": independent(weighted(0, 0, 0, 1, 1)),
    "mostly top": independent(MOSTLY_TOP),
    "nearly all top": independent(weighted(0, 0, 0, 0.08, 0.92)),
    "contented": contented(1, 0, 0, 1),
    "very sure": contented(1.5, 0, 0, 0.3),
    "by programme": contented(0.7, 0.7, 0, 0.4),
    "by village": contented(0.7, 0.3, 0.5, 0.6),
    "one mark a programme": one_mark_a_programme(0.8, USUAL),
    "hardly ever two marks a programme": one_mark_a_programme(0.97, USUAL),
    "one top mark a programme": one_mark_a_programme(0.7, MOSTLY_TOP),
    "two kinds": two_kinds,
}
ORDERS: dict[str, Callable[[bytes], object]] = {
    "answers": bytes,
    "one answer": lambda marks: marks[4],
    "sum": sum,
    "one programme": lambda marks: marks[:3],
}


@pytest.mark.parametrize("size", [50, 120, 500])
@pytest.mark.parametrize("kind", HONEST)
def test_honest_people_who_resemble_each_other_are_no_copies(kind: str, size: int) -> None:
    for seed in seeds(15):
        rows = HONEST[kind](size, random.Random(seed))
        assert copied(rows, PARTS) == {}, seed


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kind", ["mostly top", "contented", "hardly ever two marks a programme"])
def test_a_table_that_somebody_sorted_is_no_copy(kind: str, order: str) -> None:
    for seed in seeds(30):
        rows = sorted(HONEST[kind](500, random.Random(seed)), key=ORDERS[order])  # type: ignore[arg-type]
        assert copied(rows, PARTS) == {}
        assert copied(rows[::-1], PARTS) == {}


def with_changes(block: Rows, rng: random.Random, changes: int) -> Rows:
    """A block in which this many answers of each row are changed."""
    found = []
    for row in block:
        marks = list(row)
        for j in rng.sample(range(9), changes):
            marks[j] = rng.choice([mark for mark in range(1, 5) if mark != row[j]])
        found.append(bytes(marks))
    return found


@pytest.mark.parametrize("kind", ["wide", "usual", "two marks", "contented", "by programme", "by village"])
def test_a_block_copied_with_one_answer_changed_in_each_row_is_found(kind: str) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST[kind](60, rng)
        rows[35:50] = with_changes(rows[5:20], rng, 1)
        places = copied(rows, PARTS)[CHANGED_BLOCK]
        assert set(range(5, 20)) | set(range(35, 50)) <= places


def test_a_block_with_two_answers_changed_in_each_row_is_beyond_the_measure() -> None:
    rng = random.Random(1)
    rows = HONEST["usual"](60, rng)
    rows[35:50] = with_changes(rows[5:20], rng, 2)
    assert copied(rows, PARTS) == {}, "the guide says so"


def test_identical_blocks_are_found_however_far_apart() -> None:
    rows = HONEST["usual"](30_000, random.Random(1))
    rows[29_000:29_020] = rows[:20]
    assert copied(rows, PARTS) == {BLOCK: {*range(20), *range(29_000, 29_020)}}


def test_one_pattern_here_and_there_is_given_too_often() -> None:
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST["wide"](60, rng)
        places = rng.sample(range(0, 60, 2), 10)
        for i in places:
            rows[i] = bytes((3, 4, 2, 3, 1, 4, 2, 3, 4))
        assert copied(rows, PARTS)[TOO_OFTEN] >= set(places)


@pytest.mark.parametrize("kind", ["wide", "usual"])
def test_half_a_survey_copied_and_shuffled_is_found(kind: str) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST[kind](30, rng) * 2
        rng.shuffle(rows)
        assert TOO_OFTEN in copied(rows, PARTS)


def test_who_is_content_but_for_one_statement_copies_nobody() -> None:
    rows = HONEST["wide"](60, random.Random(1))
    rows[::4] = [bytes((4, 4, 4, 4, 3, 4, 4, 4, 4))] * 15
    assert copied(rows, PARTS) == {}


@pytest.mark.parametrize("size", range(1, 8))
def test_a_handful_of_rows_is_never_too_small_to_be_looked_at(size: int) -> None:
    rows = HONEST["usual"](size, random.Random(size))
    assert copied(rows, PARTS) == {}
    same = all_marks(rows[:1] * size)
    assert recurring(same, lambda: same.kinds.counts).high == set()


@pytest.mark.parametrize("size", range(4, 9))
def test_no_block_is_looked_for_that_is_as_long_as_the_table(size: int) -> None:
    """Where the rows are so similar that only a block longer than the table would be too many."""
    for seed in range(60):
        rng = random.Random(seed)
        same = all_marks([bytes(rng.choice((3, 4)) for _ in range(7)) for _ in range(size)])
        assert recurring(same, partial(getattr, same.kinds, "counts")).high == set()


def test_forms_of_three_statements_are_judged_by_blocks_only() -> None:
    rng = random.Random(2)
    rows = [row[:3] for row in HONEST["wide"](60, rng)]
    assert copied(rows, PARTS[:1]) == {}
    rows[35:50] = rows[5:20]
    assert set(copied(rows, PARTS[:1])) == {BLOCK}


@pytest.mark.parametrize("kind", ["wide", "usual"])
def test_a_block_of_four_with_one_answer_changed_in_each_row_is_found(kind: str) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST[kind](60, rng)
        rows[35:39] = with_changes(rows[5:9], rng, 1)
        assert copied(rows, PARTS) == {CHANGED_BLOCK: {*range(5, 9), *range(35, 39)}}


def scattered_copies(rows: Rows, rng: random.Random, count: int, changes: int = 1) -> set[int]:
    """Make rows here and there the copies of others; return the places of both."""
    places = rng.sample(range(len(rows)), 2 * count)
    for source, copy in zip(places[:count], places[count:], strict=True):
        (rows[copy],) = with_changes([rows[source]], rng, changes)
    return set(places)


@pytest.mark.parametrize(
    ("kind", "size", "count"),
    [("wide", 60, 15), ("wide", 120, 18), ("usual", 60, 24), ("usual", 120, 36), ("contented", 120, 48)],
)
def test_copies_scattered_with_one_answer_changed_are_found(kind: str, size: int, count: int) -> None:
    found = 0
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST[kind](size, rng)
        places = scattered_copies(rows, rng, count)
        named = copied(rows, PARTS).get(SCATTERED, set())
        found += bool(named)
        assert not named or (len(named & places) >= 0.8 * len(places) and len(named - places) <= 0.25 * len(named))
    assert found >= 9


@pytest.mark.parametrize(
    ("kind", "size", "count"),
    [("wide", 60, 20), ("wide", 120, 20), ("usual", 60, 25), ("usual", 120, 40), ("contented", 60, 25)],
)
def test_many_copies_of_one_row_with_one_answer_changed_are_found(kind: str, size: int, count: int) -> None:
    found = 0
    for seed in range(10):
        rng = random.Random(seed)
        rows = HONEST[kind](size, rng)
        copies = rng.sample(range(1, size), count)
        for i in copies:
            (rows[i],) = with_changes(rows[:1], rng, 1)
        named = set().union(*(copied(rows, PARTS).get(how, set()) for how in (CLUSTERED, SCATTERED)))
        found += len(named & {0, *copies}) >= 0.8 * count
        assert not named or len(named - {0, *copies}) <= 0.25 * len(named)
    assert found >= 9


def test_a_few_scattered_copies_or_two_changed_answers_are_beyond_the_measure() -> None:
    for count, changes in ((4, 1), (24, 2)):
        rng = random.Random(3)
        rows = HONEST["usual"](60, rng)
        scattered_copies(rows, rng, count, changes)
        assert copied(rows, PARTS) == {}, "the guide says so"


@pytest.mark.parametrize("seed", range(12))
def test_the_sieve_lets_no_block_through(seed: int) -> None:
    draw = random.Random(seed)
    width = draw.choice((9, 11, 14))
    rows = [bytes(draw.choice((0, 1, 2, 3, 4, BLANK)) for _ in range(width)) for _ in range(400)]
    for _ in range(6):
        begin, length = draw.randrange(300), draw.randrange(3, 20)
        place = draw.randrange(400 - length)
        rows[place : place + length] = with_changes(rows[begin : begin + length], draw, 1)
    marks = all_marks(rows)
    found = recurring(marks, lambda: marks.kinds.counts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "_sieve", lambda *_: lambda _: True)
        assert found == recurring(marks, lambda: marks.kinds.counts)
    assert found.high


PATTERNS = st.sampled_from((bytes((0, 1, 2, 3, 4, BLANK)), bytes((4, 3, 2, 1, 0, 1)), bytes(6), bytes((1, 0) * 3)))


@given(st.lists(PATTERNS, max_size=60), st.integers(1, 12))
def test_a_block_that_occurs_again_is_never_ruled_out(rows: list[bytes], length: int) -> None:
    marks = all_marks(rows)
    blocks = [b"".join(rows[i : i + length]) for i in range(len(rows) - length + 1)]
    assert may_recur(marks, length) == (len(set(blocks)) < len(blocks))


def test_blocks_of_marks_that_cannot_be_packed_may_recur() -> None:
    assert may_recur(all_marks([bytes((9, 1, 2))]), 3)


def test_what_a_process_of_its_own_works_out_is_what_this_one_would(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> list[list[int]]:
        return [[os.getpid()], [1, 2]]

    here, there = work(), Aside(work).numbers()
    assert there[1] == [1, 2]
    assert aside.may_split() == (there[0] != here[0])
    monkeypatch.setattr(aside, "may_split", lambda: False)
    assert Aside(work).numbers() == here


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no copies of processes")
def test_where_the_process_fails_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    own = os.getpid()

    def work() -> list[list[int]]:
        if os.getpid() != own:
            raise KeyboardInterrupt
        return [[3]]

    monkeypatch.setattr(aside, "may_split", lambda: True)
    assert Aside(work).numbers() == [[3]]
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(OSError("no room")))
    assert Aside(work).numbers() == [[3]]


def test_a_large_table_has_the_findings_of_one_that_is_not_worked_out_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [bytes(mark % 5 for mark in divmod(i * 7919 % 3125, 7) + divmod(i * 104_729 % 3125, 11)) for i in range(400)]
    marks = all_marks([*rows, *rows[20:60]])
    parts = ((0, 1), (2, 3))
    plain = repeats.copied(marks, parts)
    monkeypatch.setattr(repeats, "_MANY", 1)
    assert plain == repeats.copied(marks, parts) != {}
