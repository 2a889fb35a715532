"""Replies to remarks of assessors: written by an agency in its workbook or form, and merged into the marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Build, run_command
from returned_books import Run, edit
from test_answer_form import data_of
from test_assessments import FILE, MARKS
from test_commit import commit

DAY = "2023-06-14"
CODE = "outcome-living-roads/1"
MARK = "        reply_by: 2023-06-14T14:00+08:00\n"
OURS = MARK + "        reply: Lampiran menyusul\n"
ASSIGNED = "assignments:\n  - {stage: 2023-tahap-1, agency: dinkes}\n"
SHARED = ("--today", DAY, "--lang", "en")


@pytest.fixture
def root(build: Build) -> Path:
    return build({FILE: MARKS, "data/assignments.yaml": ASSIGNED})


def send(capsys: Run, root: Path, name: str = "isian.xlsx", command: str = "workbook") -> Path:
    path = root.parent / name
    code, _, err = run_command(capsys, command, "out", "--agency", "dinkes", "--output", path, "--root", root, *SHARED)
    assert (code, err) == (0, "")
    return path


def take_in(capsys: Run, root: Path, *words: str | Path) -> tuple[int, str]:
    code, out, err = run_command(capsys, "workbook", "in", *words, "--root", root, *SHARED)
    return code, out + err


def row_of(sheet: Any, code: str = CODE) -> int:
    found: list[int] = [r[0].row for r in sheet.iter_rows(min_row=2) if f"{r[0].value}/{r[2].value}" == code]
    return found[0]


def reply(path: Path, text: str | None, code: str = CODE) -> Path:
    """Write a reply to a remark: that of assessor 1 on the roads."""

    def change(book: Any) -> None:
        sheet = book["Assessors"]
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(row_of(sheet, code), heads.index("Our reply") + 1).value = text

    return edit(path, change)


def test_a_reply_is_written_into_its_remark_and_once(root: Path, capsys: Run) -> None:
    path = reply(send(capsys, root), "  Lampiran ditambahkan ")
    code, said = take_in(capsys, root, path)
    assert (code, "outcome-living-roads: reply to assessor 1" in said) == (0, True)
    assert "write when in replied_at" in said
    assert said.rpartition("git commit")[2].count("outcome-living-roads: reply to assessor 1") == 1
    after = (root / FILE).read_text("utf-8")
    assert after == MARKS.replace(MARK, f"{MARK}        reply: Lampiran ditambahkan\n")
    assert "Nothing changed." in take_in(capsys, root, path)[1]
    assert (root / FILE).read_text("utf-8") == after


def test_only_the_reply_may_be_filled_in(root: Path, capsys: Run) -> None:
    def look(book: Any) -> None:
        sheet = book["Assessors"]
        assert sheet.protection.sheet
        open_cells = {cell.column for row in sheet.iter_rows(min_row=2) for cell in row if not cell.protection.locked}
        assert [sheet.cell(1, column).value for column in open_cells] == ["Our reply"]

    edit(send(capsys, root), look)


def test_a_reply_that_was_changed_here_meanwhile_is_asked_about(root: Path, capsys: Run) -> None:
    path = reply(send(capsys, root), "Sudah ada")
    marks = root / FILE
    here = MARKS.replace(MARK, OURS)
    marks.write_text(here, "utf-8")
    code, said = take_in(capsys, root, path)
    assert (code, marks.read_text("utf-8")) == (1, here)
    assert f"{CODE}\n" in said
    assert "here: Lampiran menyusul" in said
    assert "came back: Sudah ada" in said
    data = json.loads(take_in(capsys, root, path, "--format", "json")[1])
    assert data["replies"][CODE]["taken"] is False
    assert data["replies"][CODE]["conflicts"][0]["came_back"] == "Sudah ada"
    assert take_in(capsys, root, path, "outcome-living-roads", "--take", "ours")[0] == 0
    assert marks.read_text("utf-8") == here
    assert take_in(capsys, root, path, "outcome-living-roads", "--take", "theirs")[0] == 0
    assert marks.read_text("utf-8") == here.replace("Lampiran menyusul", "Sudah ada")


def test_an_emptied_reply_stays(build: Build, capsys: Run) -> None:
    text = MARKS.replace(MARK, OURS)
    root = build({FILE: text, "data/assignments.yaml": ASSIGNED})
    assert take_in(capsys, root, reply(send(capsys, root), None))[0] == 0
    assert (root / FILE).read_text("utf-8") == text


def test_a_reply_in_two_languages_keeps_its_translation(build: Build, capsys: Run) -> None:
    both = "        verdict: revise\n        reply:\n          id: Belum\n          en: Not yet\n"
    text = MARKS.replace("        verdict: revise\n", both)
    root = build({FILE: text, "data/assignments.yaml": ASSIGNED})
    assert take_in(capsys, root, reply(send(capsys, root), "Sudah"))[0] == 0
    assert (root / FILE).read_text("utf-8") == text.replace("id: Belum", "id: Sudah")


def test_rows_may_be_moved_but_not_their_item_or_number(root: Path, capsys: Run) -> None:
    path = reply(send(capsys, root), "Satu")
    reply(path, "Dua", "outcome-living-roads/2")

    def turn(book: Any) -> None:
        sheet = book["Assessors"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    edit(path, turn)
    before = (root / FILE).read_text("utf-8")
    code, said = take_in(capsys, root, path, "--dry-run")
    assert (code, said.partition("Proposed")[0].count("reply to assessor")) == (0, 2)

    def other(book: Any) -> None:
        sheet = book["Assessors"]
        sheet.cell(row_of(sheet), 3).value = "3"

    code, said = take_in(capsys, root, edit(path, other), "--dry-run")
    assert (code, (root / FILE).read_text("utf-8")) == (1, before)
    assert "Assessors!F" in said
    assert "the item or the number of the assessor was changed" in said


def test_personal_data_in_a_reply_are_named_by_cell_and_never_repeated(root: Path, capsys: Run) -> None:
    code, said = take_in(capsys, root, reply(send(capsys, root), "Hubungi 0812-3456-7890"))
    assert (code, "Assessors!F" in said, "3456" in said) == (1, True, False)
    assert (root / FILE).read_text("utf-8") == MARKS


def test_a_remark_that_is_no_longer_there_is_named(root: Path, capsys: Run) -> None:
    path = reply(send(capsys, root), "Sudah ada")
    (root / FILE).write_text(MARKS.replace("assessor: 1\n", "assessor: 3\n"), "utf-8")
    code, said = take_in(capsys, root, path)
    assert (code, "this remark is no longer in the data" in said) == (1, True)


def test_a_lost_hidden_sheet_is_replaced_by_the_commit_that_was_sent(root: Path, capsys: Run) -> None:
    commit(root)
    path = reply(send(capsys, root), "Sudah ada")

    def lose(book: Any) -> None:
        del book["smartcity"]

    assert take_in(capsys, root, edit(path, lose), "--base", "HEAD")[0] == 0
    assert "reply: Sudah ada\n" in (root / FILE).read_text("utf-8")


def test_the_form_shows_remarks_and_its_file_brings_replies_back(root: Path, capsys: Run) -> None:
    page = send(capsys, root, "isian.html", "form").read_text("utf-8")
    assert "Assessor 1: 2.50, to be revised: Lampiran tidak ada." in page
    data = data_of(page.encode())
    (mark,) = (one for one in data["marks"] if one["mark"] == CODE)
    assert mark["sent"] == {"reply": ""}
    mark["returned"] = {"reply": "Sudah ada"}
    path = root.parent / "isian.json"
    path.write_text(json.dumps(data), "utf-8")
    assert take_in(capsys, root, path)[0] == 0
    assert "reply: Sudah ada\n" in (root / FILE).read_text("utf-8")
    mark["sent"] = {"reply": "lain"}
    path.write_text(json.dumps(data), "utf-8")
    code, said = take_in(capsys, root, path)
    assert (code, "was changed or is damaged" in said) == (2, True)


def test_a_file_that_was_sent_before_there_were_marks_still_comes_back(build: Build, capsys: Run) -> None:
    root = build({"data/assignments.yaml": ASSIGNED})
    data = data_of(send(capsys, root, "isian.html", "form").read_bytes())
    assert data.pop("marks") == []
    path = root.parent / "isian.json"
    path.write_text(json.dumps(data), "utf-8")
    assert take_in(capsys, root, path)[0] == 0
