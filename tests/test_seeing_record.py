"""Whether a document is what its record says: it agrees, clearly says another thing, or accuses nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import Text
from banjar_smartcity.model.evidence import Evidence
from banjar_smartcity.seeing.named_number import other_number, same_number
from banjar_smartcity.seeing.record import FieldCheck, check_record
from conftest import share

HEAD = """BUPATI BANJAR
PROVINSI KALIMANTAN SELATAN
PERATURAN BUPATI BANJAR
NOMOR 12 TAHUN 2023
TENTANG
PERUBAHAN ATAS PERATURAN BUPATI BANJAR NOMOR 45
TAHUN 2018 TENTANG PENYELENGGARAAN KOTA CERDAS
DENGAN RAHMAT TUHAN YANG MAHA ESA
BUPATI BANJAR,
Menimbang : a. bahwa berdasarkan Undang-Undang Nomor 23 Tahun 2014 perlu ditetapkan di daerah sesuai
dengan Keputusan Gubernur tanggal 3 Januari 2020;
"""
BODY = "Pasal 1\nDalam Peraturan Bupati ini yang dimaksud dengan Daerah adalah Kabupaten Banjar."
SIGNED = """Ditetapkan di Martapura
pada tanggal 3 Maret 2023
BUPATI BANJAR,
ttd
Diundangkan di Martapura
pada tanggal 6 Maret 2023
SEKRETARIS DAERAH KABUPATEN BANJAR,
BERITA DAERAH KABUPATEN BANJAR TAHUN 2023
NOMOR 12A
"""
RULE = (HEAD, BODY, SIGNED)
LETTER = (
    """PEMERINTAH KABUPATEN BANJAR
DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN
Martapura, 14 Mei 2025
Nomor : 005/123/DKISP/2025
Sifat : Biasa
Perihal : Undangan rapat koordinasi kota cerdas
""",
)
REPORT = (
    "LAPORAN TAHUNAN KOTA CERDAS\nKABUPATEN BANJAR\n2025",
    "Bab satu\nisi laporan",
    "Bab dua\nisi laporan",
    """LAMPIRAN
