"""Tables that offices put together by hand: right sums, or a finding that says which rows, columns or labels."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.wording import hint, message
from banjar_smartcity.survey.cells.answer import BLANK, WRONG, answer_of, by_label
from banjar_smartcity.survey.cells.plain import plain
from banjar_smartcity.survey.columns.maps import column_map
from banjar_smartcity.survey.columns.names import role_of
from banjar_smartcity.survey.gather import Gathered
from banjar_smartcity.workspace import layout
from conftest import run_command
from respondents import EXAMPLE, STATEMENTS, Row, found, gathered, ids, items, survey, uniform, write_csv

LIVING = items("living")
SENTENCES = [STATEMENTS.item(item).question.id for item in STATEMENTS.items_of("living")]
NUMBERS = [f"P{i}" for i in range(1, 10)]
ROWS = survey("living", 60, answer=uniform(0, 1, 2, 3, 4))


Cells = list[list[object]]


def marks_of(row: Row) -> list[int]:
    return [int(row[name]) for name in LIVING]


def read(path: Path, rows: Sequence[Sequence[object]], columns: str | None = None) -> Gathered:
    """A table of these rows, as it is read."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return gathered(str(path), columns=columns)


def coded(names: Sequence[str], rows: Sequence[Row], say: Callable[[int], object] = int) -> Cells:
    """A table with a code and marks below these names."""
    return [["Kode Responden", *names], *([row["respondent_code"], *map(say, marks_of(row))] for row in rows)]


def sums(result: Gathered) -> list[int]:
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: Sequence[Row]) -> list[int]:
    return [sum(column) for column in zip(*map(marks_of, rows), strict=True)]


def fates(result: Gathered) -> dict[str | None, int]:
    """The number of rows that do not count, by reason."""
    return {why.id: len(rows) for table in result.tables for why, rows in table.fates}


def kinds(result: Gathered) -> list[str]:
    """What was found, except that programmes and owners are not named, which these tables leave out."""
    return [name for name in ids(result) if not name.startswith(("survey-programme", "survey-agency"))]


# Rows of names


def test_rows_below_names_in_another_order_do_not_count(tmp_path: Path) -> None:
    turned = [*LIVING[1:], LIVING[0]]
    rows: Cells = [*coded(LIVING, ROWS[:52]), ["Kode Responden", *turned], *coded(LIVING, ROWS[52:])[1:]]
    result = read(tmp_path / "a.csv", rows)
    assert kinds(result) == ["survey-head-changed"]
    assert (fates(result), sums(result)) == ({"names": 1, "apart": 8}, total(ROWS[:52]))
    (fault,) = [f for f in result.findings if f.kind.id == "survey-head-changed"]
    assert (fault.facts["row"], fault.facts["rows"]) == (54, tuple(range(55, 63)))
    assert message(fault, language("id")).startswith("baris 54 memuat nama kolom yang bukan milik tabel ini")


def test_the_table_of_another_dimension_below_does_not_count(tmp_path: Path) -> None:
    rows: Cells = [*coded(LIVING, ROWS), [], *coded(items("economy"), ROWS)]
    result = read(tmp_path / "a.csv", rows)
    assert kinds(result) == ["survey-head-changed"]
    assert (fates(result), sums(result)) == ({"names": 1, "apart": 60}, total(ROWS))
    titled: Cells = [*coded(NUMBERS, ROWS), ["Smart Economy"], *coded(NUMBERS, ROWS)]
    assert sums(read(tmp_path / "living.csv", titled)) == total(ROWS)


def test_the_names_of_the_table_may_come_again(tmp_path: Path) -> None:
    for name, names in (("living-a.csv", NUMBERS), ("living-b.csv", SENTENCES)):
        rows: Cells = [*coded(names, ROWS[:30]), *coded(names, ROWS[30:45]), ["Desa Bincau"], *coded(names, ROWS[45:])]
        result = read(tmp_path / name, rows)
        assert (kinds(result), sums(result)) == ([], total(ROWS))
        assert fates(result) == {"names": 2, "empty": 1}


