"""Cells of answers as programs and hands write them: the same mark, no answer, or a question; never another mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK, WRONG, answer_of
from banjar_smartcity.survey.cells.scale import mark_of
from banjar_smartcity.survey.cells.values import count_of
from banjar_smartcity.survey.gather import Gathered
from respondents import STATEMENTS, Row, found, gathered, ids, items, survey, write_csv

LIVING = items("living")
SHORT = ["STM", "TS", "KS", "S", "SS"]
WORDS = ["Sama sekali tidak merasakannya", "Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]
ENGLISH = ["Not felt at all", "Disagree", "Rather disagree", "Agree", "Strongly agree"]


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


@pytest.mark.parametrize(
    "put",
    [
        lambda mark: f"\u202b{mark}\u202c",
        lambda mark: f"\u2068{WORDS[mark]}\u2069",
        lambda mark: f'="{mark}"',
        lambda mark: f"{mark}|{WORDS[mark]}",
        lambda mark: f"{mark};{WORDS[mark]}",
        lambda mark: f"{mark}_{WORDS[mark].lower().replace(' ', '_')}",
        lambda mark: f"{mark} → {WORDS[mark]}",
        lambda mark: f"{WORDS[mark]};{mark}",
        lambda mark: f"{SHORT[mark]}/{mark}",
        lambda mark: f"{WORDS[mark]}\n{ENGLISH[mark]}",
        lambda mark: f"<p>{mark}</p>",
        lambda mark: f"<b>{WORDS[mark].replace(' ', '&nbsp;')}</b>",
        lambda mark: WORDS[mark].title().replace(" ", ""),
        lambda mark: WORDS[mark].lower().replace(" ", ""),
        lambda mark: f"item_{mark}",
        lambda mark: f"Angka {mark}",
    ],
)
def test_a_mark_is_read_whatever_is_around_it(put: Callable[[int], str], tmp_path: Path) -> None:
    rows = survey("living", 60)
    shown = [{key: put(value) if key in LIVING else value for key, value in row.items()} for row in rows]
    result = gathered(write_csv(tmp_path / "living.csv", shown))
    assert found(result) == []
    assert sums(result) == [sum(row[name] for row in rows) for name in LIVING]


NOTHING = [".", "...", "___", "(blank)", "[blank]", "\\N", ".a", "undefined", "missing", "belum diisi", "tdk diisi"]
NOBODY_KNOWS = ["Tdk tahu", "kurang tahu", "gak tau", "Tidak tahu / Tidak menjawab", "belum menjawab", "skip"]


@pytest.mark.parametrize("cell", [*NOTHING, *NOBODY_KNOWS])
def test_what_people_and_programs_write_for_no_answer_is_none(cell: str) -> None:
    assert answer_of(cell, {}, STATEMENTS.labels) == BLANK


@pytest.mark.parametrize(
    "cell", ["?", "x", "3;4", "3|4", "Setuju;3;4", "2.5", 2.5, 2.999, float("inf"), "<p>3</p><p>4</p>"]
)
def test_what_may_be_another_mark_is_asked_about(cell: object) -> None:
    assert mark_of(cell, {}, STATEMENTS.marks) == WRONG  # type: ignore[arg-type]


def test_the_rounding_of_a_formula_changes_no_mark() -> None:
    assert mark_of(2.9999999999996, {}, STATEMENTS.marks) == 3
    assert mark_of(0.1 + 0.2 + 2.7, {}, STATEMENTS.marks) == 3


@pytest.mark.parametrize("name", ["Soal no. {}", "Pernyataan ke-{}", "Pertanyaan nomor {}", "V{}"])
def test_statements_are_numbered_in_more_ways(name: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    names = {item: name.format(j) for j, item in enumerate(LIVING, 1)}
    result = gathered(write_csv(tmp_path / "living.csv", [{names.get(k, k): v for k, v in r.items()} for r in rows]))
    assert (found(result), sums(result)) == ([], [sum(row[item] for row in rows) for item in LIVING])


def test_children_and_weeks_are_not_numbered_statements(tmp_path: Path) -> None:
    for name in ("Anak ke-{}", "Minggu {}", "RT {}"):
        names = {item: name.format(j) for j, item in enumerate(LIVING, 1)}
        rows = [{names.get(k, k): v for k, v in row.items()} for row in survey("living", 60)]
        assert "survey-no-statements" in {kind for kind, _ in found(gathered(write_csv(tmp_path / "living.csv", rows)))}


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,2 ribu", 1200),
        ("2 ribuan", 2000),
        ("12 ribu orang", 12_000),
        ("1.2k", 1200),
        ("1,5 juta", 1_500_000),
        ("1.250 orang", 1250),
        ("1250 KK", 1250),
        ("3 kecamatan", 3),
    ],
)
def test_numbers_of_users_are_read_with_their_word_for_thousands(cell: str, count: int) -> None:
    assert count_of(cell) == count


@pytest.mark.parametrize("name", ["Anonim", "N.N.", "Hamba Allah", "anonymous", "tanpa nama"])
def test_people_who_give_no_name_are_not_one_person(name: str, tmp_path: Path) -> None:
    paths = [
        write_csv(tmp_path / f"{place}.csv", [{"Nama": name, **{k: row[k] for k in items(place)}} for row in rows])
        for place in ("living", "economy")
        for rows in (survey(place, 60),)
    ]
    kinds = ids(gathered(*paths))
    assert "survey-people-unseen" in kinds
    assert not {"survey-same-people", "survey-person-twice"} & set(kinds)


def test_the_telephone_of_an_office_in_many_rows_makes_nobody_one_person(tmp_path: Path) -> None:
    def rows(of: Callable[[int], str]) -> list[Row]:
        return [
            {"No HP": of(i), **{key: value for key, value in row.items() if key != "respondent_code"}}
            for i, row in enumerate(survey("living", 60))
        ]

    result = gathered(write_csv(tmp_path / "living.csv", rows(lambda _: "081234567890")))
    assert found(result) == [("survey-codes-shared", "warning")]
    assert result.tables[0].counted == 60
    twice = gathered(write_csv(tmp_path / "living.csv", rows(lambda i: f"08123456{i % 30:04}")))
    assert ("survey-person-twice", "error") in found(twice)


def test_a_day_without_a_time_is_not_a_moment_at_midnight(tmp_path: Path) -> None:
    rows = [
        {**row, "start": f"{row['start'][:10]} 00:00:00" if i % 3 else row["start"], "end": ""}
        for i, row in enumerate(survey("living", 60))
    ]
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == []
    same = [{**row, "start": "2026-04-06 08:15:20" if i % 3 else row["start"], "end": ""} for i, row in enumerate(rows)]
    assert ("survey-impossible-times", "error") in found(gathered(write_csv(tmp_path / "living.csv", same)))
