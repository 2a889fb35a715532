"""Columns that say whether people were reached, and other words that take a row out; honest columns like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from respondents import Row, found, gathered, items, survey, write_csv

LIVING = items("living")
ASKED = ("survey-row-remark", "survey-row-status-unclear")


def read(tmp_path: Path, column: str, word: str, other: str, count: int = 7, *, last: bool = False) -> Gathered:
    """A survey whose first rows have a word in a column, and all others another one."""
    rows: list[Row] = [
        {**row, column: word if i < count else other} if last else {column: word if i < count else other, **row}
        for i, row in enumerate(survey("living", 60))
    ]
    return gathered(write_csv(tmp_path / "living.csv", rows))


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(first: int = 0) -> list[int]:
    """The sums without the first rows."""
    return [sum(int(row[name]) for row in survey("living", 60)[first:]) for name in LIVING]


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("Hasil kunjungan", "Menolak", "Selesai"),
        ("Hasil panggilan", "Tidak terhubung", "Terhubung"),
        ("Status panggilan", "Nomor salah", "Tersambung"),
        ("Disposition", "Refused", "Completed"),
        ("Outcome", "Not at home", "Completed"),
        ("Verifikasi telepon", "tidak terhubung", "terverifikasi"),
        ("Cek telepon", "nomor tidak aktif", "ok"),
        ("Verifikasi", "tidak ada orangnya", "ada"),
        ("Validasi lapangan", "tidak ditemukan", "ditemukan"),
        ("Status kuesioner", "Rusak", "Baik"),
        ("Keterangan", "bukan pengguna", ""),
        ("Keterangan", "di bawah umur", ""),
        ("Catatan petugas", "diisi petugas", ""),
        ("Spotcheck", "Gagal", "Lulus"),
        ("Kriteria", "Tidak memenuhi", "Memenuhi"),
        ("Usia >= 17", "Tidak", "Ya"),
        ("Terpakai", "N", "Y"),
        ("Primary_First", "Duplicate Case", "Primary Case"),
        ("duplicate_of", "A-020", ""),
        ("Agreement", "I do not agree", "I agree"),
        ("Collector", "Test Collector", "Web Link 1"),
        ("Mode", "Preview", "Live"),
    ],
)
def test_rows_of_people_who_were_not_reached_are_asked_about(
    column: str, word: str, other: str, last: bool, tmp_path: Path
) -> None:
    """A call that nobody took is not a refusal: the office has to say whether the row counts."""
    result = read(tmp_path, column, word, other, last=last)
    (fault,) = result.findings
    assert (fault.kind.id in ASKED, fault.facts["rows"]) == (True, (2, 3, 4, 5, 6, 7, 8))
    assert sums(result) == total()


@pytest.mark.parametrize(
    ("column", "word", "other", "why"),
    [
        ("Status", "Draft", "Terkirim", "unfinished"),
        ("Status", "Disimpan", "Dikirim", "unfinished"),
        ("interview__status", "65", "130", "rejected"),
        ("interview__status", "60", "120", "unfinished"),
        ("Delete?", "x", "", "rejected"),
        ("dup_flag", "dup", "unique", "rejected"),
        ("Duplikat", "ya", "tidak ganda", "rejected"),
        ("Lanjutkan survei", "Tidak", "Ya", "refused"),
        ("Nama", "asdasd", "", "test"),
    ],
)
def test_rows_that_were_taken_out_do_not_count(column: str, word: str, other: str, why: str, tmp_path: Path) -> None:
    result = read(tmp_path, column, word, other)
    assert [(reason.id, len(rows)) for reason, rows in result.tables[0].fates] == [(why, 7)]
    assert sums(result) == total(7)


@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("Status rumah", "Tidak layak", "Layak"),
        ("Kondisi jalan", "Rusak", "Baik"),
        ("Frekuensi kunjungan", "tidak pernah", "sering"),
        ("Hasil panen", "gagal", "baik"),
        ("Lapangan usaha", "tidak ada", "perdagangan"),
        ("Punya kontak petugas?", "Tidak", "Ya"),
        ("Status kepesertaan", "Tidak aktif", "Aktif"),
        ("Keterangan", "Sibuk", "Luang"),
        ("Duplikat", "unik", "unik"),
        ("Status", "belum kawin", "kawin"),
        ("interview__status", "120", "130"),
        ("Usia", "17", "40"),
    ],
)
def test_facts_about_people_and_things_ask_nothing(column: str, word: str, other: str, tmp_path: Path) -> None:
    result = read(tmp_path, column, word, other, 12)
    assert (found(result), sums(result)) == ([], total())
