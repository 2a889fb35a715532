"""Seeing figures that are right and of something else: another place, half, clause or column than the one claimed."""

from __future__ import annotations

import pytest

from banjar_smartcity.seeing.lines.clauses import in_turn
from banjar_smartcity.seeing.lines.figures import figures
from banjar_smartcity.seeing.lines.places import DISTRICT, REGENCY, VILLAGE, level_of_rows, places, smallest
from banjar_smartcity.seeing.lines.sides import every_side, sides_of, sides_of_column
from banjar_smartcity.seeing.lines.stretches import repeated
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import sought_figure

ROADS = "Jalan kondisi baik 61,7 persen dan jalan kondisi rusak 17,3 persen pada 2025."
IN_TURN = "Jalan kondisi baik dan rusak pada 2025 masing-masing 61,7 persen dan 17,3 persen."
YEARS_IN_TURN = "Jalan kondisi baik pada 2024 dan 2025 berturut-turut 58,2 persen dan 61,7 persen."
PEOPLE = "Pada 2025 penduduk laki-laki sebanyak 58.087 jiwa dan penduduk perempuan sebanyak 59.975 jiwa."
PLACES = (
    "Pada 2025 penduduk Kecamatan Umpama sebanyak 56.728 jiwa. Yang terbesar pada 2025 adalah penduduk Desa Umpama "
    "sebanyak 15.487 jiwa, dan penduduk yang paling sedikit di Desa Misal Kidul sebanyak 4.000 jiwa."
)
ROWS = """\
Tabel 3.1 Jumlah Penduduk (jiwa), 2025
Wilayah Laki-laki Perempuan Jumlah
(1) (2) (3) (4)
1. Umpama 9.453 9.329 18.782
2. Misal 1.412 1.437 2.849
Kecamatan Umpama 42.425 41.688 84.113"""
AGES = """\
Tabel 3.7 Jumlah Penduduk (jiwa) Menurut Umur di Desa Misal Baru, 2025
(1) (2)
20-24 505
25-29 438
Misal Baru 6.101"""


def see(value: float, unit: str, about: str, page: str, year: int = 2025) -> str | None:
    return look(sought_figure(value, unit, year, [about], "Kabupaten Contoh"), "1", [page]).verdict.id


def test_a_line_that_ends_with_a_year_has_the_figures_before_it() -> None:
    assert see(17.3, "persen", "Jalan rusak", "Keadaan jalan kabupaten, jalan rusak\n17,3 persen pada 2025") == "seen"


