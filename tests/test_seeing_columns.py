"""Seeing figures in their columns: another column, another unit, another row of that name and a negation are not it."""

from __future__ import annotations

import pytest

from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import sought_figure

RICE = """\
Luas Tanam, Panen, dan Produksi Padi Menurut Desa di Kecamatan Contoh, 2023
Desa \u2502 Luas Tanam (Ha) \u2502 Luas Panen (Ha) \u2502 Produksi (Ton) \u2502 Produktifitas (Ton/Ha)
(1) (2) (3) (4) (5)
1. Umpama 359 350 2.151 6,46
2. Misal 336 328 2.015 6,43
Kecamatan Contoh 695 678 4.166 6,45"""
FAITHS = """\
Jumlah Penduduk Menurut Kecamatan dan Agama, 2023
Kecamatan \u2502 Islam \u2502 Kristen \u2502 Katolik \u2502 Jumlah
1. Umpama 16\u202f088 1\u202f339 244 17\u202f671
2. Misal 6\u202f942 132 331 7\u202f405"""
TEACHERS = """\
Banyaknya Sekolah, Murid, dan Guru Menurut Desa Tahun 2023
Desa \u2502 Negeri Sekolah \u2502 Negeri Murid \u2502 Negeri Guru \u2502 Swasta Murid
Umpama 12 998 50 76
Misal 21 526 26 30
Kecamatan Contoh 33 1.524 76 106"""
TAX = """\
Target dan Realisasi Penerimaan Pajak Menurut Desa Tahun 2023 (Rp)
Desa \u2502 Target \u2502 Realisasi \u2502 Persentase (%)
Umpama 233.794.047 144.178.674 61,67
Misal 210.671.389 106.844.523 50,72"""
MARRIED = """\
Penduduk Menurut Status Perkawinan, 2023
Desa \u2502 Belum Kawin \u2502 Kawin
Umpama 1.715 3.032
Misal 1.589 2.680"""
SCHOOLS = """\
Penduduk Usia 7-12 Tahun Menurut Desa dan Tahun, 2021 dan 2022
Desa \u2502 Laki-laki 2021 \u2502 Laki-laki 2022 \u2502 Perempuan 2021 \u2502 Perempuan 2022
Umpama 1.205 1.317 1.111 1.212"""
WRAPPED = """\
Program Prioritas Tahun 2024
Indeks Inklusivitas SMA, SMK dan
Pendidikan Khusus 88,48%
Indeks Kebinekaan SMA, SMK dan
Pendidikan Khusus 94,87%"""


def see(value: float, unit: str, year: int, about: str, page: str) -> str | None:
    return look(sought_figure(value, unit, year, [about], "Kabupaten Karangan"), "1", [page]).verdict.id


@pytest.mark.parametrize(
    ("page", "about", "unit", "own", "others"),
    [
        (RICE, "Luas tanam padi Desa Umpama Kecamatan Contoh", "ha", 359, (350,)),
        (RICE, "Luas panen padi Desa Umpama Kecamatan Contoh", "ha", 350, (359,)),
        (RICE, "Produksi padi Desa Umpama", "ton", 2151, (359, 350)),
        (FAITHS, "Jumlah penduduk beragama Kristen di Kecamatan Umpama", "jiwa", 1339, (16088, 244, 17671)),
        (FAITHS, "Jumlah penduduk Kecamatan Umpama", "jiwa", 17671, (16088, 1339, 244)),
        (TEACHERS, "Jumlah guru negeri Desa Umpama Kecamatan Contoh", "guru", 50, (12, 998, 76)),
        (TEACHERS, "Jumlah murid swasta Desa Umpama", "murid", 76, (50, 998)),
        (TAX, "Realisasi penerimaan pajak Desa Umpama", "rupiah", 144178674, (233794047,)),
        (TAX, "Target penerimaan pajak Desa Misal", "rupiah", 210671389, (106844523,)),
        (TAX, "Persentase realisasi penerimaan pajak Desa Misal", "persen", 50.72, ()),
        (MARRIED, "Penduduk kawin Desa Umpama", "jiwa", 3032, (1715,)),
        (MARRIED, "Penduduk belum kawin Desa Umpama", "jiwa", 1715, (3032,)),
    ],
)
def test_only_the_column_that_is_claimed_is_seen(
    page: str, about: str, unit: str, own: float, others: tuple[float, ...]
) -> None:
    year = 2023
    assert see(own, unit, year, about, page) == "seen"
    assert {see(other, unit, year, about, page) for other in others} <= {"unclear", "not-found"}


