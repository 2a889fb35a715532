"""Rows below the people of a table that an office keeps by hand, and names of columns in two rows above them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from respondents import survey, uniform
from test_survey_office_tables import NUMBERS, Cells, coded, fates, kinds, marks_of, read, sums, total

ROWS = survey("living", 60, answer=uniform(1, 2, 3, 4))
HEAD = ["No. Responden", *NUMBERS]
PEOPLE: Cells = [[i, *marks_of(row)] for i, row in enumerate(ROWS, 1)]
LABELS = {1: "Tidak setuju", 2: "Kurang setuju", 3: "Setuju", 4: "Sangat setuju"}
SUMS = total(ROWS)
MEANS: list[float] = [one / len(ROWS) for one in SUMS]
FEET: dict[str, Cells] = {
    "satisfaction survey": [
        ["Jumlah nilai per unsur", *SUMS],
        ["NRR per unsur = Jumlah nilai per unsur : jumlah kuesioner yang terisi", *MEANS],
        ["NRR tertimbang per unsur = NRR per unsur x 0,111", *(one * 0.111 for one in MEANS)],
        ["", "*)", *[""] * 7, sum(MEANS) * 0.111],
        ["IKM unit pelayanan", "**)", *[""] * 7, sum(MEANS) * 0.111 * 25],
        [],
        ["Keterangan:"],
        ["- NRR", ": nilai rata-rata"],
        ["", "", "", "Martapura, 4 Mei 2026"],
    ],
    "grades": [["Jumlah", *SUMS], ["Indeks (%)", *(one / 2.4 for one in SUMS)], ["Kriteria", *["Baik"] * 9]],
    "counts": [["Rata-rata", *MEANS], ["Capaian (4)", *[12, 3, 4, 11, 9, 3, 2, 14, 8]], ["Dibuat oleh", "Bidang"]],
    "whole numbers": [["Jumlah", *SUMS], ["Yang paling sering", *[3, 2, 3, 3, 2, 4, 3, 3, 2]]],
}


@pytest.mark.parametrize("foot", FEET)
def test_what_is_below_a_row_of_sums_counts_only_where_a_person_follows(foot: str, tmp_path: Path) -> None:
    result = read(tmp_path / "living.csv", [HEAD, *PEOPLE, *FEET[foot]])
    assert not {fault.kind.id for fault in result.findings if fault.kind.severity.value == "error"} & {
        "survey-answer",
        "survey-scale",
    }
    assert (sums(result), result.tables[0].counted) == (SUMS, len(ROWS))


def test_people_below_the_sums_of_a_village_count(tmp_path: Path) -> None:
    first, second = PEOPLE[:30], PEOPLE[30:]
    half = [sum(column) for column in zip(*(row[1:] for row in first), strict=True)]
    result = read(tmp_path / "living.csv", [HEAD, *first, ["Jumlah", *half], *second, ["Jumlah", *SUMS]])
    assert (kinds(result), sums(result), fates(result)) == ([], SUMS, {"summary": 2})


def test_a_code_without_a_number_counts_where_no_sums_are_above_it(tmp_path: Path) -> None:
    rows = [*PEOPLE[:-1], ["Siti", *PEOPLE[-1][1:]]]
    assert sums(read(tmp_path / "living.csv", [HEAD, *rows])) == SUMS


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("Pendidikan", ["SMA", "SD", "SMP"]),
        ("Desa", ["Bincau", "Harapan", "Tungkaran"]),
        ("Persetujuan", ["Setuju"]),
        ("Status verifikasi", ["valid"]),
        ("Tahap", ["Baseline"]),
        ("Desa", ["Total Bangun", "Bincau", "Rata Tengah"]),
        ("Keterangan", ["warga RT 3", "lansia", ""]),
        ("Review aplikasi", ["jelek", "bagus", "tidak valid terus"]),
    ],
)
@pytest.mark.parametrize("say", [int, LABELS.__getitem__])
@pytest.mark.parametrize("further", [0, 3])
def test_facts_of_people_that_read_like_labels_of_sums_are_none(
    name: str, facts: list[str], further: int, say: Callable[[int], object], tmp_path: Path
) -> None:
    rows: Cells = [
        [facts[i % len(facts)], *["x" * further] * further, *map(say, marks_of(row))] for i, row in enumerate(ROWS)
    ]
    head = [name, *(f"Lain {i}" for i in range(further)), *NUMBERS]
    result = read(tmp_path / "living.csv", [head, *rows])
    assert (sums(result), result.tables[0].counted) == (SUMS, len(ROWS))


@pytest.mark.parametrize("further", [0, 3])
def test_labels_of_sums_below_facts_of_people_are_sums(further: int, tmp_path: Path) -> None:
    rows: Cells = [[["Bincau", "SD"][i % 2], *["x"] * further, *row[1:]] for i, row in enumerate(PEOPLE)]
    below: Cells = [["Min", *[""] * further, *[1] * 9], ["Max", *[""] * further, *[4] * 9]]
    head = ["Tempat", *(f"Lain {i}" for i in range(further)), *NUMBERS]
    result = read(tmp_path / "living.csv", [head, *rows, *below])
    assert (sums(result), fates(result)) == (SUMS, {"summary": 2})


def test_sums_with_all_digits_of_a_spreadsheet_are_sums(tmp_path: Path) -> None:
    rows = coded(NUMBERS, ROWS)
    below: Cells = [["IKM", *(one / 60 * 25 + 1e-14 for one in SUMS)]]
    result = read(tmp_path / "living.csv", [["Desa", *rows[0]], *(["Bincau", *row] for row in rows[1:]), *below])
    assert sums(result) == SUMS


def test_names_in_the_upper_of_two_rows_are_those_of_columns_without_another(tmp_path: Path) -> None:
    upper = ["No. Responden", "Nilai pernyataan", *[""] * 8, "Jumlah", "Kategori"]
    people = [[*row, sum(marks_of(person)), "Baik"] for row, person in zip(PEOPLE, ROWS, strict=True)]
    result = read(tmp_path / "living.csv", [["REKAP SURVEI"], [], upper, ["", *NUMBERS], *people])
    assert (kinds(result), sums(result), result.tables[0].counted) == ([], SUMS, len(ROWS))
    unused = [column.name for _, content in result.reads for column in content.columns.unused]
    assert unused == ["Jumlah", "Kategori"]


def test_a_row_may_number_the_columns_in_words(tmp_path: Path) -> None:
    result = read(tmp_path / "living.csv", [HEAD, [f"kol. {i}" for i in range(1, 11)], *PEOPLE])
    assert (kinds(result), sums(result), fates(result)) == ([], SUMS, {"names": 1})


def test_what_is_asked_before_the_first_statement_is_none(tmp_path: Path) -> None:
    rows: Cells = [["Kode", "P0", *NUMBERS], *([f"A-{row[0]}", "Ya", *row[1:]] for row in PEOPLE)]
    result = read(tmp_path / "living.csv", rows)
    assert (kinds(result), sums(result)) == ([], SUMS)
