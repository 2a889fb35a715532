"""What a table itself says its numbers stand for, in the names of columns and in notes, agrees with the scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from banjar_smartcity.survey.cells.answer import KS, SS, STS, TS, S
from banjar_smartcity.survey.cells.coded import explained_in
from banjar_smartcity.survey.gather import Gathered
from respondents import gathered, survey, uniform
from test_survey_office_tables import NUMBERS, SENTENCES, Cells, coded, kinds, read, sums, total

ROWS = survey("living", 60, answer=uniform(1, 2, 3, 4))
BACKWARDS = ("1 = Sangat setuju", "2 = Setuju", "3 = Tidak setuju", "4 = Sangat tidak setuju")
FORWARDS = ("1 = Sangat tidak setuju", "2 = Tidak setuju", "3 = Setuju", "4 = Sangat setuju")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Layanan cepat (1 = sangat setuju, 4 = sangat tidak setuju)", {(1, SS), (4, STS)}),
        ("Layanan cepat [1=STS 2=TS 3=S 4=SS]", {(1, STS), (2, TS), (3, S), (4, SS)}),
        ("(1 sangat tidak setuju s.d. 4 sangat setuju)", {(1, STS), (4, SS)}),
        ("Skala: 1. Tidak setuju; 2. Kurang setuju", {(1, TS), (2, KS)}),
        ("4 : Sangat puas", {(4, SS)}),
        ("1. Sangat mudah dipakai", set()),
        ("P1 = Sangat mudah, P2 = Mudah", set()),
        ("3,26 - 4,00 = Sangat baik; 76 - 100 : Baik; 2 - 3 = Setuju", set()),
        ("1 = Laki-laki, 2 = Perempuan", set()),
        ("Program 3R dan 4 S berjalan (1 = sangat tidak setuju; 4 = sangat setuju)", {(1, STS), (4, SS)}),
        ("1 = warga setuju bahwa layanan ini cepat", set()),
        ("Skala 1-4, dengan 1 berarti sangat setuju dan 4 berarti sangat tidak setuju.", {(1, SS), (4, STS)}),
        ("Beri angka 1 untuk sangat setuju, 4 untuk sangat tidak setuju", {(1, SS), (4, STS)}),
        ("Skala dari 1 (sangat setuju) sampai 4 (sangat tidak setuju)", {(1, SS), (4, STS)}),
        ("[1] Sangat setuju [4] Sangat tidak setuju", {(1, SS), (4, STS)}),
        ("(1) Sangat setuju (4) Sangat tidak setuju", {(1, SS), (4, STS)}),
        ("1 - Sangat setuju, 4 - Sangat tidak setuju", {(1, SS), (4, STS)}),
        ("1 → Sangat setuju, 4 → Sangat tidak setuju", {(1, SS), (4, STS)}),
        ("1 = paling setuju, 4 = paling tidak setuju", {(1, SS), (4, STS)}),
        ("Sangat setuju = 1, Setuju = 2, Tidak setuju = 3", {(1, SS), (2, S), (3, TS)}),
        ("Sangat setuju (1) Setuju (2) Tidak setuju (3)", {(1, SS), (2, S), (3, TS)}),
        ("SS: 4; S: 3; TS: 2; STS: 1", {(4, SS), (3, S), (2, TS), (1, STS)}),
        ("Sangat setuju: skor 4, tidak setuju: skor 2", {(4, SS), (2, TS)}),
        ("Sangat setuju: 4 orang, setuju: 9 orang, tidak setuju: 2 orang", set()),
        ("Sangat setuju = 3, setuju = 9, tidak setuju = 4", set()),
        ("Sangat setuju = 12, setuju = 40", set()),
        ("{1, Sangat setuju}...", {(1, SS)}),
        ("Ruang 1 - Baik", set()),
    ],
)
def test_a_text_says_what_numbers_stand_for(text: str, meant: set[tuple[int, int]]) -> None:
    assert {(said.number, said.degree) for said in explained_in(text)} == meant


def with_note(lines: tuple[str, ...], where: str) -> Cells:
    """A table of numbers with what they stand for in the names of the statements, above the names or below the rows."""
    whole = " (" + ", ".join(lines) + ")"
    if where == "names":
        return coded([name + whole for name in SENTENCES], ROWS)
    if where == "first name":
        return coded([SENTENCES[0] + whole, *SENTENCES[1:]], ROWS)
    if where == "above":
        return [["Skala: " + "; ".join(lines)], [], *coded(NUMBERS, ROWS)]
    if where == "cells":
        return [*coded(NUMBERS, ROWS), [], ["Keterangan"], *(list[object](line.partition(" = ")) for line in lines)]
    return [*coded(NUMBERS, ROWS), [], ["Keterangan:"], *(list[object]([line]) for line in lines)]


@pytest.mark.parametrize("where", ["names", "first name", "above", "below", "cells"])
def test_numbers_that_are_explained_the_other_way_round_are_an_error(where: str, tmp_path: Path) -> None:
    assert kinds(read(tmp_path / "living.csv", with_note(BACKWARDS, where))) == ["survey-scale-reversed"]
    result = read(tmp_path / "living.csv", with_note(FORWARDS, where))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_numbers_that_are_explained_as_those_of_another_scale_are_an_error(tmp_path: Path) -> None:
    five = ("1 = Sangat tidak setuju", "3 = Netral", "5 = Sangat setuju")
    from_zero = ("0 = Sangat tidak setuju", "1 = Tidak setuju", "2 = Setuju", "3 = Sangat setuju")
    for lines in (five, from_zero):
        assert kinds(read(tmp_path / "living.csv", with_note(lines, "names"))) == ["survey-scale"]


def test_the_office_may_say_what_explained_numbers_count(tmp_path: Path) -> None:
    columns = tmp_path / "kolom.yaml"
    columns.write_text("scale: {'1': 4, '2': 3, '3': 2, '4': 1}\n", encoding="utf-8")
    result = read(tmp_path / "living.csv", with_note(BACKWARDS, "names"), str(columns))
    turned = [5 * len(ROWS) - one for one in total(ROWS)]
    assert (kinds(result), sums(result)) == ([], turned)


def test_labels_count_whatever_a_note_says_of_numbers(tmp_path: Path) -> None:
    words = {1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Setuju", 4: "Sangat setuju"}
    rows = coded(
        [f"{name} (1 = sangat setuju, 4 = sangat tidak setuju)" for name in SENTENCES], ROWS, words.__getitem__
    )
    result = read(tmp_path / "living.csv", rows)
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_a_list_of_grades_below_the_people_explains_no_marks(tmp_path: Path) -> None:
    for lines in (["1. Sangat baik", "2. Baik", "3. Tidak baik"], ["1 = Mudah", "2 = Cepat"]):
        result = read(tmp_path / "living.csv", [*coded(NUMBERS, ROWS), [], *([line] for line in lines)])
        assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_a_note_may_be_about_another_column(tmp_path: Path) -> None:
    note = ["Kondisi jalan: 1 = Baik, 2 = Sedang, 3 = Buruk"]
    result = read(tmp_path / "living.csv", [*coded(NUMBERS, ROWS), [], note])
    assert (kinds(result), sums(result)) == ([], total(ROWS))
    whole = ["1 = Sangat puas, 2 = Puas, 3 = Kurang puas, 4 = Tidak puas"]
    assert kinds(read(tmp_path / "living.csv", [*coded(NUMBERS, ROWS), [], whole])) == ["survey-scale-reversed"]


def test_one_word_of_another_scale_among_labels_is_found(tmp_path: Path) -> None:
    words = {1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Setuju", 4: "Sangat setuju"}
    rows = coded(SENTENCES, ROWS, words.__getitem__)
    rows[5][3] = "Sesuai"
    assert kinds(read(tmp_path / "living.csv", rows)) == ["survey-answer"]


LEGENDS: dict[str, Callable[[Sequence[str]], Cells]] = {
    "texts": lambda words: [["Skala penilaian"], *(list[object]([f"{i} = {word}"]) for i, word in enumerate(words, 1))],
    "columns": lambda words: [["No", "Keterangan", "Nilai"], *([i, word, i] for i, word in enumerate(words, 1))],
    "texts with the word first": lambda words: [[f"{word} = {i}"] for i, word in enumerate(words, 1)],
    "one above the other": lambda words: [["Nilai", 1, 2, 3, 4], ["Arti", *words]],
    "choices": lambda words: [
        ["list_name", "name", "label::Indonesia (id)"],
        ["yn", 1, "Ya"],
        ["yn", 2, "Tidak"],
        *(["sikap", i, word] for i, word in enumerate(words, 1)),
    ],
    "value labels": lambda words: [
        ["Variable", "Value", "Label"],
        *(
            list[object]([f"P{j}" if i == 1 else None, i, word])
            for j in range(1, 10)
            for i, word in enumerate(words, 1)
        ),
    ],
    "choices of two lists": lambda words: [
        ["list_name", "name", "label"],
        *(["puas", i, f"{word} puas"] for i, word in enumerate(("Sangat tidak", "Tidak", "Cukup", "Sangat"), 1)),
        *(["sikap", i, word] for i, word in enumerate(words, 1)),
    ],
}


def with_sheets(path: Path, *sheets: Cells) -> Gathered:
    """What is read of a workbook with the numbers of `ROWS` on a sheet, and on others what is said of them."""
    book = Workbook()
    for i, rows in enumerate((coded(NUMBERS, ROWS), *sheets)):
        sheet = book.create_sheet(f"Kode {i}" if i else "Data")
        for cells in rows:
            sheet.append(cells)
    book.remove(book.worksheets[0])
    book.save(path)
    return gathered(str(path))


@pytest.mark.parametrize("form", LEGENDS)
def test_a_legend_on_another_sheet_is_read(form: str, tmp_path: Path) -> None:
    backwards = [line.partition(" = ")[2] for line in BACKWARDS]
    for words, expected in ((backwards, ["survey-scale-reversed"]), (backwards[::-1], [])):
        result = with_sheets(tmp_path / "living.xlsx", LEGENDS[form](words))
        assert kinds(result) == expected, words
        assert sums(result) == total(ROWS)


def texts(*lines: str) -> Cells:
    return [[line] for line in lines]


PLEASED = ("1 = Tidak puas", "2 = Kurang puas", "3 = Puas", "4 = Sangat puas")
FIVE = ("1 = Sangat tidak setuju", "2 = Tidak setuju", "3 = Netral", "4 = Setuju", "5 = Sangat setuju")


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ((LEGENDS["columns"](FORWARDS), LEGENDS["columns"](BACKWARDS)), ["survey-scale-reversed"]),
        ((texts(*FORWARDS), texts(*BACKWARDS)), ["survey-scale-reversed"]),
        ((texts(", ".join(FORWARDS)), texts(", ".join(BACKWARDS))), ["survey-scale-reversed"]),
        ((texts(", ".join(PLEASED)), texts(", ".join(BACKWARDS))), ["survey-scale-reversed"]),
        ((texts(", ".join(FORWARDS)), texts(", ".join(FIVE))), []),
        ((texts(", ".join(FIVE)),), ["survey-scale"]),
        ((texts(", ".join(FORWARDS)), texts("1 = Sangat baik, 2 = Baik, 3 = Kurang baik, 4 = Tidak baik")), []),
        ((texts(", ".join(PLEASED)), texts("1 = Sangat baik, 2 = Baik, 3 = Kurang baik, 4 = Tidak baik")), []),
    ],
)
def test_of_several_lists_the_one_about_agreement_counts_unless_two_contradict(
    sheets: Sequence[Cells], expected: Sequence[str], tmp_path: Path
) -> None:
    assert kinds(with_sheets(tmp_path / "living.xlsx", *sheets)) == expected


def test_names_of_statements_that_explain_their_numbers_in_opposite_ways_are_an_error(tmp_path: Path) -> None:
    listed = [f" ({', '.join(FORWARDS if i % 2 else BACKWARDS)})" for i in range(len(SENTENCES))]
    rows = coded([name + how for name, how in zip(SENTENCES, listed, strict=True)], ROWS)
    assert kinds(read(tmp_path / "living.csv", rows)) == ["survey-scale-reversed"]


def test_counts_of_answers_on_another_sheet_are_no_legend(tmp_path: Path) -> None:
    counts: Cells = [["Jawaban", "Jumlah"], ["Sangat setuju", 2], ["Setuju", 9], ["Tidak setuju", 3], ["STS", 1]]
    assert kinds(with_sheets(tmp_path / "living.xlsx", counts)) == []
