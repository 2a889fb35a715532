"""Tables of other shapes: a column for each answer, subtotals, legends and other tables next to the people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.gather import Gathered
from banjar_smartcity.survey.summary.record import record_of
from respondents import Row, found, gathered, ids, items, survey, write_csv

LIVING, ECONOMY = items("living"), items("economy")
SHORT = ["STM", "TS", "KS", "S", "SS"]
WORDS = ["Sama sekali tidak merasakannya", "Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]
Line = Sequence[Any]


def sums(result: Gathered) -> list[int]:
    """The sum of each statement's marks."""
    return [sum(m[j] for f in result.collected.forms for m in f.marks if m[j] != BLANK) for j in range(9)]


def total(rows: Sequence[Row]) -> list[int]:
    """The sums that these rows have."""
    return [sum(int(row[name]) for row in rows) for name in LIVING]


def workbook(path: Path, *sheets: tuple[str, Sequence[Line]]) -> str:
    """A workbook with these sheets; its path."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return str(path)


def lines(rows: Sequence[Row], *names: str) -> list[Line]:
    """Rows as lines below their names."""
    return [names, *([row[name] for name in names] for row in rows)]


def people(rows: Sequence[Row]) -> list[Line]:
    return lines(rows, "respondent_code", *LIVING)


@pytest.mark.parametrize(("tick", "none"), [(1, ""), (1, 0), ("v", ""), ("√", ""), ("TRUE", "FALSE"), ("Yes", "No")])
@pytest.mark.parametrize(
    "name",
    [
        lambda item, mark: f"{item}/{mark}",
        lambda item, mark: f"{item}___{mark}",
        lambda item, mark: f"{item} [{WORDS[mark]}]",
    ],
)
def test_a_column_for_each_answer_is_read_by_what_is_ticked(
    name: Callable[[str, int], str], tick: object, none: object, tmp_path: Path
) -> None:
    rows = survey("living", 60)
    made = [
        {
            "respondent_code": row["respondent_code"],
            **{name(item, mark): tick if row[item] == mark else none for item in LIVING for mark in range(5)},
        }
        for row in rows
    ]
    result = gathered(write_csv(tmp_path / "living.csv", made))
    assert (sums(result), len(result.tables[0].columns["statements"])) == (total(rows), 9)
    assert "survey-all-equal" not in ids(result)


@pytest.mark.parametrize("below", [range(5), SHORT])
@pytest.mark.parametrize("tick", ["√", 1])
def test_a_sheet_of_ticks_under_each_statement_is_read(tick: object, below: Sequence[object], tmp_path: Path) -> None:
    rows = survey("living", 60)
    named = [cell for j in range(9) for cell in (f"P{j + 1}", None, None, None, None)]
    made: list[Line] = [["Kode", *named], [None, *list(below) * 9]]
    for row in rows:
        ticks = [tick if row[item] == mark else None for item in LIVING for mark in range(5)]
        made.append([row["respondent_code"], *ticks])
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", made)))
    assert (sums(result), result.tables[0].rows, result.tables[0].counted) == (total(rows), 60, 60)


def test_two_ticks_are_not_an_answer_and_marks_in_such_columns_stay_marks(tmp_path: Path) -> None:
    rows = survey("living", 60)
    made = [{f"{item}/{mark}": int(row[item] == mark) for item in LIVING for mark in range(5)} for row in rows]
    made[4][f"{LIVING[0]}/3"] = made[4][f"{LIVING[0]}/4"] = 1
    assert ("survey-answer", "error") in found(gathered(write_csv(tmp_path / "living.csv", made)))
    rounds = [{f"{item}_{n}": row[item] for item in LIVING for n in (1, 2, 3)} for row in rows]
    assert ids(gathered(write_csv(tmp_path / "living.csv", rounds))).count("survey-column-twice") == 1


@pytest.mark.parametrize(
    ("word", "of"),
    [("Max", max), ("Min", min), ("Rata-rata", lambda marks: round(sum(marks) / len(marks))), ("Count", len)],
)
def test_subtotals_of_a_spreadsheet_are_not_people(word: str, of: Callable[[list[int]], int], tmp_path: Path) -> None:
    rows = survey("living", 60)
    made: list[Line] = [["Desa", "Kode", *LIVING]]
    for village in range(3):
        own = rows[village * 20 : village * 20 + 20]
        made += [[f"Desa {village}", row["respondent_code"], *(row[item] for item in LIVING)] for row in own]
        made.append([f"Desa {village} {word}", None, *(of([row[item] for row in own]) for item in LIVING)])
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", made)))
    assert [(why.id, len(numbers)) for why, numbers in result.tables[0].fates] == [("summary", 3)]
    assert sums(result) == total(rows)
    named = [["Toko", "Kode", *LIVING], *([f"Toko {i} Total", *line] for i, line in enumerate(people(rows)[1:]))]
    assert sums(gathered(workbook(tmp_path / "living.xlsx", ("Data", named)))) == total(rows)


def test_a_legend_beside_the_table_takes_nobody_out(tmp_path: Path) -> None:
    rows = survey("living", 60)
    made = [list(line) for line in people(rows)]
    for i, text in enumerate(["Keterangan:", "0 = sama sekali tidak", "4 = sangat setuju"]):
        made[i + 2] += [None, text]
    made.append([None] * 11 + ["Catatan tim"])
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", made)))
    assert (sums(result), result.tables[0].rows, result.tables[0].counted) == (total(rows), 60, 60)
    made[3][10] = 3
    assert "survey-row-longer" in ids(gathered(workbook(tmp_path / "living.xlsx", ("Data", made))))


def test_two_tables_beside_each_other_are_two_tables(tmp_path: Path) -> None:
    rows, others = survey("living", 60), survey("economy", 60)
    left, right = people(rows), lines(others, "respondent_code", *ECONOMY)
    made = [[*one, None, *other] for one, other in zip(left, right, strict=True)]
    result = gathered(workbook(tmp_path / "survei.xlsx", ("Data", made)))
    assert [table.path.rpartition("survei.xlsx")[2] for table in result.tables] == ["", "!L"]
    assert [(table.rows, table.counted) for table in result.tables] == [(60, 60), (60, 60)]
    assert "survey-same-people" not in ids(result)
    halves = [[*one, None, *other] for one, other in zip([left[0], *left[1:31]], [left[0], *left[31:]], strict=True)]
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", halves)))
    assert "survey-column-twice" not in ids(result)
    assert sums(result) == total(rows)


@pytest.mark.parametrize("column", ["Jumlah responden", "n responden", "Banyaknya kuesioner"])
def test_means_of_villages_are_not_people(column: str, tmp_path: Path) -> None:
    rows = survey("living", 60)
    recap: list[Line] = [["Desa", column, *LIVING], *([f"Desa {i}", 6, *([3] * 9)] for i in range(10))]
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", people(rows)), ("Rekap", recap)))
    assert (sums(result), result.files[0].others) == (total(rows), ("Rekap",))
    alone = gathered(workbook(tmp_path / "living.xlsx", ("Rekap", recap)))
    assert (found(alone), alone.collected.forms) == ([("survey-groups", "error")], ())
    coded: list[Line] = [[*line, "Jumlah responden" if i == 0 else 60] for i, line in enumerate(people(rows))]
    assert sums(gathered(workbook(tmp_path / "living.xlsx", ("Data", coded)))) == total(rows)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "living.xlsx", ("Jawaban", people(survey("living", 60))))
    (tmp_path / "kolom.yaml").write_text("sheet: Jawabn\n", "utf-8")
    (fault,) = gathered(path, columns=str(tmp_path / "kolom.yaml")).findings
    assert (fault.kind.id, fault.suggestion, fault.facts["sheets"]) == ("survey-sheet-unknown", "Jawaban", ("Jawaban",))


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path: Path) -> None:
    for path in (tmp_path / "livng.csv", tmp_path):
        (fault,) = gathered(str(path)).findings
        assert (fault.kind.id, "folder" in fault.kind.hint) == ("survey-file-unopened", True)


@pytest.mark.parametrize(
    "of", [lambda marks: round(sum(marks) / len(marks)), lambda marks: sorted(marks)[len(marks) // 2]]
)
def test_a_last_row_of_means_is_asked_about_whatever_its_name(of: Callable[[list[int]], int], tmp_path: Path) -> None:
    rows = [{**row, LIVING[0]: row[LIVING[0]] // 2, LIVING[4]: row[LIVING[4]] // 2} for row in survey("living", 60)]
    means = {**rows[0], "respondent_code": "X", **{item: of([row[item] for row in rows]) for item in LIVING}}
    result = gathered(write_csv(tmp_path / "living.csv", [*rows, means]))
    faults = [fault for fault in result.findings if fault.kind.id == "survey-row-average"]
    assert [fault.facts["rows"] for fault in faults] == [(62,)]
    record = record_of(result.collected, "living", result.findings, (61, 1, 0))
    assert "survey-row-average" not in {one["id"] for one in record["lint"]["findings"]}
    other = {**means, LIVING[2]: (means[LIVING[2]] + 1) % 5}
    assert "survey-row-average" not in ids(gathered(write_csv(tmp_path / "living.csv", [*rows, other])))


def test_titles_of_villages_below_the_first_statement_are_nobody(tmp_path: Path) -> None:
    rows = survey("living", 60)
    lines: list[Line] = [["No", *LIVING]]
    for letter, village, own in (("A", "Desa Bincau", rows[:30]), ("B.", "Kelurahan Sekumpul", rows[30:])):
        lines += [[letter, village], *([i, *(row[name] for name in LIVING)] for i, row in enumerate(own, 1))]
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", lines)))
    assert "survey-answer" not in ids(result)
    assert [(t.rows, t.counted) for t in result.tables] == [(62, 60)]
    assert sums(result) == total(rows)


def test_people_with_low_marks_throughout_are_not_called_non_users(tmp_path: Path) -> None:
    rows = survey("living", 60)
    for i, row in enumerate(rows[:4]):
        row.update({name: int((i + j) % 3 == 0 and j > 2) for j, name in enumerate(LIVING)})
    assert "survey-not-user" not in ids(gathered(write_csv(tmp_path / "living.csv", rows)))
    for row in rows[:4]:
        row.update(dict.fromkeys(LIVING[3:], 3))
    assert "survey-not-user" in ids(gathered(write_csv(tmp_path / "living.csv", rows)))


PROGRAMMES = """stage: 2026-tahap-1
programmes:
  harmony: {name: RUMAH RAPI, agency: pupr, users: 900, agency_took_part: true}
  health: {name: SEHAT DARING, agency: dinkes, users: 900, agency_took_part: true}
  mobility: {name: ANGKUT KITA, agency: pupr, users: 900, agency_took_part: true}