def test_names_may_be_followed_by_numbers_of_the_statements(tmp_path: Path) -> None:
    head, *rest = coded(SENTENCES, ROWS)
    for second in (["", *NUMBERS], [f"({i})" for i in range(1, 11)]):
        result = read(tmp_path / "living.csv", [head, second, *rest])
        assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"names": 1})
    head = ["No.", *(f"Soal {i}" for i in range(1, 10)), "Jumlah", "Ket."]
    numbering = [f"({i})" for i in range(1, 13)]
    people = [[i, *marks_of(row), sum(marks_of(row)), ""] for i, row in enumerate(ROWS, 1)]
    assert sums(read(tmp_path / "living.csv", [["REKAP"], [], head, numbering, *people])) == total(ROWS)


# Whether a row counts


@pytest.mark.parametrize(
    ("name", "word", "other"),
    [
        ("Diterima?", "Tidak", ""),
        ("Diterima?", "Tidak", "Ya"),
        ("MS/TMS", "TMS", "MS"),
        ("Data valid (Y/T)", "T", "Y"),
        ("Sah/Tidak sah", "TS", "S"),
        ("Cek", "x", "v"),
        ("Keputusan", "ditolak", "diterima"),
        ("Kondisi kuesioner", "rusak", "baik"),
        ("Responden fiktif?", "Ya", "Tidak"),
        ("Memenuhi syarat", 0, 1),
        ("Approved by supervisor", "No", "Yes"),
        ("Tindak lanjut", "buang", ""),
        ("Selected", "FALSE", "TRUE"),
        ("Nomor urut ganda", "x", ""),
    ],
)
def test_rows_that_a_column_of_any_name_may_turn_down_are_asked_about(
    name: str, word: object, other: object, tmp_path: Path
) -> None:
    rows = [{**row, name: word if i < 5 else other} for i, row in enumerate(ROWS)]
    result = gathered(write_csv(tmp_path / "a.csv", rows))
    assert found(result) == [("survey-row-remark", "warning")]
    assert (result.findings[0].facts["rows"], sums(result)) == ((2, 3, 4, 5, 6), total(ROWS))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Status bantuan", ("Diterima", "Ditolak", "Belum")),
        ("Punya BPJS?", ("Ya", "Tidak")),
        ("Pernah ditolak berobat", ("Ya", "Tidak", "Tidak", "Tidak")),
        ("Kondisi jalan", ("baik", "baik", "baik", "rusak")),
        ("Imunisasi lengkap", ("Ya", "Ya", "Ya", "Tidak")),
        ("Cek", ("x", "", "", "")),
        ("Golongan darah", ("A", "B", "O", "AB")),
        ("Aktif", ("Ya", "Ya", "Ya", "Tidak")),
    ],
)
def test_facts_about_people_turn_nobody_down(name: str, words: Sequence[str], tmp_path: Path) -> None:
    rows = [{**row, name: words[i % len(words)]} for i, row in enumerate(ROWS)]
    result = gathered(write_csv(tmp_path / "a.csv", rows))
    assert (found(result), sums(result)) == ([], total(ROWS))


@pytest.mark.parametrize(
    ("name", "no", "yes"), [("Finished", "False", "True"), ("Complete?", "Incomplete", "Complete")]
)
def test_forms_that_were_not_finished_do_not_count(name: str, no: str, yes: str, tmp_path: Path) -> None:
    rows = [{**row, name: no if i < 5 else yes} for i, row in enumerate(survey("living", 60, times=False))]
    result = gathered(write_csv(tmp_path / "a.csv", rows))
    assert (fates(result), sums(result)) == ({"unfinished": 5}, total(rows[5:]))


def test_the_time_of_the_end_may_be_called_finished(tmp_path: Path) -> None:
    rows = [{("Finished" if key == "end" else key): value for key, value in row.items()} for row in ROWS]
    result = gathered(write_csv(tmp_path / "a.csv", rows))
    assert (found(result), fates(result), result.collected.forms[0].ended is None) == ([], {}, False)


