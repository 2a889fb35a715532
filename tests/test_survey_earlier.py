"""Versions of a survey next to earlier ones: sums of several, another stage, distributions, and numbers of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from banjar_smartcity.survey.lint import lint, top_marks
from banjar_smartcity.survey.summary.earlier.apart import too_close
from banjar_smartcity.survey.summary.earlier.rest import TooClose
from banjar_smartcity.survey.summary.record import record_of
from reconstruction import Person, Version
from respondents import STATEMENTS, Row, collected, items, survey
from test_survey_privacy import HABITS, is_revealed, published, random_people, revealed

OTHER_STAGE = {"stage": "2026-tahap-2"}
UNDATED = {"starts_on": None, "ends_on": None}


def record(rows: Sequence[Row]) -> dict[str, Any]:
    """The record of Smart Living that an import of these rows would write first."""
    return record_of(collected(rows), "living", (), (len(rows), 1, 0))


def only_health(row: Row) -> Row:
    """The row of somebody who answered nothing but about health."""
    others = [item for item in items("living") if item not in items("health")]
    return {**row, **dict.fromkeys(others, "")}


def not_health(row: Row) -> Row:
    """The row of somebody who does not use the health programme."""
    return {**row, **dict.fromkeys(items("health"), "")}


def close(rows: Sequence[Row], *earlier: dict[str, Any]) -> TooClose | None:
    """What is too close in the record of these rows."""
    return too_close(record(rows), earlier, STATEMENTS)


@pytest.mark.parametrize("mark", [0, 2, 4])
def test_distributions_do_not_tell_that_all_who_came_gave_one_mark(mark: int) -> None:
    people = random_people(Random(2), 60, HABITS["any"], 0)
    more: list[Person] = [*people, *((f"9{i:02}", (mark, i % 5, (i + 1) % 5)) for i in range(5))]
    old, plain = published(people), published(more)
    assert plain["statements"][0]["distribution"] is not None
    assert revealed(Version(old, people), Version(plain, more)) == [
        f"5 people of versions (None, '') gave {5 * mark} to statement 0"
    ]
    new = published(more, [old])
    assert (new["statements"][0]["deviation"], new["statements"][0]["distribution"]) == (None, None)
    if mark == 2:  # the sum of five tells nothing else
        assert too_close(new, [old], STATEMENTS) is None
        assert revealed(Version(old, people), Version(new, more)) == []
    else:
        assert too_close(new, [old], STATEMENTS) is not None


def test_distributions_of_two_villages_do_not_tell_what_a_few_more_gave() -> None:
    people = random_people(Random(3), 130, HABITS["any"], 0)
    villages = [published(people[:60]), published(people[60:120])]
    more: list[Person] = [*people[:120], *((f"9{i:02}", (2, i % 5, (i + 1) % 5)) for i in range(5))]
    new = published(more, villages)
    assert [one["distribution"] for one in new["statements"]] == [None] * 3
    both = published(people[:120], villages)
    assert all(one["distribution"] is not None for one in both["statements"])


def test_another_stage_is_compared_by_each_statement() -> None:
    """One more about health, and six more about the rest: the sums of health tell what that one gave."""
    rows = survey("living", 70)
    more = [*rows[:61], *map(not_health, rows[61:66])]
    for days in ({}, UNDATED):
        old = {**record(rows[:60]), **OTHER_STAGE, **days}
        found = too_close({**record(more), **days}, [old], STATEMENTS)
        assert found is not None
        assert (found.group, found.before, found.after) == (items("health")[0].replace("_", "-"), 60, 61)
    later = {**OTHER_STAGE, "starts_on": "2025-04-01", "ends_on": "2025-04-14"}
    assert close(more, {**record(rows[:60]), **later}) is None, "other days, other people"


def test_two_villages_and_then_both_are_compared_by_each_statement() -> None:
    rows = survey("living", 120)
    villages = [record(rows[:50]), record(rows[50:100])]
    assert close(rows[:100], *villages) is None
    found = close([*rows[:100], only_health(rows[100]), *map(not_health, rows[101:107])], *villages)
    assert found is not None
    assert (found.before, found.after) == (100, 101)
    assert close(rows[:107], *villages) is None


def test_three_villages_and_then_all_of_them_are_compared() -> None:
    rows = survey("living", 160)
    villages = [record(rows[i : i + 50]) for i in (0, 50, 100)]
    assert close(rows[:150], *villages) is None
    found = close(rows[:151], *villages)
    assert found is not None
    assert (found.before, found.after, found.missing) == (150, 151, 4)
    assert close(rows[:155], *villages) is None
    found = close(rows[50:101], villages[0], villages[1], record(rows[:150]))
    assert found is not None, "all of them without two villages"


def test_many_villages_and_then_all_of_them_are_compared() -> None:
    rows = survey("living", 300)
    villages = [record(rows[i:j]) for i, j in pairwise((0, 50, 107, 171, 238))]
    assert close(rows[:238], *villages) is None
    found = close(rows[:239], *villages)
    assert found is not None
    assert (found.before, found.after, found.missing) == (238, 239, 4)
    assert close(rows[:243], *villages) is None
    found = close(rows[171:239], *villages[:3], record(rows[:238]))
    assert found is not None, "all of them without three villages"


def test_two_villages_and_five_more_who_all_gave_the_highest_mark_are_not_told() -> None:
    rows = survey("living", 110)
    villages = [record(rows[:50]), record(rows[50:100])]
    top = items("health")[0]
    assert close([*rows[:100], *({**row, top: 4} for row in rows[100:105])], *villages) is not None
    assert close([*rows[:100], *({**row, top: 4 - i % 2} for i, row in enumerate(rows[100:105]))], *villages) is None


def test_villages_of_one_stage_and_both_of_them_in_another_one_are_compared() -> None:
    rows = survey("living", 110)
    villages = [{**record(part), **OTHER_STAGE} for part in (rows[:50], rows[50:100])]
    assert close(rows[:101], *villages) is not None
    assert close(rows[:100], *villages) is None


@pytest.mark.parametrize("seed", range(12))
def test_honest_surveys_are_not_taken_for_others_and_a_few_more(seed: int) -> None:
    """Neither three that grow, nor those of two stages without days, however near their numbers are."""
    draw = Random(seed)
    rows = survey("living", 260, seed)
    sizes = sorted(draw.sample(range(50, 260, 7), 4))
    grown = [record(rows[:size]) for size in sizes]
    assert too_close(grown[3], grown[:3], STATEMENTS) is None
    other = {**record(survey("living", sizes[0] + draw.randrange(5), seed + 100)), **OTHER_STAGE, **UNDATED}
    assert too_close({**grown[0], **UNDATED}, [other], STATEMENTS) is None


THREE = {"A": 12, "B": 9, "C": 9}


def shared(people: Sequence[Person], sizes: Mapping[str, int]) -> dict[str, str]:
    """The programme of each person, one after the other."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    return {person[0]: name for person, name in zip(people, names, strict=True)}


