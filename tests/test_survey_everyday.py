"""Everyday tables: unfinished rows of survey programs, times of servers, hidden columns; each with an honest twin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from banjar_smartcity.survey.cells.states.finished import UNFINISHED
from banjar_smartcity.survey.cells.states.status import status_of
from banjar_smartcity.survey.cells.times.time_forms import time_of
from banjar_smartcity.survey.gather import Gathered
from respondents import Row, found, gathered, items, survey, write_csv
from workbooks import zipped

LIVING = items("living")
Line = Callable[[int], Any]


def with_columns(rows: list[Row], *columns: tuple[str, Line]) -> list[Row]:
    """The rows with more columns at the end."""
    return [{**row, **{name: line(i) for name, line in columns}} for i, row in enumerate(rows)]


def rows_counted(result: Gathered) -> int:
    (table,) = result.tables
    assert table.rows == table.counted + table.not_counted
    return table.counted


UNFINISHED_COLUMNS: dict[str, tuple[tuple[str, Line], ...]] = {
    "LimeSurvey": (("submitdate", lambda i: "2026-04-20 10:00:00" if i < 52 else ""), ("lastpage", lambda _: 3)),
    "Qualtrics": (("Progress", lambda i: 100 if i < 52 else 40), ("Finished", lambda i: str(i < 52))),
    "Qualtrics in numbers": (("Finished", lambda i: int(i < 52)),),
    "SurveyMonkey": (("Response Status", lambda i: "Completed" if i < 52 else "Partial"),),
    "REDCap": (("survei_complete", lambda i: "Complete" if i < 52 else "Incomplete"),),
    "REDCap in numbers": (("survei_complete", lambda i: 2 if i < 52 else 0),),
    "words": (("Status isian", lambda i: "Selesai" if i < 52 else "Belum selesai"),),
}


@pytest.mark.parametrize("program", UNFINISHED_COLUMNS)
def test_what_was_never_finished_does_not_count_and_says_so(program: str, tmp_path: Path) -> None:
    rows = with_columns(survey("living", 60), *UNFINISHED_COLUMNS[program])
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert found(result) == [("survey-row-status", "warning")]
    assert rows_counted(result) == 52
    (table,) = result.tables
    assert [(why.id, len(rows)) for why, rows in table.fates] == [("unfinished", 8)]
    whole = with_columns(survey("living", 52), *UNFINISHED_COLUMNS[program])
    assert found(gathered(write_csv(tmp_path / "living.csv", whole))) == []


def test_a_time_of_the_end_that_is_called_finished_stays_a_time(tmp_path: Path) -> None:
    rows = [{("Finished" if k == "end" else k): v for k, v in row.items()} for row in survey("living", 60)]
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert (found(result), rows_counted(result)) == ([], 60)
    assert result.collected.forms[0].ended is not None


@pytest.mark.parametrize("name", ["keterangan", "catatan petugas"])
def test_a_note_that_something_is_missing_is_no_state(name: str, tmp_path: Path) -> None:
    rows = with_columns(survey("living", 60), (name, lambda i: "sebagian" if i % 7 else ""))
    assert rows_counted(gathered(write_csv(tmp_path / "living.csv", rows))) == 60


def test_an_empty_cell_is_unfinished_only_in_the_column_of_sending() -> None:
    assert status_of("submitdate", None) == status_of("submitdate", " ") == UNFINISHED
    assert status_of("submitdate", "2026-04-20 10:00:00") is None
    assert status_of("reviewstate", None) is None
    assert status_of("finished", "") is None


MOMENT = datetime(2026, 4, 2, 9, 30, 15)
SINCE = int((MOMENT - timedelta(hours=8) - datetime(1970, 1, 1)).total_seconds())


@pytest.mark.parametrize(
    "cell",
    [
        SINCE,
        str(SINCE),
        f"{SINCE}.000",
        SINCE * 1000,
        float(SINCE * 1000),
        str(SINCE * 1000),
        str(SINCE * 1_000_000),
        "20260402093015",
        20260402093015,
        "20260402T093015",
        "20260402T013015Z",
        "2026/04/02 - 09:30:15",
        "02/04/2026 @ 09:30:15",
        "Kamis, 2 April 2026 jam 09:30:15",
    ],
)
def test_times_of_servers_and_without_signs_are_read(cell: str | float) -> None:
    time = time_of(cell)
    assert time is not None
    assert (time.seconds, time.grain) == (SINCE + 8 * 3600, 1)


def test_the_typographic_apostrophe_of_friday_is_read() -> None:
    time = time_of("Jum\u2019at, 3 April 2026 pukul 09.30")
    assert time is not None
    assert time.seconds == SINCE + 8 * 3600 + 86_400 - 15


@pytest.mark.parametrize("cell", [123, 812345678, "081234567890", "1234567890123456789", "20261302093015", 99999999999])
def test_other_numbers_are_no_times(cell: str | int) -> None:
    assert time_of(cell) is None


def workbook(path: Path, rows: list[Row], *hidden: str) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    for name in hidden:
        sheet.column_dimensions[get_column_letter(list(rows[0]).index(name) + 1)].hidden = True
    book.save(path)
    return str(path)


def test_hidden_columns_of_answers_are_read_and_asked_about_and_those_of_codes_are_not(tmp_path: Path) -> None:
    rows = survey("living", 60)
    assert found(gathered(workbook(tmp_path / "a.xlsx", rows, "respondent_code", "start"))) == []
    result = gathered(workbook(tmp_path / "b.xlsx", rows, *LIVING[1:3]))
    (finding,) = result.findings
    assert (finding.kind.id, finding.kind.severity.value) == ("survey-hidden-columns", "warning")
    assert finding.facts["count"] == 2
    assert LIVING[1] in str(finding.facts["columns"])
    assert [len(form.items) for form in result.collected.forms] == [9]


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = f"""<?xml version="1.0"?><office:document-content xmlns:office="{OFFICE}:office:1.0"
 xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0"><office:body><office:spreadsheet>"""


def test_hidden_columns_of_an_ods_are_asked_about(tmp_path: Path) -> None:
    rows = survey("living", 60)
    names = list(rows[0])
    first = names.index(LIVING[0])

    def line(cells: list[Any]) -> str:
        shown = (f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in cells)
        return f"<table:table-row>{''.join(shown)}</table:table-row>"

    columns = f'<table:table-column table:number-columns-repeated="{first}"/>'
    columns += (
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/><table:table-column/>'
    )
    body = "".join(line(cells) for cells in (names, *(list(row.values()) for row in rows)))
    content = f'{_HEAD}<table:table table:name="Data">{columns}<table:table-column/>{body}</table:table>'
    content += "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    path = tmp_path / "living.ods"
    path.write_bytes(zipped({"mimetype": kind, "META-INF/manifest.xml": "<m/>", "content.xml": content}))
    result = gathered(str(path))
    assert [kind for kind, _ in found(result)] == ["survey-file-unseen", "survey-hidden-columns"]
    assert next(f.facts["count"] for f in result.findings if f.kind.id == "survey-hidden-columns") == 3


def test_numbers_with_a_dot_are_marks(tmp_path: Path) -> None:
    rows = [{k: f"{v}." if k in LIVING else v for k, v in row.items()} for row in survey("living", 60)]
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert found(result) == []
    want = [bytes(int(row[name]) for name in LIVING) for row in survey("living", 60)]
    assert [marks for form in result.collected.forms for marks in form.marks] == want