def test_poor_rows_are_asked_about_unless_somebody_approved_them(tmp_path: Path) -> None:
    rows = [{**row, "review_quality": "POOR" if i < 4 else "GOOD"} for i, row in enumerate(ROWS)]
    assert found(gathered(write_csv(tmp_path / "a.csv", rows))) == [("survey-row-status-unclear", "warning")]
    approved = [{**row, "review_status": "APPROVED"} for row in rows]
    assert found(gathered(write_csv(tmp_path / "b.csv", approved))) == []


def test_a_test_is_seen_in_an_address_and_in_a_note(tmp_path: Path) -> None:
    for name, word in (("Alamat", "ini hanya tes"), ("Catatan", "TEST DATA")):
        rows = [{**row, name: word if i < 4 else ""} for i, row in enumerate(ROWS)]
        assert found(gathered(write_csv(tmp_path / f"{name}.csv", rows))) == [("survey-row-remark", "warning")]


def test_a_question_for_consent_may_have_another_ending(tmp_path: Path) -> None:
    rows = [
        {"Bersediakah Bapak/Ibu diwawancarai?": "Tidak" if i < 5 else "Ya", **row, "consent": ""}
        for i, row in enumerate(ROWS)
    ]
    for row in rows:
        del row["consent"]
    result = gathered(write_csv(tmp_path / "a.csv", rows))
    assert (fates(result), sums(result)) == ({"refused": 5}, total(ROWS[5:]))


# Labels

LABELS: dict[str, list[object]] = {
    "abbreviations": ["STM", "TM", "KM", "M", "SM"],
    "stars": ["☆☆☆☆", "★☆☆☆", "★★☆☆", "★★★☆", "★★★★"],
    "faces": ["😡", "🙁", "😐", "🙂", "😍"],
    "grades": ["D", "C", "B", "A", "A+"],
    "signs": ["-2", "-1", "0", "1", "2"],
    "percent": ["0%", "25%", "50%", "75%", "100%"],
    "ranges": ["0-20", "21-40", "41-60", "61-80", "81-100"],
    "quarters": ["0.0", "0.25", "0.5", "0.75", "1.0"],
    "words": ["Tidak pernah", "Jarang", "Kadang-kadang", "Sering", "Selalu"],
    "codes": ["AO01", "AO02", "AO03", "AO04", "AO05"],
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_that_nobody_knows_are_listed_and_read_by_the_map(labels: list[str], tmp_path: Path) -> None:
    rows = coded(LIVING, ROWS, labels.__getitem__)
    result = read(tmp_path / "a.csv", rows)
    assert kinds(result) == ["survey-scale"]
    (fault,) = [f for f in result.findings if f.kind.id == "survey-scale"]
    unknown = [label for label in labels if f'"{label}": …' in hint(fault, language("en"))]
    assert len(unknown) >= 2
    assert "null berarti tidak dijawab" in hint(fault, language("id"))
    told = ", ".join(f'"{label.removesuffix(".0")}": {mark}' for mark, label in enumerate(labels))
    (tmp_path / "kolom.yaml").write_text(f"scale: {{{told}}}\n", "utf-8")
    result = read(tmp_path / "a.csv", rows, str(tmp_path / "kolom.yaml"))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_a_few_unknown_cells_are_named_by_their_rows(tmp_path: Path) -> None:
    rows = coded(LIVING, ROWS)
    for row in rows[1:4]:
        row[3] = "Bapak Ahmad"
    result = read(tmp_path / "a.csv", rows)
    assert kinds(result) == ["survey-answer"]
    assert "Ahmad" not in "".join(message(f, language("en")) + (hint(f, language("en")) or "") for f in result.findings)


def test_a_label_of_the_office_may_mean_no_answer(tmp_path: Path) -> None:
    rows = coded(LIVING, ROWS)
    for row in rows[1:21]:
        row[3] = 99
    (tmp_path / "kolom.yaml").write_text('scale: {"99": null}\n', "utf-8")
    result = read(tmp_path / "a.csv", rows, str(tmp_path / "kolom.yaml"))
    assert kinds(result) == []
    assert sums(result)[2] == total(ROWS[20:])[2]


def test_half_a_scale_for_numbers_reads_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text('scale: {"5": 4}\n', "utf-8")
    result = read(tmp_path / "a.csv", coded(LIVING, ROWS, lambda m: m + 1), str(tmp_path / "kolom.yaml"))
    assert kinds(result) == ["survey-scale"]
    (fault,) = [f for f in result.findings if f.kind.id == "survey-scale"]
    assert fault.facts["labels"] == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("3 atau 4", WRONG),
        ("3 dan 4", WRONG),
        ("3 - Setuju, 4 - Sangat setuju", WRONG),
        ("4 - Sangat puas (81-100)", 4),
    ],
)
def test_two_marks_in_a_cell_are_none(cell: str, mark: int) -> None:
    said = answer_of(cell, {})
    assert (said if isinstance(said, int) else said.number) == mark


