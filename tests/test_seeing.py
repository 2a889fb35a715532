"""Seeing words on pages: what counts as found, what contradicts, and what is not certain."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banjar_smartcity.seeing.lines.figures import figures
from banjar_smartcity.seeing.lines.stretches import stretches
from banjar_smartcity.seeing.lines.years import names_year, years
from banjar_smartcity.seeing.pages import sheets_of
from banjar_smartcity.seeing.sight import Sight, excerpt, look
from banjar_smartcity.seeing.sought import SoughtName, sought_figure
from conftest import share

SENTENCE = "Jalan kabupaten dalam kondisi baik pada 2025 sebesar 61,7 persen, naik dari 58,2 persen pada 2024."
TABLE = """\
Tabel 3. Jalan menurut kondisi (persen)
Uraian 2023 2024 2025
Jalan kondisi baik 55,9 58,2 61,7
Jalan kondisi rusak 21,4 19,8 17,3
Kecamatan Umpama 40,1 40,6 41,3"""
MONEY = """\
Realisasi investasi (miliar rupiah)
Tahun Realisasi
2024 558,1
2025 607,2"""
ROADS, INVESTMENT = "Jalan kabupaten dalam kondisi baik", "Realisasi investasi"


def see(value: float, unit: str, year: int, page: str, about: str = ROADS) -> str | None:
    return look(sought_figure(value, unit, year, [about], "Kabupaten Contoh"), "1", [page]).verdict.id


@pytest.mark.parametrize(
    ("value", "unit", "year", "page", "verdict"),
    [
        (61.7, "persen", 2025, SENTENCE, "seen"),
        (61.7, "%", 2025, SENTENCE, "seen"),
        (58.2, "persen", 2024, SENTENCE, "seen"),
        (61.7, "persen", 2024, SENTENCE, "not-found"),
        (61.7, "persen", 2019, SENTENCE, "not-found"),
        (67.1, "persen", 2025, SENTENCE, "not-found"),
        (61.7, "kilometer", 2025, SENTENCE, "not-found"),
        (61.7, "persen", 2025, TABLE, "seen"),
        (58.2, "persen", 2024, TABLE, "seen"),
        (58.2, "persen", 2025, TABLE, "not-found"),
        (17.3, "orang", 2025, TABLE, "not-found"),
        (41.3, "persen", 2025, TABLE, "unclear"),
        (61.7, "persen", 2025, "Jalan kondisi baik 61.7% in 2025.", "seen"),
        (61.7, "persen", 2025, "Jalan kondisi baik tahun 2025: 61,70 %.", "seen"),
        (61.7, "persen", 2025, "Jalan kondisi baik tahun 2025: 61,68 %.", "unclear"),
        (61.7, "persen", 2025, "Harga cabai tahun 2025 naik 61,7 persen.", "unclear"),
        (61.7, "persen", 2025, "Jalan kondisi baik 61,7 persen.", "unclear"),
        (61.7, "persen", 2025, "Laporan tahun 2025\nJalan kondisi baik 61,7 persen dari semua jalan.", "seen"),
        (61.7, "persen", 2025, "Sejak 2020 bertambah; pada 2025 tercatat 61,7 persen jalan baik.", "seen"),
        (61.7, "persen", 2025, "Menurut Perbup Nomor 14 Tahun 2024 jalan baik 2025 sebesar 61,7 persen.", "seen"),
        (6.17, "persen", 2025, SENTENCE, "not-checkable"),
        (2025, "unit", 2025, SENTENCE, "not-checkable"),
        (210883, "meter", 2025, "Panjang jalan baik 2025: 210.883 meter.", "seen"),
        (210883, "meter", 2025, "Panjang jalan baik 2025: 210 883 meter.", "seen"),
        (210883, "meter", 2025, "Panjang jalan baik 2025: 210,883 meter.", "unclear"),
        (210.883, "kilometer", 2025, "Panjang jalan baik 2025: 210,883 km.", "seen"),
        (1210883, "meter", 2025, "Panjang jalan baik 2025: 1,210,883 meter.", "seen"),
        (450, "juta rupiah", 2025, "Jalan kondisi baik dibiayai Rp450 juta pada 2025.", "seen"),
        (450, "juta rupiah", 2025, "Jalan kondisi baik dibiayai Rp450.000.000,00 pada 2025.", "seen"),
        (450, "juta rupiah", 2025, "Jalan kondisi baik dibiayai Rp450 miliar pada 2025.", "not-found"),
        (19, "program", 2025, "Sebanyak 19 dari 26 program jalan dijalankan pada 2025.", "seen"),
        (19, "program", 2025, "Sebanyak 19 kecamatan punya jalan baik pada 2025.", "not-found"),
        (61.7, "persen", 2025, "", "unreadable"),
        (61.7, "persen", 2025, "\ue001\ue002\ue003 \ue004\ue005", "unreadable"),
    ],
)  # fmt: skip
def test_a_figure_with_its_unit_and_year(value: float, unit: str, year: int, page: str, verdict: str) -> None:
    assert see(value, unit, year, page) == verdict


@pytest.mark.parametrize(
    ("value", "unit", "year", "verdict"),
    [
        (607.2, "miliar rupiah", 2025, "seen"),
        (607.2, "miliar rupiah", 2024, "not-found"),
        (607200, "juta rupiah", 2025, "seen"),
        (607.2, "juta rupiah", 2025, "unclear"),
        (558.1, "miliar rupiah", 2025, "not-found"),
    ],
)
def test_heads_of_columns_and_of_the_table_count_for_their_cells(
    value: float, unit: str, year: int, verdict: str
) -> None:
    assert see(value, unit, year, MONEY, INVESTMENT) == verdict


def test_another_page_is_suggested() -> None:
    found = look(sought_figure(61.7, "persen", 2025, [ROADS], "Contoh"), "2", ["Sampul", "Isi", SENTENCE])
    assert (found.verdict.id, found.sheet) == ("elsewhere", 3)
    assert "61,7 persen" in (found.words or "")


def test_the_year_that_is_stated_instead_is_named() -> None:
    found = look(sought_figure(61.7, "persen", 2023, [ROADS], "Contoh"), "1", [SENTENCE])
    assert (found.verdict.id, found.year) == ("not-found", 2025)


def test_a_page_that_was_not_read_is_not_called_wrong() -> None:
    sought = sought_figure(61.7, "persen", 2025, [ROADS], "Contoh")
    assert look(sought, "1", ["Isi halaman"], whole=False).verdict.id == "unreadable"
    assert look(sought, "9", ["Isi halaman"], whole=False).verdict.id == "unreadable"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.234,5 dan 1,234.5", ["1234.5", "1234.5"]),
        ("Rp450 juta", ["450"]),
        ("Nomor 100.3.3.2/057/2025", []),
        ("31-12-2025 dan 2025-12-31", []),
        ("A4, SMP3 dan B-12", []),
        ("0,5 0.25 007", ["0.5", "0.25"]),
        ("tahun 2025", []),
        ("12.34.56", []),
        ("3.412 penabung.", ["3412"]),
    ],
)
def test_the_numbers_of_a_text(text: str, values: list[str]) -> None:
    assert [str(figure.value) for figure in figures(text)] == values


@share(of=20)
@given(value=st.decimals(min_value=10, max_value=10**9, places=2), change=st.integers(1, 10**6))
def test_another_number_is_never_seen(value: Decimal, change: int) -> None:
    """Whatever the number, in whatever form it is written: the one next to it is another."""
    other = float(value) + change / 10
    whole, _, part = f"{value:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    page = f"Jalan kabupaten dalam kondisi baik pada tahun 2025 sebesar {grouped},{part} persen."
    assume(not 1900 <= float(value) <= 2100)
    assert see(float(value), "persen", 2025, page) == "seen"
    assert see(other, "persen", 2025, page) != "seen"


@pytest.mark.parametrize(
    ("reference", "sheets"),
    [
        (None, (1, 2, 3, 4)),
        ("2", (2,)),
        ("2-3", (2, 3)),
        ("hal. 4", (4,)),
        ("9", ()),
        ("Lampiran II", (3, 4)),
        ("Lampiran V", (1, 2, 3, 4)),
    ],
)
def test_the_sheets_that_a_reference_means(reference: str | None, sheets: tuple[int, ...]) -> None:
    assert sheets_of(reference, ["Isi", "LAMPIRAN I\nisi", "LAMPIRAN II\nisi", "isi"]) == sheets


def test_printed_numbers_are_tried_first() -> None:
    texts = [f"isi\n{number}" for number in (113, 114, 115)]
    assert sheets_of("114", texts) == (2,)
    assert sheets_of("2", texts) == (2,)


@pytest.mark.parametrize(
    ("names", "text", "seen"),
    [
        (("GADO-GADO",), "Program Gado Gado berjalan", True),
        (("Si Tanggap",), "aplikasi Sitanggap", False),
        (("JEMPOL",), "jempolan", False),
        (("POS KENTANG", "Posyandu Keliling"), "kegiatan posyandu\nkeliling", True),
        (("100.3.3.2/057/2025",), "NOMOR 100.3.3.2 / 057 / 2025", True),
        (("14 Tahun 2024",), "Peraturan Bupati Nomor 14 Tahun 2025", False),
    ],
)
def test_names_and_numbers_of_documents(names: tuple[str, ...], text: str, seen: bool) -> None:
    assert (look(SoughtName(names), "1", [text]).verdict.id == "seen") == seen


def test_the_words_around_are_short_and_without_personal_data() -> None:
    text = "Jalan baik 61,7 persen menurut Budi, NIK 6303051203850002, " + "dan seterusnya " * 30
    shown = excerpt(text, 11, 15)
    assert "61,7 persen" in shown
    assert "6303" not in shown
    assert len(shown) < 160


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("pada 2025", [2025]),
        ("2019-2024 dan 2025/2026", []),
        ("Nomor 14 Tahun 2024", []),
        ("sejak tahun 2020", []),
        ("2.025 orang", []),
        ("31 Desember 2025.", [2025]),
    ],
)
def test_years_that_a_text_states(text: str, stated: list[int]) -> None:
    assert [year.year for year in years(text)] == stated


def test_a_span_names_the_years_within_it() -> None:
    assert names_year("RPJMD 2025-2029", 2027)
    assert not names_year("RPJMD 2025-2029", 2030)


@share(of=20)
@given(st.text(max_size=400))
def test_any_text_can_be_searched(text: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text)) is not None
    found = look(sought_figure(61.7, "persen", 2025, [ROADS], "Contoh"), "1", [text])
    assert isinstance(found, Sight)
    assert found.verdict.id in {"not-found", "unreadable", "unclear"}


def test_a_long_text_without_sentences_is_searched_in_pieces() -> None:
    text = "nilai 1234 dan 13, " * 1000
    pieces = list(stretches(text))
    assert "".join(piece.text for piece in pieces) == text.strip()
    assert max(len(piece.text) for piece in pieces) <= 4000
    assert [figure.value for piece in pieces for figure in figures(piece.text)] == [1234, 13] * 1000


def test_a_sentence_has_only_the_nearest_lines_above_it() -> None:
    found = list(stretches("; ".join(map(str, range(3000)))))
    assert [piece.text for piece in found[:3]] == ["0;", "1;", "2;"]
    assert max(len(piece.heads) for piece in found) <= 30
    assert found[-1].heads[0] == "2998;"
