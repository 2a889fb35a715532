"""Seeing the figures of neighbours: of other columns, sentences and things, and figures that count something else."""

from __future__ import annotations

import pytest

from banjar_smartcity.seeing.lines.clauses import clause
from banjar_smartcity.seeing.lines.figures import figures
from banjar_smartcity.seeing.lines.heads import heads_of_columns
from banjar_smartcity.seeing.lines.units import unit_after, unit_follows, unit_of
from banjar_smartcity.seeing.lines.years import names_year, stated_in, stated_outside_cells, years
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import SoughtName, names_in, sought_figure, words_of

TAX = """\
Target dan Realisasi Penerimaan Pajak Umpama Menurut Desa Tahun 2025 (Rp)
Desa Target Realisasi Persentase (%)
(1) (2) (3) (4)
1. Misal 366.719.649 365.487.224 99,66
Kecamatan Umpama 3.667.991.656 2.529.848.896 68,97"""
FAMILIES = """\
Tabel 3.17 Penduduk (jiwa) Menurut Hubungan Keluarga, 2025
Desa/Kelurahan
Village/Kelurahan
Famili lain
Other Families
Pembantu
Maid
Jumlah
Total
(1) (2) (3) (4)
1. Misal 338 91 18.172"""
TARIFFS = """\
Tarif tahun 2025
JENIS PELAYANAN TARIF (Rp)
Tarif terusan kebun raya bagi wisatawan mancanegara 50.000/wisatawan
Kandang untuk hewan besar 35.000/ekor/hari"""
SHOPS = """\
Perdagangan pada 2025 di Kecamatan Umpama didominasi
toko kelontong sebanyak 606 unit,
Warung kedai sebanyak 362 unit, dan terdapat 2 Pasar
dengan Bangunan Permanen dan 17
Kelompok Pertokoan."""
LIVESTOCK = (
    "Sapi potong adalah populasi terbanyak pada 2025, yaitu 274.162 ekor. "
    "Populasi terbesar ketiga pada 2025 adalah kambing, yaitu sebanyak 56.194 ekor."
)
SCHOOLS = "Guru pada 2025 adalah 699 orang guru (SD), 124 orang guru (MI) dan 270 orang guru (SLTP)."
CHANGE = (
    "Produksi jagung naik, yaitu dari jumlah produksi sebanyak 17.944 ton meningkat pada tahun 2025 menjadi 24.950 ton."
)


def see(value: float, unit: str, about: str, page: str, year: int = 2025) -> str | None:
    return look(sought_figure(value, unit, year, [about], "Kabupaten Contoh"), "1", [page]).verdict.id


@pytest.mark.parametrize(
    ("value", "unit", "about", "page", "verdict"),
    [
        (3_667_991_656, "rupiah", "Target penerimaan pajak Kecamatan Umpama", TAX, "seen"),
        (2_529_848_896, "rupiah", "Realisasi penerimaan pajak Kecamatan Umpama", TAX, "seen"),
        (3_667_991_656, "rupiah", "Realisasi penerimaan pajak Kecamatan Umpama", TAX, "unclear"),
        (68.97, "persen", "Persentase realisasi penerimaan pajak Kecamatan Umpama", TAX, "seen"),
        (18_172, "jiwa", "Jumlah penduduk Desa Misal", FAMILIES, "seen"),
        (338, "jiwa", "Jumlah penduduk famili di Desa Misal", FAMILIES, "seen"),
        (18_172, "jiwa", "Jumlah penduduk famili di Desa Misal", FAMILIES, "unclear"),
        (606, "unit", "Toko kelontong di Kecamatan Umpama", SHOPS, "seen"),
        (362, "unit", "Warung kedai di Kecamatan Umpama", SHOPS, "seen"),
        (362, "unit", "Toko kelontong di Kecamatan Umpama", SHOPS, "unclear"),
        (606, "unit", "Warung kedai di Kecamatan Umpama", SHOPS, "unclear"),
        (17, "unit", "Toko kelontong di Kecamatan Umpama", SHOPS, "unclear"),
        (56_194, "ekor", "Populasi kambing", LIVESTOCK, "seen"),
        (274_162, "ekor", "Populasi sapi potong", LIVESTOCK, "seen"),
        (274_162, "ekor", "Populasi kambing", LIVESTOCK, "unclear"),
        (699, "orang", "Jumlah guru SD", SCHOOLS, "seen"),
        (124, "orang", "Jumlah guru MI", SCHOOLS, "seen"),
        (124, "orang", "Jumlah guru SD", SCHOOLS, "unclear"),
        (699, "orang", "Jumlah guru MI", SCHOOLS, "unclear"),
        (50_000, "rupiah", "Tarif terusan kebun raya bagi wisatawan mancanegara", TARIFFS, "seen"),
        (35_000, "rupiah", "Tarif kandang untuk hewan besar", TARIFFS, "seen"),
        (35_000, "rupiah", "Tarif kandang untuk hewan besar", TARIFFS.replace("35.000", "53.000"), "not-found"),
    ],
)
def test_a_figure_of_a_neighbour_is_not_seen(value: float, unit: str, about: str, page: str, verdict: str) -> None:
    assert see(value, unit, about, page) == verdict