def test_the_number_before_a_label_is_read_by_the_scale_of_the_office() -> None:
    scale = by_label({"1": 0, "2": 1, "9": None, "-1": 2})
    for cell, number in (("2 - bagus", 1), (2, 1), ("2,0", 1), ("-1", 2), (-1, 2)):
        said = answer_of(cell, scale)
        assert not isinstance(said, int)
        assert said.number == number
    assert (answer_of(9.0, scale), answer_of("3 - lain", scale), answer_of(3, scale)) == (BLANK, WRONG, WRONG)


# Tables of another form


def test_statements_in_rows_are_said_to_be_there(tmp_path: Path) -> None:
    turned: Cells = [list(row) for row in zip(*coded(SENTENCES, ROWS), strict=True)]
    long: Cells = [[row["respondent_code"], name, row[name]] for row in ROWS for name in LIVING]
    counts: Cells = [[i + 1, text, 3, 9, 20, 20, 8] for i, text in enumerate(SENTENCES)]
    long.insert(0, ["Kode", "Pernyataan", "Nilai"])
    counts.insert(0, ["No", "Pernyataan", *"01234"])
    for rows in (turned, long, counts):
        assert ids(read(tmp_path / "a.csv", rows)) == ["survey-statements-in-rows"]


def test_numbered_columns_need_one_for_each_statement(tmp_path: Path) -> None:
    rows = [[*row, 3] for row in coded(NUMBERS, ROWS)]
    rows[0][-1] = "P10"
    result = read(tmp_path / "living.csv", rows)
    assert ids(result) == ["survey-statements-numbered"]
    assert "jumlah pernyataan dimensi atau subdimensi itu berbeda" in message(result.findings[0], language("id"))
    assert "not known of which dimension" in message(read(tmp_path / "a.csv", rows).findings[0], language("en"))


@pytest.mark.parametrize("label", ["Baseline 2025", "Target 2026", "Capaian tahun 2025", "Harapan"])
def test_a_row_of_an_earlier_year_is_nobody(label: str, tmp_path: Path) -> None:
    rows: Cells = [["No", "Nama", *LIVING], *([i, f"Warga {i}", *marks_of(row)] for i, row in enumerate(ROWS, 1))]
    result = read(tmp_path / "a.csv", [*rows, ["", label, *[4] * 9]])
    assert (fates(result), sums(result)) == ({"summary": 1}, total(ROWS))


def test_a_person_whose_name_begins_like_a_sum_counts(tmp_path: Path) -> None:
    names = ["Total Suharto", "Rata Wijaya", "Indeks Rahman"]
    rows: list[list[object]] = [["No", "Nama", "Desa", *LIVING]]
    for i, row in enumerate(ROWS):
        rows.append([i + 1, names[i] if i < len(names) else f"Warga {i}", "Bincau", *marks_of(row)])
    assert sums(read(tmp_path / "a.csv", rows)) == total(ROWS)


def test_formulas_where_nothing_is_read_take_nothing_away(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for i, row in enumerate(coded(LIVING, ROWS), 1):
        book.active.append([*row, f"=SUM(B{i}:J{i})" if i > 1 else "Jumlah"])
    book.active.append(["Rata-rata", *[f"=AVERAGE({c}2:{c}61)" for c in "BCDEFGHIJ"]])
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"summary": 1})
    book.active["C9"] = "=1+2"
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    (fault,) = [f for f in result.findings if f.kind.id == "survey-formula"]
    assert (fault.facts["cells"], fates(result)) == (("C9",), {"summary": 1})


