"""States in an office's own words, statements in reverse, and other things that a table leaves open: all are asked."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from banjar_smartcity.model.agency_names import find_agency, near_agency
from banjar_smartcity.survey.answers.reading.turned import turned_in
from banjar_smartcity.survey.cells.states.finished import APPROVED, REJECTED, UNFINISHED
from banjar_smartcity.survey.cells.states.status import status_of
from banjar_smartcity.survey.cells.times.time_forms import clock_of, time_of
from banjar_smartcity.survey.cells.times.times import Days, TimeColumn
from respondents import MODEL, csv_bytes, found, gathered, ids, survey, write_csv, write_xlsx
from test_survey_further import LIVING, read, renamed, sums, total, with_column
from test_survey_taken_out import NO_CONSENT, NOT_USER, OUT, REMARK, STATUS, UNCLEAR, with_cells, without


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("status_validasi", "B", "A"),
        ("Hasil verifikasi", "tdk ktm", ""),
        ("validasi", "anomali ringan", "valid"),
        ("Status kuesioner", "RUSAK BERAT", "BAIK"),
        ("Status tinjauan", "Perlu ditolak", "Oke"),
        ("status", "closed_invalid", "closed_valid"),
        ("Kualitas wawancara", "Tidak dapat dipercaya", "Baik"),
        ("tl_review", "redo", "ok"),
        ("Upload status", "timeout", "Uploaded"),
        ("Kode status", "9", "1"),
        ("Catatan enumerator", "responden tidak selesai, menutup pintu", ""),
    ],
)
def test_states_that_are_not_understood_are_asked_about(name: str, out: str, other: str, tmp_path: Path) -> None:
    rows = with_column(name, lambda i: out if i in OUT else other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([UNCLEAR], total(rows))


@pytest.mark.parametrize("words", [("A", "B", "C"), ("Negatif", "Normal", "Kontrol ulang"), ("A", "A", "A")])
def test_columns_of_other_words_are_about_something_else(words: tuple[str, ...], tmp_path: Path) -> None:
    rows = with_column("Hasil pemeriksaan", lambda i: words[i % 3])
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Tanda", "X", ""),
        ("Penanda", "✗", ""),
        ("Warna baris", "merah - jangan dihitung", "hijau"),
        ("Info", "tdk dihitung krn dobel", "-"),
        ("Catatan Kabid", "tidak usah dihitung, orangnya pindah", ""),
        ("ACC Kasi", "tolak", "acc"),
        ("bot_score", "0.97", "0.03"),
        ("AAPOR", "2.11", "1.1"),
        ("Disposition code", "2.10 Refusal", "1.0 Complete"),
        ("AI detection", "Likely AI", "Human"),
        ("Bot check", "failed", "passed"),
        ("Verifikasi (Lolos/Gugur)", "Gugur", "Lolos"),
        ("Sampel utama/cadangan", "Tidak terpakai", "Utama"),
        ("versi", "lama (diganti)", "baru"),
        ("Simulasi?", "Ya", "Tidak"),
        ("Mode pengisian", "Latihan", "Resmi"),
        ("Sumber", "Hasil tes internal", "Lapangan"),
        ("Terdaftar di program ini?", "Belum terdaftar", "Terdaftar"),
        ("Status kepesertaan program", "Bukan peserta", "Peserta"),
    ],
)
def test_marks_and_orders_next_to_rows_are_asked_about(name: str, out: str, other: str, tmp_path: Path) -> None:
    rows = with_column(name, lambda i: out if i in OUT else other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([REMARK], total(rows))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Merek HP", ("X", "Samsung")),
        ("Tanda tangan", ("ada", "")),
        ("Saran", ("biaya tidak dipungut lagi", "baik", "layanan jangan lambat")),
        ("Skor literasi", ("0.9", "0.4")),
        ("Disposisi surat", ("2", "1", "1", "1")),
        ("Kode status rumah", ("9", "1", "1", "1")),
        ("Kondisi sinyal", ("Gagal", "Lancar", "Lancar", "Lancar")),
        ("Peserta BPJS", ("Bukan peserta", "Peserta", "Peserta", "Peserta")),
    ],
)
def test_words_that_only_look_so_ask_about_nobody(name: str, words: tuple[str, ...], tmp_path: Path) -> None:
    rows = with_column(name, lambda i: words[i % len(words)])
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("name", "out", "other", "kind"),
    [
        ("final_status", "REJ", "ACC", STATUS),
        ("Approve?", "N", "Y", STATUS),
        ("interview__status", "RejectedBySupervisor", "ApprovedByHeadquarters", STATUS),
        ("partial_save_mode", "add", "", STATUS),
        ("Permintaan hapus data", "Ya, 3 Mei 2026", "", STATUS),
        ("erasure_request", "yes", "no", STATUS),
        ("soft_delete", "1", "0", STATUS),
        ("deleted_by", "admin", "", STATUS),
        ("superseded", "yes", "no", STATUS),
        ("is_latest", "FALSE", "TRUE", STATUS),
        ("training_mode", "true", "false", STATUS),
        ("Approval by", "REJECTED - Budi", "Budi", STATUS),
        ("Izin dari responden", "Tidak diberikan", "Diberikan", NO_CONSENT),
        ("Persetujuan Anda", "Saya keberatan", "Saya setuju", NO_CONSENT),
        ("Cons.", "N", "Y", NO_CONSENT),
        ("Persetujuan lisan", "Tidak", "Ya", NO_CONSENT),
    ],
)
def test_rows_of_these_states_do_not_count(
    name: str, out: str, other: str, kind: tuple[str, str], tmp_path: Path
) -> None:
    rows = with_cells(name, out, other)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([kind], total(without(rows)))


def test_survey_solutions_writes_words_or_numbers() -> None:
    words = ("InterviewerAssigned", "Completed", "RejectedByHeadquarters", "ApprovedBySupervisor", "65", "100")
    assert [status_of("interview_status", word) for word in words] == [
        *(UNFINISHED, APPROVED, REJECTED),
        *(APPROVED, REJECTED, APPROVED),
    ]


@pytest.mark.parametrize(
    ("name", "out", "other"),
    [
        ("Status penggunaan", "Belum menggunakan", "Sudah menggunakan"),
        ("Used the programme in the last 12 months?", "No", "Yes"),
    ],
)
def test_further_questions_ask_for_users(name: str, out: str, other: str, tmp_path: Path) -> None:
    rows = [
        {k: v for k, v in {name: out if i in OUT else other, **row}.items() if not k.startswith("user_")}
        for i, row in enumerate(survey("living", 60))
    ]
    assert NOT_USER in found(read(tmp_path, rows))


def test_where_people_send_the_form_themselves_that_is_its_end(tmp_path: Path) -> None:
    rows = [
        {
            **{k: v for k, v in row.items() if k not in ("start", "end")},
            "Waktu buka": f"2026-04-02 0{8 + i // 30}:{i % 30 + 10}:10",
        }
        | {"Waktu kirim": f"2026-04-02 0{8 + i // 30}:{i % 30 + 10}:15"}
        for i, row in enumerate(survey("living", 60))
    ]
    assert ("survey-impossible-times", "error") in found(read(tmp_path, rows))


@pytest.mark.parametrize(
    ("texts", "turned"),
    [
        (["Catatan: item P3 dibalik"], "ITEM P3"),
        (["*) P3 pernyataan negatif, skor dibalik"], "P3"),
        (["P3", "Negatif (skor dibalik)"], "P3"),
        (["Skor dibalik untuk pernyataan nomor 7"], "NOMOR 7"),
        (["Q2 and Q5 are reverse scored"], "Q2"),
        (["Catatan: skor P3 sudah dibalik"], None),
        (["P1", "Positif"], None),
        (["Lanjut di balik halaman 3"], None),
        (["Pernyataan negatif: P3"], "P3"),
        (["P3 dan P5 adalah pernyataan negatif"], "P3"),
        (["Saldo negatif 3 bulan"], None),
        (["Jawaban negatif untuk pertanyaan 3: 5 orang"], None),
        (["P3 jawaban negatif", 12], None),
        (["P3 negatif", 12], None),
        (["P3 bukan pernyataan negatif"], None),
        (["Tidak ada item yang dibalik, 9 butir"], None),
        (["Hasil tes: 12 negatif"], None),
        (["P3 tidak perlu dibalik"], None),
    ],
)
def test_notes_tell_which_statement_is_in_reverse(texts: list[str | int], turned: str | None) -> None:
    assert turned_in([texts]) == turned


def test_a_statement_in_reverse_is_an_error_until_the_table_says_that_it_was_turned(tmp_path: Path) -> None:
    rows = survey("living", 60)
    path = tmp_path / "living.csv"

    def kinds(note: str, ending: str = "") -> list[str]:
        names = [name + ending * (name == LIVING[2]) for name in LIVING]
        path.write_bytes(f"{note}\n".encode() + csv_bytes(renamed(rows, names)))
        return ids(gathered(str(path)))

    turned = "survey-statement-turned"
    assert turned in kinds("Catatan: item P3 dibalik")
    assert turned not in kinds("Catatan: skor P3 sudah dibalik")
    assert turned in kinds("Survei", " (-)")


@pytest.mark.parametrize(
    ("texts", "swapped", "doubtful"),
    [
        (["4/4/2026", "5/4/2026", "6/5/2026"], False, True),
        (["5/1/2026", "12/2/2026", "5/4/2026", "2/3/2026"], False, True),
        (["2/4/2026", "11/4/2026"], False, False),
        (["4/2/2026", "4/11/2026"], True, False),
    ],
)
def test_an_order_that_only_today_decides_is_said(texts: list[str], swapped: bool, doubtful: bool) -> None:
    column = TimeColumn()
    for text in texts:
        column.add(time_of(text))
    clock = column.settle(Days(date(2025, 5, 15), date(2026, 5, 15), until_today=True))
    assert (clock.swapped, clock.doubtful) == (swapped, doubtful)
    day = datetime.fromtimestamp(clock.seconds[0], UTC)
    assert (day.day, day.month) == tuple(map(int, texts[0].split("/")[:2]))[:: -1 if swapped else 1]


@pytest.mark.parametrize(
    ("name", "meant", "near"),
    [
        ("Dinas Kes.", "dinkes", None),
        ("Din. Kes. Kab. Contoh", "dinkes", None),
        ("Kesehatan", None, "dinkes"),
        ("Dinas", None, None),
        ("Kes. Hewan", None, None),
        ("Kesehatan Kabupaten Sebelah", None, None),
    ],
)
def test_a_shortened_agency_is_found_and_a_part_of_one_is_suggested(
    name: str, meant: str | None, near: str | None
) -> None:
    one, other = (look(name, MODEL.agency_list, ("Kabupaten Contoh",)) for look in (find_agency, near_agency))
    assert (one and one.id, other and other.id) == (meant, near)


def test_what_a_formula_computes_is_a_whole_mark(tmp_path: Path) -> None:
    rows = survey("living", 60)
    computed = [{k: v * (1 + 4e-16) if type(v) is int else v for k, v in row.items()} for row in rows]
    assert computed != rows
    result = gathered(write_xlsx(tmp_path / "living.xlsx", computed))
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("0915", (33300, 60)),
        (915, (33300, 60)),
        ("82310", (30190, 1)),
        ("091500", (33300, 1)),
        ("46118", None),
        ("2460", None),
        ("12", None),
    ],
)
def test_times_of_day_may_be_digits_alone(cell: str | int, clock: tuple[int, int] | None) -> None:
    assert clock_of(cell) == clock


def test_what_programs_write_for_no_answer_and_words_above_a_signature_are_no_marks(tmp_path: Path) -> None:
    rows = survey("living", 60)
    left = [{**row, LIVING[i % 9]: "-999999999"} if i % 10 == 0 else row for i, row in enumerate(rows)]
    assert found(read(tmp_path, left)) == []
    below = [
        dict.fromkeys(rows[0], "") | {LIVING[6]: word} for word in ("", "Mengetahui,", "(..........)", "NIP. 1968")
    ]
    result = read(tmp_path, [*rows, *below])
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    result = gathered(write_csv(tmp_path / "living.csv", rows, encoding=encoding, delimiter=";"))
    assert (found(result), sums(result)) == ([], total(rows))


def test_a_sheet_in_utf_16_is_read(tmp_path: Path) -> None:
    rows = survey("living", 60)
    path = Path(write_xlsx(tmp_path / "living.xlsx", rows))

    def wide(name: str, data: bytes) -> bytes:
        return f"\ufeff{data.decode()}".encode("utf-16-le") if name.endswith("sheet1.xml") else data

    with zipfile.ZipFile(path) as book:
        parts = {name: wide(name, book.read(name)) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    result = gathered(str(path))
    assert (found(result), sums(result)) == ([], total(rows))
