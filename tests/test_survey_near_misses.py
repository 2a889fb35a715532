"""Tables that look like a fault and have none, and the other way round: each is read or asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.wording import hint
from banjar_smartcity.survey.gather import Gathered
from respondents import found, gathered, survey, uniform
from test_survey_explained import BACKWARDS
from test_survey_office_tables import (
    LIVING,
    NUMBERS,
    ROWS,
    SENTENCES,
    Cells,
    coded,
    fates,
    kinds,
    marks_of,
    read,
    sums,
    total,
)


@pytest.mark.parametrize(
    ("marks", "expected"), [((1, 2), ["survey-scale-narrow"]), ((0, 1), ["survey-scale"]), ((2, 3), []), ((3, 4), [])]
)
def test_answers_of_two_marks_only_are_asked_about(
    marks: Sequence[int], expected: Sequence[str], tmp_path: Path
) -> None:
    """1 and 2 may be marks of people who are not content; no user gives 0, so 0 and 1 mean no and yes."""
    rows = survey("living", 60, answer=uniform(*marks))
    result = read(tmp_path / "living.csv", coded(NUMBERS, rows))
    assert [kind for kind in kinds(result) if kind.startswith("survey-scale")] == expected
    assert sums(result) == ([0] * 9 if expected == ["survey-scale"] else total(rows))


@pytest.mark.parametrize(
    "question",
    [
        "Seberapa yakin Anda dengan jawaban itu? {}",
        "{} Seberapa penting hal ini bagi Anda?",
        "Apa yang perlu diperbaiki? {}",
        "How sure are you? {}",
    ],
)
def test_a_question_about_each_answer_is_left_aside(question: str, tmp_path: Path) -> None:
    rows: Cells = [["Kode Responden", *(name for text in SENTENCES for name in (text, question.format(text)))]]
    rows += [[row["respondent_code"], *(cell for mark in marks_of(row) for cell in (mark, 4))] for row in ROWS]
    result = read(tmp_path / "living.csv", rows)
    assert (kinds(result), sums(result)) == ([], total(ROWS))


@pytest.mark.parametrize("question", ["Seberapa setuju Anda? {}", "Apakah Anda setuju bahwa: {}"])
def test_a_question_before_each_statement_belongs_to_it_where_there_is_no_other_column(
    question: str, tmp_path: Path
) -> None:
    result = read(tmp_path / "living.csv", coded([question.format(text) for text in SENTENCES], ROWS))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


@pytest.mark.parametrize(
    "name", ["Pernyataan [P{}]", "Penilaian Anda [Pernyataan {}]", "Penilaian Anda [{}]", "Nilai/P{}"]
)
def test_numbers_of_statements_may_be_in_brackets_after_a_question(name: str, tmp_path: Path) -> None:
    result = read(tmp_path / "living.csv", coded([name.format(i) for i in range(1, 10)], ROWS))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def workbook(path: Path, *sheets: tuple[str, Cells]) -> Gathered:
    """What is read of a workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append([None if cell == "" else cell for cell in cells])
    book.save(path)
    return gathered(str(path))


def test_answers_in_words_and_their_numbers_on_two_sheets_count_once(tmp_path: Path) -> None:
    rows = survey("living", 60, answer=uniform(1, 2, 3, 4))
    words = ("", "Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju")
    sheets = ("Jawaban", coded(SENTENCES, rows, words.__getitem__)), ("Kode", coded(NUMBERS, rows))
    result = workbook(tmp_path / "living.xlsx", *sheets)
    assert (kinds(result), sums(result)) == (["survey-sheet-twice"], total(rows))
    assert [(table.sheet, table.counted) for table in result.tables] == [("Jawaban", 60)]