def test_the_former_figure_of_a_change_is_not_that_of_the_year_after_it() -> None:
    assert see(24_950, "ton", "Produksi jagung", CHANGE) == "seen"
    assert see(17_944, "ton", "Produksi jagung", CHANGE) == "unclear"
    assert see(17_944, "ton", "Produksi jagung", CHANGE, 2024) == "unclear"
    dated = "Sapi bertambah dari 270.032 ekor pada tahun 2024 menjadi 274.162 ekor pada tahun 2025."
    assert see(270_032, "ekor", "Populasi sapi", dated, 2024) == "seen"
    assert see(270_032, "ekor", "Populasi sapi", dated, 2025) == "not-found"


def test_a_page_out_of_a_yearbook_does_not_have_the_year_of_its_name() -> None:
    page = "Kecamatan Umpama Dalam Angka 2026\nPenduduk (jiwa)\nDesa Jumlah\n(1) (2)\n1. Misal 18.172\n2. Umpama 2.044"
    assert see(18_172, "jiwa", "Jumlah penduduk Desa Misal", page, 2025) == "unclear"
    assert see(18_172, "jiwa", "Jumlah penduduk Desa Misal", page, 2026) == "unclear"
    assert [year.year for year in years("Umpama District in Figures 2026, 2025")] == [2025]
    assert not names_year("Kecamatan Umpama Dalam Angka Tahun 2026", 2026)


def test_a_cell_that_looks_like_a_year_is_none() -> None:
    page = "Penduduk 2025\n2. Misal 31 - 51 2044\nUraian 2024 2025"
    assert stated_in(page) == {2024, 2025, 2044}
    assert stated_outside_cells(page) == {2024, 2025}


@pytest.mark.parametrize("number", ["C.1", "II.3", "4.1a", "3.1.2"])
def test_the_title_of_a_table_has_its_year_whatever_its_number(number: str) -> None:
    title = f"Menurut Ahli (2023):\nTabel {number} Jumlah Penduduk (jiwa) Desa Tahun 2025"
    page = f"{title}\nMisal 424.300\nUmpama 505.609"
    assert see(424_300, "jiwa", "Jumlah penduduk Desa Misal", page, 2025) == "seen"
    assert see(424_300, "jiwa", "Jumlah penduduk Desa Misal", page, 2023) == "unclear"


def test_the_number_of_a_document_is_no_rate() -> None:
    texts = ("188.45/12/KUM/2023", "440/kep/2023", "12/ekor", "5.000/ekor/hari")
    assert [[int(figure.value) for figure in figures(text)] for text in texts] == [[], [], [12], [5000]]


def test_the_unit_after_a_number_that_is_written_out() -> None:
    text = "10 (sepuluh) hari, 30% (tiga puluh persen), 48 (empat puluh delapan) kota"
    ends = [figure.end for figure in figures(text)]
    assert [unit_after(text, end) for end in ends] == ["day", "percent", None]
    assert unit_follows(unit_of("kota"), text, ends[2])
    assert not unit_follows(unit_of("kota"), text, ends[0])


