"""Rows that somebody took out, refused or sent again, in whatever way; files that are not whole; rows of no person."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

import workbooks
from banjar_smartcity.survey.cells.coded import codes_in, decoded, without_codes
from banjar_smartcity.survey.cells.consent import asks_for_refusal, refusal
from banjar_smartcity.survey.cells.use import child_age
from banjar_smartcity.survey.gather import Gathered
from respondents import Row, csv_bytes, found, gathered, survey, write_csv, write_xlsx
from test_survey_further import LIVING, read, sums, total, with_column

STATUS, UNCLEAR = ("survey-row-status", "warning"), ("survey-row-status-unclear", "warning")
REMARK, NO_CONSENT = ("survey-row-remark", "warning"), ("survey-no-consent", "warning")
NOT_USER = ("survey-not-user", "error")
OUT = range(5, 12)


def unasked(count: int = 60) -> list[Row]:
    """A survey without a column of consent."""
    return [{k: v for k, v in row.items() if k != "consent"} for row in survey("living", count)]


def with_cells(name: str, out: object, other: object) -> list[Row]:
    """The same with one more column, with another word in some rows."""
    return [{name: out if i in OUT else other, **row} for i, row in enumerate(unasked())]


def without(rows: Sequence[Row]) -> list[Row]:
    return [row for i, row in enumerate(rows) if i not in OUT]


def fates(result: Gathered) -> list[tuple[str, int]]:
    """Why rows do not count."""
    return [(why.msgid, len(rows)) for _, content in result.reads for why, rows in content.fates]


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Menolak diwawancarai", "Ya", "Tidak"),
        ("Tidak bersedia diwawancarai?", "Ya", "Tidak"),
        ("Tidak bersedia diwawancarai?", "Ya, tidak bersedia", "Tidak, saya bersedia"),
        ("Apakah Anda keberatan menjadi responden?", "Ya", "Tidak"),
        ("Apakah Anda keberatan menjadi responden?", "Keberatan", "Tidak keberatan"),
        ("Menolak", "1", ""),
        ("Refused", "TRUE", "FALSE"),
        ("opt_out", "yes", "no"),
        ("Persetujuan (1=Ya, 2=Tidak)", "2", "1"),
        ("persetujuan", "batal ikut", "ikut"),
        ("Apakah Anda setuju?", "Kurang berkenan", "Setuju"),
        ("Bersediakah Anda diwawancarai?", "kada mau", "inggih, mau"),
        ("Persetujuan (1 = Tidak; 2 = Ya)", "1", "2"),
        ("Bersedia menjadi responden [0: bersedia, 1: tidak bersedia]", 1, 0),
    ],
)
def test_who_refuses_does_not_count_however_the_question_is_put(
    name: str, out: object, other: object, tmp_path: Path
) -> None:
    rows = with_cells(name, out, other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([NO_CONSENT], total(without(rows)))


@pytest.mark.parametrize(
    "name", ["Keberatan", "Alasan menolak", "Apakah Anda keberatan dihubungi lagi?", "Pernah menolak tawaran bantuan"]
)
def test_what_people_object_to_is_no_refusal_of_the_survey(name: str, tmp_path: Path) -> None:
    rows = with_cells(name, "Ya", "Tidak")
    result = read(tmp_path, rows)
    assert sums(result) == total(rows)


def test_a_refusal_says_the_opposite_of_its_question_only_with_a_bare_yes_or_no() -> None:
    assert [asks_for_refusal(name) for name in ("menolak", "tidak_bersedia", "bersedia", "keberatan")] == [
        *(True, True),
        *(False, False),
    ]
    cells = ("Ya", "Tidak", True, False, "Menolak", "Bersedia", "", None, 1, 0.0, "✓", "entah")
    assert [refusal(cell) for cell in cells] == [
        *(False, True, False, True, False, True, True, True, False, True, False, None)
    ]


def test_codes_are_those_that_a_name_lists() -> None:
    name = "Pengguna program (1 = Tidak, 02: Ya)"
    codes = codes_in(name)
    assert (dict(codes), without_codes(name)) == ({"1": "Tidak", "2": "Ya"}, "Pengguna program")
    assert [decoded(cell, codes) for cell in (1, 2.0, "01", "2", "3", "Ya", None)] == [
        *("Tidak", "Ya", "Tidak", "Ya", "3", "Ya", None)
    ]
    assert codes_in("Jam mulai 09:30") == codes_in("Skor (0 - 4)") == {}


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Pernahkah Anda memakai program ini?", "Belum pernah", "Pernah"),
        ("Seberapa sering Anda memakai program ini?", "Tidak pernah", "Sering"),
        ("Apakah Anda memanfaatkan layanan ini?", "Tidak", "Ya"),
        ("Pengguna program (1 = Tidak, 2 = Ya)", "1", "2"),
        ("Pernah pakai?", "blm", "sudah"),
        ("user", "non-user", "user"),
    ],
)
def test_who_never_used_the_programme_is_no_user(name: str, out: str, other: str, tmp_path: Path) -> None:
    rows = [
        {k: v for k, v in {name: out if i in OUT else other, **row}.items() if not k.startswith("user_")}
        for i, row in enumerate(survey("living", 60))
    ]
    result = read(tmp_path, rows)
    (fault,) = (f for f in result.findings if f.kind.id == NOT_USER[0])
    assert fault.facts["flagged"] == len(OUT)


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Umur < 17", "Ya", "Tidak"),
        ("Umur", "14", "35"),
        ("usia (tahun)", "15 tahun", "41 tahun"),
        ("Kelompok usia", "< 17 tahun", "17 - 25 tahun"),
        ("Kelompok usia", "Di bawah 18 tahun", "18-30 tahun"),
        ("Kelompok umur", "13-16", "17-30"),
        ("Apakah Anda berusia 17 tahun ke atas?", "Tidak", "Ya"),
        ("Apakah Anda warga Kabupaten Contoh?", "Bukan", "Ya"),
        ("Anomali", "anomali", ""),
        ("Rekaman suara sesuai", "Tidak", "Ya"),
        ("Apakah usia Anda di atas 17 tahun?", "Tidak", "Ya"),
        ("Hasil", "Drop Out", "Selesai"),
        ("Konfirmasi ulang", "Menyangkal pernah diwawancarai", "Benar"),
        ("Agreement", "I disagree", "I agree"),
    ],
)
def test_children_and_others_who_were_not_meant_are_asked_about(
    name: str, out: str, other: str, tmp_path: Path
) -> None:
    rows = with_column(name, lambda i: out if i in OUT else other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([REMARK], total(rows))


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Umur", "17", "35"),
        ("Umur", "3", "2"),
        ("Usia anak", "14", "3"),
        ("Kelompok usia", "17-25 tahun", "26-40 tahun"),
        ("Kelompok usia", "< 25", "25 - 40"),
        ("Anak di bawah 17 tahun di rumah", "Ya", "Tidak"),
        ("lama_pakai_tahun", 0, 3),
        ("Warga mana", "Bukan", "Ya"),
        ("Tidak valid", "Valid", ""),
    ],
)
def test_other_ages_and_counts_ask_about_nobody(name: str, out: object, other: object, tmp_path: Path) -> None:
    rows = with_column(name, lambda i: out if i in OUT else other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([], total(rows))


def test_an_age_is_not_shown(tmp_path: Path) -> None:
    rows = with_column("Umur", lambda i: "14" if i in OUT else "35")
    (fault,) = read(tmp_path, rows).findings
    assert fault.facts["said"] == ("<17",)
    assert [child_age(cell) for cell in (16, "16,0", 17, 5, "≤ 17", "under 18", "18-25", True, None)] == [
        *("<17", "<17", None, None, "<17", "<17", None, None, None)
    ]


KOBO = '{{"timestamp": 1775, "uid": "validation_status_{}", "by_whom": "admin", "label": "x"}}'


@pytest.mark.parametrize(
    ("name", "out", "other", "kinds"),
    [
        ("_validation_status", KOBO.format("not_approved"), KOBO.format("approved"), [STATUS]),
        ("_validation_status", "Ditangguhkan", "Disetujui", [STATUS]),
        ("Catatan petugas", "data dobel, jangan dipakai", "lengkap", [STATUS]),
        ("Keterangan", "dibatalkan, responden pindah", "hadir", [STATUS]),
        ("Keterangan", "Ditolak: sudah diperbaiki petugas", "hadir", [UNCLEAR]),
        ("Catatan", "salah input, mohon diabaikan", "", [UNCLEAR]),
        ("status_kuesioner", "Cacat", "Baik", [UNCLEAR]),
    ],
)
def test_states_in_longer_words_are_read(
    name: str, out: str, other: str, kinds: list[tuple[str, str]], tmp_path: Path
) -> None:
    rows = with_column(name, lambda i: out if i in OUT else other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == (kinds, total(without(rows) if kinds == [STATUS] else rows))


@pytest.mark.parametrize(
    "label",
    [
        "Varian",
        "Valid N (listwise)",
        "Jawaban 4",
        "Jumlah jawaban 0",
        "Sangat setuju",
        "TS",
        "SS (4)",
        "Σ",
        "Hasil akhir",
    ],
)
@pytest.mark.parametrize("mark", ["2", "31"])
def test_counts_of_an_answer_below_the_people_are_no_person(label: str, mark: str, tmp_path: Path) -> None:
    rows = [{"respondent_code": row["respondent_code"], **{k: row[k] for k in LIVING}} for row in survey("living", 60)]
    below: Row = {"respondent_code": label, **dict.fromkeys(LIVING, mark)}
    result = read(tmp_path, [*rows, below])
    assert (sums(result), fates(result)) == (total(rows), [("totals or means", 1)])


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("DATA YANG DIBATALKAN:", "not approved"),
        ("Responden tidak valid", "not approved"),
        ("Data uji coba", "tests"),
        ("Desa Gugur", None),
        ("SDN Percobaan 1", None),
        ("Program yang ditolak warga", None),
    ],
)
def test_people_below_a_heading_that_takes_rows_out_do_not_count(heading: str, why: str | None, tmp_path: Path) -> None:
    """A heading that may be the name of a place is only asked about; the next heading ends the rows below it."""
    rows = survey("living", 60)
    above: Row = {**dict.fromkeys(rows[0], ""), "respondent_code": heading}
    again: Row = {**dict.fromkeys(rows[0], ""), "respondent_code": "Desa Bincau"}
    result = read(tmp_path, [*rows[:40], above, *rows[40:46], again, *rows[46:]])
    (fault,) = result.findings
    assert (fault.kind.id, fault.facts["rows"]) == (
        "survey-row-status" if why else "survey-row-remark",
        tuple(range(43, 49)),
    )
    assert sums(result) == total([*rows[:40], *rows[46:]] if why else rows)
    assert fates(result) == [*([(why, 6)] if why else []), ("without a valid answer", 2)]


def edited(rows: Sequence[Row], later: Sequence[Row]) -> list[Row]:
    """Submissions, some of which the later ones replace, one after the other."""
    first = [{"meta/instanceID": f"uuid:{i}", "meta/deprecatedID": "", **row} for i, row in enumerate(rows)]
    again = [{"meta/instanceID": f"uuid:e{i}", "meta/deprecatedID": f"uuid:{i}", **row} for i, row in enumerate(later)]
    return [*again, *first]


def test_of_an_edited_submission_the_last_version_counts(tmp_path: Path) -> None:
    rows = survey("living", 60)
    later = [{**row, LIVING[0]: 1} for row in rows[:4]]
    result = read(tmp_path, edited(rows, later))
    assert (found(result), sums(result)) == ([("survey-submission-edited", "warning")], total([*rows[4:], *later]))
    assert fates(result) == [("replaced by a later edit", 4)]


def test_an_edited_submission_whose_first_version_is_not_in_the_table_counts(tmp_path: Path) -> None:
    rows = survey("living", 60)
    result = read(tmp_path, edited(rows, [])[4:] + edited([], rows[:4]))
    assert (found(result), sums(result)) == ([], total(rows))


def test_the_id_of_the_form_is_no_persons(tmp_path: Path) -> None:
    rows = [{"formhub/uuid": "d2f1c0ffee", **row} for row in survey("living", 60)]
    for row in rows:
        del row["respondent_code"]
    assert sums(read(tmp_path, rows)) == total(rows)


@pytest.mark.parametrize(
    ("cut", "ends"),
    [(",", 1), (',"a remark', 1), (",3,4", 1)],
)
def test_a_file_that_ends_within_its_last_row_is_an_error(cut: str, ends: int, tmp_path: Path) -> None:
    rows = [{**row, "saran": "baik"} for row in survey("living", 60)]
    lines = csv_bytes(rows).decode().splitlines()
    begin = ",".join(lines[-1].split(",")[:-4])
    path = tmp_path / "living.csv"
    path.write_text("\n".join([*lines[:-ends], begin + cut]), encoding="utf-8")
    result = gathered(str(path))
    assert ("survey-file-cut", "error") in found(result)
    assert sums(result)[0] <= total(rows)[0]


@pytest.mark.parametrize("cells", [lambda row: row, lambda row: row[:-2], lambda row: [*row[:-2], "", ""]])
def test_a_file_without_a_last_end_of_line_is_whole(cells: Callable[[list[str]], list[str]], tmp_path: Path) -> None:
    rows = [{**row, "umur": "", "saran": ""} for row in survey("living", 60)]
    lines = [line.split(",") for line in csv_bytes(rows).decode().splitlines()]
    path = tmp_path / "living.csv"
    path.write_text("\n".join([",".join(lines[0]), *(",".join(cells(line)) for line in lines[1:])]), encoding="utf-8")
    result = gathered(str(path))
    assert (found(result), sums(result)) == ([], total(rows))


def test_a_note_in_the_last_line_is_no_row_that_was_cut(tmp_path: Path) -> None:
    rows = survey("living", 60)
    path = tmp_path / "living.csv"
    path.write_bytes(csv_bytes(rows) + b"Diunduh 30 April 2026")
    result = gathered(str(path))
    assert (found(result), sums(result)) == ([], total(rows))


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    rows = [{"saran": "baik, sekali", **row} for row in survey("living", 60)]
    whole = csv_bytes(rows).decode()
    path = tmp_path / "living.csv"
    path.write_text(whole[: whole.rindex('"')] + whole[whole.rindex('"') + 1 :], encoding="utf-8")
    assert ("survey-file-cut", "error") in found(gathered(str(path)))


def struck(path: Path, cells: Callable[[int], Sequence[int]]) -> tuple[list[Row], Gathered]:
    """A workbook with cells that are struck through, by row."""
    rows = survey("living", 60)
    write_xlsx(path, rows)
    book = openpyxl.load_workbook(path)
    for row in range(2, 62):
        for column in cells(row):
            book.active.cell(row, column).font = Font(strike=True)  # type: ignore[union-attr]
    book.save(path)
    return rows, gathered(str(path))


def test_rows_that_are_struck_out_are_asked_about(tmp_path: Path) -> None:
    rows, result = struck(tmp_path / "living.xlsx", lambda row: range(1, 30) if row in (7, 8, 30) else ())
    (fault,) = result.findings
    assert (fault.kind.id, fault.facts["rows"], sums(result)) == ("survey-rows-struck", (7, 8, 30), total(rows))


@pytest.mark.parametrize("height", [b"0", b"0.0"])
def test_a_row_without_height_is_hidden_though_nothing_else_is_odd(height: bytes, tmp_path: Path) -> None:
    path = tmp_path / "living.xlsx"
    write_xlsx(path, survey("living", 60))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'<row r="(20|21)"', rb'<row r="\1" ht="' + height + b'"', parts[sheet])
    path.write_bytes(workbooks.zipped(parts))
    (fault,) = gathered(str(path)).findings
    assert (fault.kind.id, fault.facts["rows"]) == ("survey-hidden-rows", (20, 21))


def test_a_single_cell_that_is_struck_through_says_nothing_of_its_row(tmp_path: Path) -> None:
    _, result = struck(tmp_path / "living.xlsx", lambda row: (1,) if row < 20 else ())
    assert found(result) == []


def test_one_mark_in_a_cell_merged_across_statements_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "living.xlsx"
    rows = survey("living", 60)
    write_xlsx(path, rows)
    book = openpyxl.load_workbook(path)
    first = list(rows[0]).index(LIVING[0]) + 1
    for row in (5, 9):
        book.active.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + 2)  # type: ignore[union-attr]
    book.active.merge_cells("C12:D12")  # type: ignore[union-attr]
    book.save(path)
    (fault,) = gathered(str(path)).findings
    assert (fault.kind.id, fault.facts["rows"]) == ("survey-cells-merged", (5, 9))


def test_a_sheet_of_means_goes_with_one_of_people_and_is_an_error_alone(tmp_path: Path) -> None:
    rows = survey("living", 60)
    means = [{"desa": f"Desa {i}", **{name: 2.5 + i / 7 + j / 90 for j, name in enumerate(LIVING)}} for i in range(3)]
    path = tmp_path / "living.xlsx"
    write_xlsx(path, rows)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Rerata")
    for line in (list(means[0]), *(list(row.values()) for row in means)):
        sheet.append(line)
    book.save(path)
    result = gathered(str(path))
    assert (found(result), sums(result), result.files[0].others) == ([], total(rows), ("Rerata",))
    alone = gathered(write_csv(tmp_path / "living.csv", means))
    assert found(alone) == [("survey-means", "error")]


def test_statements_of_another_year_are_asked_about(tmp_path: Path) -> None:
    def named(year: int) -> list[Row]:
        return [{(f"{year}_{k}" if k in LIVING else k): v for k, v in row.items()} for row in survey("living", 60)]

    old = read(tmp_path, named(2024))
    assert found(old) == [("survey-columns-year", "warning")]
    assert found(read(tmp_path, named(2026))) == []


def test_weights_that_differ_are_named(tmp_path: Path) -> None:
    rows = with_column("Bobot", lambda i: ("0,5", "1,5")[i % 2])
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([("survey-weights", "warning")], total(rows))
    assert found(read(tmp_path, with_column("Bobot", lambda _: "1"))) == []


def test_a_mark_that_became_a_day_of_a_month_is_no_mark(tmp_path: Path) -> None:
    rows = [{**row, LIVING[0]: "4-Mar"} if i in OUT else row for i, row in enumerate(survey("living", 60))]
    result = read(tmp_path, rows)
    assert (found(result), sums(result)[0]) == ([("survey-answer", "error")], total(without(rows))[0])
