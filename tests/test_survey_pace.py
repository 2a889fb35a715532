"""Pace: answers faster than anybody reads, and forty forms of one hand within an hour; gatherings are neither."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from banjar_smartcity.diagnostics import Finding
from respondents import Row, items, linted, survey, uniform

MORNING = datetime(2026, 4, 2, 9, 0, 0)


def said(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return sorted((one.kind.id, one.kind.severity.value) for one in findings)


def people(size: int = 60) -> list[Row]:
    """A survey whose interviews are spread over two weeks."""
    return survey("living", size, answer=uniform(1, 2, 3, 4))


def one_after_the_other(rows: list[Row], places: Iterable[int], length: int, gap: int, **more: str) -> None:
    """Forms that one hand fills in: each takes `length` seconds, the next one begins `gap` seconds later."""
    moment = MORNING
    for i in places:
        rows[i].update(start=f"{moment:%F %T}", end=f"{moment + timedelta(seconds=length):%F %T}", **more)
        moment += timedelta(seconds=length + gap)


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [
        (17, [("survey-impossible-times", "error")]),
        (18, [("survey-response-time", "warning")]),
        (29, [("survey-response-time", "warning")]),
        (30, []),
    ],
)
def test_two_seconds_a_statement_are_the_least_and_thirty_for_nine_are_asked_about(
    seconds: int, wanted: list[tuple[str, str]]
) -> None:
    rows = people()
    one_after_the_other(rows, [7], seconds, 0)
    assert said(linted(rows)) == wanted


def test_statements_left_blank_take_no_time() -> None:
    rows = people()
    one_after_the_other(rows, [7], 12, 0)
    rows[7].update(dict.fromkeys(items("living")[3:9], ""))
    assert said(linted(rows)) == []


def test_a_tenth_of_the_rows_that_quick_is_an_error() -> None:
    rows = people()
    for i in range(6):
        one_after_the_other(rows[10 * i :], [0], 20 + i, 0)
        rows[10 * i].update(start=str(rows[10 * i]["start"]).replace("2026-04-02", f"2026-04-0{i + 2}"))
        rows[10 * i].update(end=str(rows[10 * i]["end"]).replace("2026-04-02", f"2026-04-0{i + 2}"))
    (finding,) = linted(rows)
    assert said([finding]) == [("survey-response-time", "error")]
    assert finding.facts["rows"] == tuple(range(2, 62, 10))


def test_times_without_seconds_accuse_nobody() -> None:
    rows = people()
    for row in rows:
        row.update(start=str(row["start"])[:16], end=str(row["end"])[:16])
    rows[7].update(start="2026-04-02 09:00", end="2026-04-02 09:00")
    assert said(linted(rows)) == [("survey-response-time", "warning")]


INTERVIEWERS = ("enumerator", "Nama petugas", "pewawancara", "_submitted_by", "username", "deviceid")


@pytest.mark.parametrize("name", INTERVIEWERS)
def test_forty_forms_of_one_interviewer_within_an_hour_are_found(name: str) -> None:
    rows = people()
    for i, row in enumerate(rows):
        row[name] = f"P{i % 3}"
    one_after_the_other(rows, range(10, 50), 80, 8, **{name: "P1"})
    (finding,) = linted(rows)
    assert said([finding]) == [("survey-forms-rushed", "warning")]
    assert finding.facts["rows"] == tuple(range(12, 52))
    assert (finding.facts["count"], finding.facts["most"]) == (40, 40)
    assert "P1" not in str(finding.facts)


def test_only_the_end_needs_to_be_known_where_the_interviewer_is() -> None:
    rows = people()
    one_after_the_other(rows, range(40), 80, 8)
    for i, row in enumerate(rows):
        row["surveyor"] = "A" if i < 40 else "B"
        del row["start"]
    assert said(linted(rows)) == [("survey-forms-rushed", "warning")]


def test_interviews_that_overlap_are_of_several_people_where_nobody_says_whose_they_are() -> None:
    rows = people()
    one_after_the_other(rows, range(40), 80, 8)
    assert said(linted(rows)) == [("survey-forms-rushed", "warning")], "one after the other, without a gap"
    draw = random.Random(1)
    for row in rows[:40]:
        begin = MORNING + timedelta(seconds=draw.randrange(3600))
        row.update(start=f"{begin:%F %T}", end=f"{begin + timedelta(seconds=draw.randrange(120, 400)):%F %T}")
    assert said(linted(rows)) == []
    for row in rows:
        row["_submitted_by"] = "kobo_diskominfo"
    assert said(linted(rows)) == [], "an account that all share is no interviewer"


@pytest.mark.parametrize("pace", [180, 300])
def test_an_interviewer_who_works_all_day_is_not_too_fast(pace: int) -> None:
    rows = people()
    one_after_the_other(rows, range(60), pace, 0, enumerator="P1")
    assert said(linted(rows)) == []


def test_nothing_but_top_marks_by_one_hand_within_minutes_is_an_error_and_a_typed_table_is_not() -> None:
    rows = people()
    one_after_the_other(rows, range(60), 80, 8, enumerator="P1")
    for row in rows[:20]:
        row.update(dict.fromkeys(items("living"), 4))
    assert said(linted(rows)) == [("survey-forms-rushed", "warning"), ("survey-top-marks", "warning")]
    rows = people()
    for row in rows:
        row["enumerator"] = "P2"
    one_after_the_other(rows, range(30), 80, 8, enumerator="P1")
    for row in rows[:30]:
        row.update(dict.fromkeys(items("living"), 4))
    assert said(linted(rows)) == [("survey-forms-rushed", "warning"), ("survey-top-marks", "error")]


def test_a_gathering_where_many_begin_within_the_same_minute_is_no_fault() -> None:
    for seed in range(40):
        draw, rows = random.Random(seed), people()
        for row in rows:
            begin = MORNING + timedelta(minutes=draw.randrange(12))
            row.update(start=f"{begin:%F %H:%M}", end=f"{begin + timedelta(minutes=draw.randrange(3, 9)):%F %H:%M}")
        assert said(linted(rows)) == [], seed
