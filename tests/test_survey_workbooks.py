"""Workbooks of every format are read the same way, say what cannot be seen in them, and stay within bounds."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workbooks
from banjar_smartcity.survey.files import calamine_process, calamine_worker, repacked
from banjar_smartcity.survey.files.calamine_worker import serve
from banjar_smartcity.survey.files.opening import open_tables
from conftest import SHARED
from respondents import Row, found, gathered, ids, items, survey, write_xlsx

LIVING = items("living")
FORMATS = (".xls", ".xlsb", ".ods")
UNSEEN = ("survey-file-unseen", "warning")
Edit = Callable[[str, bytes], tuple[str, bytes]]


@pytest.fixture
def rows() -> list[Row]:
    return survey("living")


def limits(path: Path | str) -> list[tuple[int, str]]:
    """Of a file that is too large: the row, and what there is too much of."""
    result = gathered(str(path))
    assert ids(result) == ["survey-file-limit"]
    return [(f.position.line, getattr(f.facts["what"], "msgid", "")) for f in result.findings]


def edited(path: str, edit: Edit) -> str:
    """The workbook with the names or bytes of its parts changed."""
    made = Path(path).with_name("edited.xlsx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part in archive.namelist():
            out.writestr(*edit(part, archive.read(part)))
    return str(made)


def with_rows(path: str, xml: bytes) -> str:
    """The workbook with more XML before the end of its rows."""
    return edited(path, lambda name, data: (name, data.replace(b"</sheetData>", xml + b"</sheetData>")))


def table(path: str) -> list[tuple[int, list[object]]]:
    """All cells, from the row of column names on."""
    opened = open_tables(path, path, lambda cells: sum(cell in LIVING for cell in cells)).tables[0]
    lines = [(opened.header_row, opened.header), *opened.rows]
    return [(number, list(cells)) for number, cells in lines]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_table_and_one_line_on_what_is_not_seen(
    ending: str, rows: list[Row], tmp_path: Path
) -> None:
    for i, row in enumerate(rows):
        row["nik"], row["catatan"] = float(6303014501900001 + i), "é, “baru” & 0,5"
    path = workbooks.write(tmp_path / f"living{ending}", rows)
    assert found(gathered(path)) == [UNSEEN]
    assert table(path) == table(write_xlsx(tmp_path / "living.xlsx", rows))


def test_merged_cells_of_an_xls_count_for_all_their_rows(rows: list[Row], tmp_path: Path) -> None:
    column = list(rows[0]).index("programme_health")
    for row in rows[1:]:
        row["programme_health"] = ""
    path = tmp_path / "a.xls"
    path.write_bytes(workbooks.xls(workbooks.cells(rows), merged=[(1, 56, column, column)]))
    assert found(gathered(str(path))) == [UNSEEN]


def test_in_an_ods_merged_cells_are_not_seen_and_that_is_said(rows: list[Row], tmp_path: Path) -> None:
    (finding,) = gathered(workbooks.write(tmp_path / "a.ods", rows)).findings
    assert "merged cells" in getattr(finding.facts["what"], "msgid", "")
    assert finding.facts["ending"] == ".ods"


def test_a_table_for_several_places_says_once_what_is_not_seen(tmp_path: Path) -> None:
    rows = [
        {"respondent_code": f"{place}-{i}", "dimension": place, **{f"p{j}": (i + j) % 4 + 1 for j in range(1, 10)}}
        for place in ("living", "economy")
        for i in range(60)
    ]
    assert ids(gathered(workbooks.write(tmp_path / "a.ods", rows))).count("survey-file-unseen") == 1


def upper(name: str, data: bytes) -> tuple[str, bytes]:
    return (name.replace("sheet1", "SHEET1") if name.endswith("sheet1.xml") else name), data


def backslashes(name: str, data: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\"), data


def strict(name: str, data: bytes) -> tuple[str, bytes]:
    for old, new in (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        data = data.replace(old, new)
    return name, data


def text_with_value(name: str, data: bytes) -> tuple[str, bytes]:
    return name, re.sub(rb'(<c r="\w+" t="inlineStr">)', rb"\1<v>7</v>", data)


def text_before_value(name: str, data: bytes) -> tuple[str, bytes]:
    return name, data.replace(b"</is></c>", b"</is><v>7</v></c>")


def without_styles(name: str, data: bytes) -> tuple[str, bytes]:
    return name, re.sub(rb"<(cellXfs|cellStyleXfs|cellStyles)\b.*?</\1>", b"", data) if "styles" in name else data


def returns(name: str, data: bytes) -> tuple[str, bytes]:
    return name, re.sub(rb"<t>(impact_\w+)</t>", rb"<t>\1_x000D_</t>", data)


@pytest.mark.parametrize(
    "begun", [b'<c t="inlineStr"><is>', b'<x:c t="inlineStr"> <x:is> ', b"<c t=t=t= t='inlineStr'><is><t>"]
)
def test_cells_that_begin_again_and_again_are_looked_at_once(begun: bytes) -> None:
    many = begun * 100_000  # it would take hours to look for the end of each among all others
    assert repacked._AFTER_TEXT.sub(rb"\1", many) == many


@pytest.mark.parametrize(
    "edit", [upper, backslashes, strict, text_with_value, text_before_value, without_styles, returns]
)
def test_what_excel_opens_is_opened(
    edit: Edit, rows: list[Row], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_xlsx(tmp_path / "living.xlsx", rows)
    changed = edited(path, edit)
    assert Path(changed).read_bytes() != Path(path).read_bytes()
    assert found(gathered(changed)) == []
    assert table(changed)[1:] == table(path)[1:]
    assert capfd.readouterr() == ("", "")


def at_root(name: str, data: bytes) -> tuple[str, bytes]:
    return name.removeprefix("xl/"), data.replace(b'"/xl/', b'"/').replace(b'"xl/', b'"')


@pytest.mark.parametrize("edit", [at_root, lambda name, data: ("/" + name, data)])
def test_parts_at_the_root_or_after_a_slash_are_found(edit: Edit, rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "living.xlsx", rows)
    assert table(edited(path, edit)) == table(path)


def test_an_error_is_what_its_cell_says(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    column = f'AC "{LIVING[-1]}"'

    def break_cells(name: str, data: bytes) -> tuple[str, bytes]:
        return name, re.sub(rb'<c r="(T3|AC4)"[^>]*>.*?</c>', rb'<c r="\1" t="e"><v>#DIV/0!</v></c>', data)

    broken = edited(path, break_cells)
    (finding,) = gathered(broken).findings
    assert (finding.kind.id, finding.facts["rows"], finding.facts["column"]) == ("survey-answer", (4,), column)
    assert {row: cells[19] for row, cells in table(broken)[1:4]} == {2: "ya", 3: "#DIV/0!", 4: "ya"}


def test_errors_alone_in_a_row_are_a_row(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    alone = b'<row r="60"><c r="B60" t="e"><v>#N/A</v></c></row><row r="62"><c r="A62"><v>1</v></c></row>'
    *_, error, last = table(with_rows(path, alone))
    assert (error, last) == ((60, [None, "#N/A"]), (62, [1]))


def test_formulas_without_results_are_counted_wherever_they_are(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    more = b"".join(
        b'<row r="%d"><c r="A%d"><f>1+1</f></c><c r="AC%d"><f>2</f><v></v></c></row>' % (i, i, i) for i in (58, 59)
    )
    (finding,) = [f for f in gathered(with_rows(path, more)).findings if f.kind.id == "survey-formula"]
    assert (finding.facts["count"], finding.facts["cells"]) == (4, ("A58", "AC58", "A59", "AC59"))
    computed = re.sub(rb"<f>(\d.*?)</f>(<v></v>)?", rb"<f>\1</f><v>3</v>", more)
    assert "survey-formula" not in ids(gathered(with_rows(path, computed)))


@pytest.mark.parametrize(
    ("xml", "row", "what"),
    [
        (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 1048576, "rows"),
        (b'<row r="58"><c r="A1048576"><v>1</v></c></row>', 1048576, "rows"),
        (b'<row r="58"><c r="XFD58"><v>1</v></c></row>', 58, "columns"),
        (b"<row>" + b"<c><v>1</v></c>" * 2001 + b"</row>", 58, "columns"),
        (b'<row r="200000"><c r="BXX200000"><v>1</v></c></row>', 1, "cells between the first and the last"),
    ],
)
def test_a_cell_far_away_is_refused_before_room_is_made_for_all_between(
    xml: bytes, row: int, what: str, rows: list[Row], tmp_path: Path
) -> None:
    assert limits(with_rows(write_xlsx(tmp_path / "a.xlsx", rows), xml)) == [(row, what)]


@pytest.mark.parametrize("xml", [b'<row r="1048576"><c r="XFD1048576" s="0"/></row>', b'<row r="900000"/>'])
def test_cells_that_have_only_a_style_are_nothing(xml: bytes, rows: list[Row], tmp_path: Path) -> None:
    assert found(gathered(with_rows(write_xlsx(tmp_path / "a.xlsx", rows), xml))) == []


def test_a_million_merged_cells_are_refused(rows: list[Row], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    merged = b"".join(b'<mergeCell ref="A%d:A%d"/>' % (i, i + 1) for i in range(1, 500_002))
    merged = b"</sheetData><mergeCells>" + merged + b"</mergeCells>"
    assert limits(edited(path, lambda n, data: (n, data.replace(b"</sheetData>", merged)))) == [(1, "merged cells")]


@pytest.mark.parametrize(
    ("line", "row", "what"),
    [
        ("<table:table-row>" + workbooks.ods_cell("x", 'table:number-columns-repeated="2000000000"'), 58, "columns"),
        ('<table:table-row table:number-rows-repeated="999999">' + workbooks.ods_cell("x"), 250_002, "rows"),
        (
            '<table:table-row table:number-rows-repeated="200000"/><table:table-row>'
            + workbooks.ods_cell(None, 'table:number-columns-repeated="1999"')
            + workbooks.ods_cell(1),
            1,
            "cells between the first and the last",
        ),
    ],
)
def test_an_ods_that_repeats_cells_without_end_is_refused(
    line: str, row: int, what: str, rows: list[Row], tmp_path: Path
) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(workbooks.ods([*workbooks.ods_rows(rows)[:57], line + "</table:table-row>"]))
    assert limits(path) == [(row, what)]


def texts_bomb(path: str) -> bytes:
    """A text of a million letters that two thousand cells refer to."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (i, i) for i in range(60, 2060))
    out = io.BytesIO(Path(with_rows(path, cells)).read_bytes())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="texts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    made = io.BytesIO()
    with zipfile.ZipFile(out) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in archive.namelist():
            data = archive.read(part)
            if part.endswith("workbook.xml.rels"):
                data = data.replace(b"</Relationships>", link.encode())
            if "sharedStrings" not in part:
                bomb.writestr(part, data)
        text = "A" * 1_000_000
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        bomb.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>')
    return made.getvalue()


