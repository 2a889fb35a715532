"""Every column, row and sheet of a table has one fate, and only willing users' answers count."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banjar_smartcity.i18n import Language
from banjar_smartcity.render.json.survey import lint_data
from banjar_smartcity.survey.answers.fates import FATES
from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from respondents import STATEMENTS, Row, found, gathered, ids, items, survey, write_csv, write_xlsx

LIVING = items("living")
ENGLISH = Language("en", str, lambda one, many, n: one if n == 1 else many)


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks, in the order of the instrument."""
    forms = result.collected.forms
    return [sum(m[j] for f in forms for m in f.marks if m[j] != BLANK) for j in range(len(forms[0].items))]


def fates(result: Gathered) -> dict[str | None, list[int]]:
    """The rows that do not count, by reason."""
    return {why.id: list(rows) for table in result.tables for why, rows in table.fates}


def total(rows: list[Row]) -> list[int]:
    return [sum(int(row[name]) for row in rows) for name in LIVING]


def without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}


def write(tmp_path: Path, rows: list[Row]) -> Gathered:
    return gathered(write_csv(tmp_path / "living.csv", rows))


STATES = [
    ("_validation_status", "Not Approved", "rejected"),
    ("_validation_status", "validation_status_not_approved", "rejected"),
    ("_validation_status", "Tidak Disetujui", "rejected"),
    ("_validation_status", "On Hold", "held"),
    ("ReviewState", "rejected", "rejected"),
    ("__system/reviewState", "hasIssues", "held"),
    ("__system/deletedAt", "2026-04-20T08:00:00Z", "deleted"),
    ("review_quality", "fake", "rejected"),
    ("review_status", "REJECTED", "rejected"),
    ("Status", "Survey Preview", "test"),
    ("Keterangan", "Data tidak valid", "rejected"),
    ("Status verifikasi", "Ditolak", "rejected"),
    ("Validasi", "tidak sah karena diisi pegawai", "rejected"),
    ("Valid", "tidak", "rejected"),
    ("Hasil verifikasi", "belum diverifikasi", "held"),
    ("Validasi supervisor", "Tolak", "rejected"),
    ("is_valid", "FALSE", "rejected"),
    ("Verifikasi lapangan", "✗", "rejected"),
    ("Status data", "Data dihapus", "deleted"),
    ("Catatan", "tidak valid", "rejected"),
]