@pytest.mark.parametrize("name", ["P{}_{}", "P{} {}", "Pernyataan {} - {}"])
@pytest.mark.parametrize("answers", [("STS", "TS", "S", "SS"), ("1", "2", "3", "4")])
def test_a_number_and_an_answer_may_name_a_column_that_is_ticked(
    name: str, answers: Sequence[str], tmp_path: Path
) -> None:
    rows = survey("living", 60, answer=uniform(1, 2, 3, 4))
    made: Cells = [["Kode Responden", *(name.format(i, answer) for i in range(1, 10) for answer in answers)]]
    for row in rows:
        made.append([row["respondent_code"], *(int(m == mark) for m in marks_of(row) for mark in (1, 2, 3, 4))])
    result = read(tmp_path / "living.csv", made)
    assert (kinds(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(("again", "expected"), [(3, ["survey-column-twice"]), ("", [])])
def test_names_that_a_program_wrote_twice_are_the_same_statements(
    again: object, expected: Sequence[str], tmp_path: Path
) -> None:
    """Where two columns have the name P1, pandas calls the second one P1.1."""
    head, *rows = coded(NUMBERS, ROWS)
    made = [[*head, *(f"{name}.1" for name in NUMBERS)], *([*cells, *[again] * 9] for cells in rows)]
    result = read(tmp_path / "living.csv", made)
    assert (kinds(result), sums(result)) == (expected, total(ROWS))


SECTIONS: dict[str, Sequence[str]] = {
    "letters": [f"{section}{i}" for section in "ABC" for i in (1, 2, 3)],
    "points": [f"X{section}.{i}" for section in (1, 2, 3) for i in (1, 2, 3)],
    "numbers": [f"{section}.{i}" for section in (1, 2, 3) for i in (1, 2, 3)],
}


@pytest.mark.parametrize("form", SECTIONS)
def test_statements_may_be_numbered_within_sections(form: str, tmp_path: Path) -> None:
    result = read(tmp_path / "living.csv", coded(SECTIONS[form], ROWS))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_other_sections_are_left_aside_if_it_is_known_which_they_are(tmp_path: Path) -> None:
    names = [f"{section}{i}" for section in "BCD" for i in (1, 2, 3)]
    for profile, expected in ((["A1", "A2"], []), (["A1", "A2", "A3"], ["survey-no-statements"])):
        head, *rows = coded(names, ROWS)
        made = [[*profile, *head], *([*[1] * len(profile), *cells] for cells in rows)]
        assert kinds(read(tmp_path / "living.csv", made)) == expected
    totals: Cells = []
    for code, *cells in coded(SECTIONS["points"], ROWS):
        sections = [cells[i : i + 3] for i in (0, 3, 6)]
        sums_of = [str(one[0])[:2] if isinstance(one[0], str) else 9 for one in sections]
        totals.append([code, *(cell for one, whole in zip(sections, sums_of, strict=True) for cell in (*one, whole))])
    assert (kinds(result := read(tmp_path / "living.csv", totals)), sums(result)) == ([], total(ROWS))


@pytest.mark.parametrize(
    "codes", [SECTIONS["letters"], [f"Q2.{i}" for i in range(1, 10)], [f"B{i}" for i in range(3, 12)]]
)
def test_codes_of_statements_below_their_names_are_nobody(codes: Sequence[str], tmp_path: Path) -> None:
    head, *rows = coded(SENTENCES, ROWS)
    result = read(tmp_path / "living.csv", [head, ["", *codes], *rows])
    assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"names": 1})
    chosen = [[row["respondent_code"], *(f"A{mark}" for mark in marks_of(row))] for row in ROWS]
    result = read(tmp_path / "living.csv", [head, *chosen])  # as LimeSurvey writes answers
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_the_table_of_another_dimension_below_has_its_own_codes(tmp_path: Path) -> None:
    names = SECTIONS["letters"]
    result = read(tmp_path / "living.csv", [*coded(names, ROWS), ["Smart Economy"], *coded(names, ROWS)])
    assert sums(result) == total(ROWS)


FURTHER: dict[str, Sequence[str]] = {
    "roman numbers": ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
    "signs": [f"#{i}" for i in range(1, 10)],
    "codes with letters": [f"S{i}a" for i in range(1, 10)],
    "sections": ["Harmony", "", "", "Health", "", "", "Mobility", "", ""],
    "sections in each column": [*["Harmony"] * 3, *["Health"] * 3, *["Mobility"] * 3],
}


@pytest.mark.parametrize("form", FURTHER)
@pytest.mark.parametrize("names", [NUMBERS, SENTENCES])
def test_a_second_row_of_names_is_nobody(form: str, names: Sequence[str], tmp_path: Path) -> None:
    head, *rows = coded(names, ROWS)
    result = read(tmp_path / "living.csv", [head, ["", *FURTHER[form]], *rows])
    assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"names": 1})


