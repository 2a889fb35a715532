"""Tables as they are after months of use: renamed questions, drafts, scores of robots, other questionnaires."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from respondents import STATEMENTS, Row, found, gathered, items, survey, write_csv, write_xlsx

LIVING = items("living")
TEXTS = [STATEMENTS.item(item.replace("_", "-")).question.id for item in LIVING]
WORDS = ["Sama sekali tidak merasakannya", "Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]
STATUS, UNCLEAR = ("survey-row-status", "warning"), ("survey-row-status-unclear", "warning")
REMARK = ("survey-row-remark", "warning")


def read(tmp_path: Path, rows: Sequence[Row], **options: str) -> Gathered:
    """What is read of these rows."""
    return gathered(write_csv(tmp_path / "living.csv", rows, **options))


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: Sequence[Row]) -> list[int]:
    return [sum(int(row[name]) for row in rows if row[name] != "") for name in LIVING]


def renamed(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """The rows with other names of the statements."""
    other = dict(zip(LIVING, names, strict=True))
    return [{other.get(key, key): value for key, value in row.items()} for row in rows]


def with_column(name: str, of: Callable[[int], object], count: int = 60) -> list[Row]:
    """A survey with one more column."""
    return [{name: of(i), **row} for i, row in enumerate(survey("living", count))]


@pytest.mark.parametrize("later", ["rekam_medis_baru", "impact_health_health_recrod", "Saya dapat melihat riwayat"])
def test_a_question_that_was_renamed_midway_is_an_error_that_names_both(later: str, tmp_path: Path) -> None:
    name = LIVING[4]
    rows = [
        {**row, name: "" if i >= 30 else row[name], later: row[name] if i >= 30 else ""}
        for i, row in enumerate(survey("living", 60))
    ]
    (fault,) = read(tmp_path, rows).findings
    assert (fault.kind.id, fault.facts["item"]) == ("survey-statement-continued", "impact-health-health-record")
    assert later in str(fault.facts["column"])


def test_a_renamed_question_may_have_words_after_numbers(tmp_path: Path) -> None:
    name = LIVING[4]
    rows = [
        {**row, name: "" if i >= 30 else row[name], "baru": ("Setuju", "Sangat setuju")[i % 2] if i >= 30 else ""}
        for i, row in enumerate(survey("living", 60))
    ]
    assert ("survey-statement-continued", "error") in found(read(tmp_path, rows))


def test_all_questions_of_a_second_version_are_named(tmp_path: Path) -> None:
    blank = dict.fromkeys(LIVING, "")
    rows = [
        {
            **row,
            **(blank if i >= 30 else {}),
            **{
                f"baru {letter}": row[name] if i >= 30 else "" for letter, name in zip("abcdefghi", LIVING, strict=True)
            },
        }
        for i, row in enumerate(survey("living", 60))
    ]
    kinds = [kind for kind, _ in found(read(tmp_path, rows))]
    assert kinds.count("survey-statement-continued") == 9


def test_another_questionnaire_below_in_columns_of_its_own_continues_nothing(tmp_path: Path) -> None:
    plain = survey("living", 60)
    others = [f"skm {letter}" for letter in "abcdefgh"]
    rows: list[Row] = [{**row, **dict.fromkeys(others, "")} for row in plain]
    rows += [{**dict.fromkeys(rows[0], ""), **{name: (i + j) % 4 for j, name in enumerate(others)}} for i in range(30)]
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(plain))
    assert (result.tables[0].rows, result.tables[0].counted) == (90, 60)


def test_a_column_that_only_some_people_fill_in_continues_nothing(tmp_path: Path) -> None:
    rows = [{**row, "nilai_petugas": row[LIVING[0]] if i % 2 else ""} for i, row in enumerate(survey("living", 60))]
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    "other",
    [
        {f"alasan/{i}": 1 for i in range(1, 10)} | {"alasan": "1 2 3"},
        {"Q1": "Laki-laki", "Q2": "41", "Q3": "S1"},
        {"X1": 1, "X2": 2, "X3": 1},
        {"S1": "Ya", "S2": "Tidak"},
    ],
)
def test_other_numbered_columns_are_not_the_statements(other: Row, tmp_path: Path) -> None:
    plain = survey("living", 60)
    rows = [{**other, **row} for row in renamed(plain, [f"P{i}" for i in range(1, 10)])]
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(plain))


def test_two_whole_rows_of_numbered_columns_are_an_error(tmp_path: Path) -> None:
    rows = [
        {**row, **{f"X{i}": 4 for i in range(1, 10)}}
        for row in renamed(survey("living", 60), [f"P{i}" for i in range(1, 10)])
    ]
    assert ("survey-column-twice", "error") in found(read(tmp_path, rows))


@pytest.mark.parametrize("name", ["U{}", "Unsur {}", "unsur_{}", "Unsur ke-{}", "U{:02}"])
def test_the_elements_of_the_satisfaction_survey_are_not_the_statements(name: str, tmp_path: Path) -> None:
    rows = renamed(survey("living", 60), [name.format(i) for i in range(1, 10)])
    result = read(tmp_path, rows)
    (fault,) = result.findings
    assert fault.kind.id == "survey-statements-numbered"
    assert "SKM" in str(fault.facts["how"])
    names = "".join(f"  {item.replace('_', '-')}: {name.format(i)}\n" for i, item in enumerate(LIVING, 1))
    (tmp_path / "map.yaml").write_text(f"statements:\n{names}", encoding="utf-8")
    mapped = gathered(str(tmp_path / "living.csv"), columns=str(tmp_path / "map.yaml"))
    assert (found(mapped), sums(mapped)) == ([], total(survey("living", 60)))


@pytest.mark.parametrize(
    "name", ["{} (Harapan)", "Tingkat kepentingan: {}", "{} [Before]", "{} - tahun lalu", "Target {}"]
)
def test_what_people_expect_is_not_what_they_answered(name: str, tmp_path: Path) -> None:
    rows = renamed(survey("living", 60), [name.format(text) for text in TEXTS])
    assert found(read(tmp_path, rows)) == [("survey-no-statements", "error")]
    both = [{**row, **{name.format(text): 4 for text in TEXTS}} for row in renamed(survey("living", 60), TEXTS)]
    result = read(tmp_path, both)
    assert (found(result), sums(result)) == ([], total(survey("living", 60)))
    assert len(result.tables[0].columns["companions"]) == 9


@pytest.mark.parametrize("ending", ["_r", "_reversed", "_dibalik", "_unfavorable"])
def test_one_statement_whose_marks_were_turned_is_asked_about(ending: str, tmp_path: Path) -> None:
    names = [name + ending if i == 3 else name for i, name in enumerate(LIVING)]
    result = read(tmp_path, renamed(survey("living", 60), names))
    assert [kind for kind, _ in found(result)] == ["survey-statement-misspelt"]
    everywhere = read(tmp_path, renamed(survey("living", 60), [name + ending for name in LIVING]))
    assert (found(everywhere), sums(everywhere)) == ([], total(survey("living", 60)))


@pytest.mark.parametrize(
    "name", ["Date submitted", "submitdate. Date submitted", "Submit Date (UTC)", "Tanggal dikirim"]
)
def test_drafts_that_were_never_sent_do_not_count(name: str, tmp_path: Path) -> None:
    rows = [{"Last page": 3, **row} for row in with_column(name, lambda i: "" if i < 8 else "2026-04-30 22:00:00")]
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([STATUS], total(rows[8:]))


def test_a_day_of_sending_that_an_office_left_blank_takes_nobody_out(tmp_path: Path) -> None:
    rows = with_column("Tanggal dikirim", lambda i: "" if i < 8 else "2026-04-10")
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("bobot", "0", "1,2"),
        ("weight", 0, 0.93),
        ("Q_RecaptchaScore", "0.1", "0.9"),
        ("Skor captcha", "0,2", "1"),
        ("Q_RelevantIDFraudScore", 80, 0),
        ("PrimaryLast", 0, 1),
        ("MatchSequence", 2, 0),
        ("Last page", 2, 4),
        ("Tahun", 2025, 2026),
        ("Periode survei", "Semester 2 2025", "Semester 1 2026"),
        ("attention_check", 1, 3),
        ("Untuk pernyataan ini pilih angka 3", 1, 3),
        ("Perhatian: pilih Setuju pada baris ini", "Tidak setuju", "Setuju"),
        ("Kewarganegaraan", "WNA", "WNI"),
        ("Anomali", "Ya", "Tidak"),
        ("Perlu dicek", "v", ""),
        ("Gunakan?", "Jangan", "Gunakan"),
        ("Batch", "Pilot", "Utama"),
        ("Mode", "Demo", "Live"),
        ("state", "trash", "published"),
        ("Workflow", "Reject", "Approve"),
        ("GPS check", "di luar wilayah", "di dalam wilayah"),
        ("Terakhir menggunakan", "Belum pernah", "Bulan ini"),
        ("Berapa kali menggunakan program ini?", "0 kali", "3 kali"),
        ("Apakah Anda mengetahui program ini?", "Tidak", "Ya"),
        ("Kategori responden", "Belum pernah memakai", "Pengguna aktif"),
        ("user_type", "nonuser", "user"),
        ("Hasil (1=lengkap, 2=sebagian, 3=menolak)", 3, 1),
        ("Status (1 = valid; 0 = tidak valid)", "0", "1"),
        ("Pengguna/Non", "Non", "Pengguna"),
        ("NIK valid", "Tidak", "Ya"),
        ("Padan Dukcapil", "Tidak padan", "Padan"),
        ("No HP ganda", "Ya", "Tidak"),
        ("Fraud", "yes", "no"),
        ("Status entri", "Draft", "Final"),
        ("Hasil entri", "salah entri", "ok"),
        ("Hasil rapat", "Dikeluarkan", "Dipertahankan"),
    ],
)
def test_rows_beyond_a_threshold_are_asked_about(name: str, bad: object, good: object, tmp_path: Path) -> None:
    rows = with_column(name, lambda i: bad if i < 6 else good)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([REMARK], total(rows))
    assert [fault.facts["count"] for fault in result.findings] == [6]
    assert found(read(tmp_path, with_column(name, lambda _: good))) == []


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("Bobot badan (kg)", lambda i: 45 + i % 40),
        ("weight", lambda i: 0.8 + i / 100),
        ("Tahun", lambda i: 1960 + i % 45),
        ("Tahun mulai menggunakan", lambda i: 2020 + i % 6),
        ("Q_RecaptchaScore", lambda i: (0.7, 0.9, 1)[i % 3]),
        ("Pendapat (pilih 1)", lambda i: 1 + i % 3),
        ("Terakhir menggunakan", lambda i: ("Bulan ini", "Tahun lalu", "Tidak ingat")[i % 3]),
        ("Frekuensi penggunaan", lambda i: ("Tidak tentu", "Setiap hari", "Tidak sering")[i % 3]),
        ("Batch", lambda i: 1 + i % 2),
        ("Hasil panen (1=baik, 2=gagal)", lambda i: 1 + (i % 4 == 0)),
        ("Pendidikan (1=SD, 2=SMP, 3=tidak selesai)", lambda i: 1 + i % 3),
        ("Status permohonan", lambda i: ("Ditolak", "Disetujui", "Disetujui", "Draf")[i % 4]),
        ("Permohonan disetujui?", lambda i: ("Tidak", "Ya", "Ya", "Ya")[i % 4]),
        ("Kelengkapan sarana", lambda i: ("Tidak lengkap", "Lengkap", "Lengkap", "Lengkap")[i % 4]),
        ("Kesesuaian biaya", lambda i: ("Tidak sesuai", "Sesuai", "Sesuai", "Sesuai")[i % 4]),
        ("Penerima bansos?", lambda i: ("Bukan", "Ya", "Ya", "Ya")[i % 4]),
        ("Pengguna BPJS", lambda i: ("Bukan pengguna", "Pengguna", "Pengguna", "Pengguna")[i % 4]),
        ("Sumber", lambda i: ("Media sosial", "Teman", "Pelatihan")[i % 3]),
    ],
)
def test_columns_like_these_about_the_people_are_not_asked_about(
    name: str, of: Callable[[int], object], tmp_path: Path
) -> None:
    rows = with_column(name, of)
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("name", "bad", "good", "kind"),
    [
        ("Approval Status", "Deny", "Approve", STATUS),
        ("is_archived", "true", "false", STATUS),
        ("Submitted", "No", "Yes", STATUS),
        ("Terkirim", "Belum", "Sudah", STATUS),
        ("is_final", "0", "1", STATUS),
        ("Catatan", "ini hanya simulasi", "", STATUS),
        ("Ket", "contoh isian", "", STATUS),
        ("Response quality", "Low", "High", UNCLEAR),
        ("Kecamatan", "xxx", "Martapura", ("survey-test-rows", "warning")),
        ("void", "1", "0", STATUS),
        ("Dihapus?", "☑", "☐", STATUS),
        ("consent_withdrawn", "yes", "", STATUS),
        ("Enumerator", "TRAINING", "Budi", ("survey-test-rows", "warning")),
        ("Keterangan", "meninggal dunia", "", UNCLEAR),
        ("Catatan petugas", "responden tidak serius", "", UNCLEAR),
        ("Keterangan", "ngasal", "", UNCLEAR),
        ("Ket", "entri ulang", "", UNCLEAR),
        ("Catatan", "sudah pernah diisi", "", UNCLEAR),
        ("speeder_flag", "1", "0", UNCLEAR),
        ("Q_DuplicateRespondent", "true", "", UNCLEAR),
    ],
)
def test_words_of_a_state_take_rows_out_or_doubt_them(
    name: str, bad: str, good: str, kind: tuple[str, str], tmp_path: Path
) -> None:
    rows = with_column(name, lambda i: bad if i < 6 else good)
    result = read(tmp_path, rows)
    assert (found(result), sums(result)) == ([kind], total(rows if kind == UNCLEAR else rows[6:]))


def test_a_form_that_asked_for_consent_in_two_ways_is_one_that_asked(tmp_path: Path) -> None:
    def rows(last: str) -> list[Row]:
        return [
            {
                "Bersedia menjadi responden?": "Ya" if i < 30 else "",
                "Bersedia mengisi survei?": "" if i < 30 else ("Ya", last)[i > 53],
                **row,
            }
            for i, row in enumerate(
                {key: v for key, v in row.items() if key != "consent"} for row in survey("living", 60)
            )
        ]

    assert (found(result := read(tmp_path, rows("Ya"))), sums(result)) == ([], total(rows("Ya")))
    refused = read(tmp_path, rows("Tidak"))
    assert (found(refused), sums(refused)) == ([("survey-no-consent", "warning")], total(rows("Tidak")[:54]))
    unclear = read(tmp_path, rows(""))
    assert (found(unclear), sums(unclear)) == ([("survey-consent-unclear", "warning")], total(rows("")))


@pytest.mark.parametrize(
    "word",
    [
        "0 - Tidak tahu",
        "Tidak tahu (0)",
        "5 = N/A",
        "99 = Tidak menjawab",
        "Belum bisa menilai",
        "Saya tidak tahu",
        "Tidak tahu / tidak yakin",
        "Tidak berlaku bagi saya",
        "Not applicable / NA",
        "Menolak menjawab",
        "No opinion",
    ],
)
def test_the_number_of_a_label_that_says_nothing_is_not_a_mark(word: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    said = [{**row, **{name: f"{row[name]} - {WORDS[row[name]]}" for name in LIVING}} for row in rows]
    said[:7] = [{**row, LIVING[2]: word} for row in said[:7]]
    rows[:7] = [{**row, LIVING[2]: ""} for row in rows[:7]]
    assert (found(result := read(tmp_path, said)), sums(result)) == ([], total(rows))


@pytest.mark.parametrize("word", ["Setuju, Sangat setuju", "Tidak setuju; Setuju", "Setuju atau sangat setuju"])
def test_two_answers_in_a_cell_are_none(word: str, tmp_path: Path) -> None:
    said = [{**row, **{name: WORDS[row[name]] for name in LIVING}} for row in survey("living", 60)]
    said[:3] = [{**row, LIVING[2]: word} for row in said[:3]]
    assert found(read(tmp_path, said)) == [("survey-answer", "error")]


def test_faces_next_to_numbers_change_nothing_and_alone_are_asked_about(tmp_path: Path) -> None:
    rows = survey("living", 60)
    for form, kinds in (("{face} {mark}", []), ("{face}", ["survey-scale"])):
        said = [
            {**row, **{name: form.format(face="😶😡🙁🙂😀"[row[name]], mark=row[name]) for name in LIVING}}
            for row in rows
        ]
        assert [kind for kind, _ in found(read(tmp_path, said))] == kinds
        assert kinds or sums(read(tmp_path, said)) == total(rows)


def test_the_order_in_which_statements_were_shown_is_not_an_answer(tmp_path: Path) -> None:
    rows = renamed(survey("living", 60), TEXTS)
    shown = [
        {**row, **{f"Display Order - {text}": 1 + (i + j) % 9 for j, text in enumerate(TEXTS)}}
        for i, row in enumerate(rows)
    ]
    assert (found(result := read(tmp_path, shown)), sums(result)) == ([], total(survey("living", 60)))


def test_line_breaks_of_a_page_in_a_heading_are_blanks(tmp_path: Path) -> None:
    rows = renamed(survey("living", 60), [text.replace(" dapat", "<br/>dapat") for text in TEXTS])
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(survey("living", 60)))


def test_people_of_a_repeated_group_are_not_one_submission(tmp_path: Path) -> None:
    groups = [{"_index": i + 1, "_parent_index": i // 3 + 1, "_submission__id": i // 3 + 70} for i in range(60)]
    rows = [{**row, **group} for row, group in zip(survey("living", 60), groups, strict=True)]
    rows = [{key: value for key, value in row.items() if key != "respondent_code"} for row in rows]
    assert (found(result := read(tmp_path, rows)), sums(result)) == ([], total(rows))


def with_codes(rows: Sequence[Row], code: str) -> list[Row]:
    return [{**row, "respondent_code": code.format(i)} for i, row in enumerate(rows, 1)]


@pytest.mark.parametrize("code", ["{}", "{:03}", "R{:02}", "Responden {}"])
def test_sheets_that_count_from_one_are_of_different_people(code: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    parts = [with_codes(rows[i : i + 20], code) for i in (0, 20, 40)]
    paths = [write_csv(tmp_path / f"living-{i}.csv", part) for i, part in enumerate(parts)]
    result = gathered(*paths)
    assert ([kind for kind, _ in found(result)], sums(result)) == (["survey-codes-shared"] * 3, total(rows))


def test_tables_of_two_dimensions_that_count_from_one_accuse_nobody(tmp_path: Path) -> None:
    paths = [
        write_csv(tmp_path / f"{name}.csv", with_codes(survey(name, 60), "R{:02}")) for name in ("living", "economy")
    ]
    assert found(gathered(*paths)) == [("survey-people-unseen", "warning")]
    other = [
        write_csv(tmp_path / f"{name}.csv", with_codes(survey(name, 60), "BJR-{:04}7"))
        for name in ("living", "economy")
    ]
    assert found(gathered(*other)) == [("survey-same-people", "error")]
    wide = [
        {**a, **b} for a, b in zip(*(with_codes(survey(n, 60), "R{:02}") for n in ("living", "economy")), strict=True)
    ]
    assert ("survey-same-people", "error") in found(gathered(write_csv(tmp_path / "wide.csv", wide)))
    named = [
        write_csv(
            tmp_path / f"{name}.csv",
            [
                {"nama": f"Warga {i}{'ab'[i % 2]}", **row}
                for i, row in enumerate(with_codes(survey(name, 60), "R{:02}"))
            ],
        )
        for name in ("living", "economy")
    ]
    assert ("survey-same-people", "error") in found(gathered(*named))


def test_a_person_twice_in_a_table_that_counts_from_one_is_found(tmp_path: Path) -> None:
    rows = with_codes(survey("living", 60), "{}")
    again = [*rows[:-1], {**rows[-1], "respondent_code": "7"}]
    paths = [
        write_csv(tmp_path / "living.csv", again),
        write_csv(tmp_path / "economy.csv", with_codes(survey("economy", 60), "{}")),
    ]
    assert ("survey-person-twice", "error") in found(gathered(*paths))


def test_three_forms_of_the_same_people_stay_theirs(tmp_path: Path) -> None:
    rows = with_codes(survey("living", 60), "{}")
    parts = []
    for i in range(3):
        left = {*LIVING[: i * 3], *LIVING[i * 3 + 3 :]}
        part = [{key: value for key, value in row.items() if key not in left} for row in rows]
        parts.append(write_csv(tmp_path / f"living-{i}.csv", part))
    people = gathered(*parts).collected.people
    assert len({person for own in people for person in own}) == 60


def test_codes_of_the_same_people_in_two_tables_are_theirs(tmp_path: Path) -> None:
    rows = with_codes(survey("living", 60), "{}")
    changed = [{**row, LIVING[0]: (int(row[LIVING[0]]) + 1) % 5} if i < 9 else row for i, row in enumerate(rows)]
    paths = [write_csv(tmp_path / "living.csv", rows), write_csv(tmp_path / "living-2.csv", changed)]
    assert ("survey-person-twice", "error") in found(gathered(*paths))


def book(tmp_path: Path, sheets: dict[str, Sequence[Row]]) -> Gathered:
    """What is read of a workbook."""
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    workbook.save(tmp_path / "living.xlsx")
    (tmp_path / "map.yaml").write_text("starts_on: 2026-04-01\nends_on: 2026-04-30\n", encoding="utf-8")
    return gathered(str(tmp_path / "living.xlsx"), columns=str(tmp_path / "map.yaml"))


def test_a_sheet_of_another_year_is_asked_about(tmp_path: Path) -> None:
    old = survey("living", 60, 2, times=False)
    kinds = [kind for kind, _ in found(book(tmp_path, {"2026": survey("living", 60), "Survei 2025": old}))]
    assert kinds == ["survey-sheet-year"]
    assert found(book(tmp_path, {"April 2026": survey("living", 60), "Lanjutan 2026": old})) == []


def test_a_sheet_with_an_example_goes_with_the_answers(tmp_path: Path) -> None:
    rows = survey("living", 60)
    result = book(tmp_path, {"Data": rows, "Contoh pengisian": [{**rows[0], "respondent_code": "CONTOH"}]})
    assert (found(result), sums(result), result.files[0].others) == ([], total(rows), ("Contoh pengisian",))


def test_notes_below_the_people_are_not_sums(tmp_path: Path) -> None:
    rows = survey("living", 60)
    path = Path(write_csv(tmp_path / "living.csv", rows))
    places = list(rows[0])
    below: list[list[str]] = [[""] * len(places), [""] * len(places)]
    below[0][places.index(LIVING[0])], below[1][places.index(LIVING[0])] = (
        "Sumber: Dinas Kominfo",
        "* data per 30 April",
    )
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(below)
    assert (found(result := gathered(str(path))), sums(result)) == ([], total(rows))


def test_a_last_row_without_a_number_that_has_the_rounded_means_is_asked_about(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"No": i, "Nama": f"Warga {chr(64 + i)}", **{name: 3 - (i + j) % 2 for j, name in enumerate(LIVING)}}
        for i in range(1, 25)
    ]
    rows = [{**row, LIVING[i % 9]: 4} for i, row in enumerate(rows)]
    means = {name: round(sum(int(row[name]) for row in rows) / len(rows)) for name in LIVING}
    assert len(set(means.values())) == 1
    last = {"No": "", "Nama": "Kelurahan Murung", **means}
    assert ("survey-row-average", "warning") in found(read(tmp_path, [*rows, last]))
    person = {**last, "No": 25}
    assert ("survey-row-average", "warning") not in found(read(tmp_path, [*rows, person]))


def test_an_empty_text_is_the_result_of_a_formula(tmp_path: Path) -> None:
    import re
    import zipfile

    rows = survey("living", 60)
    path = write_xlsx(tmp_path / "living.xlsx", rows)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    place = list(rows[0]).index(LIVING[0])
    cell = f"{chr(65 + place)}" if place < 26 else f"A{chr(65 + place - 26)}"
    for result, kinds in ((b"<v></v>", []), (b"<v/>", []), (b"", ["survey-formula"])):
        made = re.sub(
            rb'<c r="' + cell.encode() + rb'([2-8])"[^>]*>.*?</c>',
            rb'<c r="' + cell.encode() + rb'\1" t="str"><f>IFERROR(A1,"")</f>' + result + b"</c>",
            parts[sheet],
        )
        with zipfile.ZipFile(path, "w") as new:
            for name, content in parts.items():
                new.writestr(name, made if name == sheet else content)
        assert [kind for kind, _ in found(gathered(path))] == kinds
