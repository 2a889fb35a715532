"""Meetings: what they decided is to be done until somebody has done it, and their minutes lead to the items."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from banjar_smartcity.merge.texts import Merged, merge_texts
from conftest import Build, base_text, run_command

PROGRAM = "data/program.yaml"
MEETING = """meetings:
  - id: rapat
    name: {id: Rapat persiapan, en: Preparatory meeting}
    starts_on: 2023-05-20
    ends_on: 2023-05-20
    place: null
    chair: null
    host: null
    minutes: sk-forum
    attended: [sekda]
    decisions:
      - id: undated
        text: Memeriksa jawaban
      - id: later
        text: Mengumpulkan SK
        office: kadinkes
        due: 2023-06-09
      - id: first
        text: Menyurvei warga
        agency: dkumpp
        due: 2023-05-25
        done_on: 2023-06-01
    sources: [berita]
"""
OFFICE = """  - id: kadinkes
    name: Kepala Dinas Kesehatan
    agency: dinkes
    roles: []
    holder: null
    sources: [berita]
documents"""


@pytest.fixture
def region(build: Build) -> Path:
    return build({PROGRAM: base_text(PROGRAM, ("meetings: []\n", MEETING), ("documents", OFFICE))})


def decisions(capsys: pytest.CaptureFixture[str], root: Path, day: str, *options: str) -> list[tuple[str, str | None]]:
    arguments: tuple[str | Path, ...] = ("todo", "--root", root, "--today", day, "--format", "json", *options)
    code, out, err = run_command(capsys, *arguments)
    assert (code, err) == (0, "")
    return [(entry["id"], entry["agency"]) for entry in json.loads(out)["decisions"]]


@pytest.mark.parametrize(
    ("day", "options", "expected"),
    [
        # Before the meeting nothing is decided; a decision is open until the day on which it was carried out.
        ("2023-05-19", (), []),
        ("2023-05-20", (), [("first", "dkumpp"), ("later", "dinkes"), ("undated", None)]),
        ("2023-05-31", (), [("first", "dkumpp"), ("later", "dinkes"), ("undated", None)]),
        ("2023-06-01", (), [("later", "dinkes"), ("undated", None)]),
        # Who holds the office belongs to its agency. A decision belongs to no dimension.
        ("2023-05-31", ("--agency", "dinkes"), [("later", "dinkes")]),
        ("2023-05-31", ("--dimension", "living"), []),
    ],
)
def test_a_decision_is_to_be_done_from_its_meeting_until_it_is_carried_out(
    region: Path,
    capsys: pytest.CaptureFixture[str],
    day: str,
    options: tuple[str, ...],
    expected: list[tuple[str, str | None]],
) -> None:
    assert decisions(capsys, region, day, *options) == expected


def test_the_terminal_says_who_and_by_when(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run_command(capsys, "todo", "--root", region, "--today", "2023-05-31", "--lang", "en")
    text = " ".join(out.split())
    assert "Decided in meetings, not done yet:" in text
    assert "- Menyurvei warga: DKUMPP, 25 May 2023 (overdue) (Preparatory meeting)" in text
    assert "- Mengumpulkan SK: Kepala Dinas Kesehatan, 9 June 2023 (Preparatory meeting)" in text
    assert "- Memeriksa jawaban: nobody named yet, no date (Preparatory meeting)" in text


def test_an_item_leads_to_the_meeting_whose_minutes_it_names(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def item(day: str, *options: str) -> str:
        code, out, _ = run_command(
            capsys, "item", "baseline-planning-masterplan", "--root", region, "--today", day, *options
        )
        assert code == 0
        return out

    meeting = {"id": "rapat", "name": "Preparatory meeting", "minutes": "sk-forum", "starts_on": "2023-05-20"}
    found = json.loads(item("2023-05-30", "--lang", "en", "--format", "json"))
    assert found["meetings"] == [{**meeting, "attended": ["sekda"]}]
    assert "sk-forum is the minutes of: Preparatory meeting (20 May 2023)." in item("2023-05-30", "--lang", "en")
    assert json.loads(item("2023-05-19", "--format", "json"))["meetings"] == []


def test_two_branches_that_finish_different_decisions_are_merged() -> None:
    before = MEETING.replace("        done_on: 2023-06-01\n", "")
    ours = before.replace("due: 2023-05-25\n", "due: 2023-05-25\n        done_on: 2023-05-24\n")
    theirs = before.replace("due: 2023-06-09\n", "due: 2023-06-09\n        done_on: 2023-06-08\n")
    both = ours.replace("due: 2023-06-09\n", "due: 2023-06-09\n        done_on: 2023-06-08\n")
    assert merge_texts(before.encode(), ours.encode(), theirs.encode()) == Merged(both.encode(), ())


def test_the_report_and_the_agencys_own_files_name_what_it_has_to_do(
    region: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The health agency has one decision, by its head; the one of another agency is not its own."""
    day = ("--root", region, "--today", "2023-06-02")
    line = "Mengumpulkan SK: Kepala Dinas Kesehatan, 9 Juni 2023 (Rapat persiapan)"
    for name, words in (("whole", ()), ("own", ("--agency", "dinkes"))):
        for ending in ("md", "html"):
            target = tmp_path / f"{name}.{ending}"
            assert run_command(capsys, "report", *day, *words, "--output", target)[0] == 0
            text = target.read_text(encoding="utf-8")
            assert line in text
            assert ("Memeriksa jawaban" in text) == (name == "whole")
    assert run_command(capsys, "workbook", "out", *day, "--agency", "dinkes", "--output", tmp_path / "isi.xlsx")[0] == 0
    first = load_workbook(tmp_path / "isi.xlsx").worksheets[0]
    said = [str(row[0].value) for row in first.iter_rows()]
    assert said[said.index("Keputusan rapat yang belum selesai:") + 1] == f"- {line}"


def test_an_agency_is_reminded_of_what_a_meeting_decided(
    region: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ("remind", "--root", region, "--today", "2023-06-02", "--agency", "dinkes", "--output", tmp_path)
    assert run_command(capsys, *arguments)[0] == 0
    whatsapp, mail, calendar = (
        next(tmp_path.glob(f"*{end}")).read_bytes().decode() for end in ("wa.txt", "il.txt", ".ics")
    )
    assert "- Mengumpulkan SK: keputusan rapat" in whatsapp
    assert "diputuskan dalam: Rapat persiapan" in mail
    assert "- Mengumpulkan SK (later)" in calendar.replace("\r\n ", "")


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_programme_shows_who_came_the_minutes_and_each_decision(
    region: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, format: str
) -> None:
    path = tmp_path / f"laporan.{format}"
    shared = ("--root", region, "--today", "2023-06-05", "--lang", "en", "--output", path)
    assert run_command(capsys, "report", "--format", format, *shared)[0] == 0
    shown = " ".join(path.read_text("utf-8").replace("\\", "").split())
    assert "came: " in shown
    assert "minutes: " in shown
    assert "decided: Memeriksa jawaban (nobody named yet, no date)" in shown
    assert "decided: Mengumpulkan SK (Kepala Dinas Kesehatan, 9 June 2023)" in shown
    assert "decided: Menyurvei warga (DKUMPP, done on 1 June 2023)" in shown