def test_marks_of_a_person_below_sections_number_nothing(tmp_path: Path) -> None:
    """The first person's marks would be taken for the numbers of statements, and each column for another statement."""
    sections = ["Kode", *FURTHER["sections in each column"]]
    rows = coded(NUMBERS, ROWS)[1:]
    rows[0][1:] = [1, 3, 2, 3, 1, 2, 2, 1, 3]
    assert kinds(read(tmp_path / "living.csv", [sections, *rows])) == ["survey-no-statements"]
    numbers = ["", *[1, 2, 3] * 3]
    result = read(tmp_path / "living.csv", [sections, numbers, *coded(NUMBERS, ROWS)[1:]])
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_a_key_below_the_names_is_nobody(tmp_path: Path) -> None:
    head, *rows = coded(NUMBERS, ROWS)
    result = read(tmp_path / "living.csv", [head, ["Kunci", *[4] * 9], *rows])
    assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"summary": 1})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Data", "Uji coba", ["survey-sheet-aside"]),
        ("Data", "Data lama", ["survey-sheet-aside"]),
        ("Valid", "Tidak valid", ["survey-sheet-aside"]),
        ("Data", "Contoh pengisian", ["survey-sheet-aside"]),
        ("Survei 2026", "Survei 2025", ["survey-sheet-year"]),
        ("Desa 2026", "Kecamatan 2025", []),
        ("Desa Bincau", "Desa Gambut", []),
        ("Pulau Lama", "Jalan Lama", []),
    ],
)
def test_the_name_of_a_second_sheet_may_say_that_it_does_not_count(
    first: str, second: str, expected: Sequence[str], tmp_path: Path
) -> None:
    sheets = (first, coded(NUMBERS, ROWS[:55])), (second, coded(NUMBERS, ROWS[55:]))
    result = workbook(tmp_path / "living.xlsx", *sheets)
    assert (kinds(result), sums(result)) == (expected, total(ROWS))


def variables(first: str) -> Cells:
    """The list of variables of a data file of SPSS, which shows the first label of each."""
    head = ["Name", "Type", "Width", "Decimals", "Label", "Values", "Missing", "Columns", "Align", "Measure", "Role"]
    labels = f"{{1, {first}}}..."
    return [[*head], *([n, "Numeric", 8, 0, n, labels, "None", 8, "Right", "Ordinal", "Input"] for n in NUMBERS)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [("Sangat setuju", ["survey-scale-reversed"]), ("Sangat tidak setuju", []), ("Setuju", []), ("Laki-laki", [])],
)
def test_the_first_label_of_a_variable_of_spss_is_read(first: str, expected: Sequence[str], tmp_path: Path) -> None:
    result = workbook(
        tmp_path / "living.xlsx", ("Data View", coded(NUMBERS, ROWS)), ("Variable View", variables(first))
    )
    assert kinds(result) == expected


def test_to_agree_to_take_part_is_no_mark(tmp_path: Path) -> None:
    note = [["Persetujuan ikut survei: 1 = Setuju, 2 = Tidak setuju"]]
    result = read(tmp_path / "living.csv", [*note, [], *coded(NUMBERS, ROWS)])
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def turned(names: Sequence[object]) -> Cells:
    """The table with the people in columns and these names of the statements in the first one."""
    return [[name, *marks] for name, marks in zip(names, zip(*map(marks_of, ROWS), strict=True), strict=True)]


PEOPLE = [f"Responden {i}" for i in range(1, 61)]
TURNED: dict[str, Callable[[], Cells]] = {
    "names of people": lambda: [["", *PEOPLE], *turned(NUMBERS)],
    "sums": lambda: [["Responden", *PEOPLE], *turned(NUMBERS), ["Jumlah", *[20] * 60]],
    "facts about people": lambda: [["Kode", *PEOPLE], ["Pekerjaan", *["Petani"] * 60], *turned(NUMBERS)],
    "no names": lambda: turned(NUMBERS),
    "sentences": lambda: [["Pernyataan", *PEOPLE], *turned(SENTENCES)],
}


@pytest.mark.parametrize("form", TURNED)
def test_a_table_that_is_turned_round_is_said_to_be_so(form: str, tmp_path: Path) -> None:
    result = read(tmp_path / "living.csv", TURNED[form]())
    assert (kinds(result), fates(result)) == (["survey-statements-in-rows"], {})
    assert "Transpose" in (hint(result.findings[0], language("en")) or "")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (["Jumlah responden: 75 orang"], ["survey-rows-fewer"]),
        (["Total kuesioner yang masuk", 75], ["survey-rows-fewer"]),
        (["75 responden"], ["survey-rows-fewer"]),
        (["Jumlah responden", 60], []),
        (["Target responden: 75"], []),
        (["Jumlah pengguna: 900"], []),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_table_with_fewer_rows_than_it_says_is_asked_about(
    note: Sequence[object], expected: Sequence[str], above: bool, tmp_path: Path
) -> None:
    """A file that is cut off at the end of a row does not show it, unless it says how many people there are."""
    rows = coded(NUMBERS, ROWS)
    result = read(tmp_path / "living.csv", [note, [], *rows] if above else [*rows, [], note])
    assert (kinds(result), sums(result)) == (expected, total(ROWS))