@pytest.mark.parametrize(("name", "word", "fate"), STATES)
def test_rows_that_somebody_rejected_do_not_count(name: str, word: str, fate: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    silent = "deleted" in name or name in ("Status", "Catatan", "Status data")
    good = "" if silent else "Valid" if name.startswith("Va") else "approved"
    marked = [{**row, name: word if i < 5 else good} for i, row in enumerate(rows)]
    result = write(tmp_path, marked)
    assert found(result) == [("survey-row-status", "warning")]
    assert fates(result) == {fate: [2, 3, 4, 5, 6]}
    assert (result.tables[0].counted, sums(result)) == (55, total(rows[5:]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("_validation_status", ("Approved", "")),
        ("ReviewState", ("approved", "edited", "received", "")),
        ("Keterangan", ("warga lama", "diwawancarai di rumah", "")),
        ("Catatan", ("batal pindah rumah karena hujan dan menunggu lama", "lancar", "gagal panen tahun ini")),
        ("review_comments", ("rejected by mistake", "ok")),
        ("Review", ("bagus sekali", "kurang cepat", "ok")),
        ("Status", ("Menikah", "Belum menikah", "Lajang")),
        ("status_responden", ("Pengguna", "PNS")),
        ("Verifikasi", ("sudah", "ok", "valid")),
        ("deleted_at", ("",)),
    ],
)
def test_states_and_notes_that_reject_nothing_accuse_nobody(name: str, words: tuple[str, ...], tmp_path: Path) -> None:
    rows = [{**row, name: words[i % len(words)]} for i, row in enumerate(survey("living"))]
    result = write(tmp_path, rows)
    assert found(result) == []
    assert sums(result) == total(survey("living"))


def test_a_state_that_nobody_understands_is_asked_about(tmp_path: Path) -> None:
    rows = [{**row, "_validation_status": "merah" if i == 3 else "Approved"} for i, row in enumerate(survey("living"))]
    assert found(write(tmp_path, rows)) == [("survey-row-status-unclear", "warning")]


@pytest.mark.parametrize(
    "word",
    [
        "Saya tidak bersedia",
        "I do not agree",
        "tdk bersedia",
        "Menolak",
        "Saya keberatan diwawancarai",
        "Tidak, terima kasih",
        "2 - Tidak",
        "belum bersedia",
        "I refuse",
        "Tidak setuju",
    ],
)
def test_who_refuses_in_any_words_does_not_count(word: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    for row in rows[:5]:
        row["consent"] = word
    result = write(tmp_path, rows)
    assert found(result) == [("survey-no-consent", "warning")]
    assert fates(result) == {"refused": [2, 3, 4, 5, 6]}
    assert sums(result) == total(rows[5:])


@pytest.mark.parametrize(
    "word",
    [
        "✓",
        "Sudah ttd",
        "Saya bersedia",
        "Ya, saya bersedia",
        "1",
        "Tidak keberatan",
        "Ya",
        "I agree",
        "1 - Ya",
        "Setuju tanpa paksaan",
    ],
)
def test_who_agrees_in_any_words_counts(word: str, tmp_path: Path) -> None:
    rows = [{**row, "consent": word} for row in survey("living")]
    result = write(tmp_path, rows)
    assert (found(result), result.tables[0].counted) == ([], 56)


@pytest.mark.parametrize(
    "name",
    ["Persetujuan responden", "Apakah Bapak/Ibu bersedia menjadi responden?", "Informed consent (wajib)", "Kesediaan"],
)
def test_the_question_for_consent_is_known_however_it_is_put(name: str, tmp_path: Path) -> None:
    said = ("Saya telah membaca penjelasan dan tidak bersedia", "Saya telah membaca penjelasan dan bersedia")
    rows = [{**without(row, "consent"), name: said[i > 2]} for i, row in enumerate(survey("living", 60))]
    assert fates(write(tmp_path, rows)) == {"refused": [2, 3, 4]}


def test_a_consent_that_says_neither_is_asked_about(tmp_path: Path) -> None:
    rows = survey("living")
    rows[0]["consent"], rows[1]["consent"] = "", "lihat lampiran"
    result = write(tmp_path, rows)
    assert found(result) == [("survey-consent-unclear", "warning")]
    assert result.tables[0].counted == 56


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("nama", "Tes form"),
        ("Nama", "coba"),
        ("nama", "uji coba 2"),
        ("nama", "tes ke 4"),
        ("email", "test@test.com"),
        ("kode", "TEST-01"),
    ],
)
def test_trials_of_the_form_do_not_count_and_are_named(name: str, word: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    people = [
        {
            name: word if i in (1, 2) else f"{'w' * (i + 1)}@desa.id",
            **{k: v for k, v in row.items() if k != "respondent_code"},
        }
        for i, row in enumerate(rows)
    ]
    result = write(tmp_path, people)
    assert found(result) == [("survey-test-rows", "warning")]
    assert (fates(result), sums(result)) == ({"test": [3, 4]}, total([rows[0], *rows[3:]]))


def test_names_and_codes_of_people_are_no_trials(tmp_path: Path) -> None:
    names = ("Testiana", "Cobalia", "Ujiati", "Dumairi", "Contoh Saputra", "Siti Tesalonika")
    rows = [{**row, "nama": f"{names[i % 6]} {i}"} for i, row in enumerate(survey("living"))]
    assert found(write(tmp_path, rows)) == []
    for i, row in enumerate(rows):
        row["respondent_code"] = f"{'TES' if i % 3 else 'RATA'}-{i:03}"  # the office names everybody so
    assert (found(write(tmp_path, rows)), write(tmp_path, rows).tables[0].counted) == ([], 56)


def line(rows: list[Row], **values: object) -> Row:
    """A row with these cells only."""
    return {**dict.fromkeys(rows[0], ""), **values}


@pytest.mark.parametrize(
    "label",
    [
        "Nilai tertimbang",
        "Σ",
        "Jumlah",
        "Rata-rata",
        "NRR per unsur",
        "Nilai rata-rata",
        "Median",
        "Peringkat",
        "Indeks",
        "TOTAL",
        "IKM",
        "Max",
    ],
)
def test_rows_of_sums_below_the_people_do_not_count(label: str, tmp_path: Path) -> None:
    rows = survey("living")
    below = line(rows, respondent_code=label, **dict.fromkeys(LIVING, 3 if label in ("Median", "Max") else 2.37))
    result = write(tmp_path, [*rows, below])
    assert found(result) == []
    assert (fates(result), sums(result)) == ({"summary": [58]}, total(rows))


def test_sums_without_a_label_are_asked_about(tmp_path: Path) -> None:
    rows = survey("living")
    result = write(tmp_path, [*rows, line(rows, **dict.fromkeys(LIVING, 3))])
    assert found(result) == [("survey-rows-below", "warning")]
    assert sums(result) == total(rows)


def test_a_row_that_numbers_the_columns_does_not_count(tmp_path: Path) -> None:
    rows = [
        {"No": i, **{f"P{j}": row[name] for j, name in enumerate(LIVING, 1)}}
        for i, row in enumerate(survey("living"), 1)
    ]
    numbers = dict(zip(rows[0], range(1, 11), strict=True))
    result = write(tmp_path, [numbers, *rows])
    assert "survey-answer" not in ids(result)
    assert (fates(result), sums(result)) == ({"names": [2]}, total(survey("living")))


def test_a_person_whose_answers_go_up_by_one_counts(tmp_path: Path) -> None:
    names = items("health")
    rows = [{"No": i, **{f"P{j}": 1 + (i + j) % 4 for j in range(1, 4)}} for i in range(1, 61)]
    rows[0] = {"No": 1, "P1": 2, "P2": 3, "P3": 4}
    result = gathered(write_csv(tmp_path / "health.csv", rows))
    assert (result.tables[0].counted, len(names)) == (60, 3)


@pytest.mark.parametrize("second", ["labels", "ImportId", "again", "types", "scale"])
def test_a_second_row_of_names_does_not_count(second: str, tmp_path: Path) -> None:
    rows = survey("living")
    texts = {item.id.replace("-", "_"): item.question.id for item in STATEMENTS.items}
    names = {
        "labels": {name: texts.get(name, name) for name in rows[0]},
        "ImportId": {name: f'{{"ImportId":"QID{i}"}}' for i, name in enumerate(rows[0])},
        "again": {name: name for name in rows[0]},
        "types": {name: "integer" if name in LIVING else "text" for name in rows[0]},
        "scale": {name: "1-4" if name in LIVING else "" for name in rows[0]},
    }[second]
    result = write(tmp_path, [names, *rows])
    assert found(result) == []
    assert (fates(result), sums(result)) == ({"names": [2]}, total(rows))


def test_words_below_columns_without_a_name_are_a_person_not_a_second_head(tmp_path: Path) -> None:
    words = {1: "Tidak setuju", 2: "Kurang setuju", 3: "Setuju", 4: "Sangat setuju"}
    rows = [[row["respondent_code"], "desa", "kota", *(words[row[n]] for n in LIVING)] for row in survey("living")]
    rows[0][3:] = ["Setuju"] * 8 + ["Kurang setuju"]
    rows[1][3:] = ["Setuju"] * 9
    lines = [["kode", "", "", *LIVING], *rows]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(line) for line in [lines[0], lines[2], lines[1], *lines[3:]]), "utf-8")
    assert gathered(str(path)).tables[0].counted == 56