def test_the_heads_of_columns() -> None:
    lines = tuple(reversed(FAMILIES.splitlines()[:-1]))
    assert heads_of_columns(lines, 3) == ("Famili lain Other Families", "Pembantu Maid", "Jumlah Total")
    assert heads_of_columns(lines, 4) is None
    assert heads_of_columns(lines[1:], 3) is None
    assert heads_of_columns(("(1) (2) (3)", "Desa Luas (ha) Jumlah"), 2) == ("Luas", "Jumlah")
    assert heads_of_columns(("(1) (2) (3)", "Luas Panen Produksi"), 2) is None


def test_abbreviations_of_two_letters_are_names_in_capitals_only() -> None:
    assert names_in("guru SD di DESA II") - words_of("guru SD di DESA II") == {"sd"}
    text = "699 orang guru (SD), 124 orang"
    assert clause(text, list(figures(text)), 0) == ("", " orang guru (SD)")


@pytest.mark.parametrize(
    ("value", "page", "verdict"),
    [
        (-12.41, "Ekonomi daerah pada 2025 tumbuh sebesar -12,41 persen.", "seen"),
        (-12.41, "Ekonomi daerah pada 2025 tumbuh \u221212,41 persen.", "seen"),
        (-12.41, "Ekonomi daerah pada 2025 tumbuh minus 12,41 persen.", "seen"),
        (-12.41, "Tabel 1. Pertumbuhan (persen)\nUraian 2024 2025\nEkonomi daerah 15,20 -12,41", "seen"),
        (12.41, "Tabel 1. Pertumbuhan (persen)\nUraian 2024 2025\nEkonomi daerah 15,20 -12,41", "unclear"),
        (12.41, "Ekonomi daerah pada 2025 tumbuh sebesar -12,41 persen.", "unclear"),
        (-12.41, "Ekonomi daerah pada 2025 turun 12,41 persen.", "unclear"),
        (-12.41, "Ekonomi daerah pada 2025 tumbuh sebesar -14,21 persen.", "not-found"),
        (12.41, "Ekonomi daerah pada 2025 tumbuh antara 10,14-12,41 persen.", "seen"),
    ],
)
def test_a_figure_with_another_sign_is_not_the_same(value: float, page: str, verdict: str) -> None:
    assert see(value, "persen", "Pertumbuhan ekonomi daerah", page) == verdict


def test_the_raised_number_of_a_note_is_not_of_the_figure() -> None:
    page = "Penduduk (jiwa)\nDesa 2024 2025\nMisal 17.9121 18.7821)"
    assert see(18_782, "jiwa", "Penduduk Misal", page) == "unclear"
    assert see(18_872, "jiwa", "Penduduk Misal", page) == "not-found"


def test_the_day_of_a_document_with_another_number_does_not_make_it_the_right_one() -> None:
    texts = ("KEPUTUSAN BUPATI\nNOMOR 12/KUM/TAHUN2025\nTENTANG\nFORUM", "ditetapkan pada 3 Maret 2025")
    sought = {n: SoughtName((n, "3 Maret 2025"), n) for n in ("12/KUM/2025", "21/KUM/2025", "12/KUM Tahun 2025")}
    assert look(sought["12/KUM/2025"], "2", texts).verdict.id == "seen"
    assert look(sought["12/KUM Tahun 2025"], "2", texts).verdict.id == "seen"
    assert look(sought["21/KUM/2025"], "2", texts).verdict.id == "unclear"
    assert look(sought["21/KUM/2025"], "2", texts, pictured=(1,)).verdict.id == "unclear"  # it may be in the picture


def test_a_name_that_is_hyphenated() -> None:
    assert look(SoughtName(("Pelayanan Terpadu",)), "1", ["Mal Pela-yanan Ter-padu"]).verdict.id == "seen"
    assert look(SoughtName(("Pelayanan Terpadu",)), "1", ["Mal Pela yanan Terpadu"]).verdict.id == "not-found"
