"""Assessments: what assessors gave is shown next to the claim, and a remark waits until it is answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.spelling.instants import instant_of, offset_in
from conftest import Build
from test_commit import commit

FILE = "data/assessments/2023-tahap-1.yaml"
MARKS = """\
# catatan kami tetap
stage: 2023-tahap-1
assessments:
  - item: outcome-living-roads
    marks:
      - {assessor: 2, level: 2, received_at: 2023-06-13T09:00+08:00, verdict: accepted}
      - assessor: 1
        level: 2.5
        remark: Lampiran tidak ada.
        verdict: revise
        received_at: 2023-06-13T14:00+08:00
        reply_by: 2023-06-14T14:00+08:00
  - item: baseline-planning-masterplan
    marks:
      - {assessor: 1, level: null, remark: Nomor SK?, received_at: 2023-06-12T23:30+08:00}
"""


def ask(capsys: pytest.CaptureFixture[str], root: Path, day: str, *words: str) -> Any:
    assert main([*words, "--format", "json", "--root", str(root), "--today", day, "--partial"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_marks_are_averaged_next_to_the_claim(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    score = ask(capsys, build({FILE: MARKS}), "2023-06-14", "score", "--explain")
    item = score["item_scores"]["outcome-living-roads"]
    assert (item["marked"], [mark["assessor"] for mark in item["marks"]]) == (2.25, [1, 2])
    assert score["item_scores"]["baseline-planning-masterplan"]["marked"] is None
    assert (score["marked"], score["marked_items"]) == (None, 1)


def test_open_remarks_come_by_the_end_of_their_rebuttal(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    todo = ask(capsys, build({FILE: MARKS}), "2023-06-14", "todo")
    assert [(entry["item"], entry["assessor"], entry["reply_by"]) for entry in todo["remarks"]] == [
        ("outcome-living-roads", 1, "2023-06-14T14:00:00+08:00"),
        ("baseline-planning-masterplan", 1, None),
    ]


def test_without_an_end_the_hours_of_the_instrument_count(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    path = "data/instruments/mini-2023.yaml"
    root = build({FILE: MARKS})
    rules = root / path
    rules.write_text(rules.read_text("utf-8").replace("id: mini-2023", "id: mini-2023\nrebuttal_hours: 36", 1), "utf-8")
    ends = [entry["reply_by"] for entry in ask(capsys, root, "2023-06-14", "todo")["remarks"]]
    assert ends == ["2023-06-14T11:30:00+08:00", "2023-06-14T14:00:00+08:00"]


def test_a_mark_is_known_from_the_day_it_was_received(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: MARKS})
    assert ask(capsys, root, "2023-06-11", "todo")["remarks"] == []
    assert [r["item"] for r in ask(capsys, root, "2023-06-12", "todo")["remarks"]] == ["baseline-planning-masterplan"]


@pytest.mark.parametrize(("lang", "said"), [("en", "our reply, not sent yet: Ada"), ("id", "belum dikirim: Ada")])
def test_a_reply_that_is_written_but_not_sent_still_waits(
    build: Build, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    root = build({FILE: MARKS.replace("verdict: revise", "verdict: revise\n        reply: Ada")})
    first, other = ask(capsys, root, "2023-06-14", "todo")["remarks"]
    assert (first["item"], first["reply"], other["reply"]) == ("outcome-living-roads", "Ada", None)
    shown = ["todo", "--root", str(root), "--today", "2023-06-14", "--lang", lang, "--partial"]
    assert main(shown) in (0, 1)
    assert said in " ".join(capsys.readouterr().out.split())


def test_an_answered_remark_waits_no_longer_from_its_day_on(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    answered = MARKS.replace(
        "verdict: revise", "verdict: revise\n        reply: Ada\n        replied_at: 2023-06-14T08:00+08:00"
    )
    root = build({FILE: answered})
    assert len(ask(capsys, root, "2023-06-13", "todo")["remarks"]) == 2
    assert [r["item"] for r in ask(capsys, root, "2023-06-14", "todo")["remarks"]] == ["baseline-planning-masterplan"]


def test_the_item_shows_what_each_assessor_gave(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "item",
        "outcome-living-roads",
        "--root",
        str(build({FILE: MARKS})),
        "--today",
        "2023-06-15",
        "--lang",
        "en",
    ]
    assert main([*words, "--partial"]) in (0, 1)
    shown = " ".join(capsys.readouterr().out.split())
    assert "Assessor 1: 2.50, to be revised: Lampiran tidak ada." in shown
    assert "the rebuttal ended 14 June 2023 14:00 WITA" in shown
    assert "Assessor 2: 2, accepted" in shown


@pytest.mark.parametrize(
    ("written", "offset", "meant"),
    [
        ("9 Juni 2026 pukul 14.00 WITA", None, "2026-06-09T14:00+08:00"),
        ("9/6/2026 7:05 wib", "+08:00", "2026-06-09T07:05+07:00"),
        ("2026-06-09 14:00", "+09:00", "2026-06-09T14:00+09:00"),
        ("Selasa, 9 Juni 2026, 14.00", "+08:00", "2026-06-09T14:00+08:00"),
        ("2026-06-09T14:00Z", None, "2026-06-09T14:00+00:00"),
        ("2026-06-09T14:00:30.000", "+07:00", "2026-06-09T14:00:30+07:00"),
        ("2026-06-09 14:00", None, None),
        ("2026-06-09", "+08:00", None),
        ("30 Februari 2026 14:00 WIB", None, None),
        ("2026-06-09 25:00", "+08:00", None),
    ],
)
def test_a_time_gets_the_zone_that_is_meant(written: str, offset: str | None, meant: str | None) -> None:
    assert instant_of(written, offset) == meant


def test_a_province_has_one_of_three_zones() -> None:
    provinces = ("Kalimantan Selatan", "Kalimantan Tengah", "Papua Barat", "Sulawesi Utara", "Jawa Timur", "", None)
    assert [offset_in(name) for name in provinces] == ["+08:00", "+07:00", "+09:00", "+08:00", "+07:00", None, None]


def test_an_agency_is_reminded_of_its_remarks_also_after_the_stage(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assigned = "assignments:\n  - {stage: 2023-tahap-1, item: outcome-living-roads, agency: dinkes}\n"
    root = build({FILE: MARKS, "data/assignments.yaml": assigned})
    (found,) = ask(capsys, root, "2023-06-15", "remind")["agencies"]
    assert [(entry["item"], entry["assessor"]) for entry in found["remarks"]] == [("outcome-living-roads", 1)]
    assert all("WITA" in found[key] for key in ("whatsapp", "email"))
    # WhatsApp wraps lines itself: where there is room, the question is whole.
    assert "- masa sanggah berakhir 14 Juni 2023 14.00 WITA: Jalan mantap\n" in found["whatsapp"]
    assert len(found["whatsapp"]) <= 1000
    folder = root / "keluar"
    words = ["remind", "--root", str(root), "--today", "2023-06-15", "--output", str(folder), "--partial"]
    assert main(words) == 0
    assert b"DTSTART:20230614T060000Z" in (folder / "2023-06-15-dinkes.ics").read_bytes()


def test_the_workbook_of_an_agency_has_a_sheet_of_its_marks(build: Build, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assigned = "assignments:\n  - {stage: 2023-tahap-1, item: outcome-living-roads, agency: dinkes}\n"
    root = build({FILE: MARKS, "data/assignments.yaml": assigned})
    path = tmp_path / "isian.xlsx"
    words = [
        "workbook",
        "out",
        "--agency",
        "dinkes",
        "--root",
        str(root),
        "--today",
        "2023-06-14",
        "--output",
        str(path),
    ]
    assert main([*words, "--today", "2023-06-14", "--lang", "en"]) == 0
    sheet = load_workbook(path)["Assessors"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in shown] == ["outcome-living-roads", "outcome-living-roads"]
    assert shown[0][3:5] == ["Assessor 1: 2.50, to be revised: Lampiran tidak ada.", "reply by 14 June 2023 14:00 WITA"]
    assert sheet.protection.sheet
    assert main(["workbook", "in", str(path), "--root", str(root), "--today", "2023-06-14"]) == 0


def test_each_agency_has_its_lowest_mean_and_highest_level(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assigned = "assignments:\n  - {stage: 2023-tahap-1, agency: dinkes}\n"
    score = ask(capsys, build({FILE: MARKS, "data/assignments.yaml": assigned}), "2023-06-14", "score", "--explain")
    found = score["agencies"]["dinkes"]
    items = score["item_scores"].values()
    levels = [item["score"] for item in items if item["answered"]]
    assert found["claimed"] == {
        "items": len(levels),
        "lowest": min(levels),
        "mean": sum(levels) / len(levels),
        "highest": max(levels),
    }
    assert found["assessed"] == {"items": 1, "lowest": 2.25, "mean": 2.25, "highest": 2.25}
    assert (found["items"], found["weight"]) == (len(items), pytest.approx(100))


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_report_of_an_agency_shows_marks_and_levels(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path, format: str
) -> None:
    assigned = "assignments:\n  - {stage: 2023-tahap-1, item: outcome-living-roads, agency: dinkes}\n"
    root = build({FILE: MARKS, "data/assignments.yaml": assigned})
    path = tmp_path / f"laporan.{format}"
    words = ["report", "--agency", "dinkes", "--root", str(root), "--today", "2023-06-14", "--format", format]
    assert main([*words, "--lang", "en", "--output", str(path)]) == 0
    shown = " ".join(path.read_text("utf-8").replace("\\", "").split())
    assert "Assessor 1: 2.50, to be revised: Lampiran tidak ada." in shown
    assert "1 item weighs" in shown
    assert "Assessed (1): lowest 2.25, mean 2.25, highest 2.25" in shown


def test_the_export_has_a_table_of_marks(build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root, folder = build({FILE: MARKS}), tmp_path / "tabel"
    assert main(["export", str(folder), "--root", str(root), "--today", "2023-06-14"]) == 0
    rows = (folder / "marks.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == [
        "2023-tahap-1/outcome-living-roads/1",
        "2023-tahap-1/outcome-living-roads/2",
        "2023-tahap-1/baseline-planning-masterplan/1",
    ]


def test_a_change_of_a_mark_is_shown_by_item_and_assessor(build: Build) -> None:
    from banjar_smartcity.source.yaml_text import read_yaml
    from banjar_smartcity.versions.diff.records import compare_values

    before, after = (read_yaml("", text)[0] for text in (MARKS, MARKS.replace("level: 2.5", "level: 3")))
    (field,) = compare_values(before, after)
    assert field.pointer == ("assessments", "outcome-living-roads", "marks", 1, "level")


def test_a_diff_names_the_assessor_by_number(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: MARKS})
    commit(root)
    (root / FILE).write_text(MARKS.replace("level: 2.5", "level: 3"), "utf-8")
    assert main(["diff", "--root", str(root), "--today", "2023-06-14", "--lang", "en"]) == 0
    assert "assessments.outcome-living-roads.marks.1.level: 2.5 → 3" in " ".join(capsys.readouterr().out.split())


def test_a_review_names_marks_that_change_and_no_figure_moves(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: MARKS})
    commit(root)
    (root / FILE).write_text(MARKS.replace("level: 2.5", "level: 3"), "utf-8")
    commit(root)
    day = ["--root", str(root), "--today", "2023-06-14", "--lang", "en"]
    assert main(["review", "HEAD~1", "HEAD", *day]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "no figure changes" in said or "no figures change" in said
    assert "assessments.outcome-living-roads.marks.1.level: 2.5 → 3" in said