def test_programmes_that_together_are_nearly_all_people_of_an_earlier_version_have_no_figures() -> None:
    """Of twenty people, and later two of three programmes with twenty-one: one came."""
    people = random_people(Random(3), 30, HABITS["any"], 0)
    first, names = people[:20], shared(people, THREE)
    old, plain = published(first), published(people, programmes=names)
    told = revealed(Version(old, first), Version(plain, people, names))
    assert told[0].startswith("1 people of versions (None, 'B') gave")
    new = published(people, [old], names)
    assert [one["respondents"] for one in new["programmes"]] == [None] * 3
    assert too_close(new, [old], STATEMENTS) is None
    assert too_close(plain, [old], STATEMENTS) is not None, "nor may a person type them"
    assert revealed(Version(old, first), Version(new, people, names)) == []
    even = shared(people, {"A": 15, "B": 15})
    assert [one["respondents"] for one in published(people, [old], even)["programmes"]] == [15, 15]


def test_a_version_that_is_nearly_some_programmes_of_an_earlier_one_is_not_written() -> None:
    people = random_people(Random(4), 31, HABITS["any"], 0)
    names = shared(people[:30], THREE)
    old, last = published(people[:30], programmes=names), [*people[:21], people[30]]
    new = published(last, [old])
    assert is_revealed(Version(old, people[:30], names), Version(new, last))
    close = too_close(new, [old], STATEMENTS)
    assert close is not None
    assert close[:3] == ("health", 21, 22)
    assert too_close(published(people[:21], [old]), [old], STATEMENTS) is None, "the same people as those two"


def test_the_same_programmes_with_one_person_more_together_have_no_figures() -> None:
    """Neither programme differs by few, since many changed from one to the other."""
    people = random_people(Random(5), 60, HABITS["any"], 0)
    names = shared(people[:40], {"A": 12, "B": 14, "C": 14})
    old = published(people[:40], programmes=names)
    later = {**names, **shared(people[40:], {"C": 19, "B": 1}), **dict.fromkeys((n for n, _ in people[12:20]), "A")}
    plain = published(people, programmes=later)
    assert [one["respondents"] for one in plain["programmes"]] == [20, 7, 33]
    assert is_revealed(Version(old, people[:40], names), Version(plain, people, later))
    assert [one["respondents"] for one in published(people, [old], later)["programmes"]] == [None] * 3


