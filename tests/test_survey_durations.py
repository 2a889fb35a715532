"""Durations that survey programs count themselves: used where their unit is certain, and named where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.survey.cells.durations import seconds_of, unit_of
from respondents import Row, linted, survey, uniform

Change = Callable[[int, int], object]
"""From the index of a row and its seconds to the cell."""


def said(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return sorted((one.kind.id, one.kind.severity.value) for one in findings)


def people(name: str, cell: Change, *, times: bool = False, quick: Iterable[int] = (), seconds: int = 12) -> list[Row]:
    """A survey of sixty people with a column of durations; `quick` are the rows that took a few seconds only."""
    rows = survey("living", 60, answer=uniform(1, 2, 3, 4), times=times)
    for i, row in enumerate(rows):
        row[name] = cell(i, seconds if i in quick else 150 + 7 * i)
    return rows


SECONDS: dict[str, Change] = {
    "interviewtime": lambda _, seconds: f"{seconds}.31",
    "Duration (in seconds)": lambda _, seconds: seconds,
    "Durasi (detik)": lambda _, seconds: f"{seconds},5",
    "Time taken (seconds)": lambda _, seconds: str(seconds),
    "duration_ms": lambda _, seconds: seconds * 1000,
    "Lama pengisian (menit)": lambda _, seconds: f"{seconds / 60:.3f}",
    "Total time": lambda _, seconds: f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
    "durasi": lambda _, seconds: f"{seconds // 60} menit {seconds % 60} detik",
}


@pytest.mark.parametrize("name", SECONDS)
def test_forms_that_nobody_can_have_read_are_found_by_their_durations(name: str) -> None:
    assert said(linted(people(name, SECONDS[name]))) == []
    (finding,) = linted(people(name, SECONDS[name], quick=(4, 40)))
    assert said([finding]) == [("survey-impossible-times", "error")]
    assert finding.facts["rows"] == (6, 42)
    assert finding.position.column == len(people(name, SECONDS[name])[0]), "the column of durations, which is the last"
    (finding,) = linted(people(name, SECONDS[name], quick=(4, 40), seconds=24))
    assert said([finding]) == [("survey-response-time", "warning")]


@pytest.mark.parametrize("name", ["duration", "durasi", "Lama wawancara"])
def test_a_number_without_a_unit_is_not_used(name: str) -> None:
    (finding,) = linted(people(name, lambda _, seconds: seconds, quick=(4, 40)))
    assert said([finding]) == [("survey-duration-unit", "warning")]
    assert name in str(finding.facts["column"])


@pytest.mark.parametrize(("unit", "wanted"), [(1, (6, 42)), (60, (6, 42)), (7, ())])
def test_the_times_of_start_and_end_say_what_the_unit_is(unit: int, wanted: tuple[int, ...]) -> None:
    rows = people("duration", lambda *_: 0, times=True)
    for i, row in enumerate(rows):
        row["start"], row["end"] = f"2026-04-{i % 14 + 1:02} 09:00:{i:02}", f"2026-04-{i % 14 + 1:02} 09:05:{i:02}"
        row["duration"] = f"{(12 if i in (4, 40) else 290) / unit:.4f}"
    found = linted(rows)
    assert [one.facts["rows"] for one in found if one.kind.id == "survey-impossible-times"] == [wanted] * bool(wanted)
    assert ("survey-duration-unit" in {one.kind.id for one in found}) == (not wanted)


def test_a_name_that_the_times_contradict_is_not_believed() -> None:
    rows = people("duration (minutes)", lambda *_: 0, times=True)
    for i, row in enumerate(rows):
        row["start"], row["end"] = f"2026-04-{i % 14 + 1:02} 09:00:{i:02}", f"2026-04-{i % 14 + 1:02} 09:05:{i:02}"
        row["duration (minutes)"] = 300
    assert said(linted(rows)) == [("survey-duration-unit", "warning")]


def test_whole_minutes_accuse_only_where_most_took_their_time() -> None:
    rows = people("durasi_menit", lambda _, seconds: seconds // 60, quick=(7,))
    assert said(linted(rows)) == [("survey-response-time", "warning")]


def test_durations_that_nobody_counted_say_nothing() -> None:
    assert said(linted(people("interviewtime", lambda i, seconds: "" if i % 2 else "0"))) == []


@pytest.mark.parametrize("name", ["submitdate", "datestamp", "startdate"])
@pytest.mark.parametrize("nothing", ["1980-01-01 00:00:00", "01/01/1980 00:00", "1980-01-01"])
def test_the_first_day_of_1980_is_no_time(name: str, nothing: str) -> None:
    rows = survey("living", 60, answer=uniform(1, 2, 3, 4), times=False)
    for row in rows:
        row[name] = nothing
    undated = [("survey-time-undated", "warning")] * (name != "datestamp")  # the last change of a form is not used
    assert said(linted(rows)) == undated
    for i, row in enumerate(rows[:40]):
        row[name] = f"2026-04-{i % 14 + 1:02} 09:{i:02}:07"
    rows[3][name] = "2019-02-01 10:00:07"
    wrong = [one for one in linted(rows) if one.kind.id == "survey-impossible-times"]
    assert [one.facts["rows"] for one in wrong] == [(5,)] * (name != "datestamp")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:04:05", 245),
        ("4 menit 5 detik", 245),
        ("1 h 2 min", 3720),
        ("45 s", 45),
        ("4:05", None),
        ("lama", None),
        ("", None),
    ],
)
def test_durations_with_units(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(("name", "unit"), [("Durasi (menit)", 60), ("duration", None), ("minutes or seconds", None)])
def test_units_of_names(name: str, unit: float | None) -> None:
    assert unit_of(name) == unit