"""


@pytest.mark.parametrize("code", ["Kode Responden", None])
def test_numbers_below_programmes_are_read_where_the_map_says_whose_they_are(code: str | None, tmp_path: Path) -> None:
    rows = survey("living", 60)
    order = [3, 4, 5, 0, 1, 2, 6, 7, 8]
    lines: list[Line] = [
        ["Kode Responden", "SEHAT DARING", None, None, "RUMAH RAPI", None, None, "ANGKUT KITA", None, None],
        [code, *[1, 2, 3] * 3],
        *([row["respondent_code"], *(row[LIVING[i]] for i in order)] for row in rows),
    ]
    path = workbook(tmp_path / "living.xlsx", ("Data", lines))
    result = gathered(path)
    assert found(result) == [("survey-statements-numbered", "error")]
    assert 'B "SEHAT DARING/1"' in cast("tuple[str, ...]", result.findings[0].facts["columns"])
    (columns := tmp_path / "map.yaml").write_text(PROGRAMMES, "utf-8")
    result = gathered(path, columns=str(columns))
    assert (found(result), sums(result)) == ([], total(rows))


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        (["Tambah jam layanan", "-", "", "sudah bagus"], True),
        ([""], True),
        ([1, 2, 3, 4], False),
        (["Setuju", "Tidak setuju"], False),
    ],
)
def test_a_tenth_question_is_left_aside_unless_it_has_marks(answers: list[Any], read: bool, tmp_path: Path) -> None:
    rows = survey("living", 60)
    lines: list[Line] = [["Kode Responden", *(f"P{i}" for i in range(1, 11))]]
    lines += [
        [row["respondent_code"], *(row[name] for name in LIVING), answers[i % len(answers)]]
        for i, row in enumerate(rows)
    ]
    result = gathered(workbook(tmp_path / "living.xlsx", ("Data", lines)))
    assert ("survey-statements-numbered" in ids(result)) is not read
    if read:
        assert sums(result) == total(rows)
        assert [name for table in result.tables for name in table.columns["unused"]] == ['K "P10"']
