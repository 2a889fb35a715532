"""The lint finds each fault that assessors name, once and at its rows, and nothing in surveys without faults."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.survey.table.findings import MOST_ROWS
from conftest import seeds
from respondents import (
    MODEL,
    STATEMENTS,
    Row,
    found,
    gathered,
    ids,
    items,
    linted,
    parts,
    survey,
    uniform,
    weighted,
    write_csv,
)

LIVING = items("living")
Edit = Callable[[list[Row]], object]


def mark(rows: list[Row], numbers: range | list[int], value: int | str, names: tuple[str, ...] = LIVING) -> None:
    """Write one value into statements of some rows."""
    for i in numbers:
        rows[i].update(dict.fromkeys(names, value))


def fill(rows: list[Row], numbers: range | list[int], **values: str) -> None:
    """Write values into some rows."""
    for i in numbers:
        rows[i].update(values)


def copy(rows: list[Row], source: int, targets: range | list[int]) -> None:
    """Copy the answers of one row into others."""
    for i in targets:
        rows[i].update({name: rows[source][name] for name in LIVING})


def copy_block(rows: list[Row], first: int, onto: int, length: int) -> None:
    for i in range(length):
        copy(rows, first + i, [onto + i])


FAULTS: list[tuple[str, str, Edit, list[tuple[str, str]]]] = [
    ("one top mark", "2", lambda r: mark(r, [3], 4), [("survey-top-marks", "warning")]),
    ("top marks in a tenth", "2", lambda r: mark(r, range(6), 4), [("survey-top-marks", "warning")]),
    ("all alike", "3", lambda r: mark(r, [3], 3), [("survey-all-equal", "warning")]),
    ("a tenth alike", "3", lambda r: mark(r, range(6), 2), [("survey-all-equal", "error")]),
    ("nothing but 0", "4", lambda r: mark(r, [7], 0), [("survey-not-user", "error")]),
    ("0 on a sub-dimension", "4", lambda r: mark(r, [7], 0, LIVING[3:6]), [("survey-not-user", "error")]),
    ("says that he is no user", "4", lambda r: fill(r, [7, 9], user_health="tidak"), [("survey-not-user", "error")]),
    (
        "more respondents than users",
        "5",
        lambda r: fill(r, range(56), users_health="30"),
        [("survey-more-than-users", "error")],
    ),
    (
        "no programme named",
        "6",
        lambda r: fill(r, range(56), programme_health=""),
        [("survey-programme-unnamed", "error")],
    ),
    (
        "a dash for a programme",
        "6",
        lambda r: fill(r, range(56), programme_health=" - "),
        [("survey-programme-unnamed", "error")],
    ),
    ("no agency", "7", lambda r: fill(r, range(56), agency_health=""), [("survey-agency-absent", "error")]),
    (
        "the agency stayed away",
        "7",
        lambda r: fill(r, range(56), agency_took_part_health="tidak"),
        [("survey-agency-absent", "error")],
    ),
    ("too few", "8", lambda r: r.__delitem__(slice(49, None)), [("survey-too-few", "error")]),
    (
        "one programme for all three",
        "9",
        lambda r: fill(r, range(56), **{f"programme_{part}": "MPP Barokah" for part in parts("living")}),
        [("survey-one-programme", "error")],
    ),
    (
        "one programme under two spellings",
        "9",
        lambda r: fill(r, range(56), programme_health="MPP-Barokah", programme_mobility="mpp  barokah"),
        [("survey-one-programme", "error")],
    ),
    ("one row ten times", "10", lambda r: copy(r, 0, range(5, 14)), [("survey-identical-rows", "error")]),
    ("a block of rows copied", "10", lambda r: copy_block(r, 2, 30, 8), [("survey-identical-rows", "error")]),
    ("one person twice", "11", lambda r: fill(r, [9], respondent_code="liv-1-001"), [("survey-person-twice", "error")]),
    (
        "end before start",
        "12",
        lambda r: fill(r, [4], start="2026-04-02 09:00:10", end="2026-04-02 08:59:00"),
        [("survey-impossible-times", "error")],
    ),
    (
        "in the future",
        "12",
        lambda r: fill(r, [4], start="2026-05-16 09:00:10", end="2026-05-16 09:09:00"),
        [("survey-impossible-times", "error")],
    ),
    (
        "nine answers in five seconds",
        "12",
        lambda r: fill(r, [4], start="2026-04-02 09:00:10", end="2026-04-02 09:00:15"),
        [("survey-impossible-times", "error")],
    ),
    (
        "twelve interviews in one second",
        "12",
        lambda r: fill(r, range(12), start="2026-04-02 09:00:10", end="2026-04-02 09:09:00"),
        [("survey-impossible-times", "error")],
    ),
    ("a time nobody can read", "12", lambda r: fill(r, [4], start="kemarin"), [("survey-time-unreadable", "warning")]),
    ("a mark of 5", "13", lambda r: fill(r, [4], **{LIVING[0]: "5"}), [("survey-answer", "error")]),
    ("many blanks", "14", lambda r: mark(r, range(40), "", LIVING[:2]), [("survey-missing-answers", "warning")]),
    ("no consent", "15", lambda r: fill(r, [1, 2], consent="tidak"), [("survey-no-consent", "warning")]),
    (
        "too few of one sub-dimension",
        "16",
        lambda r: mark(r, range(10), "", LIVING[:3]),
        [("survey-part-too-few", "warning")],
    ),
    (
        "several programmes",
        "17",
        lambda r: fill(r, range(20), programme_health="Posyandu"),
        [("survey-programmes-mixed", "warning")],
    ),
    (
        "some rows name no programme",
        "18",
        lambda r: fill(r, range(20), programme_health=""),
        [("survey-programme-gaps", "warning")],
    ),
]


@pytest.mark.parametrize(("name", "_no", "edit", "wanted"), FAULTS, ids=[case[0] for case in FAULTS])
def test_a_planted_fault_is_one_finding(
    name: str, _no: str, edit: Edit, wanted: list[tuple[str, str]], tmp_path: Path
) -> None:
    rows = survey("living", answer=uniform(1, 2, 3, 4))
    assert linted(rows) == []
    edit(rows)
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == wanted


def one(result: tuple[Finding, ...], kind: str) -> Finding:
    (finding,) = [f for f in result if f.kind.id == kind]
    return finding


def test_the_same_people_in_two_dimensions_are_found_by_their_numbers(tmp_path: Path) -> None:
    living, economy = survey("living"), survey("economy")
    for a, b in zip(living, economy, strict=True):
        number = str(random.Random(str(a["respondent_code"])).randrange(10**8, 10**9))
        a["no_hp"], b["No. HP"] = f"08{number}", f"+62 8{number}"
    result = gathered(write_csv(tmp_path / "a.csv", living), write_csv(tmp_path / "b.csv", economy))
    assert found(result) == [("survey-same-people", "error")]
    assert one(result.findings, "survey-same-people").facts["count"] == 56
    assert one(result.findings, "survey-same-people").path.endswith("a.csv"), "living comes after economy"


@pytest.mark.parametrize(("shared", "severity"), [(2, "warning"), (5, "error")])
def test_a_few_people_in_two_dimensions_are_a_warning(shared: int, severity: str, tmp_path: Path) -> None:
    living, economy = survey("living", 60), survey("economy", 60)
    for i in range(shared):
        living[i]["respondent_code"] = economy[i]["respondent_code"]
    result = gathered(write_csv(tmp_path / "a.csv", living), write_csv(tmp_path / "b.csv", economy))
    assert found(result) == [("survey-same-people", severity)]


def test_people_numbered_anew_in_each_file_are_not_the_same_where_their_names_differ(tmp_path: Path) -> None:
    living, economy = survey("living"), survey("economy")
    for i, (a, b) in enumerate(zip(living, economy, strict=True)):
        a["respondent_code"] = b["respondent_code"] = f"R{i + 1:03}"
        a["nama"], b["nama"] = f"Warga {i}", f"Warga {i + 100}"
    assert found(gathered(write_csv(tmp_path / "a.csv", living), write_csv(tmp_path / "b.csv", economy))) == []


@pytest.mark.parametrize("first", [1, 501])
def test_running_numbers_tell_nobody_apart_but_other_numbers_do(first: int, tmp_path: Path) -> None:
    paths = []
    for dimension in ("living", "economy"):
        rows = [{k: v for k, v in row.items() if k != "respondent_code"} for row in survey(dimension)]
        for i, row in enumerate(rows):
            row["id"] = first + i
        paths.append(write_csv(tmp_path / f"{dimension}.csv", rows))
    assert ids(gathered(*paths)) == ["survey-people-unseen" if first == 1 else "survey-same-people"]


def test_where_only_names_are_told_namesakes_pass_and_the_same_people_do_not(tmp_path: Path) -> None:
    rng = random.Random(3)
    names = [f"{a} {b}" for a in range(20) for b in range(20)]
    tables = {}
    for dimension in ("living", "economy"):
        rows = [{k: v for k, v in row.items() if k != "respondent_code"} for row in survey(dimension)]
        tables[dimension] = [{**row, "Nama Lengkap": f"Warga {rng.choice(names)}"} for row in rows]
    paths = [write_csv(tmp_path / f"{dimension}.csv", rows) for dimension, rows in tables.items()]
    assert found(gathered(*paths)) == []
    for a, b in zip(tables["living"], tables["economy"], strict=True):
        a["Nama Lengkap"] = b["Nama Lengkap"].upper()
    write_csv(tmp_path / "living.csv", tables["living"])
    assert found(gathered(*paths)) == [("survey-same-people", "error")]


def test_three_forms_of_one_dimension_may_share_people(tmp_path: Path) -> None:
    rows = survey("living")
    paths = []
    for j, part in enumerate(parts("living")):
        names = ["respondent_code", f"programme_{part}", f"agency_{part}", *LIVING[3 * j : 3 * j + 3]]
        paths.append(write_csv(tmp_path / f"{part}.csv", [{n: row[n] for n in names} for row in rows]))
    result = gathered(*paths)
    assert found(result) == []
    assert {p for _, people in result.collected.forms_of("living") for p in people} == set(result.collected.people[0])


def test_without_a_key_the_same_people_cannot_be_seen_and_that_is_said_once(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k != "respondent_code"} for row in survey("living")]
    result = gathered(write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "b.csv", survey("economy")))
    assert found(result) == [("survey-people-unseen", "warning")]


def test_the_same_person_in_one_row_of_two_dimensions(tmp_path: Path) -> None:
    economy = survey("economy")
    rows = [{**a, **b} for a, b in zip(survey("living"), economy, strict=True)]
    assert ("survey-same-people", "error") in found(gathered(write_csv(tmp_path / "a.csv", rows)))


def test_rows_are_named_but_never_what_stands_in_them(tmp_path: Path) -> None:
    rows = survey("living")
    for i, row in enumerate(rows):
        row["nama"], row["nik"] = f"Rahasia{i}", f"63030145019000{i:02}"
    rows[8]["nik"], rows[3][LIVING[0]] = rows[2]["nik"], "Rahasia juga"
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert ids(result) == ["survey-answer", "survey-person-twice"]
    assert "ahasia" not in str(result.findings)
    assert "6303" not in str(result.findings)
    assert one(result.findings, "survey-person-twice").facts["rows"] == (10,)
    assert one(result.findings, "survey-answer").position[0] == 5


def test_of_very_many_rows_a_finding_gives_the_first_thousand(tmp_path: Path) -> None:
    rows = survey("living", 1500, answer=uniform(1, 2, 3, 4), times=False)
    mark(rows, range(1200), 4)
    finding = one(gathered(write_csv(tmp_path / "living.csv", rows)).findings, "survey-top-marks")
    listed = finding.facts["rows"]
    assert isinstance(listed, tuple)
    assert (len(listed), finding.facts["count"]) == (MOST_ROWS, 1200)


def test_what_no_table_says_of_agencies_is_asked_for_not_held_against_the_survey(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith("agency")} for row in survey("living")]
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == [("survey-agency-absent", "warning")]


def test_the_agency_of_a_programme_that_is_an_innovation_is_known_from_its_record(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith("agency")} for row in survey("living")]
    owned = [i for i in MODEL.innovations.values() if len({o.agency for o in i.owners if o.kind == "agency"}) == 1]
    for part, innovation in zip(parts("living"), owned, strict=False):
        fill(rows, range(56), **{f"programme_{part}": innovation.id})
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == []


def test_times_of_other_zones_and_spreadsheets_are_understood(tmp_path: Path) -> None:
    rows = survey("living")
    for i, row in enumerate(rows):
        row["start"] = f"2026-04-{1 + i % 20:02}T{1 + i % 9:02}:{i:02}:1{i % 9}.123Z"
        row["end"] = f"2026-04-{1 + i % 20:02}T{9 + i % 9:02}:{min(59, i + 3):02}:{i:02}.123+08:00"
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == []
    for i, row in enumerate(rows):
        row["start"], row["end"] = f"{1 + i % 20}/4/2026 08.{i:02}", f"{1 + i % 20} April 2026 08:{min(59, i + 3):02}"
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == []


def test_the_days_of_the_map_bound_the_interviews(tmp_path: Path) -> None:
    columns = tmp_path / "kolom.yaml"
    columns.write_text("starts_on: 2026-04-01\nends_on: 2026-04-10\n", encoding="utf-8")
    result = gathered(write_csv(tmp_path / "living.csv", survey("living")), columns=str(columns))
    assert found(result) == [("survey-impossible-times", "error")]


def test_a_survey_of_another_year_than_the_stage_is_no_fault_of_its_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "living.csv", survey("living"))
    assert found(gathered(path, today=date(2026, 5, 15) + timedelta(days=900))) == []


SHAPES = {
    "1 to 4": uniform(1, 2, 3, 4),
    "2 to 4": uniform(2, 3, 4),
    "0 to 4": uniform(0, 1, 2, 3, 4),
    "3 and 4": uniform(3, 4),
    "mostly 4": weighted(0, 0, 0.05, 0.25, 0.7),
    "typical": weighted(0, 0.05, 0.2, 0.45, 0.3),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [50, 60, 500])
def test_sound_surveys_of_every_shape_give_no_finding(shape: str, size: int) -> None:
    for seed in seeds(20):
        tables = [survey(dimension, size, 7000 + seed, SHAPES[shape]) for dimension in ("living", "governance")]
        assert linted(*tables) == [], (shape, size, seed)


def test_a_sound_survey_in_files_gives_no_finding(tmp_path: Path) -> None:
    dimensions = ("living", "governance")
    paths = [write_csv(tmp_path / f"{d}.csv", survey(d, 500, 7000, SHAPES["typical"])) for d in dimensions]
    assert found(gathered(*paths)) == []


def contented(dimension: str, size: int, seed: int) -> list[Row]:
    """Rows of people who differ in how content they are, and statements that differ in how much they ask."""
    rows, rng = survey(dimension, size, seed), random.Random(seed)
    ask = [rng.gauss(0, 0.5) for _ in items(dimension)]
    for row in rows:
        marks = [3]
        while len(set(marks)) == 1 or not all(any(marks[i : i + 3]) for i in (0, 3, 6)):
            person = rng.gauss(0, 1)
            marks = [sum(person + a + rng.gauss(0, 1) > cut for cut in (-3, -1.5, -0.3, 1)) for a in ask]
        row.update(zip(items(dimension), marks, strict=True))
    return rows


@pytest.mark.parametrize("size", [50, 120, 500])
def test_people_who_are_content_with_everything_are_no_copies(size: int) -> None:
    for seed in seeds(10):
        kinds = {finding.kind.id for finding in linted(contented("living", size, seed))}
        assert "survey-identical-rows" not in kinds, (size, seed)


@pytest.mark.parametrize("length", [5, 10, 20])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_copied_block_is_found_in_surveys_of_every_shape(shape: str, length: int) -> None:
    for seed in range(4):
        rows = survey("living", 60, seed, SHAPES[shape])
        copy_block(rows, 5, 35, length)
        (finding,) = linted(rows)
        assert finding.kind.id == "survey-identical-rows", (shape, seed)
        listed = finding.facts["rows"]
        assert isinstance(listed, tuple)
        assert set(range(37, 37 + length)) <= set(listed)


def test_a_block_with_an_answer_changed_in_each_row_is_asked_about_not_held_against_the_survey(tmp_path: Path) -> None:
    rows, rng = survey("living", 60), random.Random(4)
    copy_block(rows, 5, 35, 10)
    for row in rows[35:45]:
        name = rng.choice(LIVING)
        row[name] = 5 - int(row[name])
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert found(result) == [("survey-identical-rows", "warning")]
    facts = one(result.findings, "survey-identical-rows").facts
    assert (facts["count"], facts["compared"]) == (20, 60)
    assert facts["rows"] == (*range(7, 17), *range(37, 47))


def test_every_dimension_has_nine_statements_in_three_parts() -> None:
    assert [len(STATEMENTS.items_of(d.id)) for d in STATEMENTS.dimensions] == [9] * 6


def test_rows_that_cannot_be_read_in_all_columns_are_one_finding(tmp_path: Path) -> None:
    rows = survey("living", answer=uniform(1, 2, 3, 4))
    fill(rows, [2, 5], **dict.fromkeys(LIVING[1:], "#N/A"))
    fill(rows, [7], **{LIVING[0]: "9"})
    found = [f for f in gathered(write_csv(tmp_path / "living.csv", rows)).findings if f.kind.id == "survey-answer"]
    assert [(f.facts["count"], f.facts["rows"]) for f in found] == [(16, (4, 7)), (1, (9,))]
