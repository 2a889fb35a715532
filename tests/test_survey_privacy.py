"""What is published gives nobody away: neither one record nor two versions of it tell what any person answered."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.privacy.groups import FEWEST
from banjar_smartcity.survey.lint import lint
from banjar_smartcity.survey.summary.apart import too_close, without_small_steps
from banjar_smartcity.survey.summary.complete import part_answers
from banjar_smartcity.survey.summary.record import record_of
from reconstruction import Marks, Person, revealed
from respondents import EXAMPLE, STAGE, STATEMENTS, TODAY, Row, collected, items, survey, write_csv

PART = items("health")
RECORD = f"data/surveys/survei-living-{STAGE}.yaml"
SURVEYS = 1000 if os.environ.get("SMARTCITY_TESTS") == "thorough" else 12
HABITS = {"any": (1, 1, 1, 1, 1), "content": (0, 0, 1, 3, 8), "split": (4, 0, 0, 0, 4), "alike": (0, 0, 0, 0, 1)}


def published(people: Sequence[Person]) -> dict[str, Any]:
    """The record of people who answered one sub-dimension."""
    rows = [
        {"respondent_code": f"A-{name}", **{item: "" if m is None else m for item, m in zip(PART, marks, strict=True)}}
        for name, marks in people
    ]
    return record_of(collected(rows), "living", (), (len(rows), 1, 0))


def random_people(rng: Random, count: int, habit: Sequence[int], blanks: float, first: int = 0) -> list[Person]:
    """People who answered at least one statement."""
    found: list[Person] = []
    while len(found) < count:
        marks: Marks = tuple(None if rng.random() < blanks else rng.choices(range(5), habit)[0] for _ in PART)
        if any(mark is not None for mark in marks):
            found.append((f"{first + len(found):03}", marks))
    return found


@pytest.mark.parametrize("seed", range(SURVEYS))
def test_nobodys_mark_follows_from_a_record_or_from_two_versions_of_it(seed: int) -> None:
    rng = Random(seed)
    habit = rng.choice(list(HABITS.values()))
    blanks = rng.choice((0, 0.02, 0.1, 0.3))
    before = random_people(rng, rng.randrange(4, 24), habit, blanks)
    old = published(before)
    assert revealed([old], [before], STATEMENTS.marks) == []
    kept = rng.sample(before, max(len(before) - rng.choice((0, 0, 0, 1, 5, 7)), 0))
    after = kept + random_people(rng, rng.choice((1, 4, 5, 6, 7, 9)), habit, blanks, first=100)
    new = without_small_steps(published(after), [old])
    if too_close(new, [old], STATEMENTS) is None:
        assert revealed([old, new], [before, after], STATEMENTS.marks) == []


def test_the_attack_finds_what_is_to_be_found() -> None:
    people = random_people(Random(1), 30, HABITS["any"], 0)
    one_more: list[Person] = [*people, ("900", (1, 4, 2))]
    records = [published(people), published(one_more)]
    found = revealed(records, [people, one_more], STATEMENTS.marks)
    assert [line.split(" gave ")[1] for line in found] == ["1 to statement 0", "4 to statement 1", "2 to statement 2"]
    close = too_close(records[1], [records[0]], STATEMENTS)
    assert close is not None
    assert (close.before, close.after, close.missing) == (30, 31, 4)


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


def test_numbers_of_rows_do_not_tell_of_a_few_by_two_versions() -> None:
    old, new, far = (
        record_of(collected(survey("living", people)), "living", (), (people + left, 1, left))
        for people, left in ((60, 6), (70, 7), (80, 11))
    )
    hidden = without_small_steps(new, [old])
    assert (hidden["imported"]["rows"], hidden["imported"]["not_counted"]) == (None, None)
    assert without_small_steps(far, [old])["imported"] == far["imported"]
    assert without_small_steps(old, [old])["imported"] == old["imported"]
    assert without_small_steps(far, [old, hidden])["imported"]["not_counted"] == 11


def test_five_people_who_all_gave_the_highest_mark_stay_hidden_too() -> None:
    people = random_people(Random(6), 40, HABITS["any"], 0)
    more: list[Person] = [*people, *((f"9{i:02}", (4, i % 3, i % 2)) for i in range(5))]
    close = too_close(published(more), [published(people)], STATEMENTS)
    assert close is not None
    assert close.missing == 1


def test_distributions_that_differ_by_few_people_are_not_given() -> None:
    people = random_people(Random(7), 60, HABITS["any"], 0)
    old, new = published(people[:50]), published(people)
    shown = without_small_steps(new, [old])
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
    assert "health: n 59" in out
    assert "so that nobody is given away; left out: 1" in out
    (answers,) = [one for part, one in part_answers(collected(rows), "living").items() if part == "health"]
    assert (answers.left_out, sum(answers.kinds.values())) == (1, 59)