def test_the_year_of_a_column_is_in_its_head() -> None:
    about = "Penduduk perempuan usia 7-12 tahun Desa Umpama"
    assert [see(1111, "jiwa", year, about, SCHOOLS) for year in (2021, 2022)] == ["seen", "not-found"]
    assert see(1212, "jiwa", 2022, about, SCHOOLS) == "seen"
    assert see(1317, "jiwa", 2022, about, SCHOOLS) == "unclear"


@pytest.mark.parametrize(
    ("page", "about", "value", "unit", "verdict"),
    [
        (RICE, "Produksi padi Desa Umpama", 2151, "ha", "not-found"),
        (RICE, "Produksi padi Desa Umpama", 2151, "persen", "not-found"),
        (FAITHS, "Penduduk beragama Kristen Kecamatan Umpama", 1339, "persen", "unclear"),
        (TAX, "Realisasi penerimaan pajak Desa Umpama", 144178674, "persen", "unclear"),
        (WRAPPED, "Indeks Inklusivitas SMA, SMK dan Pendidikan Khusus", 88.48, "orang", "not-found"),
    ],
)
def test_a_unit_of_another_column_is_not_that_of_a_figure(
    page: str, about: str, value: float, unit: str, verdict: str
) -> None:
    assert see(value, unit, 2024 if page == WRAPPED else 2023, about, page) == verdict


def test_a_year_that_stands_right_after_a_word_ends_a_title() -> None:
    page = (
        "Populasi Ternak (ekor) di Karangan2020\nLivestock in Karangan2021\nKecamatan Kambing Domba\nUmpama 2.544 2.846"
    )
    assert see(2544, "ekor", 2021, "Populasi kambing Kecamatan Umpama", page) == "unclear"


def test_a_row_with_several_figures_and_no_heads_may_be_about_something_else() -> None:
    page = "Capaian Kinerja Tahun 2023\nJumlah titik wifi publik 180 172"
    assert see(172, "titik", 2023, "Jumlah titik wifi publik", page) == "unclear"
    assert see(172, "titik", 2023, "Jumlah titik wifi publik", page.replace("180 ", "")) == "seen"


@pytest.mark.parametrize(
    ("value", "about", "verdict"),
    [
        (12415, "Rumah tangga yang belum memiliki akses internet", "seen"),
        (12415, "Rumah tangga yang memiliki akses internet", "unclear"),
        (48730, "Rumah tangga yang memiliki akses internet", "seen"),
        (85500, "Target rumah tangga dengan air minum layak", "seen"),
        (85500, "Rumah tangga dengan air minum layak", "unclear"),
    ],
)
def test_what_is_denied_or_only_a_target_is_not_what_is_claimed(value: float, about: str, verdict: str) -> None:
    page = (
        "Sebanyak 12.415 rumah tangga belum memiliki akses internet pada tahun 2023,"
        " sedangkan 48.730 rumah tangga sudah memiliki akses internet.\n"
        "Rumah tangga dengan air minum layak tahun 2023 ditargetkan sebanyak 85.500 rumah tangga."
    )
    assert see(value, "rumah tangga", 2023, about, page) == verdict


def test_a_row_whose_label_begins_on_the_line_above() -> None:
    about = "Indeks Inklusivitas SMA, SMK dan Pendidikan Khusus"
    assert see(88.48, "persen", 2024, about, WRAPPED) == "seen"
    assert see(94.87, "persen", 2024, about, WRAPPED) == "unclear"


def test_thousands_with_dots_have_one_word_for_each_cell() -> None:
    page = "Penduduk Menurut Status Perkawinan, 2023\nDesa\n(1) (2) (3) (4)\nUmpama 946 769 1.715 3.032"
    assert see(946, "jiwa", 2023, "Penduduk Desa Umpama", page) != "not-found"
