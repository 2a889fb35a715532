"""Tables that hands and programs write, other than those of the cases: right sums or a question, never quiet."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from respondents import Row, found, gathered, items, survey, write_csv, write_xlsx

LIVING = items("living")
WORDS = ["Sama sekali tidak merasakannya", "Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]
STATUS, UNCLEAR = ("survey-row-status", "warning"), ("survey-row-status-unclear", "warning")
BELOW = ("survey-rows-below", "warning")


def written(tmp_path: Path, rows: Sequence[Row], below: Sequence[Sequence[object]] = ()) -> Gathered:
    """A table of these rows, with rows of cells below them."""
    path = Path(write_csv(tmp_path / "living.csv", rows))
    with path.open("a", encoding="utf-8") as file:
        file.writelines(",".join(map(str, cells)) + "\n" for cells in below)
    return gathered(str(path))


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: Sequence[Row]) -> list[int]:
    return [sum(int(row[name]) for row in rows) for name in LIVING]


def with_first(column: str, word: object, other: object, count: int = 5) -> list[Row]:
    """A survey whose first rows have a word in a column, and all others another one."""
    return [{column: word if i < count else other, **row} for i, row in enumerate(survey("living", 60))]


@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("Keterangan", "dobel input", ""),
        ("Ket", "jangan dihitung", ""),
        ("Keterangan", "outlier", ""),
        ("Layak", "Tidak layak", "Layak"),
        ("Dipakai", "0", "1"),
        ("Lolos verifikasi", "Tidak lolos", "Lolos"),
        ("Response Type", "started", "completed"),
        ("Progress", "40", "100"),
        ("Status", "Over quota", "Complete"),
        ("Keterangan", "ini percobaan", ""),
    ],
)
def test_rows_that_a_note_or_a_state_takes_out_do_not_count(column: str, word: str, other: str, tmp_path: Path) -> None:
    rows = with_first(column, word, other)
    result = written(tmp_path, rows)
    assert (found(result), sums(result)) == ([STATUS], total(rows[5:]))


@pytest.mark.parametrize("word", ["mohon dihapus, salah isi", "kuesioner rusak", "tidak lengkap", "Perlu dicek ulang"])
def test_a_note_that_doubts_a_row_is_asked_about(word: str, tmp_path: Path) -> None:
    rows = with_first("Keterangan", word, "")
    result = written(tmp_path, rows)
    assert (found(result), sums(result)) == ([UNCLEAR], total(rows))


@pytest.mark.parametrize("word", ["mohon jalan diperbaiki", "rusak jalannya", "petugas ramah", "tidak lengkap obatnya"])
def test_a_remark_of_a_citizen_doubts_nothing(word: str, tmp_path: Path) -> None:
    rows = with_first("Catatan", word, "")
    assert (found(result := written(tmp_path, rows)), sums(result)) == ([], total(rows))


def test_previews_of_qualtrics_are_known_by_their_number(tmp_path: Path) -> None:
    rows = [{**row, "ResponseId": f"R_{i}x"} for i, row in enumerate(with_first("Status", "1", "0", 3))]
    assert (found(result := written(tmp_path, rows)), sums(result)) == ([STATUS], total(rows[3:]))
    rows = with_first("Status", "1", "0", 3)  # elsewhere the numbers of a status mean anything
    assert (found(result := written(tmp_path, rows)), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("column", "refuses", "agrees"),
    [
        ("Lembar persetujuan", "Tidak, saya keberatan", "Ya, saya setuju"),
        ("setuju_ikut", "TIDAK", "YA"),
        ("Izin wawancara", "tidak diizinkan", "diizinkan"),
        ("Apakah bapak/ibu berkenan mengisi survei ini", "Mohon maaf tidak", "Berkenan"),
    ],
)
def test_consent_is_asked_for_in_many_words(column: str, refuses: str, agrees: str, tmp_path: Path) -> None:
    rows = with_first(column, refuses, agrees)
    result = written(tmp_path, rows)
    assert (found(result), sums(result)) == ([("survey-no-consent", "warning")], total(rows[5:]))


@pytest.mark.parametrize(("column", "never"), [("Frekuensi penggunaan", "Tidak pernah"), ("Pernah memakai?", "belum")])
def test_who_never_used_a_programme_is_no_user(column: str, never: str, tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in row.items() if "user" not in key} for row in with_first(column, never, "sudah")]
    assert ("survey-not-user", "error") in found(written(tmp_path, rows))


@pytest.mark.parametrize("word", ["xxx", "latihan", "simulasi petugas"])
def test_names_of_drills_are_trials(word: str, tmp_path: Path) -> None:
    rows = [{"nama": word if i < 3 else f"Warga {i}", **row} for i, row in enumerate(survey("living", 60))]
    assert (found(result := written(tmp_path, rows)), sums(result)) == (
        [("survey-test-rows", "warning")],
        total(rows[3:]),
    )


@pytest.mark.parametrize("count", [60, 5])
def test_a_survey_without_dates_is_sent_though_limesurvey_writes_one(count: int, tmp_path: Path) -> None:
    rows = [
        {"submitdate": "1980-01-01 00:00:00" if i < count else row["start"], **row}
        for i, row in enumerate(survey("living", 60))
    ]
    rows = [{key: cell for key, cell in row.items() if key not in ("start", "end")} for row in rows]
    result = written(tmp_path, rows)
    assert (found(result), sums(result)) == ([("survey-time-undated", "warning")], total(rows))


LABELS = ["Nilai tengah", "Skor maksimal", "Kuartil 1", "Pembulatan", "Target", "Hasil", "x̄", "Modus", "Nilai minimum"]


@pytest.mark.parametrize("label", LABELS)
def test_a_row_of_sums_with_whole_numbers_is_no_person(label: str, tmp_path: Path) -> None:
    rows = [
        {"respondent_code": row["respondent_code"], **{name: row[name] for name in LIVING}} for row in survey("living")
    ]
    result = written(tmp_path, rows, [[label, 3, 3, 2, 3, 3, 3, 3, 2, 3]])
    assert (sums(result), found(written(tmp_path, rows))) == (total(rows), found(result))


BARE = ["No", "Kode", *LIVING]
FREQUENCIES = [["", mark, *(mark if mark == 4 else 30 - mark for _ in LIVING)] for mark in range(5)]


@pytest.mark.parametrize(
    "below",
    [
        [["", "Keterangan:"], *(["", mark, word] for mark, word in enumerate(WORDS))],
        [["", "Frekuensi"], *FREQUENCIES],
        [["", "", *[3] * 8, 2], ["", "Kepala Dinas"]],
        [[], ["", "", *[3] * 8, 2], ["", "Keterangan"], ["", "0", WORDS[0]], ["", "Sumber: survei"]],
    ],
)
def test_a_table_below_the_people_is_none_of_people(below: Sequence[Sequence[object]], tmp_path: Path) -> None:
    rows = [
        {"No": i + 1, "Kode": f"A-{i:03}", **{name: row[name] for name in LIVING}}
        for i, row in enumerate(survey("living"))
    ]
    alone = found(written(tmp_path, rows))
    result = written(tmp_path, rows, below)
    assert (sums(result), found(result)) == (total(rows), [*alone, BELOW])


def test_people_below_a_heading_count(tmp_path: Path) -> None:
    rows = [
        {"No": i + 1, "Kode": f"A-{i:03}", **{name: row[name] for name in LIVING}}
        for i, row in enumerate(survey("living"))
    ]
    more = [["", "Catatan: Desa B"], *([i, f"B-{i}", *(row[name] for name in LIVING)] for i, row in enumerate(rows))]
    assert sums(written(tmp_path, rows, more)) == [2 * one for one in total(rows)]


def labelled(words: Sequence[str], end: str) -> list[Row]:
    """A survey with a column of labels next to each column of numbers."""
    rows = survey("living", 60)
    return [{**row, **{f"{name}{end}": words[int(row[name])] for name in LIVING}} for row in rows]


@pytest.mark.parametrize("end", ["_label", ".label", "_teks"])
def test_labels_next_to_numbers_are_the_same_answers(end: str, tmp_path: Path) -> None:
    rows = labelled(WORDS, end)
    assert (found(result := written(tmp_path, rows)), sums(result)) == ([], total(rows))
    turned = written(tmp_path, labelled(WORDS[::-1], end))
    assert found(turned) == [("survey-column-twice", "error")]


READINGS: list[tuple[str, Callable[[int], object]]] = [
    (
        "both",
        lambda mark: ["0", "Sangat tidak setuju (STS)", "TS - Tidak setuju", "Setuju (S)", "SS = Sangat Setuju"][mark],
    ),
    ("comma", lambda mark: f"{mark},0"),
]


@pytest.mark.parametrize(("name", "form"), READINGS, ids=[name for name, _ in READINGS])
def test_a_label_that_is_written_twice_is_read(name: str, form: Callable[[int], object], tmp_path: Path) -> None:
    rows = survey("living", 60)
    said = [{**row, **{name: form(int(row[name])) for name in LIVING}} for row in rows]
    assert (found(result := written(tmp_path, said)), sums(result)) == ([], total(rows)), name


@pytest.mark.parametrize("word", ["tidak menjawab", "Tidak tahu", "kosong", "–", "Prefer not to say"])
def test_words_for_no_answer_are_none(word: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    said = [{**row, LIVING[2]: word if i < 5 else row[LIVING[2]]} for i, row in enumerate(rows)]
    result = written(tmp_path, said)
    assert (found(result), sums(result)[2]) == ([], sum(int(row[LIVING[2]]) for row in rows[5:]))


@pytest.mark.parametrize(
    ("form", "label"),
    [
        (lambda mark: int(mark > 2), "1"),
        (lambda mark: ["tidak puas", "tidak puas", "kurang puas", "puas", "sangat puas"][mark], "sangat puas"),
    ],
    ids=["no and yes", "other words"],
)
def test_another_scale_is_one_fault_that_names_its_labels(
    form: Callable[[int], object], label: str, tmp_path: Path
) -> None:
    rows = [{**row, **{name: form(int(row[name])) for name in LIVING}} for row in survey("living", 60)]
    result = written(tmp_path, rows)
    assert found(result) == [("survey-scale", "error")]
    (fault,) = result.findings
    assert label in str(fault.facts["labels"])


@pytest.mark.parametrize(
    "name", ["online_registration", "mendaftar dan memperoleh informasi layanan kesehatan secara daring"]
)
def test_a_part_of_a_statements_name_is_suggested(name: str, tmp_path: Path) -> None:
    lost = "impact_health_online_registration"
    rows = [{name if key == lost else key: cell for key, cell in row.items()} for row in survey("living", 60)]
    kinds = found(written(tmp_path, rows))
    assert kinds in ([], [("survey-statement-misspelt", "error")])
    assert kinds or sums(written(tmp_path, rows)) == total(survey("living", 60))


@pytest.mark.parametrize("column", ["ResponseId", "meta/rootUuid", "#"])
def test_a_submission_has_its_number_under_many_names(column: str, tmp_path: Path) -> None:
    rows = [{column: f"R_{i:04}abc", **row} for i, row in enumerate(survey("living", 60))]
    bare = [{key: cell for key, cell in row.items() if key != "respondent_code"} for row in rows]
    assert written(tmp_path, [*bare, *bare[:3]]).tables[0].counted == 60


def test_a_column_without_width_is_hidden(tmp_path: Path) -> None:
    rows = survey("living", 60)
    place = list(rows[0]).index(LIVING[4]) + 1
    narrow = f'<cols><col min="{place}" max="{place}" width="0"/></cols><sheetData>'
    path = _edited(write_xlsx(tmp_path / "living.xlsx", rows), lambda xml: xml.replace("<sheetData>", narrow))
    assert found(gathered(path)) == [("survey-hidden-columns", "warning")]


def _edited(path: str, edit: Callable[[str], str]) -> str:
    """The workbook with its first sheet edited."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    parts[sheet] = edit(parts[sheet].decode()).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("column", "word", "other"),
    [
        ("Hapus?", "ya", ""),
        ("exclude", "1", "0"),
        ("Dikeluarkan", "Ya", "Tidak"),
        ("keep", "N", "Y"),
        ("filter_$", "Not Selected", "Selected"),
        ("Duplicate", "Yes", "No"),
        ("Entry_Status", "Incomplete", "Submitted"),
        ("Keterangan", "bukan warga, tidak dihitung", "bukan warga lama"),
        ("Diikutkan dalam analisis", "Tidak", "Ya"),
        ("Nama", "Contoh", "Warga Amelia"),
        ("Nama", "Bapak Tes", "Bapak Tesar"),
        ("Alamat", "tes", "Jl. Tes 3"),
        ("Nama petugas", "Petugas Uji Coba", "Petugas Ani"),
    ],
)
def test_a_column_may_take_rows_out_in_its_own_way(column: str, word: str, other: str, tmp_path: Path) -> None:
    result = written(tmp_path, with_first(column, word, other))
    assert sums(result) == total(survey("living", 60)[5:])


