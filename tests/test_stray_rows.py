"""Respondents' rows that got into the repository are refused wherever they are; other tables are not."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import workbooks
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.survey.stray_rows import _binary_words
from respondents import EXAMPLE, STATEMENTS, TODAY, csv_bytes, items, survey, write_xlsx


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    return folder


@cache
def known() -> frozenset[tuple[str, str]]:
    return frozenset((f.path, f.kind.id) for f in check_workspace(EXAMPLE, TODAY).findings)


def refused(root: Path) -> list[tuple[str, str]]:
    """New errors of a workspace."""
    return sorted({(f.path, f.kind.id) for f in check_workspace(root, TODAY).findings} - known())


ROWS = survey("living", 5)
TEXTS = ";".join(f'"{item.question.id}"' for item in STATEMENTS.items[:3])
TABLES = {
    "responden.csv": csv_bytes(ROWS),
    "responden.tsv": csv_bytes(ROWS, delimiter="\t", encoding="utf-16"),
    "responden.csv.txt": csv_bytes(ROWS, delimiter=";", encoding="cp1252"),
    "teks.csv": TEXTS.encode(),
    "odk.json": json.dumps([{"start": "x", f"living/{items('living')[0]}": 3, items("living")[1]: 2}]).encode(),
    "Nomor.CSV": b"respondent_code,harmony_1,health_1,health_2\nA-1,3,4,2\n",
    "butir.csv": b"Kode Responden;living_q1;living_q2;living_q3\nA-1;3;4;2\n",
    "p.csv": b"nama,p1,p2,p3,p4,p5,p6,p7,p8,p9\nA,3,4,2,3,4,2,3,4,2\n",
    "q.csv.txt": b"id_responden\tq1\tq2\tq3\nA-1\t3\t4\t2\n",
    "satu.csv": f"meta/instanceID,living/{items('living')[0]}\n".encode(),
}


@pytest.mark.parametrize("place", ["data/surveys", "data/evidence/files", "arsip/2026", "."])
def test_each_table_of_answers_is_refused(place: str, root: Path) -> None:
    (root / place).mkdir(parents=True, exist_ok=True)
    for name, content in TABLES.items():
        (root / place / name).write_bytes(content)
    paths = sorted(name if place == "." else f"{place}/{name}" for name in TABLES)
    assert refused(root) == [(path, "survey-rows") for path in paths]


def test_a_workbook_of_answers_is_refused(root: Path) -> None:
    write_xlsx(root / "data" / "responden.xlsx", ROWS)
    assert refused(root) == [("data/responden.xlsx", "survey-rows")]


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods"])
def test_a_workbook_of_any_other_format_is_refused(ending: str, root: Path) -> None:
    workbooks.write(root / "data" / f"responden{ending}", ROWS)
    assert refused(root) == [(f"data/responden{ending}", "survey-rows")]


def test_the_length_of_a_text_in_an_xls_is_no_letter_of_the_one_before() -> None:
    names = items("living")[:2]
    content = b"".join(bytes([len(name), 0, 0]) + name.encode() for name in (*names, "x" * 40))
    assert set(names) <= _binary_words(content)


def test_other_tables_pass(root: Path) -> None:
    others: list[tuple[str, bytes]] = [
        ("data/anggaran.csv", b"kegiatan,pagu\nSurvei warga,1250000\n"),
        ("data/butir.csv", f"butir,rata-rata\n{items('living')[0]},3\n".encode()),
        ("data/penduduk.csv", b"kecamatan,2021,2022,2023\nAstambul,1,2,3\n"),
        ("data/evidence/files/triwulan.csv", b"nama,tw_1,tw_2,tw_3\nMartapura,1,2,3\n"),
        ("data/kuartal.csv", b"nama,q1,q2,q3,q4\nMartapura,1,2,3,4\n"),
        ("data/soal.csv", b"no,q1,q2,q3\n1,2,3,4\n"),
        ("data/rusak.xlsx", b"PK\x03\x04rusak"),
        ("data/rusak.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rusak"),
        ("data/anggaran.xls", workbooks.xls([(0, 0, "kegiatan"), (0, 1, "pagu"), (1, 0, "Survei warga"), (1, 1, 5.0)])),
        ("data/kosong.csv", b""),
        ("build/responden.csv", csv_bytes(ROWS)),
        (".rahasia/responden.csv", csv_bytes(ROWS)),
        ("catatan.json", b'{"a": 1}'),
    ]
    for path, content in others:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    assert refused(root) == []


def test_personal_data_in_a_table_below_data_is_found(root: Path) -> None:
    (root / "data" / "peserta.csv").write_text("nama,nik\nA,6303014501900001\n", "utf-8")
    assert refused(root) == [("data/peserta.csv", "personal-data")]


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "luar.csv").write_bytes(csv_bytes(ROWS))
    (root / "luar.csv").symlink_to(tmp_path / "luar.csv")
    (root / "data" / "keliling").symlink_to(root)
    assert refused(root) == [("data/keliling", "file-misplaced")]


def test_a_table_named_to_validate_is_counted_and_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "data" / "x.csv"
    path.write_bytes(TABLES["Nomor.CSV"])
    assert main(["validate", str(path), "--root", str(root), "--today", TODAY.isoformat(), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "survey-rows" in out
    assert "1 file read: 1 error" in out


# A questionnaire that nobody has answered


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    assert main(["survey", "form", "--root", str(EXAMPLE), "--today", TODAY.isoformat(), "--output", str(path)]) == 0
    return path.read_bytes()


def changed(blank: bytes, change: Callable[[Any], object]) -> bytes:
    """The form after somebody has changed and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_ods(blank: bytes) -> bytes:
    """The form as LibreOffice saves it."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    tables = []
    for sheet in book.worksheets:
        rows = "".join(
            f"<table:table-row>{''.join(workbooks.ods_cell(str(cell or '') or None) for cell in row)}</table:table-row>"
            for row in sheet.iter_rows(values_only=True)
        )
        tables.append(rows)
    _, *others = (f'</table:table><table:table table:name="{sheet.title}">' for sheet in book.worksheets)
    pieces = (piece for pair in zip(("", *others), tables, strict=True) for piece in pair)
    return workbooks.ods(pieces, book.worksheets[0].title)


@pytest.mark.parametrize("place", ["data/surveys", "data/evidence/files", "arsip/2026", "."])
def test_the_blank_questionnaire_is_no_table_of_respondents(place: str, blank: bytes, root: Path) -> None:
    (root / place).mkdir(parents=True, exist_ok=True)
    (root / place / "kuesioner.xlsx").write_bytes(blank)
    assert refused(root) == []


def retitled(book: Any) -> None:
    book["settings"]["A2"] = "Survei Warga"
    book["survey"].append(["note", "thanks", "Terima kasih", "Thank you"])


def of_kobo(book: Any) -> None:
    sheet = book["survey"]
    sheet.cell(1, sheet.max_column + 1).value = "$kuid"
    for row in range(2, sheet.max_row):
        sheet.cell(row, sheet.max_column).value = f"ab{row}"


@pytest.mark.parametrize("change", [lambda _: None, retitled, of_kobo])
def test_a_questionnaire_that_was_saved_again_is_none_either(
    change: Callable[[Any], object], blank: bytes, root: Path
) -> None:
    (root / "kuesioner.xlsx").write_bytes(changed(blank, change))
    (root / "kuesioner.ods").write_bytes(as_ods(blank))
    assert refused(root) == []


def test_the_blank_questionnaire_can_be_recorded_as_evidence(
    blank: bytes, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kuesioner.xlsx"
    path.write_bytes(blank)
    code = main(["evidence", "add", str(path), "--root", str(root), "--today", TODAY.isoformat()])
    assert (code, capsys.readouterr().err) == (0, "")
    assert refused(root) == [("data/evidence/kuesioner.yaml", "evidence-guessed")]


def test_a_written_questionnaire_stops_no_figure(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = root / "arsip" / "kuesioner.xlsx"
    arguments = ["--root", str(root), "--today", TODAY.isoformat()]
    assert main(["survey", "form", "--output", str(target), *arguments]) == 0
    assert main(["validate", *arguments]) == 0
    assert main(["score", *arguments]) == 0
    assert main(["status", *arguments]) == 0


def rows_in(sheet: str) -> Callable[[Any], object]:
    """Answers in a sheet of their own, or below the form."""

    def change(book: Any) -> None:
        target = book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet)
        target.append(list(ROWS[0]))
        for row in ROWS:
            target.append(list(row.values()))

    return change


def answers_beside(book: Any) -> None:
    """Answers in columns of their own after the questions, one a respondent."""
    sheet = book["survey"]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "A-1"
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = 3


def answers_without_a_heading(book: Any) -> None:
    sheet = book["survey"]
    column = sheet.max_column + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = 3


def answers_as_texts_in_another_language(book: Any) -> None:
    answers_beside(book)
    book["survey"].cell(1, book["survey"].max_column).value = "label::A-1"


def hidden(book: Any) -> None:
    rows_in("Data")(book)
    book["Data"].sheet_state = "veryHidden"


def chosen(book: Any) -> None:
    for row in ROWS:
        book["choices"].append([str(next(iter(row.values()))), "3", "x"])


@pytest.mark.parametrize(
    "change",
    [
        rows_in("Data"), rows_in("survey"), rows_in("choices"), rows_in("settings"), answers_beside,
        answers_without_a_heading, answers_as_texts_in_another_language, hidden, chosen,
    ],
)  # fmt: skip
def test_answers_in_a_workbook_that_looks_like_the_questionnaire_are_refused(
    change: Callable[[Any], object], blank: bytes, root: Path
) -> None:
    (root / "kuesioner.xlsx").write_bytes(changed(blank, change))
    assert refused(root) == [("kuesioner.xlsx", "survey-rows")]


def test_a_sheet_that_the_workbook_does_not_name_is_refused(blank: bytes, root: Path) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet9.xml", b"<worksheet/>")
    (root / "kuesioner.xlsx").write_bytes(written.getvalue())
    assert refused(root) == [("kuesioner.xlsx", "survey-rows")]
