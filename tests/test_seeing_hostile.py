"""Hostile texts: pages made to keep the search busy are worked through. It runs in the main process, without a bound.

A pattern that begins again at each sign, or a thing that is compared with all others, would keep it busy for hours.
"""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.seeing import match as matching
from banjar_smartcity.seeing.lines import cells
from banjar_smartcity.seeing.lines.bare import bare
from banjar_smartcity.seeing.lines.figures import figures
from banjar_smartcity.seeing.lines.places import Locality, places
from banjar_smartcity.seeing.lines.spans import within
from banjar_smartcity.seeing.lines.stretches import stretches
from banjar_smartcity.seeing.lines.years import stated_in, years
from banjar_smartcity.seeing.match import match
from banjar_smartcity.seeing.pages import sheets_of
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import SoughtName, sought_figure
from banjar_smartcity.seeing.stated import stated

LONG = 60_000
ROADS = sought_figure(61.7, "persen", 2025, ["Jalan kabupaten dalam kondisi baik"], "Kabupaten Contoh")
CELLS = ("5", "05", "12", "61,7", "2024", "-5", "-", "...", "NA", "5%", "1.234,5", "0")
HOSTILE = {
    "spaces": " ",
    "lines": "\n",
    "digits": "5",
    "capitals": "A",
    "dashes": "- ",
    "a word": "kata ",
    "years": "tahun 2023 ",
    "years since": "2022 sejak 2023 ",
    "spans of years": "2022-2023 ",
    "dates": "12-12-2023 ",
    "brackets": "((",
    "numbers of rules": "nomor/",
    "figures": "61,7 ",
    "clauses": "jalan 61,7 dan desa Maju 61,7 persen (SD), ",
    "in turn": "jalan 61,7 persen masing-masing 5 dan ",
    "short lines": "a\n",
    "broken words": "a-\n",
    "rows": "jalan 61,7\n",
    "rows of one digit": "5\n",
    "many columns": "jalan " + "61,7 " * 400 + "\n",
    "heads and rows in turn": "Uraian 2024 2025\nJalan 61,7 5,1\n",
    "marks and rows in turn": "(1) (2) (3)\nJalan 61,7 5,1\n",
    "groups of three digits": "Jalan 5 000 000 000 000 000 5 000\n",
    "cells that say nothing": "- - - 5\n",
    "tabs": "Jalan\t61,7\t2025\n",
    "units": "61,7 persen (km2) ",
    "letters from right to left": "\u05d0\u05d1 61,7\n",
    "marks over letters": "61\u0301,7\n",
    "signs without width": "6\u200b1,7 ",
    "abbreviations": "No. A. B. ",
    "titles that go on": "Lanjutan Tabel 3.1\n",
    "ends": "Keputusan ini berlaku sampai dengan tanggal 3 Maret 2025. ",
    "personal numbers": "3171234567890123 ",
    "rows of digits": "5" * 998 + "\n",
    "named places": "Desa Maju ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_worked_through(unit: str) -> None:
    page = (unit * (LONG // len(unit) + 1))[: LONG // 4]
    assert look(ROADS, "1", [page]).year != ROADS.year
    assert look(SoughtName(("Keputusan 12 Tahun 2025",)), "Lampiran II", [page]).sheet is None
    assert stated([page]).number is None


@pytest.mark.parametrize("start", ["nomor", "2023", "lanjutan", "dalam angka", "Lampiran", "tanggal", "Desa"])
@pytest.mark.parametrize("sign", " -./5\n")
def test_one_word_before_a_run_of_one_sign_is_worked_through(start: str, sign: str) -> None:
    page = start + sign * LONG + "!"
    assert stated_in(page) <= {2023}
    assert bare((page,)).pages == (page,)
    assert sheets_of("Lampiran II", [page]) == (1,)


def test_a_place_is_within_one_of_spans_that_overlap() -> None:
    is_within = within([(5, 8), (0, 20), (30, 31)])
    assert [place for place in range(40) if is_within(place)] == [*range(20), 30]
    assert not within(())(0)


def test_many_years_and_dates_are_passed_by() -> None:
    assert {year.year for year in years("2021 sejak 2023 " * 20_000)} == {2021}
    assert not list(figures("12-12-2023 " * 20_000))


def test_a_long_name_is_no_place() -> None:
    assert not list(places("A" * LONG))
    assert list(places("Maju village")) == [Locality(0, ("maju",))]


def test_lines_are_joined_as_before() -> None:
    (found,) = stretches("Jalan kabu-\npaten yang ada di\n- sini dan\nsitu")
    assert found.text == "Jalan kabupaten yang ada di - sini dan situ"


def test_a_line_above_is_cut() -> None:
    *_, row = stretches("Jalan 2024 2025 " + "kata " * LONG + "\nKondisi 5,1 6,1")
    assert row.row
    assert len(row.heads[0]) < LONG


def test_only_so_many_figures_of_a_page_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Mock(side_effect=matching._grade)
    monkeypatch.setattr(matching, "_grade", looked)
    match("Pasar 61,7 orang.\n" * 1000, ROADS, dated=False)
    assert 0 < looked.call_count <= 100


@given(
    st.lists(
        st.sampled_from(["5", "05", "12", "61,7", "2024", "-5", "-", "...", "NA", "5%", "1.234,5", "0"]), max_size=7
    ),
    st.integers(0, 8),
)
def test_a_row_without_groups_of_digits_is_read_at_once_and_in_the_same_way(texts: list[str], columns: int) -> None:
    row = [cells._Token(n, n + 1, text) for n, text in enumerate(texts)]
    slow = tuple(cells._figures_joined(row, columns or None))
    assert tuple(cells._figures_alone(row, columns or None)) == slow
    assert tuple(cells._figures(row, columns or None)) == slow