MEMORY = "megabytes of memory that it takes to read it"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_what_no_bound_foresees_ends_the_worker_and_not_the_program(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calamine_process, "MAX_MEMORY", 400 << 20)
    path = write_xlsx(tmp_path / "sound.xlsx", rows)
    assert found(gathered(path)) == []
    bombs = {
        "a directory that leads back to itself": workbooks.looped_xls(),
        "a far cell of an xls": workbooks.xls([*workbooks.cells(rows), (65_535, 65_535, 1.0)]),
        "a far cell of an xlsb": workbooks.xlsb([*workbooks.cells(rows), (1_048_575, 16_383, 1.0)]),
        "a text that is used again and again": texts_bomb(path),
    }
    bomb = tmp_path / "bomb"
    for name, content in bombs.items():
        bomb.write_bytes(content)
        assert (name, limits(bomb)) == (name, [(1, MEMORY)])
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_takes_too_long_is_ended(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(calamine_process, "_WORKER", str(slow))
    monkeypatch.setattr(calamine_process, "MAX_SECONDS", 0.05)
    assert limits(path) == [(1, "seconds that it takes to read it")]


def test_a_worker_that_fails_by_our_own_fault_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", survey("living", 2000))  # more than a pipe holds
    broken = tmp_path / "broken.py"
    broken.write_text("raise ValueError\n")
    monkeypatch.setattr(calamine_process, "_WORKER", str(broken))
    with pytest.raises(RuntimeError):
        gathered(path)


def test_without_calamine_a_workbook_is_refused_by_a_finding(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    monkeypatch.setattr(calamine_process, "find_spec", lambda name: None)
    assert ids(gathered(path)) == ["survey-file-kind"]


def test_a_worker_that_has_ended_is_not_asked_about_the_next_sheet(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Lain")
    book.save(path)
    ending = tmp_path / "ending.py"
    names = '(("sheets", ["Data", "Lain"], []),)'
    send = "sys.stdout.buffer.write(len(d).to_bytes(8, 'big') + d)"
    ending.write_text(f"import marshal, sys\nfor f in {names}:\n    d = marshal.dumps(f, 2)\n    {send}\n")
    monkeypatch.setattr(calamine_process, "_WORKER", str(ending))
    assert ids(gathered(path)) == ["survey-file-damaged"]


def test_no_worker_outlives_its_table(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*args: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*args, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    opened = open_tables(path, path, lambda cells: sum(cell in LIVING for cell in cells)).tables[0]
    assert next(opened.rows)[0] == 2
    del opened
    table(path)
    write_xlsx(tmp_path / "a.xlsx", [{"nama": "A"}])
    gathered(path)  # one worker looks whether it is a blank form, and one reads it
    assert len(started) == 4
    assert [process.poll() is not None for process in started] == [True] * 4


class PanicError(BaseException):
    """As PyO3 raises it: no Exception."""


def test_a_panic_of_rust_is_a_damaged_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    told = io.BytesIO()

    def panic(_: object) -> None:
        raise PanicError

    monkeypatch.setattr(python_calamine, "load_workbook", panic)
    serve(io.BytesIO(bytes(8)), told)
    import marshal

    assert marshal.loads(told.getvalue()[8:]) == ("damaged",)


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (4.0, 4),
        (2.5, 2.5),
        (6303014501900001.0, 6303014501900001),
        (float("inf"), float("inf")),
        (1e300, 1e300),
        (True, True),
        (datetime(2026, 4, 1, 8, 30), (2026, 4, 1, 8, 30, 0, 0)),
        (datetime(2026, 4, 1).date(), (2026, 4, 1)),
        (datetime(2026, 4, 1, 8, 30).time(), "08:30:00"),
        (datetime(2026, 4, 1) - datetime(1899, 12, 30), (2026, 4, 1, 0, 0, 0, 0)),
    ],
)
def test_values_are_handed_on_as_the_sheet_shows_them(cell: object, plain: object) -> None:
    assert (type(calamine_worker._plain(cell)), calamine_worker._plain(cell)) == (type(plain), plain)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (workbooks.compound(b"", name="EncryptedPackage"), "a workbook with a password"),
        (workbooks.ods([], entry="<manifest:encryption-data/>"), "a workbook with a password"),
        (workbooks.compound(b"", name="WordDocument"), "an old Office document"),
    ],
)
def test_what_has_a_password_or_is_another_document_is_said(content: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    (finding,) = gathered(str(path)).findings
    assert (finding.kind.id, getattr(finding.facts["what"], "msgid", "")) == ("survey-file-kind", what)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": b"<x/>", "XL/Workbook.xml": b"<x/>"},
        {"xl/workbook.xml": b"<x/>", "xl/workbook.bin": b""},
    ],
)
def test_a_zip_that_readers_could_take_in_two_ways_is_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbooks.zipped(parts))
    assert ids(gathered(str(path))) == ["survey-file-damaged"]


@settings(max_examples=SHARED, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ending=st.sampled_from(FORMATS), place=st.integers(0, 10**9), damage=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_of_any_format_gives_findings_never_a_traceback(
    ending: str, place: int, damage: bytes, tmp_path: Path
) -> None:
    source = tmp_path / f"sound{ending}"
    if not source.exists():
        workbooks.write(source, survey("living", 5))
    content = bytearray(source.read_bytes())
    at = place % len(content)
    content[at : at + len(damage)] = damage
    path = tmp_path / "damaged"
    path.write_bytes(content)
    assert gathered(str(path)).findings, "five rows are too few at least"
