"""What is published gives nobody away: neither one record nor two versions of it tell what any person answered."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.privacy.groups import FEWEST
from banjar_smartcity.survey.lint import lint
from banjar_smartcity.survey.summary.complete import part_answers
from banjar_smartcity.survey.summary.earlier.apart import too_close
from banjar_smartcity.survey.summary.earlier.steps import without_small_steps
from banjar_smartcity.survey.summary.record import record_of
from reconstruction import Attack, Marks, Person, Version
from respondents import EXAMPLE, STAGE, STATEMENTS, TODAY, Row, collected, items, linted, survey, write_csv

PART = items("health")
ITEMS = tuple(item.replace("_", "-") for item in PART)
RECORD = f"data/surveys/survei-living-{STAGE}.yaml"
SURVEYS = 1000 if os.environ.get("SMARTCITY_TESTS") == "thorough" else 6
HABITS = {
    "any": (1, 1, 1, 1, 1),
    "content": (0, 0, 1, 3, 8),
    "split": (4, 0, 0, 0, 4),
    "alike": (0, 0, 0, 0, 1),
    "nearly": (0, 0, 0, 1, 5),
}
PROGRAMMES = ({"A": 1}, {"A": 3, "B": 1}, {"A": 1, "B": 1}, {"A": 5, "B": 2, "C": 1}, {"A": 3, "B": 2, "": 1})


def published(
    people: Sequence[Person],
    versions: Sequence[dict[str, Any]] = (),
    programmes: Mapping[str, str] | None = None,
    left: Sequence[int] = (),
) -> dict[str, Any]:
    """The record of people who answered one sub-dimension; `left` are statements that the map leaves out."""
    asked = [j for j in range(len(PART)) if j not in left]
    rows = [
        {
            "respondent_code": f"A-{name}",
            "programme_health": programmes.get(name, "") if programmes else "",
            **{PART[j]: "" if marks[j] is None else marks[j] for j in asked},
        }
        for name, marks in people
    ]
    gathered = collected(rows)
    kinds = {part: answers.kinds for part, answers in part_answers(gathered, "living").items()}
    return without_small_steps(record_of(gathered, "living", (), (len(rows), 1, 0)), versions, STATEMENTS, kinds)


def revealed(*versions: Version) -> list[str]:
    """What follows of a few people from all versions together."""
    return list(Attack(versions, ITEMS, STATEMENTS.marks).revealed())


def is_revealed(*versions: Version) -> bool:
    """Whether anything follows."""
    return next(Attack(versions, ITEMS, STATEMENTS.marks).revealed(), None) is not None


def random_people(rng: Random, count: int, habit: Sequence[int], blanks: float, first: int = 0) -> list[Person]:
    """People who answered at least one statement."""
    found: list[Person] = []
    while len(found) < count:
        marks: Marks = tuple(None if rng.random() < blanks else rng.choices(range(5), habit)[0] for _ in PART)
        if any(mark is not None for mark in marks):
            found.append((f"{first + len(found):03}", marks))
    return found


def next_people(rng: Random, before: Sequence[Sequence[Person]], habit: Sequence[int], blanks: float) -> list[Person]:
    """Who answered the next version: some more or fewer, another village, or all of the earlier ones together."""
    last, first = before[-1], 100 * len(before)
    way = rng.random()
    if way < 0.6:
        kept = rng.sample(last, max(len(last) - rng.choice((0, 0, 0, 1, 5, 7)), 0))
        more = random_people(rng, rng.choice((0, 1, 4, 5, 6, 7, 9)), habit, blanks, first)
        if way < 0.1:  # they agree about the first statement
            more = [(name, (2, *marks[1:])) for name, marks in more]
        return kept + more
    if way < 0.8:
        both = rng.sample(last, min(len(last), rng.choice((0, 1, 2))))
        return both + random_people(rng, rng.randrange(5, 20), habit, blanks, first)
    everybody = list(dict.fromkeys(person for people in before for person in people))
    return everybody + random_people(rng, rng.choice((0, 1, 5)), habit, blanks, first)


def versions_of(rng: Random, most: int) -> list[Version]:
    """Versions of a survey, each as an import would write it after the others, except those that it refuses."""
    habit = rng.choice(list(HABITS.values()))
    blanks = rng.choice((0, 0, 0.02, 0.1, 0.3))
    shares = rng.choice(PROGRAMMES)
    found: list[Version] = []
    # Only of more than about forty people whole distributions are given; with blanks, it takes too long to attack them.
    size = rng.randrange(24, 80) if not blanks and rng.random() < 0.6 else rng.randrange(4, 24)
    tried = [random_people(rng, size, habit, blanks)]
    asked: dict[str, str] = {}
    for _ in range(most):
        people = tried[-1]
        for name, _marks in people:
            if name not in asked or rng.random() < 0.05:
                asked[name] = rng.choices(list(shares), list(shares.values()))[0]
        left = [j for j in range(len(PART)) if rng.random() < 0.05][: len(PART) - 1]
        people = [(n, marks) for n, marks in people if any(m is not None for j, m in enumerate(marks) if j not in left)]
        earlier = [dict(version.record) for version in found]
        record = published(people, earlier, asked, left) if people else {}
        if people and too_close(record, earlier, STATEMENTS) is None:
            found.append(Version(record, people, dict(asked)))
        tried.append(next_people(rng, tried, habit, blanks))
    return found


@pytest.mark.parametrize("versions", [1, 2, 3])
@pytest.mark.parametrize("seed", range(SURVEYS))
def test_nothing_of_a_few_people_follows_from_a_record_or_from_versions_of_it(seed: int, versions: int) -> None:
    """Not even the sum of what one to four people gave who cannot be distinguished."""
    found = versions_of(Random(seed), versions)
    assert revealed(*found) == []


def test_the_attack_finds_what_is_to_be_found() -> None:
    people = random_people(Random(1), 30, HABITS["any"], 0)
    one_more: list[Person] = [*people, ("900", (1, 4, 2))]
    records = [published(people), published(one_more)]
    found = revealed(Version(records[0], people), Version(records[1], one_more))
    assert [line.split(" gave ")[1] for line in found] == [
        "1 to statement 0",
        "4 to statement 1",
        "2 to statement 2",
        "7 to statements [0, 1, 2]",
    ]
    close = too_close(records[1], [records[0]], STATEMENTS)
    assert close is not None
    assert (close.before, close.after, close.missing) == (30, 31, 4)


@pytest.mark.parametrize(("both", "more"), [(1, 0), (4, 0), (0, 2), (0, 4)])
def test_two_villages_and_then_both_do_not_tell_who_is_in_both_or_came_later(both: int, more: int) -> None:
    people = random_people(Random(8), 60, HABITS["any"], 0)
    first, second = people[:20], people[20 - both : 50]
    third = people[: 50 + more]
    records = [published(first), published(second)]
    assert too_close(records[1], records[:1], STATEMENTS) is None
    last = published(third)
    assert is_revealed(*(Version(r, p) for r, p in zip((*records, last), (first, second, third), strict=True)))
    close = too_close(last, records, STATEMENTS)
    assert close is not None
    assert (close.before, close.after) == (50 + both, 50 + more)
    assert close.missing == FEWEST + both - more
    assert too_close(published(people[:50]), [published(people[:20]), published(people[20:50])], STATEMENTS) is None


def test_a_programme_of_which_the_rest_follows_has_no_figures() -> None:
    """All users of one gave the top mark, or a cell of one follows from those of the other."""
    people: list[Person] = [(f"{i:03}", (4, 4, 4) if i < 7 else (2 + i % 3, i % 5, 3)) for i in range(40)]
    record = published(people, programmes={name: "A" if i < 7 else "B" for i, (name, _) in enumerate(people)})
    assert [one["name"] for one in record["programmes"]] == ["A", "B"]
    assert {one["mean"] for one in record["programmes"]} == {None}
    people = random_people(Random(9), 60, HABITS["content"], 0)
    record = published(people, programmes={name: "A" if i < 20 else "B" for i, (name, _) in enumerate(people)})
    assert [one["respondents"] for one in record["programmes"]] == [20, 40]
    assert {one[key] for one in record["programmes"] for key in ("deviation", "distribution")} == {None}


def test_programmes_are_not_given_after_a_version_in_which_all_gave_one_mark() -> None:
    """All 18 gave 4, and few came to each programme: its mean tells what they gave."""
    people: list[Person] = [(f"{i:03}", (4, 4, 4)) for i in range(18)]
    more: list[Person] = [*people, *((f"9{i:02}", (2, 4, 3)) for i in range(6))]
    names = {name: "ABC"[i % 3] if i < 18 else "ABCCAA"[i - 18] for i, (name, _) in enumerate(more)}
    old, plain = published(people, programmes=names), published(more, programmes=names)
    assert {one["mean"] for one in plain["programmes"]} != {None}
    assert is_revealed(Version(old, people, names), Version(plain, more, names))
    new = published(more, [old], names)
    assert too_close(new, [old], STATEMENTS) is None
    assert {one["mean"] for one in new["programmes"]} == {None}
    assert revealed(Version(old, people, names), Version(new, more, names)) == []


def test_a_programme_under_the_name_of_another_one_is_compared_with_it() -> None:
    people = random_people(Random(10), 80, HABITS["any"], 0)
    old = published(people[:60], programmes=dict.fromkeys((name for name, _ in people), "A"))
    names = {name: "B" if i < 57 else "A" for i, (name, _) in enumerate(people)}
    new = published(people, [old], names)
    assert {one["mean"] for one in new["programmes"]} == {None}
    assert too_close(new, [old], STATEMENTS) is None
    far = published(people, [old], {**names, **dict.fromkeys((name for name, _ in people[50:57]), "A")})
    assert [one["respondents"] for one in far["programmes"]] == [50, 30]


def test_people_with_one_and_the_same_mean_have_no_deviation_that_says_so() -> None:
    people: list[Person] = [(f"{i:03}", ((4, 4, 3), (4, 3, 4), (3, 4, 4))[i % 3]) for i in range(9)]
    record = published(people)
    (part,) = record["sub_dimensions"]
    assert (part["mean"], part["deviation"], part["distribution"]) == (pytest.approx(11 / 3, abs=1e-6), None, None)
    assert revealed(Version(record, people)) == []


def test_means_near_one_mark_do_not_tell_what_somebody_gave_who_answered_one_statement() -> None:
    """If the means of all round to 4, a person with one answer gave 4."""
    marks: list[Marks] = [(4, None, None), (None, 4, None), (4, None, None)]
    marks += [(None, 4, 4)] * 4 + [(3, 4, None)] * 2 + [(4, None, 4)] * 3 + [(4, 3, None)] * 2 + [(3, 4, 4)] * 4
    marks += [(4, 4, 3), (3, None, 4), (4, None, 3)]
    people: list[Person] = [(f"{i:03}", one) for i, one in enumerate(marks)]
    record = published(people)
    (part,) = record["sub_dimensions"]
    assert (part["respondents"], part["deviation"], part["distribution"]) == (21, None, None)
    assert revealed(Version(record, people)) == []
    told = {**record, "sub_dimensions": [{**part, "distribution": [None] * 4 + [21]}], "programmes": []}
    assert is_revealed(Version(told, people))
    whole = published([person for person in people if None not in person[1]])
    assert whole["sub_dimensions"][0]["respondents"] == 5


def test_the_mean_of_people_is_not_given_where_blanks_and_statements_would_tell_who_gave_what() -> None:
    marks: list[Marks] = [(None, 4, None)] * 4 + [(None, None, 4)] + [(4, None, None)]
    marks += [(None, 4, 4)] * 6 + [(4, None, 4)] * 5 + [(4, 4, None)] * 5 + [(4, 4, 4)] * 20
    marks[7], marks[12], marks[18], marks[-1], marks[-2] = (
        (None, 4, 3),
        (4, None, 3),
        (3, 4, None),
        (3, 4, 4),
        (4, 3, 4),
    )
    people: list[Person] = [(f"{i:03}", one) for i, one in enumerate(marks)]
    record = published(people)
    assert [one["mean"] is None for one in record["statements"]] == [False] * 3
    (part,) = record["sub_dimensions"]
    assert (part["respondents"], part["mean"], part["deviation"], part["distribution"]) == (42, None, None, None)
    assert record["programmes"][0]["mean"] is None
    mixed = [(name, tuple(one and i % 5 for one in marks)) for i, (name, marks) in enumerate(people)]
    assert published(mixed)["sub_dimensions"][0]["mean"] is not None


def test_marks_of_which_all_are_0_or_4_do_not_tell_by_thirds_what_the_only_whole_answer_gave() -> None:
    """Means of two answers are even then; a third of 4 that is left over is of the one who answered all three."""
    blank = None
    marks: list[Marks] = [(4, 0, blank), (0, blank, blank), (4, blank, 4), (blank, 4, 0), (blank, 0, 0), (0, 4, 0)]
    marks += [(4, 0, blank), (0, 4, blank), (blank, 4, 0), (blank, 0, 4), (0, 0, 4), (blank, blank, 4), (blank, 4, 4)]
    marks += [(0, blank, blank), (blank, 4, blank), (4, blank, 4), (0, blank, 4), (4, blank, 0)]
    people: list[Person] = [(f"{i:03}", one) for i, one in enumerate(marks)]
    names = {name: "B" if i < 7 else "" if i < 12 else "A" for i, (name, _) in enumerate(people)}
    record = published(people, programmes=names)
    assert {one["mean"] for one in record["programmes"]} == {None}
    assert revealed(Version(record, people, names)) == []
    mixed = [(name, tuple(one and (one + i) % 5 for one in given)) for i, (name, given) in enumerate(people)]
    assert published(mixed, programmes=names)["sub_dimensions"][0]["mean"] is not None


def with_blanks(count: int) -> list[Person]:
    """People of whom a quarter left the first statement blank, and another quarter the second one."""
    return [
        (f"{i:03}", (None if i % 4 == 1 else i % 5, None if i % 4 == 2 else (i + i // 5) % 5, i // 2 % 5))
        for i in range(count)
    ]


CAME: list[Marks] = [(0, None, 4), (None, 0, 4), (0, None, 4), (0, 0, None), (None, 0, 0), (4, 0, 0), (4, 4, 4)]


def test_the_mean_of_people_is_not_given_after_a_version_in_which_some_left_blanks() -> None:
    """Two of those who came answered all. What they gave follows from both means, as all others answered two."""
    people = [(name, (*marks[:2], None if i % 4 == 3 else marks[2])) for i, (name, marks) in enumerate(with_blanks(40))]
    came = [*CAME, *(((3, 4, None),) * 4)]
    more = [*people, *((f"9{i:02}", one) for i, one in enumerate(came))]
    old, plain, new = published(people), published(more), published(more, [published(people)])
    assert [one["sub_dimensions"][0]["mean"] is None for one in (old, plain, new)] == [False, False, True]
    assert too_close(new, [old], STATEMENTS) is None
    assert is_revealed(Version(old, people), Version(plain, more))
    assert revealed(Version(old, people), Version(new, more)) == []
    assert published(people, [old])["sub_dimensions"][0]["mean"] is not None


def test_whole_answers_are_not_given_next_to_a_version_in_which_about_as_many_have_some() -> None:
    """Only one who came left the last statement blank, so that the new figures are those of the 22 whole answers."""
    people = with_blanks(40)
    more = [*people, *((f"9{i:02}", one) for i, one in enumerate(CAME))]
    old, new = published(people), published(more, [published(people)])
    assert [one["respondents"] for one in new["statements"]] == [22, 22, 22]
    assert is_revealed(Version(old, people), Version(new, more))
    close = too_close(new, [old], STATEMENTS)
    assert close is not None
    assert (close.before, close.after, close.missing) == (40, 22, 13)
    assert too_close(old, [new], STATEMENTS) is not None
    far = [*people, *((f"9{i:02}", (i % 5, i % 3, 2)) for i in range(15)), ("999", (1, 2, None))]
    assert too_close(published(far, [old]), [old], STATEMENTS) is None


@pytest.mark.parametrize("blank", [0, 1, 4, 5, 8])
def test_the_means_are_those_of_complete_answers_where_few_left_a_statement_blank(blank: int) -> None:
    people = random_people(Random(2), 40, HABITS["any"], 0)
    people = [(name, (None, *marks[1:]) if i < blank else marks) for i, (name, marks) in enumerate(people)]
    record = published(people)
    left_out = blank if blank < 5 else 0
    counted = [marks for _, marks in people if not left_out or None not in marks]
    for j, one in enumerate(record["statements"]):
        given = [mark for marks in counted if (mark := marks[j]) is not None]
        assert (one["respondents"], one["mean"]) == (len(given), pytest.approx(sum(given) / len(given), abs=1e-6))
    assert record["sub_dimensions"][0]["respondents"] == 40 - left_out


def test_a_statement_that_fewer_than_five_answered_has_no_figures_and_hinders_no_other() -> None:
    people = random_people(Random(3), 40, HABITS["any"], 0)
    people = [(name, marks if i < 3 else (*marks[:2], None)) for i, (name, marks) in enumerate(people)]
    record = published(people)
    assert [one["respondents"] for one in record["statements"]] == [40, 40, None]
    assert [one["mean"] is None for one in record["statements"]] == [False, False, True]
    assert record["statements"][2]["deviation"] is record["statements"][2]["distribution"] is None


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_number_of_a_group_of_fewer_than_five_is_written(count: int) -> None:
    rows = [
        {**row, "programme_health": "Program lain" if i < 7 else row["programme_health"]}
        for i, row in enumerate(survey("living", 60))
    ]
    few = [{**row, **({} if i < count else dict.fromkeys(items("health"), ""))} for i, row in enumerate(rows)]
    record = record_of(collected(few), "living", (), (60, 1, 0))
    about = [one for one in record["statements"] if one["item"].replace("-", "_") in items("health")]
    about += [
        one for key in ("sub_dimensions", "programmes") for one in record[key] if one["sub_dimension"] == "health"
    ]
    assert about
    assert {one[key] for one in about for key in ("respondents", "mean", "deviation", "distribution")} == {None}
    assert record_of(collected(rows[:count]), "living", (), (count, 1, 0))["respondents"] is None


def test_records_of_earlier_versions_with_numbers_below_five_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "region"
    shutil.copytree(EXAMPLE, root)
    item, other = (item.replace("_", "-") for item in PART[:2])
    text = f"""\