@pytest.mark.parametrize(("days", "asked"), [(((3, 4), (4, 5), (5, 4)), True), (((1, 4), (2, 4), (9, 4)), False)])
def test_days_that_are_as_close_in_both_orders_are_asked_about(
    days: Sequence[tuple[int, int]], asked: bool, tmp_path: Path
) -> None:
    rows = [{**row, "start": "{}/{}/2026 08:30".format(*days[i % 3]), "end": ""} for i, row in enumerate(ROWS)]
    assert ("survey-time-order" in ids(gathered(write_csv(tmp_path / "a.csv", rows)))) is asked


def test_the_map_of_columns_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def counted(full: str, path: str, *, nodes: bool) -> object:
        asked.append(path)
        return layout.load(full, path, nodes=nodes)

    monkeypatch.setattr(column_map, "load", counted)
    path = tmp_path / "kolom.yaml"
    path.write_text("stage: 2026-tahap-1\n", "utf-8")
    table = write_csv(tmp_path / "a.csv", ROWS)
    run_command(
        capsys, "survey", "lint", table, "--columns", str(path), "--root", str(EXAMPLE), "--today", "2026-05-15"
    )
    assert asked == [str(path)]


@pytest.mark.parametrize("times", [2, 3, 6])
def test_codes_that_start_again_in_each_village_make_nobody_one_person(times: int, tmp_path: Path) -> None:
    size = len(ROWS) // times
    rows: Cells = [["Desa", "Kode Responden", *LIVING]]
    rows += [[f"Desa {i // size}", f"R-{i % size + 1}", *marks_of(row)] for i, row in enumerate(ROWS)]
    result = read(tmp_path / "a.csv", rows)
    assert (kinds(result), sums(result)) == (["survey-codes-shared"], total(ROWS))


def test_people_who_come_again_with_the_same_answers_are_the_same(tmp_path: Path) -> None:
    result = read(tmp_path / "a.csv", [*coded(LIVING, ROWS), *coded(LIVING, ROWS[:20])[1:]])
    assert "survey-person-twice" in ids(result)
    assert fates(result) == {"again": 20}


def test_an_example_above_the_people_is_a_test(tmp_path: Path) -> None:
    rows: Cells = [["No", "Nama", *LIVING], ["Contoh", "", *[4] * 9]]
    rows += [[i, f"Warga {i}", *marks_of(row)] for i, row in enumerate(ROWS, 1)]
    result = read(tmp_path / "a.csv", rows)
    assert (fates(result), sums(result)) == ({"test": 1}, total(ROWS))


@pytest.mark.parametrize("dimension", ["branding", "environment", "governance"])
def test_a_group_may_end_like_the_word_for_a_statement(dimension: str) -> None:
    for part in {STATEMENTS.sub_dimension_of(item) or "" for item in STATEMENTS.items_of(dimension)}:
        names = [f"{part.replace('-', '_')}_{i}" for i in (1, 2, 3)]
        assert tuple(map(STATEMENTS.find, names)) == STATEMENTS.items_of(part)


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Apakah Bapak/Ibu pernah menggunakan layanan ini?", True),
        ("Sudah pernah memanfaatkan aplikasi tersebut?", True),
        ("Apakah Anda pernah menggunakan BPJS layanan ini?", False),
        ("Apakah warga pernah mendapat program ini?", False),
    ],
)
def test_a_question_whether_somebody_uses_the_programme_is_known(name: str, is_asked: bool) -> None:
    assert (role_of(plain(name)) == "user") is is_asked


def test_a_misspelt_sentence_is_not_taken_for_a_verdict(tmp_path: Path) -> None:
    texts = [STATEMENTS.item(item).question.id for item in STATEMENTS.items_of("governance")]
    texts[8] = texts[8].replace("kebutuhan", "ebutuhan")
    assert kinds(read(tmp_path / "a.csv", coded(texts, ROWS))) == ["survey-statement-misspelt"]