def test_a_submission_that_is_in_the_table_twice_counts_once(tmp_path: Path) -> None:
    rows = [{**row, "instanceID": f"uuid:{i}"} for i, row in enumerate(survey("living"))]
    result = write(tmp_path, [*rows, rows[4]])
    assert found(result) == [("survey-submitted-twice", "warning")]
    assert (fates(result), sums(result)) == ({"copy": [58]}, total(rows))


def test_hidden_rows_are_asked_about(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", survey("living"))
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    for row in (5, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[70].hidden = True  # nobody is there
    book.save(path)
    result = gathered(path)
    assert found(result) == [("survey-hidden-rows", "warning")]
    assert result.findings[0].facts["rows"] == (5, 6)


def test_a_hidden_sheet_with_answers_is_asked_about(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", survey("living"))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Depan")
    book["Data"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    result = gathered(path)
    assert (found(result), result.tables[0].counted) == ([("survey-hidden-rows", "warning")], 56)


def test_every_sheet_with_statements_is_read(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name, dimension in (("Form Responses 1", "living"), ("Form Responses 2", "economy")):
        sheet = book.create_sheet(name)
        rows = survey(dimension)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    means = book.create_sheet("Rekap")
    means.append(["", *LIVING])
    means.append(["Rata-rata", *[2.5] * 9])
    codes = book.create_sheet("Kamus")
    for name in LIVING:
        codes.append(["integer", name, name])
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    assert found(result) == []
    assert result.collected.dimensions == ("economy", "living")
    assert sorted(result.files[0].others) == ["Kamus", "Rekap", "Sheet"]
    assert [table.counted for table in result.tables] == [56, 56]


def test_numbered_sheets_are_known_by_their_names(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name, dimension in (("Living", "living"), ("Economy", "economy")):
        sheet = book.create_sheet(name)
        sheet.append(["respondent_code", *(f"P{i}" for i in range(1, 10))])
        for row in survey(dimension):
            sheet.append([row["respondent_code"], *(row[item] for item in items(dimension))])
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    assert result.collected.dimensions == ("economy", "living")


def test_a_sheet_that_is_in_the_workbook_twice_counts_once(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(
        tmp_path / "a.xlsx", [{k: v for k, v in r.items() if k != "respondent_code"} for r in survey("living")]
    )
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Data"])
    book.save(path)
    result = gathered(path)
    assert found(result) == [("survey-sheet-twice", "warning")]
    assert [table.counted for table in result.tables] == [56]
    assert result.files[0].others == ("Data Copy",)


CELLS = st.sampled_from(["", "0", "1", "2", "3", "4", "5", "x", "Setuju", "#N/A", "Netral", 2.5])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "Jumlah", "Tes", "", "01-Mar"]),
        st.sampled_from(["ya", "tidak", "", "mungkin"]),
        st.sampled_from(["Approved", "Not Approved", "On Hold", "?", ""]),
        st.lists(CELLS, min_size=3, max_size=9),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS, extra=st.sampled_from(["catatan", "impact_mobility_internt", "P9", LIVING[8], "alasan " + LIVING[0]]))
def test_the_sums_add_up_for_any_table(
    rows: list[tuple[str, str, str, list[object]]], extra: str, tmp_path: Path
) -> None:
    names = ["kode", "consent", "_validation_status", *LIVING[:8], extra]
    text = [",".join(names), *(",".join(map(str, [a, b, c, *marks])) for a, b, c, marks in rows)]
    path = tmp_path / "any.csv"
    path.write_text("\n".join(text), "utf-8")
    result = gathered(str(path))
    for table in result.tables:
        numbers = [row for _, listed in table.fates for row in listed]
        assert len(numbers) == len(set(numbers)), "a row has one reason"
        assert {why for why, _ in table.fates} <= set(FATES)
        people = {row for form in result.collected.forms for row in form.rows}
        assert not people & {number for why, listed in table.fates if why.id != "again" for number in listed}
        assert table.counted + table.not_counted == table.rows == sum(bool(line.strip(",")) for line in text[1:])
        assert table.counted == len(people) - sum(len(r) for w, r in table.fates if w.id == "again")
        assert sum(map(len, table.columns.values())) == len(names)
        assert sum(one.known for one in table.dimensions) <= len(LIVING)
    read = lint_data(result, ENGLISH)["read"]
    for one in (entry for file in read for entry in file["tables"]):
        assert one["rows"] == one["counted"] + sum(reason["count"] for reason in one["not_counted"])
