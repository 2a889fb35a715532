"""Tables that a third set of hands and programs wrote: right sums, or a question that names the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from banjar_smartcity.survey.table.findings import letter
from respondents import Row, found, gathered, items, survey, write_csv

LIVING = items("living")
WORDS = ["Sama sekali tidak merasakannya", "Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]
ENGLISH = ["Not felt at all", "Disagree", "Rather disagree", "Agree", "Strongly agree"]


def read(tmp_path: Path, rows: list[Row]) -> Gathered:
    """A table of these rows, as it is read."""
    return gathered(write_csv(tmp_path / "living.csv", rows))


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: list[Row]) -> list[int]:
    """The sums that these rows have."""
    return [sum(int(row[name]) for row in rows) for name in LIVING]


def with_word(column: str, word: object, other: object, count: int = 5, *, last: bool = False) -> list[Row]:
    """A survey whose first rows have a word in a column before or after the statements, and all others another one."""
    return [
        {**row, column: word if i < count else other} if last else {column: word if i < count else other, **row}
        for i, row in enumerate(survey("living", 60))
    ]


@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("QC", "NOK", "OK"),
        ("Hasil cek", "Tidak OK", "OK"),
        ("Hasil cek lapangan", "fiktif", "sesuai"),
        ("Status peninjauan", "Ditolak", "Disetujui"),
        ("Sudah diverifikasi?", "Belum", "Sudah"),
        ("Masuk analisis", "Tidak", "Ya"),
        ("Usable", "No", "Yes"),
        ("Disqualified", "Yes", "No"),
        ("drop", "1", "0"),
        ("Screening", "screened out", "passed"),
        ("Status", "dibatalkan responden", "selesai"),
        ("Catatan", "duplikat dari A-003", ""),
        ("Remarks", "DO NOT USE", ""),
        ("test_response", "1", "0"),
        ("quality_flag", "fail", "pass"),
        ("flag", "duplicate", ""),
    ],
)
def test_rows_that_a_column_takes_out_do_not_count(column: str, word: str, other: str, tmp_path: Path) -> None:
    rows = with_word(column, word, other)
    result = read(tmp_path, rows)
    assert found(result) == [("survey-row-status", "warning")]
    assert sums(result) == total(rows[5:])


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("quality_flags", "speeder"),
        ("flag", "merah"),
        ("Alasan ditolak", "isian asal"),
        ("rejection_reason", "copied"),
        ("Catatan", "hapus baris ini"),
        ("Status", "blank/duplicate"),
    ],
)
def test_rows_that_somebody_doubts_are_asked_about(column: str, word: str, tmp_path: Path) -> None:
    rows = with_word(column, word, "")
    result = read(tmp_path, rows)
    assert found(result) == [("survey-row-status-unclear", "warning")]
    assert sums(result) == total(rows)


@pytest.mark.parametrize("word", ["ok", "pass", "baik", "0", "✓"])
def test_a_flag_that_says_that_all_is_well_asks_nothing(word: str, tmp_path: Path) -> None:
    assert found(read(tmp_path, with_word("quality_flag", word, ""))) == []


@pytest.mark.parametrize(
    "column",
    ["Bersedia memilah sampah dari rumah?", "Kesediaan iuran kebersihan", "Apakah bersedia menjadi kader?"],
)
def test_a_later_question_about_something_else_is_no_consent(column: str, tmp_path: Path) -> None:
    rows = with_word(column, "Tidak", "Ya", 30, last=True)
    result = read(tmp_path, rows)
    assert found(result) == []
    assert sums(result) == total(rows)


@pytest.mark.parametrize("column", ["Bersedia menjadi responden?", "Kesediaan", "Bersedia diwawancarai"])
@pytest.mark.parametrize("word", ["❌", "Tidak, terima kasih"])
def test_a_consent_to_the_survey_is_one_wherever_its_column_is(column: str, word: str, tmp_path: Path) -> None:
    rows = with_word(column, word, "Ya", last=True)
    rows = [{name: value for name, value in row.items() if name != "consent"} for row in rows]
    result = read(tmp_path, rows)
    assert result.tables[0].fates[0][0].id == "refused"
    assert sums(result) == total(rows[5:])


@pytest.mark.parametrize(
    "put",
    [
        lambda mark: f"{'abcde'[mark]}. {WORDS[mark]}",
        lambda mark: f"{'ABCDE'[mark]}) {WORDS[mark]}",
        lambda mark: f"(x) {WORDS[mark]}",
        lambda mark: f"[✓] {WORDS[mark]}",
        lambda mark: f"{WORDS[mark]} / {ENGLISH[mark]}",
        lambda mark: f"{WORDS[mark]} ({ENGLISH[mark]})",
        lambda mark: f"{WORDS[mark]} (skor {mark})",
        lambda mark: "⓪①②③④"[mark],
        lambda mark: f"{mark}\ufe0f\u20e3 {WORDS[mark]}",
        lambda mark: f"c{mark}",
    ],
)
def test_labels_are_read_however_a_form_decorates_them(put: Callable[[int], str], tmp_path: Path) -> None:
    rows = survey("living", 60)
    shown = [{key: put(value) if key in LIVING else value for key, value in row.items()} for row in rows]
    result = read(tmp_path, shown)
    assert found(result) == []
    assert sums(result) == total(rows)


@pytest.mark.parametrize("word", ["Setuju / Disagree", "a. lihat lampiran", "Setuju (ok)", "Tidak setuju (Agree)"])
def test_labels_that_say_two_things_are_not_read(word: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    rows[3] = {**rows[3], LIVING[0]: word}
    assert found(read(tmp_path, rows)) == [("survey-answer", "error")]


@pytest.mark.parametrize(
    "name",
    [
        lambda item: "".join(word.title() if i else word for i, word in enumerate(item.split("_"))),
        lambda item: f"{item}_code",
    ],
)
def test_ids_are_known_however_they_are_joined(name: Callable[[str], str], tmp_path: Path) -> None:
    rows = survey("living", 60)
    result = read(tmp_path, [{name(key) if key in LIVING else key: value for key, value in r.items()} for r in rows])
    assert found(result) == []
    assert sums(result) == total(rows)


def test_a_row_that_letters_the_columns_is_no_person(tmp_path: Path) -> None:
    rows = survey("living", 60)
    letters = {name: letter(i).lower() for i, name in enumerate(rows[0])}
    result = read(tmp_path, [letters, *rows])
    assert (found(result), result.tables[0].fates[0][0].id) == ([], "names")
    assert sums(result) == total(rows)


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("Saran", "test"),
        ("Saran dan masukan", "uji coba form"),
        ("Kritik", "coba"),
        ("username", "test_user1"),
        ("Komentar", "ini hanya tes"),
        ("Sebutkan alasannya", "asdf"),
        ("Masukan", "mencoba form"),
        ("Nama lengkap", "uji coba diskominfo"),
        ("Jenis isian", "uji coba"),
        ("Hasil lapangan", "tidak valid"),
        ("Hasil lapangan", "Duplicate of 12"),
    ],
)
def test_a_word_in_any_column_that_a_row_is_no_answer_is_asked_about(column: str, word: str, tmp_path: Path) -> None:
    rows = with_word(column, word, "antre lama")
    result = read(tmp_path, rows)
    (fault,) = result.findings
    assert (fault.kind.id, fault.facts["rows"]) == ("survey-row-remark", (2, 3, 4, 5, 6))
    assert sums(result) == total(rows)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Saran", ("coba lebih cepat lagi", "tes kesehatan diperbanyak", "uji emisi gratis", "tidak ada", "")),
        ("Tes golongan darah", ("A", "B", "O")),
        ("Alamat", ("Jl. Uji Coba No. 5", "Jl. Percobaan 2", "Gang Tes 1")),
        ("Desa", ("Tes Lama", "Uji Jaya")),
        ("Nama", ("Tesa Amelia", "Uji Rahmat", "Testiana Sari")),
        ("Apakah Anda setuju program ini dilanjutkan?", ("Ya", "Tidak setuju")),
        ("Cara", ("uji coba", "uji coba", "biasa")),
        ("username", ("test",)),
    ],
)
def test_words_about_something_else_are_not_asked_about(column: str, words: tuple[str, ...], tmp_path: Path) -> None:
    rows = [{**row, column: words[i % len(words)]} for i, row in enumerate(survey("living", 60))]
    assert found(read(tmp_path, rows)) == []


def without_people(rows: list[Row]) -> list[Row]:
    """The rows with their answers only."""
    return [{name: row[name] for name in LIVING} for row in rows]


def test_a_row_that_is_there_twice_is_asked_about_if_nothing_identifies_people(tmp_path: Path) -> None:
    rows = survey("living", 60)
    result = read(tmp_path, without_people([*rows, rows[5], rows[9]]))
    (fault,) = [one for one in result.findings if one.kind.id == "survey-row-twice"]
    assert fault.facts["rows"] == (62, 63)
    named = [*rows, {**rows[5], "respondent_code": "R-900"}, {**rows[9], "respondent_code": "R-901"}]
    assert "survey-row-twice" not in {one.kind.id for one in read(tmp_path, named).findings}


@pytest.mark.parametrize("column", ["Alamat email", "respondent_code"])
def test_a_code_that_many_people_share_makes_them_not_one(column: str, tmp_path: Path) -> None:
    rows = [
        {**{k: v for k, v in row.items() if k != "respondent_code"}, column: f"petugas{i % 3}@contoh.id"}
        for i, row in enumerate(survey("living", 60))
    ]
    result = read(tmp_path, rows)
    assert found(result) == [("survey-codes-shared", "warning")]
    assert result.tables[0].counted == 60


def test_a_duration_without_a_unit_is_among_the_columns_that_are_not_used(tmp_path: Path) -> None:
    rows = [{**row, "durasi": 20 + i} for i, row in enumerate(survey("living", 60))]
    rows = [{key: value for key, value in row.items() if key not in ("start", "end")} for row in rows]
    result = read(tmp_path, rows)
    assert found(result) == [("survey-duration-unit", "warning")]
    (table,) = result.tables
    assert [label for label in table.columns["unused"] if "durasi" in label]
    assert not [label for label in table.columns["other"] if "durasi" in label]


def test_the_advice_about_another_scale_names_a_label_of_the_table(tmp_path: Path) -> None:
    rows = [{k: int(v > 2) if k in LIVING else v for k, v in row.items()} for row in survey("living", 60)]
    (fault,) = [one for one in read(tmp_path, rows).findings if one.kind.id == "survey-scale"]
    assert fault.facts["such"] == "{1: 4}"


@pytest.mark.parametrize("label", ["TCR", "r tabel", "Interpretasi", "Konversi", "Ambang batas", "Nilai ambang", "Jml"])
def test_a_label_below_the_people_instead_of_a_number_is_not_a_person(label: str, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"No": i + 1, "Kode": f"A-{i:03d}", **{name: row[name] for name in LIVING}}
        for i, row in enumerate(survey("living", 60))
    ]
    result = read(tmp_path, [*rows, {"No": "", "Kode": label, **dict.fromkeys(LIVING, 3)}])
    assert [why.id for why, _ in result.tables[0].fates] == ["summary"]
    assert sums(result) == total(rows)


@pytest.mark.parametrize(("name", "below"), [("Nama", 0), ("Kode", 1)])
def test_a_person_without_a_number_is_one_all_the_same(name: str, below: int, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"No": "" if i == 59 - below else i + 1, name: f"Siti {chr(65 + i % 26)}{chr(97 + i // 26)}", **row}
        for i, row in enumerate({key: row[key] for key in LIVING} for row in survey("living", 60))
    ]
    result = read(tmp_path, rows)
    assert (result.tables[0].counted, sums(result)) == (60, total(rows))