def test_whole_answers_that_are_all_at_an_end_for_one_statement_are_not_told() -> None:
    """Five answered two statements, and all gave 4 to the second; five others, of whom one gave 3, to that one only."""
    whole: list[Person] = [(f"{i:03}", (4 if i else 2, 4, None)) for i in range(5)]
    single: list[Person] = [(f"1{i:02}", (None, 4 if i else 3, None)) for i in range(5)]
    record = published([*whole, *single])
    assert record["sub_dimensions"][0] == {**record["sub_dimensions"][0], "respondents": 10, "mean": None}
    told = {**record, "sub_dimensions": [{**record["sub_dimensions"][0], "mean": 3.8}]}
    found = revealed(Version(told, [*whole, *single]))
    assert "5 people of versions ('',) gave 20 to statement 1" in found
    assert revealed(Version(record, [*whole, *single])) == []
    mixed: list[Person] = [*whole[:4], ("004", (4, 3, None)), *single]
    assert published(mixed)["sub_dimensions"][0]["mean"] is not None


def test_that_the_only_person_with_whole_answers_gave_top_marks_is_not_written() -> None:
    """Fifty-nine answered about health only: a finding about all statements of a dimension is about the other one."""
    rows = [only_health(row) for row in survey("living", 59)]
    top = {**survey("living", 60)[59], **dict.fromkeys(items("living"), 4)}
    gathered = collected([*rows, top])
    named = [one for one in lint(gathered) if one.kind is top_marks.KIND]
    assert [one.kind.severity.value for one in named] == ["warning"]
    found = record_of(gathered, "living", named, (60, 1, 0))["lint"]
    assert found == {"errors": 0, "warnings": 0, "findings": []}
    several = collected(
        [*rows[:54], *({**row, **dict.fromkeys(items("living"), 4)} for row in survey("living", 60)[54:])]
    )
    named = [one for one in lint(several) if one.kind is top_marks.KIND]
    (only,) = record_of(several, "living", named, (60, 1, 0))["lint"]["findings"]
    assert (only["id"], only["count"]) == ("survey-top-marks", None)


def test_no_mean_of_people_is_given_after_a_version_whose_blanks_hid_it() -> None:
    """Two of three statements are answered by one person each, or by all who answered one: the mean was left out."""
    one: list[Person] = [(f"{i:03}", (3 + i % 2, None, None) if i < 6 else (None, i % 5, None)) for i in range(13)]
    first: list[Person] = [*one, ("050", (4, 4, None))]
    more: list[Person] = [
        *first,
        *((f"1{i:02}", (i % 5, (i + 1) % 5, None)) for i in range(9)),
        ("200", (2, None, None)),
    ]
    old, plain = published(first), published(more)
    assert (old["sub_dimensions"][0]["respondents"], old["sub_dimensions"][0]["mean"]) == (14, None)
    assert plain["sub_dimensions"][0]["mean"] is not None
    assert published(more, [old])["sub_dimensions"][0]["mean"] is None
    assert published(first, [old]) == old


@pytest.mark.parametrize("mark", [0, 2, 4])
def test_a_version_in_which_all_gave_one_mark_does_not_tell_what_those_gave_who_left(mark: int) -> None:
    """Of nine people one gave 1; without that one and with six more, all give the same: so it was that one."""
    other = 1 if mark == 0 else mark - 1
    first: list[Person] = [(f"{i:03}", (mark if i else other, i % 5, (i * 2) % 5)) for i in range(9)]
    later: list[Person] = [*first[1:], *((f"9{i:02}", (mark, (i + 1) % 5, i % 5)) for i in range(6))]
    old, new = published(first), published(later)
    assert f"1 people of versions ('', None) gave {other} to statement 0" in revealed(
        Version(old, first), Version(new, later)
    )
    close = too_close(new, [old], STATEMENTS)
    assert close is not None
    assert (close.before, close.after, close.missing) == (9, 14, 1)
    found = too_close(old, [new], STATEMENTS)
    assert found is not None, "nor the other way round"


@pytest.mark.parametrize(("people", "left"), [(4, 0), (3, 6), (5, 0)])
def test_numbers_of_rows_do_not_tell_that_fewer_than_five_answered(people: int, left: int) -> None:
    found = record_of(collected(survey("living", people)), "living", (), (people + left, 1, left))
    shown = (found["imported"]["rows"], found["imported"]["not_counted"])
    assert shown == ((people, left) if people == 5 else (None, None))
    assert found["respondents"] == (5 if people == 5 else None)


@pytest.mark.parametrize(("doubles", "shown"), [(0, (68, 8)), (2, (None, None)), (5, (73, 8))])
def test_numbers_of_rows_do_not_tell_of_a_few_who_answered_twice(doubles: int, shown: tuple[int | None, ...]) -> None:
    """68 rows of which 8 do not count, of 60 people: nobody has two. Of 70 rows 62 count: two have."""
    found = record_of(collected(survey("living", 60)), "living", (), (68 + doubles, 1, 8))["imported"]
    assert (found["rows"], found["not_counted"]) == shown