@pytest.mark.parametrize(
    ("value", "about", "page", "verdict"),
    [
        (61.7, "Jalan kondisi baik", ROADS, "seen"),
        (17.3, "Jalan kondisi rusak", ROADS, "seen"),
        (17.3, "Jalan kondisi baik", ROADS, "unclear"),
        (61.7, "Jalan kondisi rusak", ROADS, "unclear"),
        (61.7, "Jalan kondisi baik", IN_TURN, "seen"),
        (17.3, "Jalan kondisi rusak", IN_TURN, "seen"),
        (17.3, "Jalan kondisi baik", IN_TURN, "unclear"),
        (61.7, "Jalan kondisi rusak", IN_TURN, "unclear"),
        (61.7, "Jalan kondisi baik", IN_TURN.replace("baik dan rusak", "baik"), "unclear"),
        (61.7, "Jalan kondisi baik", YEARS_IN_TURN, "seen"),
        (58.2, "Jalan kondisi baik", YEARS_IN_TURN, "not-found"),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_words(value: float, about: str, page: str, verdict: str) -> None:
    assert see(value, "persen", about, page) == verdict


def test_figures_in_turn_without_as_many_things_are_told_apart_by_nothing() -> None:
    assert in_turn(IN_TURN, tuple(figures(IN_TURN))) == ["Jalan kondisi baik", "rusak pada 2025 "]
    assert in_turn(ROADS, tuple(figures(ROADS))) is None
    text = "Jalan masing-masing 10 dan 20 persen."
    assert in_turn(text, tuple(figures(text))) == []


@pytest.mark.parametrize(
    ("value", "about", "page", "verdict"),
    [
        (59975, "Jumlah penduduk perempuan", PEOPLE, "seen"),
        (59975, "Jumlah penduduk laki-laki", PEOPLE, "unclear"),
        (59975, "Jumlah penduduk", PEOPLE, "unclear"),
        (56728, "Jumlah penduduk Kecamatan Umpama", PLACES, "seen"),
        (15487, "Jumlah penduduk Desa Umpama", PLACES, "seen"),
        (15487, "Jumlah penduduk Kecamatan Umpama", PLACES, "unclear"),
        (56728, "Jumlah penduduk Desa Umpama", PLACES, "unclear"),
        (4000, "Jumlah penduduk Desa Umpama", PLACES, "unclear"),
        (4000, "Jumlah penduduk Desa Misal Kidul", PLACES, "seen"),
        (56728, "Jumlah penduduk", PLACES, "unclear"),
        (18782, "Jumlah penduduk Umpama", ROWS, "seen"),
        (18782, "Jumlah penduduk Desa Umpama", ROWS, "seen"),
        (18782, "Jumlah penduduk Kecamatan Umpama", ROWS, "unclear"),
        (84113, "Jumlah penduduk Kecamatan Umpama", ROWS, "seen"),
        (84113, "Jumlah penduduk Umpama", ROWS, "unclear"),
        (84113, "Jumlah penduduk Desa Umpama", ROWS, "unclear"),
        (41688, "Jumlah penduduk perempuan Kecamatan Umpama", ROWS, "seen"),
        (42425, "Jumlah penduduk perempuan Kecamatan Umpama", ROWS, "unclear"),
        (84113, "Jumlah penduduk perempuan Kecamatan Umpama", ROWS, "unclear"),
        (41688, "Jumlah penduduk Kecamatan Umpama", ROWS, "unclear"),
        (505, "Jumlah penduduk umur 20-24 di Desa Misal Baru", AGES, "seen"),
        (438, "Jumlah penduduk umur 20-24 di Desa Misal Baru", AGES, "unclear"),
        (505, "Jumlah penduduk Desa Misal Baru", AGES, "unclear"),
    ],
)  # fmt: skip
def test_another_place_half_or_column_is_not_what_is_claimed(value: float, about: str, page: str, verdict: str) -> None:
    assert see(value, "jiwa", about, page) == verdict


def test_the_places_that_a_text_names() -> None:
    text = "di Desa Misal Baru Kecamatan Umpama Tahun 2025, Kota Cerdas, Gunung Jati village"
    assert [(place.level, place.name) for place in places(text)] == [
        (VILLAGE, ("misal", "baru")),
        (DISTRICT, ("umpama",)),
        (VILLAGE, ("gunung", "jati")),
    ]
    found = smallest("Kabupaten Contoh, Kecamatan Umpama")
    assert found is not None
    assert found.level == DISTRICT
    assert smallest("desa dan kecamatan") is None


def test_the_level_of_the_rows_of_a_table() -> None:
    assert level_of_rows(["Jiwa", "Jumlah Penduduk Menurut Desa di Kecamatan Umpama"]) == VILLAGE
    assert level_of_rows(["Kecamatan", "Jumlah Penduduk"]) == DISTRICT
    assert level_of_rows(["Kabupaten/Kota"]) == REGENCY
    assert level_of_rows(["Kecamatan Umpama Dalam Angka"]) is None


def test_halves() -> None:
    assert sides_of("penduduk laki-laki dan perempuan") == frozenset()
    assert len(every_side("penduduk laki-laki dan perempuan")) == 2
    assert sides_of("male") == sides_of("Laki-laki") != sides_of("perempuan")
    heads = ["(1) (2) (3) (4)", "Wilayah Laki-laki Perempuan Jumlah"]
    found = [sides_of_column(heads, column, 3) for column in range(3)]
    assert [one.own if one else None for one in found] == [sides_of("pria"), sides_of("wanita"), frozenset()]
    assert sides_of_column(heads, 0, 5) is None


def test_heads_that_are_repeated_for_each_year() -> None:
    assert [repeated("Laki Perempuan Laki Perempuan", times) for times in (2, 3, 4)] == [2, 0, 0]
    assert repeated("2024 2025", 2) == 0


@pytest.mark.parametrize(
    "name", ["Umpama", "Misal", "Contoh", "Karang", "Dadi", "Mulyo", "Suka", "Jaya", "Tani", "Asri"]
)
def test_a_village_with_the_name_of_its_district_is_the_one_that_is_claimed(name: str) -> None:
    """Of two places with one name it must not be chance which one is looked for."""
    page = (
        f"Luas Panen Padi (ha) Menurut Desa di Kecamatan {name}, 2025\n"
        f"Desa Luas\n(1) (2)\n1. Lain 350\n2. {name} 644\nKecamatan {name} 994"
    )
    about = f"Luas panen padi Desa {name} Kecamatan {name}"
    assert see(644, "ha", about, page) == "seen"
    assert see(994, "ha", about, page) != "seen"


SCHOOLS = (
    "Jumlah sekolah dasar (negeri, swasta dan madrasah), menengah pertama (negeri dan swasta) dan menengah atas pada "
    "2025 masing-masing sebanyak 50 unit, 11 unit dan 16 unit dengan jumlah siswa sekolah dasar 6.131 orang dan siswa "
    "menengah pertama 2.671 orang."
)


@pytest.mark.parametrize(
    ("value", "unit", "about", "verdict"),
    [
        (50, "unit", "Jumlah sekolah dasar", "seen"),
        (11, "unit", "Jumlah sekolah menengah pertama", "seen"),
        (16, "unit", "Jumlah sekolah menengah atas", "seen"),
        (11, "unit", "Jumlah sekolah dasar", "unclear"),
        (16, "unit", "Jumlah sekolah menengah pertama", "unclear"),
        (50, "unit", "Jumlah sekolah menengah atas", "unclear"),
        (2671, "orang", "Jumlah siswa sekolah dasar", "unclear"),
    ],
)
def test_figures_in_turn_end_where_something_else_begins(value: float, unit: str, about: str, verdict: str) -> None:
    page = look(sought_figure(value, unit, 2025, [about], "Kabupaten Contoh"), "1", [SCHOOLS])
    assert page.verdict.id == verdict