def test_the_rows_of_all_files_are_counted_before_some_are_said_to_be_missing(tmp_path: Path) -> None:
    paths = []
    for i, rows in enumerate((ROWS[:30], ROWS[30:])):
        read(path := tmp_path / f"living-{i}.csv", [["Jumlah responden: 60"], [], *coded(NUMBERS, rows)])
        paths.append(str(path))
    assert kinds(gathered(*paths)) == []
    assert "survey-rows-fewer" in kinds(gathered(paths[0]))


@pytest.mark.parametrize(("short", "expected"), [(0, True), (1, True), (20, False)])
def test_a_file_that_ends_within_a_row_may_have_other_short_rows(short: int, expected: bool, tmp_path: Path) -> None:
    """Where many rows are short, a program leaves out empty cells at their ends, and the last row may be one."""
    lines = [",".join(map(str, cells)) for cells in coded(LIVING, ROWS)]
    lines[5 : 5 + short] = [line.rpartition(",")[0] for line in lines[5 : 5 + short]]
    path = tmp_path / "living.csv"
    path.write_text("\n".join(lines)[:-6], "utf-8")
    assert ("survey-file-cut" in kinds(gathered(str(path)))) is expected


def test_a_second_question_whether_people_use_the_programme_is_asked_about(tmp_path: Path) -> None:
    names = ["Apakah Anda pengguna program?", "Apakah Anda pernah menggunakan program ini?"]
    rows = coded(SENTENCES, ROWS)
    rows[0] += names
    for i, cells in enumerate(rows[1:]):
        cells.extend(["Ya", ""] if i < 30 else ["", "Tidak" if i % 7 == 0 else "Ya"])
    result = read(tmp_path / "living.csv", rows)
    (fault,) = [found for found in result.findings if found.kind.id == "survey-row-remark"]
    assert (fault.facts["rows"], sums(result)) == ((37, 44, 51, 58), total(ROWS))


@pytest.mark.parametrize(
    "label", ["Pindahan", "Dipindahkan", "Jumlah pindahan", "Kabupaten Contoh"], ids=lambda label: label
)
def test_sums_carried_to_the_next_page_and_means_of_a_place_are_nobody(label: str, tmp_path: Path) -> None:
    rows = coded(NUMBERS, ROWS)
    cells = [f"2,{i}1" for i in range(9)] if label == "Kabupaten Contoh" else [80] * 9
    result = read(tmp_path / "living.csv", [*rows[:31], [label, *cells], *rows[31:]])
    assert (kinds(result), sums(result), fates(result)) == ([], total(ROWS), {"summary": 1})
    rows[9][1:] = [f"2,{i % 2}1" for i in range(9)]  # too few of them differ
    assert kinds(read(tmp_path / "living.csv", rows)) == ["survey-answer"]


LEGEND: Cells = [["Keterangan", "Arti"], *([i, line.partition(" = ")[2]] for i, line in enumerate(BACKWARDS, 1))]
BESIDE: dict[str, Sequence[Sequence[object]]] = {
    "two columns with names": LEGEND,
    "behind an empty column": (["", *LEGEND[0]], *(["", *line] for line in LEGEND[1:])),
    "a name over both behind an empty column": (["", "Keterangan"], *(["", *line] for line in LEGEND[1:])),
    "no name": ([], *(["", *line] for line in LEGEND[1:])),
    "texts": (["", "Keterangan"], *(["", line] for line in BACKWARDS)),
}


@pytest.mark.parametrize("form", BESIDE)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_legend_next_to_the_table_is_read(form: str, ending: str, tmp_path: Path) -> None:
    rows = coded(NUMBERS, ROWS)
    for cells, beside in zip(rows, BESIDE[form], strict=False):
        cells.extend(beside)
    width = max(map(len, rows))
    rows = [[*cells, *[""] * (width - len(cells))] for cells in rows]  # as a spreadsheet writes a CSV file
    if ending == "csv":
        result = read(tmp_path / "living.csv", rows)
    else:
        result = workbook(tmp_path / "living.xlsx", ("Data", rows))
    assert kinds(result) == ["survey-scale-reversed"]
    assert (sums(result), fates(result)) == (total(ROWS), {})


