"""Any file a person can hand over is read, or refused with a finding; none crashes the program."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banjar_smartcity.checking.records import read_model
from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.wording import message
from banjar_smartcity.survey.cells.answer import BLANK, WRONG
from banjar_smartcity.survey.cells.consent import yes_or_no
from banjar_smartcity.survey.cells.scale import mark_of
from banjar_smartcity.survey.cells.times.time_forms import NONE, time_of
from banjar_smartcity.survey.cells.times.times import TimeColumn as Times
from banjar_smartcity.survey.cells.values import count_of
from banjar_smartcity.survey.summary.aggregate import of_marks
from respondents import EXAMPLE, MODEL, Row, csv_bytes, found, gathered, ids, items, survey, write_csv, write_xlsx

LIVING = items("living")


def means(path: str) -> list[object]:
    """What a survey sums up to, to compare readings of one table."""
    (form,) = gathered(path).collected.forms
    return [of_marks((marks[j] for marks in form.marks), range(5)) for j in range(len(form.items))]


@pytest.fixture
def rows() -> list[Row]:
    return survey("living")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_and_separator_is_read_alike(
    delimiter: str, encoding: str, rows: list[Row], tmp_path: Path
) -> None:
    for row in rows:
        row["catatan"] = 'Kafé "Ramah", di sudut;\nbaris kedua'
    plain = means(write_csv(tmp_path / "a.csv", survey("living")))
    path = write_csv(tmp_path / "b.csv", rows, delimiter=delimiter, encoding=encoding)
    assert found(gathered(path)) == []
    assert means(path) == plain


def test_a_workbook_is_read_as_the_table_it_was_made_from(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "living.xlsx", rows)
    assert found(gathered(path)) == []
    assert means(path) == means(write_csv(tmp_path / "living.csv", rows))


def test_a_file_is_read_by_what_it_is_not_by_its_name(rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "living.csv"
    write_xlsx(tmp_path / "living.xlsx", rows)
    (tmp_path / "living.xlsx").rename(path)
    assert found(gathered(str(path))) == []


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(rows: list[Row], tmp_path: Path) -> None:
    rows[0]["catatan"] = "satu\ndua\ntiga"
    for row in rows[1:]:
        row["catatan"] = ""
    rows[4][LIVING[0]] = "9"
    for path in (write_csv(tmp_path / "a.csv", rows), write_xlsx(tmp_path / "a.xlsx", rows)):
        (finding,) = gathered(path).findings
        assert (finding.position[0], finding.facts["rows"]) == (6, (6,))


def test_empty_rows_are_passed_over_and_keep_their_numbers(rows: list[Row], tmp_path: Path) -> None:
    rows[40][LIVING[0]] = "9"
    lines = csv_bytes(rows).split(b"\r\n")
    lines[10:10] = [b"", b"," * 20]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n".join([*lines, b",,,", b"", b";;"]))
    (finding,) = gathered(str(path)).findings
    assert finding.facts["rows"] == (44,)


def test_a_title_above_the_names_of_columns_is_passed_over(rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Survei Smart Living,,\r\nTahap I,,\r\n" + csv_bytes(rows))
    assert found(gathered(str(path))) == []


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


REFUSED = {
    "empty": (b"", "survey-file-empty"),
    "blank lines": (b"\r\n\n;;;\n , \n", "survey-file-empty"),
    "blank": (b"\n\n  \n", "survey-file-empty"),
    "no statements": (b"nama,umur\nA,3\n", "survey-no-statements"),
    "names only": (csv_bytes([], header=["respondent_code", *LIVING]), "survey-file-empty"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "survey-file-kind"),
    "pdf": (b"%PDF-1.7\n...", "survey-file-kind"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "survey-file-kind"),
    "web page": (b"<html><body><table><tr><td>nama</td></tr></table>", "survey-file-kind"),
    "Excel 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "survey-file-kind",
    ),
    "json": (b'[{"impact_health_online_registration": 3}]', "survey-file-kind"),
    "gzip": (b"\x1f\x8b\x08" + bytes(64), "survey-file-kind"),
    "SPSS": (b"$FL2@(#) SPSS DATA FILE", "survey-file-kind"),
    "zip": (zipped(**{"a.txt": b"x"}), "survey-file-kind"),
    "ods without a sheet": (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "survey-file-kind"),
    "text document": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}),
        "survey-file-kind",
    ),
    "broken workbook": (zipped(xl__workbook_xml=b"x").replace(b"workbook_xml", b"workbook.xml"), "survey-file-damaged"),
    "cut zip": (b"PK\x03\x04" + bytes(30), "survey-file-damaged"),
    "no encoding": (b"\xff\xfe\x00", "survey-file-damaged"),
    "an endless cell": (csv_bytes([dict.fromkeys(LIVING, 1)]) + b'"' + b"x" * 20_000, "survey-file-limit"),
    "too many columns": (b",".join(b"k%d" % i for i in range(2001)) + b"\n1\n", "survey-file-limit"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_respondents_is_refused_with_a_finding(name: str, tmp_path: Path) -> None:
    content, kind = REFUSED[name]
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert kind in ids(gathered(str(path)))


def test_a_file_larger_than_any_survey_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    (finding,) = gathered(str(path)).findings
    assert finding.kind.id == "survey-file-limit"
    assert "50 megabytes in the file" in message(finding, language("en"))


def test_a_zip_bomb_is_refused_before_it_unfolds(rows: list[Row], tmp_path: Path) -> None:
    source = Path(write_xlsx(tmp_path / "a.xlsx", rows))
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for part in archive.namelist():
            content = archive.read(part)
            made.writestr(part, content + b" " * (64 << 20) if part.endswith("sheet1.xml") else content)
    assert ids(gathered(str(bomb))) == ["survey-file-limit"]


def edit_sheet(path: str, edit: object) -> str:
    """The workbook with the XML of its sheet changed."""
    assert callable(edit)
    made = Path(path).with_name("edited.xlsx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part in archive.namelist():
            content = archive.read(part)
            out.writestr(part, edit(content) if part.endswith("sheet1.xml") else content)
    return str(made)


def test_a_formula_without_its_result_is_named_by_its_cell(rows: list[Row], tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["T5"] = "=1+2"
    book.save(path)
    (finding,) = [f for f in gathered(path).findings if f.kind.id == "survey-formula"]
    assert (finding.position, finding.facts["cells"]) == ((5, 20), ("T5",))
    computed = edit_sheet(path, lambda xml: re.sub(rb"<f>1\+2</f><v ?/?>(</v>)?", b"<f>1+2</f><v>3</v>", xml))
    assert found(gathered(computed)) == []


def test_a_merged_cell_counts_for_all_its_rows(rows: list[Row], tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    column = list(rows[0]).index("programme_health") + 1
    book.active.merge_cells(start_row=2, end_row=57, start_column=column, end_column=column)
    book.save(path)
    assert found(gathered(path)) == []


def test_the_sheet_with_the_statements_is_taken(rows: list[Row], tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Petunjuk", 0).append(["Baca dulu", "nama"])
    book.save(path)
    assert found(gathered(path)) == []


def test_a_row_longer_than_the_names_is_not_counted(rows: list[Row], tmp_path: Path) -> None:
    lines = csv_bytes(rows).split(b"\r\n")
    lines[3] += b",4"
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n".join(lines))
    result = gathered(str(path))
    assert found(result) == [("survey-row-longer", "error")]
    assert (result.tables[0].rows, result.tables[0].not_counted) == (56, 1)


def test_the_same_file_twice_is_said(rows: list[Row], tmp_path: Path) -> None:
    a, b = write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "b.csv", rows)
    assert found(gathered(a, b)) == [("survey-file-twice", "error")]


def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.csv")
    assert (
        ids(gathered(str(tmp_path / "pipe.csv"), str(tmp_path), str(tmp_path / "none"))) == ["survey-file-unopened"] * 3
    )


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("4", 4),
        (" 0 ", 0),
        (3, 3),
        (2.0, 2),
        ("3,0", 3),
        ("4 - Sangat setuju", 4),
        ("1. Sangat tidak setuju", 1),
        ("Sangat setuju (4)", 4),
        ("Sangat tidak setuju", 1),
        ("Setuju", 3),
        ("", BLANK),
        (None, BLANK),
        ("-", BLANK),
        ("n/a", BLANK),
        *(
            (cell, WRONG)
            for cell in ("5", "-1", "2.5", "2,5", "x", 5, -1, 2.5, "44", True, "3/4", "1-2", "#REF!", "#N/A", "S")
        ),
    ],
)
def test_answers_are_marks_from_0_to_4_and_nothing_else(cell: str, mark: int) -> None:
    assert mark_of(cell, {}, range(5)) == mark


def test_words_and_numbers_are_understood_as_people_write_them() -> None:
    assert [yes_or_no(word) for word in ("Ya", "TIDAK", "1", 0, 1.0, "mungkin", "", None)] == [
        *(True, False, True, False, True),
        *(None, None, None),
    ]
    assert [count_of(cell) for cell in ("1.250", "1,250 orang", 30, 30.0, "sekitar 30", "banyak", -1, 2.5)] == [
        *(1250, 1250, 30, 30, 30),
        *(None, None, None),
    ]


@pytest.mark.parametrize(
    "text", ["", "kemarin", "2026-13-01", "2026-04-01 25:00", "32/13/2026", "1" * 80, "99999999999"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert time_of(text) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: (",".join(LIVING) + "\n" + text).encode("utf-8", "replace")),
        st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail),
    )
)
def test_any_bytes_give_findings_never_a_traceback(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    assert gathered(str(path)).findings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**9), damage=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_findings_never_a_traceback(place: int, damage: bytes, tmp_path: Path) -> None:
    source = tmp_path / "sound.xlsx"
    if not source.exists():
        write_xlsx(source, survey("living", 5))
    content = bytearray(source.read_bytes())
    at = place % len(content)
    content[at : at + len(damage)] = damage
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content)
    assert gathered(str(path)).findings, "five rows are too few at least"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.binary(min_size=1, max_size=40), place=st.integers(0, 10**9))
def test_any_xml_in_a_workbook_gives_findings_never_a_traceback(damage: bytes, place: int, tmp_path: Path) -> None:
    source = tmp_path / "sound.xlsx"
    if not source.exists():
        write_xlsx(source, survey("living", 5))

    def edit(xml: bytes) -> bytes:
        at = place % len(xml)
        return xml[:at] + damage + xml[at:]

    assert gathered(edit_sheet(str(source), edit)).findings


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1970-01-02", 86_400),
        ("1970-01-02T00:00:01", 86_401),
        ("1970-01-02 00:01", 86_460),
        ("1970-01-02T00:00:00.000+08:00", 86_400),
        ("1970-01-02T00:00:00Z", 86_400 + 8 * 3600),
        ("2/1/1970 01.00", 90_000),
        ("2/1/1970 1:00:00 PM", 86_400 + 13 * 3600),
        ("2 Januari 1970", 86_400),
        ("2 Jan 70", 36_525 * 86_400 + 86_400),
        (datetime(1970, 1, 2, 0, 0, 1), 86_401),
        (date(1970, 1, 2), 86_400),
        (45_000.5, (45_000 - 25_569) * 86_400 + 43_200),
        (45_000, (45_000 - 25_569) * 86_400),
    ],
)
def test_times_are_read_in_the_forms_that_programs_write(cell: Any, seconds: int) -> None:
    told = time_of(cell)
    assert told is not None
    assert told.seconds == seconds


def test_a_column_is_read_month_first_only_where_a_row_asks_for_it() -> None:
    for texts, first in ((("2/1/1970", "1/25/1970"), 31 * 86_400), (("2/1/1970", "25/1/1970"), 86_400)):
        column = Times()
        for text in texts:
            column.add(time_of(text))
        column.add(None)
        assert column.settle().seconds[0] == first
        assert column.settle().seconds[2] == NONE


def test_days_in_a_workbook_are_days_and_the_sheet_may_be_named(rows: list[Row], tmp_path: Path) -> None:
    for row in rows:
        row["start"], row["end"] = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
    path = write_xlsx(tmp_path / "a.xlsx", rows, sheet="Jawaban")
    columns = tmp_path / "kolom.yaml"
    columns.write_text("sheet: Jawaban\n", "utf-8")
    result = gathered(path, columns=str(columns))
    assert found(result) == []
    assert result.collected.forms[0].started is not None
    columns.write_text("sheet: Lain\n", "utf-8")
    assert ids(gathered(path, columns=str(columns))) == ["survey-sheet-unknown"]


def test_a_workbook_with_entities_is_refused(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    hostile = edit_sheet(path, lambda xml: re.sub(rb"^.*?<worksheet", doctype, xml, count=1, flags=re.DOTALL))
    assert ids(gathered(hostile)) == ["survey-file-damaged"]


def test_a_workbook_of_too_many_columns_or_parts_is_refused(tmp_path: Path) -> None:
    wide = write_xlsx(tmp_path / "a.xlsx", [{f"k{i}": 1 for i in range(2100)}])
    assert ids(gathered(wide)) == ["survey-file-limit"]
    many = tmp_path / "b.xlsx"
    many.write_bytes(zipped(**{"xl__workbook.xml": b"x", **{f"p{i}": b"" for i in range(2001)}}))
    assert ids(gathered(str(many))) == ["survey-file-limit"]


def test_a_lint_reads_the_records_that_a_check_reads() -> None:
    assert read_model(EXAMPLE) == MODEL