@pytest.mark.parametrize(
    "column",
    ["Bersedia dihubungi lagi?", "Bersedia difoto", "Apakah bersedia diundang ke FGD?", "Pernah memakai ojek daring?"],
)
def test_who_declines_something_else_takes_part(column: str, tmp_path: Path) -> None:
    result = written(tmp_path, with_first(column, "Tidak", "Ya"))
    assert result.errors == 0
    assert sums(result) == total(survey("living", 60))


@pytest.mark.parametrize("name", ["P5", "", "Kolom1", "Internet di mana-mana"])
def test_a_column_of_marks_in_the_place_of_a_missing_statement_is_suggested(name: str, tmp_path: Path) -> None:
    item = items("living")[4]
    rows = [{name if key == item else key: value for key, value in row.items()} for row in survey("living", 60)]
    result = written(tmp_path, rows)
    (fault,) = [one for one in result.findings if one.kind.id == "survey-statement-misspelt"]
    assert fault.suggestion == item.replace("_", "-")


def test_another_column_in_the_place_of_a_missing_statement_is_none(tmp_path: Path) -> None:
    item = items("living")[4]
    rows = [
        {"usia" if key == item else key: 20 + i if key == item else value for key, value in row.items()}
        for i, row in enumerate(survey("living", 60))
    ]
    assert written(tmp_path, rows).errors == 0


@pytest.mark.parametrize(("top", "errors"), [(4, 0), (5, 1)])
@pytest.mark.parametrize("between", ["/", " dari "])
def test_a_mark_with_the_highest_one_is_read_on_our_scale_only(
    top: int, errors: int, between: str, tmp_path: Path
) -> None:
    rows = [
        {key: f"{value}{between}{top}" if key in items("living") else value for key, value in row.items()}
        for row in survey("living", 60)
    ]
    result = written(tmp_path, rows)
    assert result.errors == errors
    assert errors or sums(result) == total(survey("living", 60))