KEPUTUSAN BUPATI BANJAR
NOMOR 188.45/77/KUM/2024
TENTANG
TIM PELAKSANA KOTA CERDAS
Ditetapkan di Martapura
pada tanggal 9 Januari 2024
""",
)


def record(
    number: str | None = None,
    issued: date | None = None,
    title: str = "Peraturan Bupati tentang Perubahan Penyelenggaraan Kota Cerdas",
    issuer: str | None = None,
    expires: date | None = None,
) -> Evidence:
    return Evidence(
        at=At("data/evidence/perbup.yaml"),
        id="perbup",
        title=Text(title),
        kind="regulation",
        issuer=Text(issuer) if issuer else None,
        number=number,
        issued_on=issued,
        in_force_on=None,
        expires_on=expires,
        access="public",
        file="data/evidence/files/perbup.pdf",
        address=None,
        kept_at=None,
        sha256=None,
        agency=None,
        note=None,
    )


def check(field: str, one: Evidence, texts: tuple[str, ...]) -> FieldCheck | None:
    return next((found for found in check_record(one, texts) if found.field == field), None)


def verdict(field: str, one: Evidence, texts: tuple[str, ...]) -> str | None:
    found = check(field, one, texts)
    return found.verdict if found else None


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("12 Tahun 2023", "agrees"),
        ("Nomor 12 Tahun 2023", "agrees"),
        ("012/2023", "agrees"),
        ("12", "agrees"),
        ("13 Tahun 2023", "another"),
        ("12 Tahun 2022", "another"),
        ("21 Tahun 2023", "another"),
        ("45 Tahun 2018", "another"),
        ("23 Tahun 2014", "another"),
        ("188.45/12/KUM/2024", "not-found"),
        ("tanpa nomor", "not-found"),
    ],
)
def test_the_number_of_a_rule(number: str, wanted: str) -> None:
    assert verdict("number", record(number), RULE) == wanted


def test_what_is_there_instead_is_named_with_its_place() -> None:
    found = check("number", record("13 Tahun 2023"), RULE)
    assert found is not None
    assert (found.sheet, found.words) == (1, "NOMOR 12 TAHUN 2023")
    found = check("issued_on", record(issued=date(2022, 3, 3)), RULE)
    assert found is not None
    assert (found.sheet, found.words, found.day) == (
        3,
        "Ditetapkan di Martapura pada tanggal 3 Maret 2023",
        date(2023, 3, 3),
    )


@pytest.mark.parametrize(
    ("issued", "wanted"),
    [
        (date(2023, 3, 3), "agrees"),
        (date(2023, 3, 6), "agrees"),  # the day of its publication
        (date(2023, 3, 4), "another"),
        (date(2022, 3, 3), "another"),
        (date(2020, 1, 3), "agrees"),  # it is on the first page; a reader who looks there sees it
    ],
)
def test_the_day_of_a_rule(issued: date, wanted: str) -> None:
    assert verdict("issued_on", record(issued=issued), RULE) == wanted


@pytest.mark.parametrize(
    ("issuer", "wanted"),
    [
        ("Bupati Banjar", "agrees"),
        ("Bupati Banjarnegara", "another"),
        ("Bupati Tapin", "another"),
        ("Gubernur Kalimantan Selatan", "another"),
        ("Wali Kota Banjarbaru", "another"),
        ("Bupati Banjer", "not-found"),  # a letter that was misread
        ("Bagian Hukum", "not-found"),
        ("Pemerintah Kabupaten Banjar", "not-found"),
    ],
)
def test_the_issuer_of_a_rule(issuer: str, wanted: str) -> None:
    assert verdict("issuer", record(issuer=issuer), RULE) == wanted


def test_the_office_that_signed() -> None:
    assert verdict("signed_by", record(issuer="Bupati Banjar"), RULE) == "agrees"
    found = check("signed_by", record(issuer="Gubernur Kalimantan Selatan"), RULE)
    assert found is not None
    assert (found.verdict, found.sheet, found.words) == ("another", 3, "BUPATI BANJAR")
    assert check("signed_by", record(issuer="Bupati Banjar"), LETTER) is None


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Peraturan Bupati tentang Perubahan Penyelenggaraan Kota Cerdas", "agrees"),
        ("Penyelenggaraan Smart City", "not-found"),
        ("Rencana Induk Transportasi Sungai", "another"),
    ],
)
def test_the_title_of_a_rule(title: str, wanted: str) -> None:
    assert verdict("title", record(title=title), RULE) == wanted


def test_a_letter() -> None:
    assert verdict("number", record("005/123/DKISP/2025"), LETTER) == "agrees"
    assert verdict("number", record("005/132/DKISP/2025"), LETTER) == "another"
    assert verdict("issued_on", record(issued=date(2025, 5, 14)), LETTER) == "agrees"
    assert verdict("issued_on", record(issued=date(2025, 5, 15)), LETTER) == "not-found"


def test_a_document_that_is_bound_in_accuses_nobody_and_may_be_the_one_recorded() -> None:
    assert verdict("number", record("500/12/LAP/2025"), REPORT) == "not-found"
    assert verdict("issued_on", record(issued=date(2025, 12, 30)), REPORT) == "not-found"
    assert verdict("number", record("188.45/77/KUM/2024"), REPORT) == "agrees"
    assert verdict("issued_on", record(issued=date(2024, 1, 9)), REPORT) == "agrees"


def test_a_number_below_a_title_and_a_day_below_the_number_are_those_of_the_document() -> None:
    texts = ("Laporan Kota Cerdas\nNomor : 500.12/031/2026\nTanggal : 2026-02-10\nisi",)
    assert verdict("number", record("500.12/013/2026"), texts) == "another"
    assert verdict("issued_on", record(issued=date(2026, 2, 11)), texts) == "another"
    assert verdict("issued_on", record(issued=date(2026, 2, 10)), texts) == "agrees"


@pytest.mark.parametrize(
    ("end", "wanted"), [(date(2026, 12, 31), "agrees"), (date(2027, 12, 31), "another"), (None, None)]
)
def test_the_last_day(end: date | None, wanted: str | None) -> None:
    decree = (
        HEAD,
        "KETIGA : Keputusan ini mulai berlaku pada tanggal ditetapkan sampai dengan tanggal 31 Desember 2026.",
    )
    assert verdict("expires_on", record(expires=end), decree) == wanted


def test_the_end_of_something_else_is_not_that_of_the_document() -> None:
    text = (HEAD, "Izin usaha yang diterbitkan sebelumnya berlaku sampai dengan tanggal 31 Desember 2026.")
    assert verdict("expires_on", record(expires=date(2027, 12, 31)), text) is None


def test_a_number_that_was_left_blank_accuses_nobody() -> None:
    blank = (HEAD.replace("NOMOR 12 TAHUN 2023", "NOMOR        TAHUN 2023"), BODY)
    assert verdict("number", record("13 Tahun 2023"), blank) == "not-found"


def test_misread_digits_are_read_as_the_letters_look() -> None:
    scanned = (HEAD.replace("NOMOR 12 TAHUN 2023", "NOMOR l2 TAHUN 2O23"), BODY, SIGNED)
    assert verdict("number", record("12 Tahun 2023"), scanned) == "agrees"


def test_what_cannot_be_read_is_said_so() -> None:
    assert {found.verdict for found in check_record(record("1", issuer="Bupati"), ("", ""))} == {"unreadable"}
    assert check_record(record("1"), ()) == ()


def test_what_may_be_in_a_picture_is_not_called_missing() -> None:
    one, texts = record("13", title="Judul lain", issuer="Camat Umpama"), (BODY,) * 7
    found = {pictured: {c.verdict for c in check_record(one, texts, pictured)} for pictured in ((), (4,), (1,), (7,))}
    assert found == {(): {"not-found"}, (4,): {"not-found"}, (1,): {"unreadable"}, (7,): {"unreadable"}}
    garbled = ("\ue041\ue042 " * 30, *texts[1:])
    assert {c.verdict for c in check_record(one, (BODY, *garbled[:1], BODY))} == {"unreadable"}
    number = check_record(record("12 Tahun 2023"), (HEAD, BODY, SIGNED), (1,))[0]
    assert (number.field, number.verdict) == ("number", "agrees")


def test_personal_data_are_not_repeated() -> None:
    texts = (LETTER[0].replace("005/123/DKISP/2025", "005/123/2025 NIK 6303051708900001"),)
    found = check("number", record("005/124/2025/6303051708900001"), texts)
    assert found is None or "6303051708900001" not in (found.words or "")


parts = st.lists(st.integers(1, 400), min_size=2, max_size=5)


@given(parts, st.sampled_from("/.- "))
@share(3)
def test_a_number_is_itself_and_not_another(numbers: list[int], mark: str) -> None:
    written = mark.join(map(str, numbers))
    assert same_number(written, f"NOMOR {written}")
    assert not other_number(written, written)
    assert not other_number(written, f"{written}/KUM")


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1990, 2030), st.integers(1990, 2030))
@share(3)
def test_two_numbers_of_one_form_are_the_same_or_another(a: int, b: int, year: int, other: int) -> None:
    one, two = f"{a} Tahun {year}", f"NOMOR {b} TAHUN {other}"
    assert same_number(one, two) == ((a, year) == (b, other))
    assert other_number(one, two) != same_number(one, two)


@given(st.text("NOMORTAHUNditetapkanpadatanggal 0123456789/:.,\n", max_size=400))
@share(3)
def test_no_text_breaks_it(text: str) -> None:
    one = record("12 Tahun 2023", date(2023, 3, 3), issuer="Bupati Banjar", expires=date(2027, 1, 1))
    assert all(found.sheet in (None, 1) for found in check_record(one, (text,)))
