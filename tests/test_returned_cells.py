"""Cells of a workbook that came back: what people type and paste is understood to the letter, or asked about."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from banjar_smartcity.exchange.intake.meaning import Asked, clean, meaning
from banjar_smartcity.exchange.reading.cells_ods import cells_of_ods
from banjar_smartcity.exchange.reading.cells_seen import is_percentage
from banjar_smartcity.exchange.reading.unsaid import cells_unsaid, with_unsaid
from banjar_smartcity.spelling.characters import misplaced
from banjar_smartcity.survey.files.archive import MAX_SMALL, open_archive
from banjar_smartcity.survey.files.workbook_rows import WholeSheet, read_sheets
from banjar_smartcity.survey.table.rows import TableError
from returned_books import SHEET, Run, contents, copy_of_example, edit, fill, send, take_in

ASKED = Asked((), fractions=False, external=False)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("“Kami” sudah, kata “dinas”", "“Kami” sudah, kata “dinas”"),
        ("“Siap”", "Siap"),
        ("satu\u2028dua\u000btiga\u0085empat\rlima\r\nenam", "satu\ndua\ntiga\nempat\nlima\nenam"),
        (f"{FAMILY} dan {HEART}", f"{FAMILY} dan {HEART}"),
        (f" {HEART}\u200b", HEART),
        ("a\u200db\ufe0fc\u2068d", "abcd"),
        ("Tab\tdi tengah\x07", "Tab di tengah"),
        ("baru \U0001fae9", "baru \U0001fae9"),
        ("bukan \uffff huruf", "bukan  huruf"),
    ],
)
def test_letters_stay_and_only_what_cannot_be_seen_goes(typed: str, read: str) -> None:
    assert clean(typed) == read
    assert misplaced(read) is None
    assert meaning("fact", typed, ASKED) == (read, None, read != typed.strip())


@pytest.mark.parametrize("cell", ["unit", "number", "title", "document", "file", "pages", "year", "level", "value"])
def test_a_date_that_a_program_has_made_of_a_name_is_asked_about(cell: str) -> None:
    assert meaning(cell, datetime(2026, 2, 1), ASKED).fault is not None


def test_more_digits_than_a_program_keeps_are_asked_about() -> None:
    assert meaning("value", 12345678901234599936, ASKED).fault is not None
    assert meaning("value", 123456789012345, ASKED).text == "123456789012345"
    assert meaning("value", "12345678901234567890", ASKED).text == "12345678901234567890"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", True),
        ("0.00%;[RED]-0.00%", True),
        ('0"%"', False),
        ("0\\%", False),
        ("General", False),
        ('"a" 0 %', True),
    ],
)
def test_a_format_shows_a_percentage_or_not(code: str, shown: bool) -> None:
    assert is_percentage(code) is shown


def ods(rows: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    body = f'<table:table table:name="T">{rows}</table:table>'
    spreadsheet = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {names}>{spreadsheet}</office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def cell(inside: str, **attributes: str) -> str:
    told = " ".join(f'{key.replace("_", ":", 1).replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<table:table-cell {told}>{inside}</table:table-cell>"


ROWS = (
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
    + cell("<text:p>a<text:tab/>b<text:s text:c='2'/>c<text:line-break/>d</text:p><text:p>e</text:p>")
    + cell("<text:p>93,4%</text:p>", office_value_type="percentage", office_value="0.934")
    + cell("<text:p>#DIV/0!</text:p>", office_value_type="string", office_string_value="", calcext_value_type="error")
    + cell("<office:annotation><text:p>x<text:tab/></text:p></office:annotation><text:p>isi</text:p>")
    + cell("<text:p>dua</text:p>", table_number_rows_spanned="2", table_number_columns_spanned="2")
    + "</table:table-row>"
)


def test_what_calamine_leaves_out_of_an_ods_is_read() -> None:
    content = ods(ROWS.replace("<table:table-cell ><text", "<table:table-cell office:value-type='string'><text"))
    seen = cells_of_ods(open_archive(content, "x.ods"))["T"]
    assert seen.texts == {(3, 0): "a\tb  c\nd\ne", (3, 2): "#DIV/0!"}
    assert seen.percentages == {(3, 1)}
    assert seen.spans == {4: [(3, 4)], 5: [(3, 4)]}
    (sheet,) = with_unsaid(read_sheets(content, "x.ods", 100), cells_unsaid(content, "x.ods"))
    (row,) = sheet.rows
    assert list(row[1])[:3] == ["a\tb  c\nd\ne", "93.4%", "#DIV/0!"]


def test_an_error_to_the_right_of_all_cells_is_added() -> None:
    sheet = WholeSheet("T", [(1, ["x"])], {}, [])
    seen = cells_of_ods(open_archive(ods("<table:table-row/>"), "x.ods"))["T"]._replace(texts={(1, 2): "#N/A"})
    (found,) = with_unsaid([sheet], {"T": seen})
    assert found.rows == [(1, ["x", None, "#N/A"])]


@pytest.mark.parametrize(
    ("typed", "form", "unit", "said"),
    [
        (0.934, "0.0%", "persen", "value: 93.4"),
        (1, "0%", "persen", "value: 100"),
        (1.5, "0%", "% balita", "value: 150"),
        (1, "General", "persen", "fraction of 1"),
        (0.5, "0.0", "persen (SD)", "fraction of 1"),
        (0.5, "0%", "orang", "its unit is another one"),
        (1.5, "General", "persen", "value: 1.5"),
    ],
)
def test_a_percentage_is_what_the_cell_shows(
    tmp_path: Path, capsys: Run, typed: float, form: str, unit: str, said: str
) -> None:
    root = copy_of_example(tmp_path)
    book = fill(send(capsys, root), value=typed, unit=unit)

    def change(found: Any) -> None:
        sheet = found["Jawaban"]
        next(c for c in sheet["F"] if c.value == typed).number_format = form

    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(book, change))
    now = contents(root)
    wanted = said.startswith("value")
    text = "".join(now[name].decode() for name in now if now[name] != before[name]) if wanted else out
    assert (code, said in text) == (0 if wanted else 1, True), out
    assert (now == before) != wanted


def test_cells_merged_down_and_across_are_asked_about(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    before = contents(root)
    book = edit(send(capsys, root), lambda b: b["Jawaban"].merge_cells("E3:G4"))
    code, out, _ = take_in(capsys, root, book)
    assert (code, "Jawaban!E3" in out, contents(root) == before) == (1, True, True)


def test_texts_of_cells_are_cut_and_have_no_personal_data(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    book = fill(send(capsys, root), value="NIK 6303014205900001", fact="panjang " * 700)
    code, out, err = take_in(capsys, root, book)
    assert (code, "6303014205900001" in out + err) == (1, False)
    assert "the text is too long" in out
    assert max(map(len, out.splitlines())) < 400


def test_long_texts_of_a_conflict_are_shown_from_where_they_differ(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    long = "Uraian yang sama. " * 30
    book = fill(send(capsys, root), fact=f"{long}Dari dinas")
    sheet = root / SHEET
    old = "Sebanyak 1.176 dari 1.284 baduta stunting ditangani pada 2025 (91,6 persen)."
    sheet.write_text(sheet.read_text("utf-8").replace(old, f'"{long}Dari kantor"'), "utf-8")
    code, out, _ = take_in(capsys, root, book)
    assert code == 1
    assert "Dari kantor" in out
    assert "Dari dinas" in out


def test_sheets_that_unpack_to_more_than_people_fill_in_are_refused_before_they_are_read() -> None:
    content = ods("<table:table-row>" + "<table:table-cell/>" * (MAX_SMALL // 19) + "</table:table-row>")
    with pytest.raises(TableError):
        read_sheets(content, "x.ods", 100)


def test_merged_cells_and_formulas_count_once_and_only_in_rows_that_say_something(tmp_path: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        sheet = book["Jawaban"]
        for row in range(30, 60):
            sheet.cell(row, 5).value = "=1+1"
        sheet.merge_cells("E3:E4")
        sheet.merge_cells("E70:E80")
        sheet.cell(3, 13).value = "=1+1"

    root = copy_of_example(tmp_path)
    code, out, _ = take_in(capsys, root, edit(send(capsys, root), change))
    assert (code, out.count(": error ")) == (1, 2), out


def test_a_sheet_that_repeats_another_one_by_formulas_says_nothing_of_its_own(tmp_path: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        sheet, copy = book["Jawaban"], book.create_sheet("Rekap", 0)
        for line in sheet.iter_rows():
            for one in line:
                copy.cell(one.row, one.column).value = one.value if one.value is not None else 0

    root = copy_of_example(tmp_path)
    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(send(capsys, root), change))
    assert (code, contents(root) == before) == (0, True), out
    filled = edit(fill(send(capsys, root, name="lagi.xlsx"), remark="Sudah", level=3), change)
    assert take_in(capsys, root, filled)[0] == 0
    assert "note: Sudah" in (root / SHEET).read_text("utf-8")


def test_a_row_whose_question_was_changed_was_not_deleted(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    book = edit(send(capsys, root), lambda b: b["Jawaban"].cell(3, 2, "Berapa anak?"))
    code, out, _ = take_in(capsys, root, book)
    assert (code, "the question was changed" in out, "deleted" in out) == (1, True, False)
