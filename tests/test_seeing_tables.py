"""Seeing figures in tables as statistics print them: spaced thousands, marks of columns, titles, tables that go on."""

from __future__ import annotations

import pytest

from banjar_smartcity.seeing.lines.bare import bare
from banjar_smartcity.seeing.lines.cells import columns_marked, row_of
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import sought_figure

PEOPLE = """\
Tabel 3.1 Jumlah Penduduk Menurut Desa dan Agama, 2023
Desa Islam Kristen Katolik
(1) (2) (3) (4)
1. Umpama 16 088 339 244
2. Misal 6 942 - 32
3. Contoh Kidul 1 206 1 580 631
Kecamatan Contoh 24 236 1 919 907"""
YEARS = """\
Tabel 5.2 Produksi Sayuran (kuintal), 2020-2022
Jenis 2020 2021 2022x
(1) (2) (3) (4)
Kubis 30 967 - 52 305
Tomat 9 749 18 534 24 146
Jumlah/Total 40 716 18 534 76 451 https://kab.example.go.id"""
MERGED = """\
Luas Areal Tanaman (ha)
Kecamatan Kelapa Kopi
Laki Perempuan Laki Perempuan
2021 2022
Umpama 12,5 31,5 47,5 86,5"""
PAGES = tuple(
    f"Kecamatan Contoh Dalam Angka 2024\n{text}\n{number}"
    for number, text in enumerate(
        (PEOPLE, "Lanjutan Tabel/Continued Table 3.1\n(1) (5)\nUmpama 45,75", "a", "b", "c"), 20
    )
)


def see(value: float, unit: str, year: int, about: str, page: str) -> str | None:
    return look(sought_figure(value, unit, year, [about], "Kabupaten Karangan"), "1", [page]).verdict.id


@pytest.mark.parametrize(
    ("text", "columns", "values"),
    [
        ("1. Umpama 16 088 339 244", (3,), ["16088", "339", "244"]),
        ("Misal 6 942 - 32", (3,), ["6942", "32"]),
        ("Umpama 1 284 963 592,00 839 241 241,00 65,31", (3,), ["1284963592.00", "839241241.00", "65.31"]),
        ("20-24 3 058 2 950 6 008", (3,), ["3058", "2950", "6008"]),
        ("Umpama 13 206 580", (2,), ["13", "13206", "206580", "580"]),
        ("Umpama 13 206", (), ["13", "13206", "206"]),
        ("2021 558,1", (), ["558.1"]),
        ("11 Umpama 68 4 335", (2,), ["68", "4335"]),
        ("Umpama 12 ... \u2026", (3,), ["12"]),
    ],
)
def test_the_cells_of_a_row_by_the_number_of_its_columns(
    text: str, columns: tuple[int, ...], values: list[str]
) -> None:
    row = row_of(text, columns)
    assert row is not None
    assert [str(figure.value) for figure in row.figures] == values


def test_only_cells_end_a_row() -> None:
    assert row_of("Panjang jalan 1,2 km") is None
    assert row_of("- - -") is None
    assert [columns_marked(line) for line in ("(1) (2) (3)", "(1) (6)", "(1)", "isi (1) (2)")] == [2, 1, None, None]


@pytest.mark.parametrize(
    ("value", "year", "about", "verdict"),
    [
        (16088, 2023, "Penduduk beragama Islam di Umpama", "seen"),
        (1580, 2023, "Penduduk beragama Kristen di Contoh Kidul", "seen"),
        (24236, 2023, "Penduduk beragama Islam di Kecamatan Contoh", "seen"),
        (16088, 2024, "Penduduk beragama Islam di Umpama", "not-found"),
        (16088, 2023, "Penduduk beragama Islam di Misal", "unclear"),
        (16808, 2023, "Penduduk beragama Islam di Umpama", "not-found"),
        (16089, 2023, "Penduduk beragama Islam di Umpama", "not-found"),
    ],
)
def test_a_figure_with_spaced_thousands(value: float, year: int, about: str, verdict: str) -> None:
    assert see(value, "jiwa", year, about, PEOPLE) == verdict


@pytest.mark.parametrize(
    ("value", "year", "about", "verdict"),
    [
        (30967, 2020, "Produksi kubis", "seen"),
        (52305, 2022, "Produksi kubis", "seen"),
        (52305, 2021, "Produksi kubis", "not-found"),
        (18534, 2021, "Produksi tomat", "seen"),
        (18534, 2022, "Produksi tomat", "not-found"),
        (76451, 2022, "Produksi sayuran", "seen"),
        (76451, 2022, "Produksi tomat", "unclear"),
    ],
)
def test_the_year_above_a_column_with_empty_cells_and_totals(value: float, year: int, about: str, verdict: str) -> None:
    assert see(value, "kuintal", year, about, YEARS) == verdict


def test_a_year_over_several_columns_has_those_whose_heads_are_the_same_for_each_year() -> None:
    assert see(31.5, "ha", 2021, "Luas areal tanaman Umpama", MERGED) == "unclear"  # it may be another half
    assert see(47.5, "ha", 2021, "Luas areal tanaman Umpama", MERGED) == "not-found"
    plain = MERGED.replace("Laki Perempuan", "Panen Tanam")
    assert see(31.5, "ha", 2021, "Luas areal tanaman Umpama", plain) == "seen"
    assert see(47.5, "ha", 2021, "Luas areal tanaman Umpama", plain) == "not-found"
    assert (
        see(31.5, "ha", 2021, "Luas areal tanaman Umpama", MERGED.replace("Laki Perempuan Laki", "Laki")) == "unclear"
    )


def test_a_table_that_goes_on_has_the_year_and_the_words_of_its_title() -> None:
    sought = {year: sought_figure(45.75, "jiwa", year, ["Penduduk Umpama"], "Contoh") for year in (2023, 2024)}
    assert look(sought[2023], "2", PAGES).verdict.id == "seen"
    assert look(sought[2024], "2", PAGES).verdict.id == "not-found"


def test_the_year_in_the_name_of_a_yearbook_is_not_that_of_its_figures() -> None:
    assert bare(PAGES).years == frozenset()
    assert "2024" not in bare(PAGES).pages[0]
    report = tuple(f"Laporan kinerja 2024\nisi {n}\n{n}" for n in range(5))
    assert bare(report).years == frozenset({2024})
    assert bare(("isi", "pada 2024")).years is None


@pytest.mark.parametrize(
    "page",
    ["1 " * 20_000, "123 " * 10_000 + "x", "2021 " * 5000, "a 1 123 123\n" * 500, "(1) " * 9000, "- " * 9000 + "1"],
)
def test_a_page_of_nothing_but_marks_and_figures_is_searched_too(page: str) -> None:
    assert see(76451, "kuintal", 2022, "Produksi sayuran", page) in {"not-found", "unreadable"}


SPARSE = """\
Tabel 3.1 Luas Panen Tomat dan Cabai (ha), 2019
Kecamatan Tomat Cabai
(1) (11) (12)
17 Umpama - -
18. Contoh \u2026 \u2026
26 Misal 20 -"""


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(20, "seen"), (17, "not-found"), (18, "not-found"), (12, "not-found"), (11, "not-found")],
)
def test_the_numbers_of_entries_and_of_columns_are_no_figures(value: float, verdict: str) -> None:
    assert see(value, "ha", 2019, "Luas panen tomat Kecamatan Misal", SPARSE) == verdict


def test_a_figure_before_an_empty_cell_counts() -> None:
    assert see(38, "unit", 2019, "Jumlah perangkat", "Jumlah perangkat 2019\n1. Perangkat 38 unit -") != "not-found"