id: survei-living-{STAGE}
stage: {STAGE}
dimension: living
starts_on: null
ends_on: null
official_wording: false
respondents: 3
programmes: []
statements:
  - {{item: {item}, respondents: 3, mean: 2, deviation: null}}
  - {{item: {other}, respondents: 60, mean: 3, deviation: null}}
sub_dimensions: []
"""
    for path in (root / "data" / "surveys").glob("*.yaml"):
        path.unlink()
    (root / RECORD).write_text(text, encoding="utf-8")
    for numbers in (text, text.replace(": 3", ": null")):
        (root / RECORD).write_text(numbers, encoding="utf-8")
        assert main(["validate", "--root", str(root), "--lang", "id"]) == 1
        out = capsys.readouterr().out
        assert "1–4 responden; diperlukan" in out
        assert "60 orang menjawab ini, padahal responden surveinya 1–4" in out
    text = text.replace("respondents: 3\nprog", "respondents: 60\nprog")
    for numbers in (text, text.replace(": 3,", ": null,")):
        (root / RECORD).write_text(numbers, encoding="utf-8")
        assert main(["item", item, "--root", str(root), "--lang", "id"]) == 0
        assert "kurang dari 5 responden" in capsys.readouterr().out
        for ending in ("md", "html"):
            report = tmp_path / f"report.{ending}"
            assert main(["report", "--root", str(root), "--lang", "id", "--output", str(report)]) == 0
            assert "kurang dari 5" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(("step", "missing"), [(-6, None), (-5, None), (-1, 6), (1, 4), (4, 1), (5, None), (9, None)])
def test_an_import_needs_five_people_more_or_fewer_than_every_version(step: int, missing: int | None) -> None:
    people = random_people(Random(4), 60, HABITS["any"], 0)
    old = published(people[:40])
    close = too_close(published(people[: 40 + step]), [old], STATEMENTS)
    assert (close and close.missing) == missing
    between = [published(people[:n]) for n in (40, 46)]
    close = too_close(published(people[:47]), between, STATEMENTS)
    assert close is not None
    assert close.missing == 4


def test_the_same_people_may_be_imported_again_and_another_one_in_place_of_one_may_not() -> None:
    people = random_people(Random(5), 40, HABITS["any"], 0)
    old = published(people)
    assert too_close(old, [old], STATEMENTS) is None
    means = [{**one, "mean": round(one["mean"], 2)} for one in old["statements"]]
    typed = {**old, "imported": None, "statements": means}
    assert too_close(old, [typed], STATEMENTS) is None
    other: list[Person] = [*people[:-1], ("900", tuple(4 - (mark or 0) for mark in people[-1][1]))]
    assert too_close(published(other), [old], STATEMENTS) is not None


def test_a_whole_mean_of_an_import_is_not_a_rounded_one() -> None:
    people: list[Person] = [(f"{i:03}", (3, 2 + i % 2, 1 + i % 3)) for i in range(60)]
    changed: list[Person] = [*people[:-1], (people[-1][0], (4, *people[-1][1][1:]))]
    assert too_close(published(changed), [published(people)], STATEMENTS) is not None


def test_a_number_of_rows_with_a_finding_tells_nobodys_marks() -> None:
    """Five newcomers more among those whose marks are all equal, and 15 more in each sum: each of them gave 3."""
    rows = [
        *survey("living", 60),
        *({**row, **dict.fromkeys(items("living"), 3)} for row in survey("living", 6, seed=9)),
    ]
    gathered = collected(rows)
    record = record_of(gathered, "living", tuple(lint(gathered)), (len(rows), 1, 0))
    counts = {one["id"]: one["count"] for one in record["lint"]["findings"]}
    assert counts["survey-all-equal"] is None
    few = [{**row, "end": row["start"] if i < 3 else row["end"]} for i, row in enumerate(rows[:60])]
    gathered = collected(few)
    record = record_of(gathered, "living", tuple(lint(gathered)), (len(few), 1, 0))
    assert [one["count"] for one in record["lint"]["findings"] if one["id"] == "survey-impossible-times"] == [None]


@pytest.mark.parametrize("left", [0, 1, 4, 5, 9])
def test_numbers_of_rows_tell_of_no_one_to_four_that_do_not_count(left: int) -> None:
    record = record_of(collected(survey("living", 60)), "living", (), (60 + left, 1, left))
    shown = record["imported"]["rows"], record["imported"]["not_counted"]
    assert shown == ((None, None) if left in (1, 4) else (60 + left, left))


@pytest.mark.parametrize(("others", "shown"), [(2, None), (5, 12)])
def test_numbers_of_rows_tell_of_no_few_rows_with_another_reason(others: int, shown: int | None) -> None:
    """Seven without consent and two that were not approved: nine do not count, and nine minus seven are two."""
    rows = [{**row, "consent": "tidak" if i >= 60 else "ya"} for i, row in enumerate(survey("living", 67))]
    gathered = collected(rows)
    record = record_of(gathered, "living", tuple(linted(rows)), (len(rows) + others, 1, 7 + others))
    assert [one["count"] for one in record["lint"]["findings"] if one["id"] == "survey-no-consent"] == [7]
    assert record["imported"]["not_counted"] == shown


def test_numbers_of_rows_do_not_tell_of_a_few_by_two_versions() -> None:
    old, new, far = (
        record_of(collected(survey("living", people)), "living", (), (people + left, 1, left))
        for people, left in ((60, 6), (70, 7), (80, 11))
    )
    hidden = without_small_steps(new, [old], STATEMENTS, {})
    assert (hidden["imported"]["rows"], hidden["imported"]["not_counted"]) == (None, None)
    assert without_small_steps(far, [old], STATEMENTS, {})["imported"] == far["imported"]
    assert without_small_steps(old, [old], STATEMENTS, {})["imported"] == old["imported"]
    assert without_small_steps(far, [old, hidden], STATEMENTS, {})["imported"]["not_counted"] == 11


def test_five_people_who_all_gave_the_highest_mark_stay_hidden_too() -> None:
    people = random_people(Random(6), 40, HABITS["any"], 0)
    more: list[Person] = [*people, *((f"9{i:02}", (4, i % 3, i % 2)) for i in range(5))]
    close = too_close(published(more), [published(people)], STATEMENTS)
    assert close is not None
    assert close.missing == 1


def test_more_than_the_newcomers_can_give_tells_who_left() -> None:
    """Twelve who gave 4 came, and one who gave 3 left: the sums differ by more than eleven times 4."""
    people = random_people(Random(6), 40, HABITS["any"], 0)
    old: list[Person] = [*people, ("800", (3, 1, 2))]
    new: list[Person] = [*people, *((f"9{i:02}", (4, i % 3, i % 2)) for i in range(12))]
    records = published(old), published(new)
    assert is_revealed(Version(records[0], old), Version(records[1], new))
    assert too_close(records[1], records[:1], STATEMENTS) is not None
    assert too_close(records[0], records[1:], STATEMENTS) is not None


def test_two_villages_of_other_columns_and_then_both_are_compared_by_what_they_share() -> None:
    people = random_people(Random(11), 60, HABITS["any"], 0)
    first, second = published(people[:20], left=[1]), published(people[18:50])
    assert too_close(second, [first], STATEMENTS) is None
    close = too_close(published([*people[:50], people[-1]]), [first, second], STATEMENTS)
    assert close is not None
    assert (close.before, close.after) == (52, 51)


@pytest.mark.parametrize("last", [97, 98, 100, 102, 103])
def test_a_survey_that_grows_is_not_taken_for_two_villages_and_both(last: int) -> None:
    rows = survey("living", 103, seed=12)
    records = [record_of(collected(rows[:n]), "living", (), (n, 1, 0)) for n in (40, 60, last)]
    assert too_close(records[2], records[:2], STATEMENTS) is None
    assert too_close(records[1], records, STATEMENTS) is None


def test_distributions_that_differ_by_few_people_are_not_given() -> None:
    people = random_people(Random(7), 60, HABITS["any"], 0)
    old, new = published(people[:50]), published(people)
    shown = without_small_steps(new, [old], STATEMENTS, {})
    assert all(one["distribution"] is not None for one in old["statements"])
    for one, then in zip(shown["statements"], old["statements"], strict=True):
        assert (one["distribution"] is None) == (one["deviation"] is None)
        steps = [abs(a - b) for a, b in zip(one["distribution"] or (), then["distribution"], strict=False)]
        assert all(step == 0 or step >= FEWEST for step in steps)
    assert any(one["distribution"] is None for one in shown["statements"])


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """The example without its surveys."""
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "data" / "surveys")
    return folder


def commit(root: Path, *more: str) -> None:
    """Commit everything, in a new repository if there is none."""
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), more, ("add", "-A"), (*name, "commit", "-qm", "x", "--allow-empty")):
        if arguments:
            subprocess.run(["git", *arguments], cwd=root, check=True)


def imported(root: Path, rows: Sequence[Row], *options: str) -> int:
    """The exit code of an import."""
    table = write_csv(root.parent / "living.csv", rows)
    shared = ("--root", str(root), "--today", TODAY.isoformat(), "--lang", "en")
    return main(["survey", "import", table, *shared, *options])


def test_no_option_goes_past_a_committed_version_on_any_branch_even_a_deleted_one(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = survey("living", 70)
    assert imported(region, rows[:55]) == 0
    commit(region)
    commit(region, "checkout", "-q", "-b", "other")
    assert imported(region, rows[:63]) == 0
    commit(region)
    commit(region, "checkout", "-q", "-")
    shutil.rmtree(region / "data" / "surveys")
    commit(region)
    capsys.readouterr()
    assert imported(region, rows[:64], "--replace", "--with-faults") == 2
    assert not (region / "data" / "surveys").exists() or not (region / RECORD).exists()
    assert "Respondents still missing: 4." in capsys.readouterr().err
    assert imported(region, rows[:63]) == 0
    assert imported(region, rows[:68]) == 0
    assert "no git history" not in capsys.readouterr().out


def test_a_commit_that_was_reset_or_replaced_counts_too(region: Path) -> None:
    """It may have been pushed."""
    rows = survey("living", 70)
    commit(region)
    assert imported(region, rows[:55]) == 0
    commit(region)
    subprocess.run(["git", "reset", "-q", "--hard", "HEAD~1"], cwd=region, check=True)
    assert not (region / RECORD).exists()
    assert imported(region, rows[:56]) == 2
    assert imported(region, rows[:60]) == 0
    commit(region)
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    shutil.rmtree(region / "data" / "surveys")
    subprocess.run(["git", *name, "commit", "-qam", "y", "--amend", "--allow-empty"], cwd=region, check=True)
    assert imported(region, rows[:61]) == 2


def test_a_record_that_was_renamed_changed_by_hand_or_given_another_dimension_counts_too(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = survey("living", 70)
    assert imported(region, rows[:55]) == 0
    record = region / RECORD
    text = record.read_text(encoding="utf-8")
    record.unlink()
    changed = text.replace("dimension: living", "dimension: living-2").replace("mean: 2", "mean: 1")
    (region / "data" / "surveys" / "lain.yaml").write_text(changed, encoding="utf-8")
    commit(region)
    (region / "data" / "surveys" / "lain.yaml").unlink()
    assert imported(region, rows[:56]) == 2
    assert "Respondents still missing: 4." in capsys.readouterr().err


def test_the_same_table_with_a_row_more_for_another_stage_is_of_one_survey_and_other_days_are_not(region: Path) -> None:
    rows = survey("living", 70)
    assert imported(region, rows[:55]) == 0
    commit(region)
    other = [{**row, "start": row["start"].replace("-04-", "-05-"), "end": ""} for row in rows[:56]]
    later = ("--stage", "2026-tahap-2")
    assert imported(region, rows[:56], *later) == 2
    assert imported(region, other, *later, "--with-faults") == 0
    assert imported(region, rows[:55], *later, "--replace") == 0
    assert imported(region, survey("living", 56, seed=2), *later, "--replace") == 0


def test_a_clone_without_old_commits_imports_nothing(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = survey("living", 70)
    assert imported(region, rows[:55]) == 0
    commit(region)
    assert imported(region, rows[:63]) == 0
    commit(region)
    clone = region.parent / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", region.as_uri(), str(clone)], check=True)
    capsys.readouterr()
    assert imported(clone, rows[:56], "--replace", "--with-faults") == 2
    assert "git fetch --unshallow" in capsys.readouterr().err
    subprocess.run(["git", "fetch", "-q", "--unshallow"], cwd=clone, check=True)
    assert imported(clone, rows[:56]) == 2
    assert "Respondents still missing: 12." in capsys.readouterr().err
    assert imported(clone, rows[:68]) == 0


def test_without_a_git_that_can_read_the_history_nothing_is_imported(
    region: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = survey("living", 70)
    assert imported(region, rows[:55]) == 0
    commit(region)
    (region / RECORD).unlink()
    monkeypatch.setenv("PATH", str(region))
    capsys.readouterr()
    assert imported(region, rows[:56]) == 2
    assert "git cannot read the history" in capsys.readouterr().err
    monkeypatch.undo()
    (region / ".git" / "HEAD").write_text("x", encoding="utf-8")
    assert imported(region, rows[:56]) == 2


def test_the_respondents_of_the_survey_differ_by_five_too(region: Path) -> None:
    """Of four more of whom each left something blank, no mean tells; only their number, and that is one too."""
    rows = survey("living", 70)
    some = [{**row, PART[0]: ""} if i < 4 else row for i, row in enumerate(rows)]
    old, new = (record_of(collected(one), "living", (), (len(one), 1, 0)) for one in (some[4:64], some[:64]))
    assert [one["respondents"] for one in new["sub_dimensions"] if one["sub_dimension"] == "health"] == [60]
    health = {**new, "statements": old["statements"], "sub_dimensions": old["sub_dimensions"]}
    close = too_close({**health, "programmes": old["programmes"]}, [old], STATEMENTS)
    assert close is not None
    assert close[1:4] == (60, 64, 1)


@pytest.mark.parametrize(("count", "shown"), [(3, None), (5, 5), (56, None), (55, 55), (59, None), (60, 60)])
def test_a_number_of_rows_with_a_finding_tells_of_no_few_others(count: int, shown: int | None) -> None:
    rows = [{**row, "end": row["start"] if i < count else row["end"]} for i, row in enumerate(survey("living", 60))]
    gathered = collected(rows)
    record = record_of(gathered, "living", tuple(lint(gathered)), (60, 1, 0))
    assert [one["count"] for one in record["lint"]["findings"] if one["id"] == "survey-impossible-times"] == [shown]
    more = [{**row, "end": row["start"] if i < 8 else row["end"]} for i, row in enumerate(survey("living", 70))]
    gathered = collected(more)
    later = record_of(gathered, "living", tuple(lint(gathered)), (70, 1, 0))
    far = without_small_steps(later, [record], STATEMENTS, {})["lint"]["findings"]
    assert [one["count"] for one in far if one["id"] == "survey-impossible-times"] == [None if count == 5 else 8]


def test_a_record_with_a_few_rows_that_do_not_count_is_a_record(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = survey("living", 60)
    assert imported(region, [*rows, {**rows[0], "respondent_code": "TES"}]) == 0
    text = (region / RECORD).read_text(encoding="utf-8")
    assert "rows: null" in text
    assert "not_counted: null" in text
    assert "61 baris" not in text
    capsys.readouterr()
    main(["validate", "--root", str(region), "--lang", "en"])
    assert RECORD not in capsys.readouterr().out


def test_the_page_gives_no_number_of_rows_that_the_record_does_not_give(region: Path) -> None:
    rows = survey("living", 80)
    page = region.parent / "page.html"

    def refused(people: int, left: int) -> str:
        table = [{**row, "consent": "ya" if i < people else "tidak"} for i, row in enumerate(rows[: people + left])]
        assert imported(region, table, "--page", str(page), "--with-faults") == 0
        commit(region)
        return page.read_text(encoding="utf-8")

    assert "62 rows" in refused(55, 7)
    second = refused(63, 8)
    assert "rows: null" in (region / RECORD).read_text(encoding="utf-8")
    assert "71" not in second.split("<main")[1]
    assert "without consent: –" in second


def test_what_was_never_committed_may_be_replaced_and_without_git_the_file_is_compared(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = survey("living", 70)
    commit(region)
    assert imported(region, rows[:55]) == 0
    assert imported(region, rows[:56]) == 0
    shutil.rmtree(region / ".git")
    assert imported(region, rows[:57]) == 2
    assert imported(region, rows[:61]) == 0
    assert "no git history here: compared only with the file on disk" in capsys.readouterr().out


def test_a_few_unfinished_answers_are_left_out_and_that_is_said(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [dict(row) for row in survey("living", 60)]
    rows[7][PART[1]] = ""
    assert imported(region, rows) == 0
    out = capsys.readouterr().out
    assert "Health: n 59" in out
    assert "so that nobody is given away; left out: 1" in out
    (answers,) = [one for part, one in part_answers(collected(rows), "living").items() if part == "health"]
    assert (answers.left_out, sum(answers.kinds.values())) == (1, 59)
