"""Innovations that an agency writes new into its file: a record of each, once, or a question with its cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.exchange.intake.newcomers import newcomers
from banjar_smartcity.exchange.returned import blank_return, read_json_return
from conftest import check, run_command
from returned_books import DAY, Run, contents, copy_of_example, edit, opened, send, take_in
from test_parcel import DINKES

HEADS = ("Kode", "Nama inovasi", "Dimensi", "Berjalan sejak", "Keterangan")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


def write_in(path: Path, *rows: tuple[object, ...], first: int | None = None) -> Path:
    """Write rows of code, name, dimension, start and remark below those that were sent."""

    def change(book: Any) -> None:
        sheet = book["Inovasi"]
        assert tuple(cell.value for cell in sheet[1]) == HEADS
        start = first or next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, 2).value is None)
        for number, row in enumerate(rows, start):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    return edit(path, change)


def record(root: Path, name: str) -> dict[str, Any]:
    """A record as plain data."""
    found = check(root).model.innovations[name]
    return {
        "name": found.name,
        "dimension": found.dimension,
        "owners": [owner.agency for owner in found.owners],
        "started": found.started and found.started.first.isoformat(),
        "note": found.note and found.note.id,
        "status": found.status,
    }


def test_a_new_row_becomes_a_record_once_and_goes_out_with_its_id(root: Path, capsys: Run) -> None:
    before = contents(root)
    row = (None, "Sapa Lansia", "Smart Living", "Maret 2024", "Kunjungan rumah\ntiap bulan")
    book = write_in(send(capsys, root), row)
    code, out, err = take_in(capsys, root, book, "--dry-run")
    assert (code, err) == (0, "")
    assert 'sapa-lansia: new innovation "Sapa Lansia", Smart Living, since March 2024' in out
    assert "1 file would be written. Nothing was written." in out
    assert contents(root) == before
    code, out, _ = take_in(capsys, root, book)
    assert (code, "1 file written" in out) == (0, True)
    assert "git switch -c isian-2026-tahap-1-dinkes" in out
    assert "-m ''" not in out
    assert contents(root).keys() - before.keys() == {"data/innovations/sapa-lansia.yaml"}
    assert {path: before[path] for path in before} == {path: contents(root)[path] for path in before}
    assert record(root, "sapa-lansia") == {
        "name": "Sapa Lansia",
        "dimension": "living",
        "owners": ["dinkes"],
        "started": "2024-03-01",
        "note": "Kunjungan rumah\ntiap bulan",
        "status": "provisional",
    }
    assert [f for f in check(root).findings if "sapa-lansia" in f.path and f.kind.severity.value == "error"] == []
    after = contents(root)
    code, out, _ = take_in(capsys, root, book)
    assert (code, "Nothing changed." in out) == (0, True)
    assert contents(root) == after
    again = opened(send(capsys, root, name="lagi.xlsx"))["Inovasi"]
    sent = {again.cell(n, 1).value: [c.value for c in again[n]] for n in range(2, again.max_row + 1)}
    assert sent["sapa-lansia"][1:4] == ["Sapa Lansia", "Smart Living (kehidupan)", "2024-03"]


def test_what_was_recorded_since_is_merged_cell_by_cell(root: Path, capsys: Run) -> None:
    book = write_in(send(capsys, root), (None, "Sapa Lansia", "Smart Living", 2024, "Kunjungan rumah"))
    assert take_in(capsys, root, book)[0] == 0
    path = root / "data/innovations/sapa-lansia.yaml"
    path.write_text(path.read_text("utf-8").replace("Kunjungan rumah", "Kunjungan dan telepon"), "utf-8")
    after = contents(root)
    code, out, _ = take_in(capsys, root, book)
    assert (code, "Changed on both sides" in out, "came back: Kunjungan rumah" in out) == (1, True, True)
    assert contents(root) == after
    assert take_in(capsys, root, book, "sapa-lansia", "--take", "ours")[0] == 0
    assert contents(root) == after
    assert take_in(capsys, root, book, "sapa-lansia", "--take", "theirs")[0] == 0
    assert record(root, "sapa-lansia")["note"] == "Kunjungan rumah"


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ((None, None, "Smart Living", 2024, "x"), "B", "an innovation needs its name"),
        ((None, "Sapa Lansia", None, 2024), "C", "choose its dimension"),
        ((None, "Sapa Lansia", "Smart Livin Indah"), "C", "it is not a dimension of the region"),
        ((None, "Sapa Lansia", "Smart Living", "baru saja"), "D", "it is not a year, a month or a day"),
        ((None, "Sapa Lansia", "Smart Living", 2024, "hubungi 0812-3456-7890"), "E", "contains personal data"),
        ((None, "Sapa 6303051708900001", "Smart Living"), "B", "contains personal data"),
        ((None, "健康", "Smart Living"), "B", "this name gives no id"),
        (("sapa-lansia", "Sapa Lansia", "Smart Living"), "A", "no innovation with this code was sent"),
        ((None, "=A1&B1", "Smart Living"), "B", "it is a formula without its result"),
        ((None, "Sapa Lansia", "Smart Living", 2024, "=A1"), "E", "it is a formula without its result"),
        ((None, "Si Tanggapp", "Smart Living"), "B", 'may be the innovation "Si Tanggap" (si-tanggap)'),
        ((None, "dasi rapi", "Smart Living"), "B", 'may be the innovation "DASI RAPI" (dasi-rapi)'),
    ],
)
def test_what_is_not_certain_is_asked_about_and_the_row_is_not_written(
    root: Path, capsys: Run, row: tuple[object, ...], cell: str, said: str
) -> None:
    before = contents(root)
    book = write_in(send(capsys, root), row)
    sheet = opened(book)["Inovasi"]
    number = next(n for n in range(2, sheet.max_row + 1) if [c.value for c in sheet[n]][: len(row)] == list(row))
    code, out, _ = take_in(capsys, root, book)
    assert (code, said in out, f"Inovasi!{cell}{number}" in out) == (1, True, True), out
    assert "6303051708900001" not in out
    assert contents(root) == before


def test_a_name_that_is_similar_is_decided_by_a_person(root: Path, capsys: Run) -> None:
    book = write_in(send(capsys, root), (None, "Dasi Rapi", "Smart Living", 2025))
    before = contents(root)
    assert "--take theirs dasi-rapi-2" in take_in(capsys, root, book)[1]
    code, out, _ = take_in(capsys, root, book, "dasi-rapi-2", "--take", "ours")
    assert (code, "Nothing changed." in out) == (0, True)
    assert contents(root) == before
    assert take_in(capsys, root, book, "dasi-rapi-2", "--take", "theirs")[0] == 0
    assert record(root, "dasi-rapi-2")["owners"] == ["dinkes"]
    after = contents(root)
    assert take_in(capsys, root, book)[0] == 0
    assert contents(root) == after
    assert 'there is no item "dasi-rapi-3"' in take_in(capsys, root, book, "dasi-rapi-3", "--take", "ours")[2]


def test_rows_of_one_name_count_once_unless_they_say_different_things(root: Path, capsys: Run) -> None:
    rows = [(None, "Sapa Lansia", "Smart Living", 2024), (None, "SAPA  LANSIA", "smart living", "2024")]
    book = write_in(send(capsys, root), *rows)
    assert take_in(capsys, root, book, "--dry-run")[0] == 0
    write_in(book, (None, "Sapa Lansia", "Smart Living", 2023))
    before = contents(root)
    code, out, _ = take_in(capsys, root, book)
    assert (code, "two rows have this name, and they say different things" in out) == (1, True)
    assert contents(root) == before


def test_two_agencies_with_one_name_are_asked_about(root: Path, capsys: Run) -> None:
    books = [
        write_in(send(capsys, root, "--agency", who, name=f"{who}.xlsx"), (None, "Sapa Lansia", "Smart Living"))
        for who in ("dinkes", "dinsos")
    ]
    for _ in range(2):
        code, out, _ = take_in(capsys, root, *books)
        assert (code, 'may be the innovation "Sapa Lansia" (sapa-lansia)' in out) == (1, True)
    assert record(root, "sapa-lansia")["owners"] == ["dinkes"]


def test_a_row_whose_code_is_gone_is_the_innovation_of_its_name(root: Path, capsys: Run) -> None:
    book = send(capsys, root)
    name = opened(book)["Inovasi"].cell(2, 1).value
    before = contents(root).keys()
    path = write_in(book, (None, opened(book)["Inovasi"].cell(2, 2).value, None, None, "Meluas"), first=2)
    assert take_in(capsys, root, path)[0] == 0
    assert record(root, name)["note"] == "Meluas"
    assert contents(root).keys() == before


def test_a_draft_of_that_name_is_asked_about_and_never_replaced(root: Path, capsys: Run) -> None:
    assert run_command(capsys, "new", "innovation", "sapa-lansia", "--root", root)[0] == 0
    before = contents(root)
    book = write_in(send(capsys, root), (None, "Sapa Lansia", "Smart Living"))
    code, out, _ = take_in(capsys, root, book)
    assert (code, "(sapa-lansia)" in out) == (1, True)
    assert contents(root) == before


def test_a_dimension_that_was_sent_is_that_of_its_new_innovations(root: Path, capsys: Run) -> None:
    book = write_in(send(capsys, root, "--dimension", "living"), (None, "Sapa Lansia"))
    assert take_in(capsys, root, book)[0] == 0
    assert (record(root, "sapa-lansia")["dimension"], record(root, "sapa-lansia")["owners"]) == ("living", [])
    after = contents(root)
    assert take_in(capsys, root, book)[0] == 0
    assert contents(root) == after


def test_a_workbook_with_a_new_innovation_is_not_replaced(root: Path, capsys: Run) -> None:
    book = write_in(send(capsys, root), (None, "Sapa Lansia", "Smart Living"))
    options = ("--agency", "dinkes", "--output", book, "--root", root, "--today", DAY, "--lang", "en")
    code, _, err = run_command(capsys, "workbook", "out", *options)
    assert (code, "has been filled in" in err) == (2, True)


def test_new_innovations_as_json(root: Path, capsys: Run) -> None:
    book = write_in(send(capsys, root), (None, "Sapa Lansia", "Smart Living", "2024"))
    data = json.loads(take_in(capsys, root, book, "--dry-run", "--format", "json")[1])
    assert data["created"] == ["data/innovations/sapa-lansia.yaml"]
    assert data["new_innovations"] == [
        {
            "id": "sapa-lansia",
            "name": "Sapa Lansia",
            "dimension": "living",
            "agency": "dinkes",
            "started": "2024",
            "remark": "",
        }
    ]


def test_the_form_lists_new_innovations_too(root: Path, capsys: Run) -> None:
    data: dict[str, Any] = json.loads(json.dumps(blank_return(DINKES)))
    data["new_innovations"] = [{"name": "Sapa Lansia", "dimension": "living", "started": "2024"}]
    file = root.parent / "isian-dinkes.json"
    file.write_text(json.dumps(data), "utf-8")
    assert take_in(capsys, root, file)[0] == 0
    assert record(root, "sapa-lansia")["started"] == "2024-01-01"
    assert "Nothing changed." in take_in(capsys, root, file)[1]
    del data["new_innovations"]  # as older forms save it
    assert read_json_return("isian.json", json.dumps(data).encode()).innovations == ()
    data["new_innovations"] = [{"name": "Sapa 6303051708900001", "dimension": "living"}]
    found = newcomers(check(root).model, [read_json_return("isian.json", json.dumps(data).encode())], {})
    assert [f.facts["cell"] for f in found.findings] == ["new_innovations[1].name"]
