"""Plain ways: what the lint asks of whole columns, next to its definition row by row."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.spelling.patterns import late
from banjar_smartcity.survey.answers.collected import persons_of_several_rows, rows_of
from banjar_smartcity.survey.answers.keys.shared import is_shared
from banjar_smartcity.survey.answers.people import SharedPeople
from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.cells.times.time_forms import NONE
from banjar_smartcity.survey.cells.times.times import Clock
from banjar_smartcity.survey.lint import not_users
from banjar_smartcity.survey.lint.measures import pace
from banjar_smartcity.survey.lint.measures.chance import RARE, at_least
from respondents import collected, survey
from surveys import all_marks


def clocked(starts: Sequence[int], ends: Sequence[int]) -> Any:
    """A form of a survey with other times."""
    form = collected(survey("living", 60)).forms[0]
    clocks = [Clock(array("q", seconds), 1, array("i", [0]) * len(seconds)) for seconds in (starts, ends)]
    return form._replace(started=clocks[0], ended=clocks[1], labels={}, durations=None)


def chains(form: Any) -> Iterator[list[tuple[int, int]]]:
    """Forms in order, cut where one begins before the one before it ends."""
    chain: list[tuple[int, int]] = []
    times = zip(form.started.seconds, form.ended.seconds, strict=True)
    for last, i, begin in sorted((b, i, a) for i, (a, b) in enumerate(times) if NONE not in (a, b) and b >= a):
        if chain and begin < chain[-1][0]:
            yield chain
            chain = []
        chain.append((last, i))
    yield chain


FORMS = st.lists(
    st.tuples(st.integers(0, 150), st.sampled_from((0, 20, 60, 100, 239, 241, 400, -5, NONE))), min_size=20, max_size=70
)


@given(FORMS)
def test_forms_of_one_hand_are_found_as_in_chains_of_all_forms(forms: list[tuple[int, int]]) -> None:
    starts, ends, now = [], [], 1_000_000
    for gap, length in forms:
        starts.append(now + gap)
        ends.append(NONE if length == NONE else now + gap + length)
        now += max(0, gap + length) if length != NONE else gap
    form = clocked(starts, ends)
    lengths = pace.spans(form)
    assert list(lengths) == [NONE if end == NONE else end - start for start, end in zip(starts, ends, strict=True)]
    own = [
        (rush.places, rush.moments)
        for chain in chains(form)
        for rush in pace._fast(chain)
        if sum(lengths[i] for i in rush.places) >= (rush.moments[-1] - rush.moments[0]) / 2
    ]
    assert [(rush.places, rush.moments) for rush in pace.rushes(form)] == own


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=8), min_size=1, max_size=3))
def test_people_of_several_rows_are_those_who_occur_again(forms: list[list[int]]) -> None:
    everybody = [person for people in forms for person in people]
    again = {person for person in everybody if everybody.count(person) > 1}
    shared = [SharedPeople(people) for people in forms]
    assert persons_of_several_rows(shared) == persons_of_several_rows(forms) == again
    for people in shared:
        several = people.several
        assert rows_of(people, several, range(len(people))) == [i for i, one in enumerate(people) if one in several]


@given(st.lists(st.integers(0, 12), max_size=120))
def test_whether_a_column_is_shared_is_seen_in_its_first_rows(keys: list[int]) -> None:
    assert is_shared(keys) == (len(keys) >= 20 and len(set(keys)) * 4 <= len(keys))


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"survey.cells.{name}"
            for name in (
                "times.time_forms",
                "states.status",
                "states.finished",
                "answer",
                "remarks",
                "consent",
                "durations",
            )
        ),
        *("survey.columns.names", "spelling.dates"),
    ],
)
def test_every_pattern_that_is_compiled_late_can_be(name: str) -> None:
    found = [one for one in vars(import_module(f"banjar_smartcity.{name}")).values() if type(one) is type(late(""))]
    assert found
    assert all(isinstance(one.pattern, str) for one in found)


def test_a_late_pattern_is_asked_like_any_other() -> None:
    pattern = late("a(b)")
    assert pattern.sub("x", "cab") == "cx"
    assert pattern.fullmatch("ab") is not None
    with pytest.raises(AttributeError):
        pattern.unknown  # type: ignore[attr-defined] # noqa: B018 - a name that no pattern has


def plain_zeros(rows: list[bytes], places: Sequence[int], whole: set[int]) -> list[int]:
    """The rows with 0 throughout, by how often each choice of marks occurs, if they are more than chance explains."""
    picked = [bytes(row[place] for place in places) for row in rows]
    given = [i for i, marks in enumerate(picked) if not any(marks) and i not in whole]
    counts = Counter(marks for i, marks in enumerate(picked) if i not in whole)
    found = counts.pop(bytes(len(places)), 0)
    others = {marks: count for marks, count in counts.items() if set(marks) != {BLANK}}
    expected = float(found + counts.total())
    for column in range(len(places)):
        answers = sum(count for marks, count in others.items() if marks[column] != BLANK)
        zeros = sum(count for marks, count in others.items() if marks[column] == 0)
        expected *= (zeros + 0.5) / (answers + 1)
    discontent = sum(count for marks, count in others.items() if max(marks) <= 1)
    return given if given and at_least(found, max(expected, float(discontent))) < RARE else []


@given(
    st.lists(
        st.lists(st.sampled_from((0, 0, 1, 4, BLANK)), min_size=4, max_size=4).map(bytes), min_size=1, max_size=40
    ),
    st.integers(0, 8),
)
def test_zeros_are_counted_by_columns_as_by_rows(rows: list[bytes], more: int) -> None:
    rows += [bytes((0, 0, 4, 4))] * more
    whole = {i for i, row in enumerate(rows) if set(row) <= {0, BLANK} and row.count(0) >= 3}
    form: Any = SimpleNamespace(marks=all_marks(rows))
    assert list(not_users._zeros(form, (0, 1), whole)) == plain_zeros(rows, (0, 1), whole)
