"""Workbooks edited in LibreOffice as people do, and saved in its formats: what comes back is what was filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import THOROUGH
from office import Office, edit
from returned_books import SHEET, Run, contents, copy_of_example, fill, send, take_in
from test_exchange_sheets import difference
from test_workbook_innovations import write_in

pytestmark = pytest.mark.needs("soffice")
ALL = (".xlsx", ".xls", ".ods")
"""Each start of LibreOffice takes seconds, so that a quick run sees each format once."""
FILLED = ["-    level: 4", "+    level: 3", "-    answered_on: 2026-04-21", "+    answered_on: 2026-05-04"]
SORT = """
Dim field(0) As New com.sun.star.table.TableSortField
field(0).Field = 4
field(0).IsAscending = False
Dim order(1) As New com.sun.star.beans.PropertyValue
order(0).Name = "SortFields"
order(0).Value = field()
order(1).Name = "ContainsHeader"
order(1).Value = True
sheet.getCellRangeByName("A1:M5").sort(order())
"""
LEVEL = """
For line = 1 To 4
    If sheet.getCellByPosition(0, line).Value = 27 Then sheet.getCellByPosition(8, line).String = "{level}"
Next line
"""
COMMENT = """
Dim place As New com.sun.star.table.CellAddress
place.Sheet = 1
place.Column = 4
place.Row = 1
sheet.Annotations.insertNew(place, "Sudah diperiksa")
"""
FILTER = """
sheet.Rows.getByIndex(2).IsVisible = False
sheet.Columns.getByIndex(3).IsVisible = False
"""
REMOVE = "sheet.Rows.removeByIndex(4, 1)"
INSERT = """
sheet.Rows.insertByIndex(3, 2)
sheet.Columns.insertByIndex(5, 1)
sheet.getCellRangeByName("F1").String = "Catatan dinas"
sheet.getCellRangeByName("F2").String = "periksa"
"""
DOWN = 'sheet.getCellRangeByName("M2:M5").fillAuto(com.sun.star.sheet.FillDirection.TO_BOTTOM, 1)'


@pytest.mark.parametrize("ending", ALL if THOROUGH else (".xls",))
def test_a_workbook_saved_by_libreoffice_changes_nothing(
    tmp_path: Path, office: Office, capsys: Run, ending: str
) -> None:
    root = copy_of_example(tmp_path)
    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(office, send(capsys, root, "--all"), tmp_path / f"kembali{ending}"))
    assert (code, contents(root)) == (0, before), out


@pytest.mark.parametrize("ending", ALL if THOROUGH else (".ods",))
def test_sorted_filtered_and_with_comments_rows_and_columns_it_is_what_was_filled_in(
    tmp_path: Path, office: Office, capsys: Run, ending: str
) -> None:
    root = copy_of_example(tmp_path)
    before = (root / SHEET).read_text("utf-8")
    steps = LEVEL.format(level="Level 3") + SORT + COMMENT + FILTER + REMOVE + INSERT
    code, out, _ = take_in(capsys, root, edit(office, send(capsys, root), tmp_path / f"kembali{ending}", steps))
    assert code == 0, out
    assert difference(before, (root / SHEET).read_text("utf-8")) == FILLED
    assert "rows deleted: 1" in out


def test_what_was_filled_down_arrives_in_each_row(tmp_path: Path, office: Office, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    book = fill(send(capsys, root), "Sejauh mana program", remark="Diperiksa")
    write_in(book, (None, "Sapa Lansia", "Smart Living", "Maret 2024"))
    assert take_in(capsys, root, edit(office, book, tmp_path / "kembali.xlsx", DOWN))[0] == 0
    assert (root / SHEET).read_text("utf-8").count("note: Diperiksa") == 4
    assert "name: Sapa Lansia" in (root / "data/innovations/sapa-lansia.yaml").read_text("utf-8")


def test_the_text_of_a_formula_that_an_xls_has_lost_is_asked_about(tmp_path: Path, office: Office, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    before = contents(root)
    book = fill(send(capsys, root), remark='="Sudah "&"diperiksa"')
    code, out, _ = take_in(capsys, root, edit(office, book, tmp_path / "kembali.xls"))
    assert (code, "it is nothing but 0" in out) == (1, True)
    assert contents(root) == before


TYPED = """
For line = 1 To 4
    If sheet.getCellByPosition(0, line).Value = 27 Then sheet.getCellByPosition(5, line).FormulaLocal = "100%"
    If sheet.getCellByPosition(0, line).Value = 28 Then sheet.getCellByPosition(5, line).Formula = "=1/0"
    If sheet.getCellByPosition(0, line).Value = 29 Then sheet.getCellByPosition(12, line).String = "a" & Chr(9) & "b"
Next line
sheet.getCellRangeByName("K2:L2").merge(True)
"""
MERGED = """
sheet.getCellRangeByName("F2:G3").merge(True)
"""


@pytest.mark.parametrize("ending", ALL if THOROUGH else (".xls", ".ods"))
def test_percentages_errors_and_tabs_are_what_the_program_shows(
    tmp_path: Path, office: Office, capsys: Run, ending: str
) -> None:
    root = copy_of_example(tmp_path)
    code, out, _ = take_in(capsys, root, edit(office, send(capsys, root), tmp_path / f"kembali{ending}", TYPED))
    assert code == 1
    assert '"100%" is read as "100"' in out
    assert '"#DIV/0!" is not certain' in out
    text = (root / SHEET).read_text("utf-8")
    assert "value: 100\n" in text
    assert "note: a b\n" in text


@pytest.mark.parametrize("ending", ALL if THOROUGH else (".ods",))
def test_cells_merged_over_two_items_are_asked_about(tmp_path: Path, office: Office, capsys: Run, ending: str) -> None:
    root = copy_of_example(tmp_path)
    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(office, send(capsys, root), tmp_path / f"kembali{ending}", MERGED))
    assert (code, out.count("merged over several items"), contents(root) == before) == (1, 2, True), out
