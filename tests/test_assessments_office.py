"""What assessors gave, in the formats of LibreOffice: their tables, and replies that agencies write there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import THOROUGH, Build, run_command
from office import Office, edit
from returned_books import Run
from test_assessments import FILE, MARKS
from test_assessments_in import LONG, TAKEN, table
from test_replies import ASSIGNED, take_in

pytestmark = pytest.mark.needs("soffice")
"""Each start of LibreOffice takes seconds, so that a quick run sees each format once."""
REPLY = """
sheet = doc.Sheets.getByName("Asesor")
sheet.unprotect("")
For line = 1 To 12
    item = sheet.getCellByPosition(0, line).String
    If item = "outcome-living-roads" And sheet.getCellByPosition(2, line).String = "1" Then
        sheet.getCellByPosition(5, line).String = "Lampiran ditambahkan"
    End If
Next line
"""


@pytest.mark.parametrize("ending", [".ods", ".xls"] if THOROUGH else [".ods"])
def test_a_table_of_assessors_is_read_in_other_formats(
    ending: str, build: Build, capsys: Run, tmp_path: Path, office: Office
) -> None:
    source = table(tmp_path, LONG)
    book = load_workbook(source)
    book.worksheets[0].title = "Jawaban"
    book.save(source)
    path = edit(office, source, tmp_path / f"nilai{ending}")
    root = build()
    code, _, err = run_command(capsys, "assessments", "in", path, "--root", root, "--lang", "en")
    assert (code, err) == (0, "")
    assert TAKEN in (root / FILE).read_text("utf-8")


@pytest.mark.parametrize("ending", [".ods", ".xls"] if THOROUGH else [".xls"])
def test_a_reply_comes_back_in_other_formats(
    ending: str, build: Build, capsys: Run, tmp_path: Path, office: Office
) -> None:
    root = build({FILE: MARKS, "data/assignments.yaml": ASSIGNED})
    sent = tmp_path / "isian.xlsx"
    shared = ("--root", root, "--today", "2023-06-14", "--lang", "id")
    assert run_command(capsys, "workbook", "out", "--agency", "dinkes", "--output", sent, *shared)[0] == 0
    path = edit(office, sent, tmp_path / f"kembali{ending}", REPLY)
    assert take_in(capsys, root, path)[0] == 0
    assert "        reply: Lampiran ditambahkan\n" in (root / FILE).read_text("utf-8")
