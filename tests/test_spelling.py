"""Spelling: what a text that somebody wrote stands for, and where that is not certain."""

from __future__ import annotations

import pytest

from banjar_smartcity.spelling.characters import misplaced, ordinary, strange, trimmed
from banjar_smartcity.spelling.dates import day_of, moment_of
from banjar_smartcity.spelling.ids import copied_from, id_of
from banjar_smartcity.spelling.numbers import number_of, pages_of
from banjar_smartcity.spelling.values import DAY, ID, MOMENT, as_list, corrected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/05/2027", "2027-05-31"),
        ("31-5-27", "2027-05-31"),
        ("31.05.2027", "2027-05-31"),
        ("31 Mei 2027", "2027-05-31"),
        ("Senin, 31 Mei 2027", "2027-05-31"),
        ("Jum'at, 1 Agt 2026", "2026-08-01"),
        ("tgl. 3 Peb 2027", "2027-02-03"),
        ("20-Nop-2027", "2027-11-20"),
        ("January 20, 2027", "2027-01-20"),
        ("2027/5/3", "2027-05-03"),
        ("20270531", "2027-05-31"),
        ("2027-05-31T08:00:00Z", "2027-05-31"),
        ("31 Mei 2027 pukul 08.30 WITA", "2027-05-31"),
        ("2027–05–31", "2027-05-31"),
        ("２０２７-05-31", "2027-05-31"),
        ("“2027-05-31”", "2027-05-31"),
        ("5/31/2027", "2027-05-31"),
        ("13/13/2027", None),
        ("30 Februari 2027", None),
        ("20 Mars 2027", None),
        ("kemarin", None),
        ("1 Mei", None),
    ],
)
def test_a_day_is_known_in_the_forms_that_people_write(text: str, day: str | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mei 2027", "2027-05"),
        ("05/2027", "2027-05"),
        ("tahun 2027", "2027"),
        ("3 Mei 2027", "2027-05-03"),
        ("x", None),
    ],
)
def test_a_moment_may_be_a_month_or_a_year(text: str, moment: str | None) -> None:
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        ("68,4", "68.4", None),
        ("68.4%", "68.4", None),
        ("68,4 persen", "68.4", None),
        ("1.180", "1.18", "1180"),
        ("1,180", None, "1180"),
        ("1.180,5", "1180.5", None),
        ("1,180.5", "1180.5", None),
        ("Rp 1.180.000,-", "1180000", "1180000"),
        ("1,5 juta", "1500000", "1500000"),
        ("10 miliar", "10000000000", "10000000000"),
        ("1.180 orang", "1180", "1180"),
        ("1 180", "1180", "1180"),
        ("1e3", "1000", "1000"),
        ("0123", "123", "123"),
        ("−5", "-5", "-5"),
        ("“3”", "3", "3"),
        ("tiga", None, "3"),
        ("0,125", "0.125", None),
        ("2 dari 3", None, None),
        ("1.2.3", None, None),
        ("-", None, None),
        ("1" * 99, None, None),
    ],
)
def test_a_figure_is_known_where_it_is_certain(text: str, number: str | None, whole: str | None) -> None:
    assert number_of(text) == number
    assert number_of(text, whole=True) == whole


@pytest.mark.parametrize(
    ("text", "types", "patterns", "value"),
    [
        ("Null", {"string", "null"}, (ID,), "null"),
        ("tidak ada", {"integer", "null"}, (), "null"),
        ("ya", {"boolean"}, (), "true"),
        ("tidak", {"boolean"}, (), "false"),
        ("PUPRP", {"string"}, (ID,), "puprp"),
        ("Data Jalan 2026.xlsx", {"string"}, (ID,), "data-jalan-2026"),
        ("31/05/2027", {"string"}, (DAY,), "2027-05-31"),
        ("Mei 2027", {"string", "integer"}, (MOMENT,), "2027-05"),
        ("2026", {"string"}, (ID,), '"2026"'),
        ("1E3", {"string"}, (ID,), '"1e3"'),
        ("True", {"string"}, (ID,), '"true"'),
        ("-", {"string", "null"}, (ID,), "null"),
        ("n/a", {"string"}, (ID,), None),
        ("tidak ada", {"string"}, (DAY,), None),
        ("\u00a0", {"string", "null"}, (DAY,), "null"),
        ("kosong", {"integer"}, (), None),
        ("x", {"string"}, ("^y",), None),
        ("x", {"integer"}, (), None),
    ],
)
def test_a_value_is_put_right_for_what_is_expected(
    text: str, types: set[str], patterns: tuple[str, ...], value: str | None
) -> None:
    assert corrected(text, types, patterns) == value


def test_a_list_that_was_written_as_text_is_a_list() -> None:
    assert [as_list(text) for text in ("b2", "b2, b3", "– b2 – b3", "b2 - b2", "B 2")] == [
        "[b2]",
        "[b2, b3]",
        "[b2, b3]",
        "[b2]",
        None,
    ]


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("2026-tahap-1 - Copy", "2026-tahap-1"),
        ("2026-tahap-1 - Copy (2)", "2026-tahap-1"),
        ("2026-tahap-1 (1)", "2026-tahap-1"),
        ("2026-tahap-1 - Salinan", "2026-tahap-1"),
        ("Salinan dari sk", "sk"),
        ("Copy of sk", "sk"),
        ("sk copy 2", "sk"),
        ("sk 2", "sk"),
        ("2026-tahap-1", None),
        ("salinan", None),
    ],
)
def test_a_copy_is_known_by_its_name(name: str, original: str | None) -> None:
    assert copied_from(name) == original


def test_an_id_is_made_of_a_name_or_of_a_file() -> None:
    assert [id_of(text) for text in ("Dinas Kesehatan", "data/evidence/files/SK 1.pdf", "a–b", "…")] == [
        "dinas-kesehatan",
        "sk-1",
        "a-b",
        None,
    ]


def test_pages_lose_the_word_that_every_output_adds() -> None:
    assert [pages_of(text) for text in ("hal. 1-3", "halaman 5", "hlm 2", "Lampiran II", "4")] == [
        "1-3",
        "5",
        "2",
        "Lampiran II",
        "4",
    ]


def test_only_what_surrounds_free_text_is_misplaced() -> None:
    assert [
        bool(misplaced(text)) for text in ("“x”", "x\u00a0", "kata “x” lain", "a – b", "Rp10\u00a0miliar", "x")
    ] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert trimmed("\u00a0“x” ") == "x"
    assert ordinary("“a”\u00a0–\u200b１") == '"a" -1'
    assert strange("plain") is None
