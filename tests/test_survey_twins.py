"""Twins of tables that went wrong once: the same kind of fault in other words, of other programs and in Banjar."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.columns.recognise import SEVERAL
from banjar_smartcity.survey.gather import Gathered
from banjar_smartcity.survey.lint import lint
from respondents import Row, csv_bytes, found, gathered, ids, items, survey, write_csv, write_xlsx

LIVING = items("living")
STATUS, REMARK, REFUSED = "survey-row-status", "survey-row-remark", "survey-no-consent"


def read(tmp_path: Path, rows: list[Row]) -> Gathered:
    return gathered(write_csv(tmp_path / "living.csv", rows))


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: list[Row]) -> list[int]:
    return [sum(int(row[name]) for row in rows) for name in LIVING]


def with_first(column: str, word: str, other: str) -> list[Row]:
    """A survey whose first seven rows have a word in a column, and all others another one."""
    return [{column: word if i < 7 else other, **row} for i, row in enumerate(survey("living", 60))]


def without(rows: list[Row], begin: str) -> list[Row]:
    """The rows without the columns whose names begin so."""
    return [{name: value for name, value in row.items() if not name.startswith(begin)} for row in rows]


@pytest.mark.parametrize(
    ("column", "word", "other", "kind", "counted"),
    [
        ("Hasil telaah tim", "Tidak dapat digunakan", "Dapat digunakan", REMARK, 60),
        ("Kuarantina data", "Ya", "Tidak", STATUS, 53),
        ("Keterangan", "afkir", "", STATUS, 53),
        ("back_check_result", "mismatch - not interviewed", "match", REMARK, 60),
        ("Hakunlah pian maisi kuesioner ngini?", "Kada hakun", "Hakun haja", REFUSED, 53),
        ("Persetujuan Setelah Penjelasan (PSP)", "Tidak menyetujui", "Menyetujui", REFUSED, 53),
        ("Tanda tangan persetujuan", "Menolak menandatangani", "Ada", REFUSED, 53),
        ("Kesediaan", "Saya menyatakan TIDAK BERSEDIA mengikuti survei", "Saya menyatakan BERSEDIA", REFUSED, 53),
        ("Persetujuan [Y/T]", "T", "Y", REFUSED, 53),
        ("Apakah Anda bersedia menjadi responden?", "Ndak handak", "Handak", REFUSED, 53),
        ("Menarik kembali persetujuan", "Ya", "Tidak", STATUS, 53),
        ("Keputusan akhir", "DROP", "PAKAI", REMARK, 60),
        ("Kode hasil kunjungan", "3 - Menolak", "1 - Berhasil", REMARK, 60),
        ("Catatan editor", "duplikat responden A-003", "", REMARK, 60),
        ("Uji konsistensi", "Tidak konsisten", "Konsisten", REMARK, 60),
        ("Masuk rekap", "Tidak", "Ya", REMARK, 60),
        ("Hasil callback", "Responden mengaku tidak diwawancarai", "Terkonfirmasi", REMARK, 60),
        ("Punya akun di aplikasi ini?", "Tidak punya", "Punya", REMARK, 60),
        ("Lama menjadi pengguna", "belum menjadi pengguna", "1-2 tahun", REMARK, 60),
    ],
)
def test_a_row_that_somebody_turned_down_is_told(
    column: str, word: str, other: str, kind: str, counted: int, tmp_path: Path
) -> None:
    rows = with_first(column, word, other)
    rows = without(rows, "consent") if kind == REFUSED else rows
    result = read(tmp_path, rows)
    assert kind in [one for one, _ in found(result)]
    assert (sum(len(form.rows) for form in result.collected.forms), sums(result)) == (counted, total(rows[-counted:]))


@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("Suahlah pian mamakai aplikasi ngini?", "Kada suah", "Suah"),
        ("Apakah Anda mengetahui dan menggunakan program ini?", "Tidak tahu dan tidak menggunakan", "Ya"),
        ("Apakah Anda sudah terdaftar sebagai pengguna program?", "Belum", "Sudah"),
        ("Intensitas penggunaan program", "Tidak pernah sama sekali", "Tiap minggu"),
        ("Status pengguna program", "Bukan pengguna", "Pengguna aktif"),
        ("How often do you use the programme?", "I have never used it", "Weekly"),
        ("Pernah membuka aplikasi ini?", "Tidak pernah", "Pernah"),
    ],
)
def test_people_who_say_in_other_words_that_they_use_nothing_are_told(
    column: str, word: str, other: str, tmp_path: Path
) -> None:
    rows = without(with_first(column, word, other), "user_")
    faults = lint(read(tmp_path, rows).collected)
    assert "survey-not-user" in [fault.kind.id for fault in faults]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Apakah Anda mengalami kendala saat menggunakan aplikasi ini?", ("Tidak", "Ya")),
        ("Apakah Anda puas menggunakan program ini?", ("Tidak", "Ya")),
        ("Anda memakai layanan apa saja?", ("Tidak ada", "Antrean daring")),
        ("Kendala yang dihadapi", ("data tidak valid", "tidak ada")),
        ("Status laporan warga", ("Duplikat", "Selesai")),
        ("Pernah membuka aplikasi perbankan?", ("Tidak pernah", "Pernah")),
        ("Berapa kali Anda ke puskesmas?", ("0", "2")),
    ],
)
def test_what_people_say_about_the_programme_accuses_nobody(
    column: str, words: tuple[str, str], tmp_path: Path
) -> None:
    rows = without(with_first(column, *words), "user_")
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([], total(rows))


def test_answers_in_banjar_and_in_abbreviations_have_the_marks_of_the_whole_words(tmp_path: Path) -> None:
    for words in (
        ("Kada satuju", "Kurang satuju", "Satuju", "Sangat satuju"),
        ("tdk stj", "krg setuju", "setuju", "sgt setuju"),
    ):
        named = {1: words[0].replace("stj", "setuju"), 2: words[1], 3: words[2], 4: words[3]}
        rows = [{**row, **{name: max(1, int(row[name])) for name in LIVING}} for row in survey("living", 60)]
        result = read(tmp_path, [{**row, **{name: named[int(row[name])] for name in LIVING}} for row in rows])
        assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("began", "ended"),
    [
        ("Date started", "Date submitted"),
        ("Started On", "Finished On"),
        ("Dimulai pada", "Diselesaikan pada"),
        ("Waktu wawancara dimulai", "Waktu wawancara selesai"),
        ("Timestamp (WITA)", "Waktu selesai (WITA)"),
    ],
)
def test_times_are_known_by_the_names_of_other_programs(began: str, ended: str, tmp_path: Path) -> None:
    rows = [
        {began: f"2026-04-{i % 28 + 1:02} 09:{i % 60:02}:00", ended: f"2026-04-{i % 28 + 1:02} 09:{i % 60:02}:05"} | row
        for i, row in enumerate(without(without(survey("living", 60), "start"), "end"))
    ]
    faults = lint(read(tmp_path, rows).collected)
    assert "survey-impossible-times" in [fault.kind.id for fault in faults]


def test_codes_that_became_days_with_strokes_are_asked_about(tmp_path: Path) -> None:
    rows = [
        {**row, "respondent_code": f"{i % 28 + 1:02}/0{i // 28 + 3}/2026"} for i, row in enumerate(survey("living", 60))
    ]
    assert "survey-codes-dates" in [kind for kind, _ in found(read(tmp_path, rows))]


def test_counts_of_valid_and_missing_answers_below_the_people_are_no_people(tmp_path: Path) -> None:
    rows = survey("living", 60)
    path = Path(write_csv(tmp_path / "living.csv", [{"No": i + 1, **row} for i, row in enumerate(rows)]))
    blank = [""] * len([name for name in rows[0] if name not in LIVING])
    with path.open("a", encoding="utf-8") as file:
        file.writelines(
            ",".join([label, *blank, *[number] * 9]) + "\n" for label, number in (("N Valid", "60"), ("Missing", "0"))
        )
    result = gathered(str(path))
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(("start", "what"), [("ID;PWXL;N;E\n", "SYLK"), ("TABLE\r\n0,1\r\n", "DIF")])
def test_tables_of_old_programs_are_called_by_their_names(start: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "living.csv"
    path.write_text(start + "P1,P2\n", encoding="utf-8", newline="")
    (fault,) = gathered(str(path)).findings
    assert (fault.kind.id, what in str(fault.facts)) == ("survey-file-kind", True)


def numbered(*endings: str) -> list[Row]:
    """A survey whose statements are numbered, once with each ending; the second time with other marks."""
    return [
        {"kode": row["respondent_code"]}
        | {f"P{k + 1}{end}": (int(row[name]) + j) % 5 for j, end in enumerate(endings) for k, name in enumerate(LIVING)}
        for row in survey("living", 60)
    ]


def test_numbers_that_pandas_gave_twice_are_two_columns_for_one_statement(tmp_path: Path) -> None:
    assert ("survey-column-twice", "error") in found(read(tmp_path, numbered("", ".1")))


@pytest.mark.parametrize("endings", [(" Kenyataan", " Harapan"), ("a", "b")])
def test_numbers_with_two_words_after_them_are_named_and_not_guessed(endings: tuple[str, str], tmp_path: Path) -> None:
    (fault,) = read(tmp_path, numbered(*endings)).findings
    assert (fault.kind.id, fault.facts["count"], fault.facts["how"]) == ("survey-statements-numbered", 18, SEVERAL)


@pytest.mark.parametrize(
    ("other", "kinds"),
    [("Antrean Puskesmas", ["survey-programmes-mixed"]), ("Aplikasi SEHAT DARING", []), ("Sehat Darring", [])],
)
def test_a_name_in_the_map_does_not_hide_that_people_were_asked_about_another_programme(
    other: str, kinds: list[str], tmp_path: Path
) -> None:
    rows = [
        {**row, "programme_health": other if i % 2 else "SEHAT DARING"} for i, row in enumerate(survey("living", 60))
    ]
    columns = tmp_path / "kolom.yaml"
    columns.write_text("programmes:\n  health: {name: SEHAT DARING}\n", encoding="utf-8")
    result = gathered(write_csv(tmp_path / "living.csv", rows), columns=str(columns))
    assert [kind for kind in ids(result) if kind == "survey-programmes-mixed"] == kinds
    assert sums(result) == total(rows)


def test_a_last_person_who_is_like_the_mean_of_the_others_was_asked_at_some_time(tmp_path: Path) -> None:
    rows = [{**row, LIVING[0]: row[LIVING[0]] // 2, LIVING[4]: row[LIVING[4]] // 2} for row in survey("living", 60)]
    mean = {name: round(sum(row[name] for row in rows) / 60) for name in LIVING}
    last = {**rows[0], "respondent_code": "X", **mean}
    asked = {**last, "start": "2026-04-28 16:01:02", "end": "2026-04-28 16:09:00"}
    assert "survey-row-average" in ids(read(tmp_path, [*rows, last]))
    assert "survey-row-average" not in ids(read(tmp_path, [*rows, asked]))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("quoted", [True, False])
def test_lines_of_a_csv_file_that_stand_in_the_first_column_are_cut(
    separator: str, quoted: bool, tmp_path: Path
) -> None:
    """Excel does so where it expects another separator; saved as CSV, each line is in quotation marks."""
    rows = [{**row, "desa": 'Desa "Baru", RT 1; RW 2'} for row in survey("living", 60)]
    lines = csv_bytes(rows, separator).decode().splitlines()
    if quoted:
        path = tmp_path / "living.csv"
        path.write_text("\n".join('"' + line.replace('"', '""') + '"' for line in lines), encoding="utf-8")
        result = gathered(str(path))
    else:
        result = gathered(write_xlsx(tmp_path / "living.xlsx", [{lines[0]: line} for line in lines[1:]]))
    assert (found(result), sums(result)) == ([], total(rows))