def with_fact(name: str, of: Callable[[int], str]) -> Cells:
    """The table with another column."""
    head, *rows = coded(NUMBERS, ROWS)
    return [[*head, name], *([*cells, of(i)] for i, cells in enumerate(rows))]


@pytest.mark.parametrize(
    ("name", "out", "other", "expected"),
    [
        ("Saya pengguna program ini", "Salah", "Benar", "survey-not-user"),
        ("Pengguna layanan", "Bukan pengguna", "Pengguna", "survey-not-user"),
        ("Catatan enumerator", "responden menolak melanjutkan", "lancar", "survey-row-status-unclear"),
        ("status", "Sedang ditinjau", "Disetujui", "survey-row-status-unclear"),
        ("Catatan", "TEST - abaikan", "", "survey-row-status"),
        ("Ketersediaan menjadi responden", "Tidak berkenan", "Berkenan", "survey-no-consent"),
        ("Hasil wawancara", "Selesai sebagian", "Selesai", "survey-row-remark"),
        ("Domisili", "Luar Kabupaten Contoh", "Martapura", "survey-row-remark"),
        ("Apakah Anda pernah menggunakan layanan ini?", "Baru dengar sekarang", "Ya, sering", "survey-not-user"),
        ("Status pengguna", "Calon pengguna", "Pengguna aktif", "survey-not-user"),
        ("KTP Kabupaten Contoh?", "Tidak", "Ya", "survey-row-remark"),
        ("Apakah keluarga Anda menerima manfaat program ini?", "Tidak", "Ya", "survey-row-remark"),
        ("Jenis responden", "Uji coba internal", "Masyarakat", "survey-row-remark"),
        ("Lokasi", "Ruang rapat (simulasi)", "Bincau", "survey-row-remark"),
        ("Sah", "TS", "S", "survey-row-status"),
        ("Hasil cek telepon", "mengaku tidak diwawancarai", "terkonfirmasi", "survey-row-remark"),
        ("Catatan", "entri ganda dgn A-012", "", "survey-row-status"),
        ("Catatan", "isi ulang karena salah", "", "survey-row-status-unclear"),
        ("Result", "Partially completed", "Completed", "survey-row-remark"),
        ("term", "screened", "", "survey-row-remark"),
    ],
)
def test_rows_of_people_who_are_not_asked_are_found_in_more_words(
    name: str, out: str, other: str, expected: str, tmp_path: Path
) -> None:
    result = read(tmp_path / "living.csv", with_fact(name, lambda i: out if i % 7 == 3 else other))
    assert kinds(result) == [expected]
    left_out = expected in ("survey-row-status", "survey-no-consent")
    assert sums(result) == total([row for i, row in enumerate(ROWS) if i % 7 != 3 or not left_out])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kendala", ("Tidak ada", "Data tidak valid", "Jaringan")),
        ("Alasan memakai", ("coba-coba", "lebih cepat", "diajak")),
        ("Ketersediaan layanan", ("Tersedia", "Tidak tersedia", "Kadang")),
        ("Alamat", ("Jl. Luar Batang 3", "Bincau", "Gambut")),
        ("Lokasi", ("Gugur", "Bincau", "Gambut")),
        ("Catatan", ("menolak difoto", "hujan", "lancar")),
    ],
)
def test_what_people_say_of_other_things_is_not_about_their_row(
    name: str, words: Sequence[str], tmp_path: Path
) -> None:
    result = read(tmp_path / "living.csv", with_fact(name, lambda i: words[i % 3]))
    assert (kinds(result), sums(result)) == ([], total(ROWS))


def test_people_who_give_the_lowest_mark_throughout_are_asked_about_only(tmp_path: Path) -> None:
    """As top marks do, the lowest ones come together; any other mark in this many rows is an error."""
    for mark, severity in ((1, "warning"), (2, "error")):
        rows = coded(NUMBERS, survey("living", 60, answer=uniform(1, 2, 3, 4)))
        for cells in rows[1:9]:
            cells[1:] = [mark] * 9
        (fault,) = [one for one in read(tmp_path / "living.csv", rows).findings if one.kind.id == "survey-all-equal"]
        assert (fault.kind.severity.value, len(rows)) == (severity, 61)
    made_up = coded(NUMBERS, ROWS)
    for cells in made_up[1:]:
        cells[1:] = [3] * 9
    assert ("survey-all-equal", "error") in found(read(tmp_path / "living.csv", made_up))
