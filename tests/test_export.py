"""`smartcity export`: tables that other programs read, complete, connected, and without anything internal."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
from pyarrow.parquet import ParquetFile
from python_calamine import CalamineWorkbook

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.office.sheets.tables_book import write_tables_book
from banjar_smartcity.render.package.data_package import about_package, package_files
from banjar_smartcity.render.package.sqlite import write_database
from banjar_smartcity.tables.table import OpenColumn, OpenTable, connected
from banjar_smartcity.tables.values import shown
from conftest import Build, base_text
from test_site import INTERNAL, ROADS, SECRET

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
ALL = (".xlsx", ".sqlite", ".zip", ".parquet", "")
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": ("true", "false").index,
}
HOSTILE = OpenTable(
    "things",
    (
        OpenColumn("id"),
        OpenColumn("text"),
        OpenColumn("value", "number"),
        OpenColumn("count", "integer"),
        OpenColumn("day", "date"),
    ),
    (
        {"id": "a", "text": '=HYPERLINK("x")', "value": -1.5, "count": -2, "day": date(2026, 1, 2)},
        {"id": "b", "text": 'one "two";\nthree, +4', "value": None, "count": 0, "day": None},
        {"id": "c", "text": "@x", "value": 0.1, "count": None, "day": None},
    ),
)


def export(root: Path, output: Path, *options: str, day: str = "2023-05-30") -> int:
    return main(["export", str(output), "--root", str(root), "--today", day, "--lang", "en", *options])


def rows_of(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def contents(path: Path) -> str:
    """All texts of an export in one, whatever its form."""
    if path.suffix == ".parquet":
        return "\n".join(str(ParquetFile(file).read().to_pylist()) for file in sorted(path.rglob("*.parquet")))
    if path.is_dir():
        return "\n".join(file.read_text("utf-8") for file in sorted(path.iterdir()))
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            return "\n".join(base.iterdump())
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export") / "data"
    assert export(EXAMPLE, target, day="2026-05-15") == 0
    return target


def test_the_descriptor_says_what_the_files_hold(package: Path) -> None:
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    names = [resource["name"] for resource in found["resources"]]
    assert {path.stem for path in package.glob("*.csv")} == set(names)
    keys: dict[str, set[str]] = {}
    for resource in found["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        rows, schema = rows_of(content), resource["schema"]
        head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert head == [field["name"] for field in schema["fields"]]
        listed = [row[schema["primaryKey"][0]] for row in rows]
        keys[resource["name"]] = set(listed)
        assert "" not in listed
        assert len(set(listed)) == len(listed)
        for key in schema.get("foreignKeys", []):
            known = keys[key["reference"]["resource"] or resource["name"]]
            assert {row[key["fields"][0]] for row in rows} <= known | {""}
        for field in schema["fields"]:
            for value in filter(None, (row[field["name"]] for row in rows)):
                READ[field["type"]](value)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_frictionless_finds_the_package_valid(delimiter: str, package: Path, tmp_path: Path) -> None:
    """The reference implementation checks names, types, keys, references, bytes and hashes."""
    assert export(EXAMPLE, tmp_path / "a", "--delimiter", delimiter, day="2026-05-15") == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = frictionless.validate(str(tmp_path / "a" / "datapackage.json"))
        assert [(task.name, task.errors) for task in found.tasks if not task.valid] == []
        assert found.valid
        assert found.stats["tasks"] == len(list(package.glob("*.csv"))) > 10
        # It would say so if something were wrong: a reference that leads nowhere, and a figure that is none.
        broken = tmp_path / "a" / "evidence_uses.csv"
        lines = broken.read_bytes().split(b"\r\n")
        cells = lines[1].decode().split(delimiter)
        lines[1] = delimiter.join([cells[0], "nowhere", *cells[2:]]).encode()
        broken.write_bytes(b"\r\n".join(lines))
        again = frictionless.validate(str(tmp_path / "a" / "datapackage.json"))
        kinds = {error.type for task in again.tasks for error in task.errors}
        assert kinds >= {"foreign-key", "hash-count"}


def test_findings_are_rows_with_their_places_and_both_languages(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json", "--lang", "en"]) == 0
    validated = json.loads(capsys.readouterr().out)["findings"]
    rows = rows_of((package / "findings.csv").read_bytes())
    known = {(f["id"], f["path"], str(f["line"]), str(f["column"]), f["message"]) for f in validated}
    shown = {(r["kind"], r["path"], r["line"], r["column"], r["message_en"]) for r in rows}
    assert shown <= known
    assert len(shown) > 5
    assert all(row["message_id"] and row["message_id"] != row["message_en"] for row in rows)
    assert {row["severity"] for row in rows} <= {"error", "warning"}


def test_the_region_is_a_row_that_scores_name(package: Path) -> None:
    (region,) = rows_of((package / "regions.csv").read_bytes())
    assert (region["id"], region["official_name"]) == ("kabupaten-contoh", "KAB. CONTOH")
    scores = rows_of((package / "scores.csv").read_bytes())
    assert {(row["official_name"], row["instrument"]) for row in scores} == {("KAB. CONTOH", "kominfo-2023")}


def test_every_record_of_the_example_is_a_row(package: Path) -> None:
    def count(table: str) -> int:
        return len(rows_of((package / f"{table}.csv").read_bytes()))

    data = EXAMPLE / "data"
    assert count("innovations") == len(list((data / "innovations").glob("*.yaml")))
    assert count("surveys") == len(list((data / "surveys").glob("*.yaml")))
    public = [path for path in (data / "evidence").glob("*.yaml") if "access: public" in path.read_text("utf-8")]
    assert count("evidence") == len(public)
    assert min(map(count, ("items", "answers", "evidence_uses", "facts", "sources", "agencies", "results"))) > 0


def test_the_scores_are_those_of_the_command(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json"]) == 0
    score = json.loads(capsys.readouterr().out)
    rows = {(row["kind"], row["part"]): row for row in rows_of((package / "scores.csv").read_bytes())}
    assert float(rows["final", "final"]["claimed"]) == score["final"]
    for aspect, figures in score["aspects"].items():
        row = rows["aspect", aspect]
        assert float(row["claimed"]) == figures["score"]
        assert float(row["supported"]) == figures["supported"]
        assert float(row["weight"]) == figures["weight"]


@pytest.mark.parametrize("ending", ALL)
def test_nothing_internal_is_named(ending: str, build: Build, tmp_path: Path) -> None:
    named = base_text(
        ROADS,
        ('[{evidence: sk-forum, pages: "2"}]', "[{evidence: nota-rahasia, pages: null}]"),
    )
    target = tmp_path / f"export{ending}"
    assert export(build({**INTERNAL, ROADS: named}), target) == 0
    text = contents(target)
    assert "klinik-daring" in text
    assert [secret for secret in SECRET if secret in text] == []


@pytest.mark.parametrize("ending", ALL)
def test_personal_data_stay_at_home(ending: str, build: Build, tmp_path: Path) -> None:
    """They are errors, so that they are refused; where errors are left out, they are left out too."""
    path, number = "data/innovations/klinik-daring.yaml", "081234567890"
    written = base_text(path) + f"note: Hubungi {number}\n"
    root, target = build({path: written}), tmp_path / f"a{ending}"
    assert export(root, target) == 1
    assert not target.exists()
    assert export(root, target, "--partial") == 0
    text = contents(target)
    assert "pasar-rakyat" in text
    assert number not in text


@pytest.mark.parametrize("ending", ALL)
def test_the_same_data_give_the_same_bytes(ending: str, build: Build, tmp_path: Path) -> None:
    root, target = build(), tmp_path / f"export{ending}"
    found = []
    for _ in range(2):  # the second run replaces what the first one wrote
        assert export(root, target) == 0
        files = sorted(filter(Path.is_file, target.rglob("*"))) if target.is_dir() else [target]
        found.append([(file, file.read_bytes()) for file in files])
    assert found[0] == found[1]


@pytest.mark.parametrize("ending", ALL)
def test_what_it_did_not_write_is_kept(
    ending: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"mine{ending}"
    kept = target / "mine.txt" if ending in ("", ".parquet") else target
    kept.parent.mkdir(exist_ok=True)
    if ending == ".sqlite":
        with closing(sqlite3.connect(kept)) as base:
            base.execute("CREATE TABLE mine (id)")
    elif ending == ".xlsx":
        openpyxl.Workbook().save(kept)
    else:
        kept.write_bytes(b"mine")
    before = kept.read_bytes()
    assert export(build(), target) == 2
    assert kept.read_bytes() == before
    assert str(target) in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".xlsx", ".sqlite", ".zip"])
def test_what_a_person_added_to_an_export_is_not_replaced(
    ending: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, target = build(), tmp_path / f"data{ending}"
    assert export(root, target) == export(root, target) == 0
    if ending == ".sqlite":
        with closing(sqlite3.connect(target)) as base:
            base.execute("CREATE VIEW mine AS SELECT * FROM items")
    elif ending == ".xlsx":
        book = openpyxl.load_workbook(target)
        book.create_sheet("mine")
        book.save(target)
    else:
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("mine.txt", "mine")
    before = target.read_bytes()
    assert export(root, target) == 2
    assert target.read_bytes() == before
    assert f"{target} is not from this command" in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".xlsx", ".sqlite", ".zip"])
def test_an_export_of_a_former_version_is_replaced(ending: str, build: Build, tmp_path: Path) -> None:
    root, target = build(), tmp_path / f"data{ending}"
    assert export(root, target) == 0
    if ending == ".sqlite":
        with closing(sqlite3.connect(target)) as base:
            base.execute("PRAGMA user_version = 0")
            base.execute("DROP INDEX answers_stage")
            base.commit()
    elif ending == ".xlsx":
        book = openpyxl.load_workbook(target)
        book.properties.description = None
        del book["findings"]
        book.save(target)
    else:
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = b"smartcity export"
    assert export(root, target) == 0


def test_a_site_is_not_replaced(build: Build, tmp_path: Path) -> None:
    root, target = build(), tmp_path / "situs"
    assert main(["site", "--root", str(root), "--today", "2023-05-30", "--output", str(target)]) == 0
    assert export(root, target) == 2
    assert (target / "index.html").is_file()


@pytest.mark.parametrize(
    ("output", "options"),
    [("data/a.zip", ()), ("data/a", ()), ("../a.tar", ()), ("../a.docx", ()), ("../a.xlsx", ("--delimiter", ";"))],
)
def test_places_and_forms_that_are_refused(
    output: str, options: tuple[str, ...], build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    assert export(root, root / output, *options) == 2
    assert not (root / output).exists()
    assert capsys.readouterr().err


def test_tables_are_not_printed(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build())
    assert export(Path(), Path("-")) == 2
    assert "export writes a folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["smart.city-2026", "data.v2", "ekspor"])
def test_a_folder_may_have_a_dot_in_its_name(name: str, build: Build, tmp_path: Path) -> None:
    assert export(build(), tmp_path / name) == 0
    assert (tmp_path / name / "datapackage.json").is_file()


DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize("guide", ["export.md", "ekspor.md"])
def test_the_guide_names_every_table(guide: str, package: Path) -> None:
    rows = [line for line in (DOCS / guide).read_text("utf-8").splitlines() if line.startswith("| `")]
    named = {name for line in rows for name in re.findall(r"`([a-z_]+)`", line.split("|")[1])}
    described = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert named == {resource["name"] for resource in described["resources"]}


def test_errors_refuse_and_partial_leaves_out(build: Build, tmp_path: Path) -> None:
    root = build({ROADS: base_text(ROADS, ("level: ", "level: 77  # "))})
    assert export(root, tmp_path / "a.zip") == 1
    assert not (tmp_path / "a.zip").exists()
    assert export(root, tmp_path / "a.zip", "--partial") == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert json.loads(archive.read("datapackage.json"))["partial"] is True


def test_a_database_holds_its_references(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.sqlite"
    assert export(EXAMPLE, target, day="2026-05-15") == 0
    with closing(sqlite3.connect(target)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        linked = base.execute("PRAGMA foreign_key_list(evidence_uses)").fetchall()
        assert {row[2] for row in linked} == {"evidence", "answers", "innovations"}
        uses = base.execute("SELECT count(*) FROM evidence_uses JOIN evidence ON evidence.id = evidence").fetchone()
    assert uses == (len(rows_of((package / "evidence_uses.csv").read_bytes())),)


@pytest.mark.parametrize(("delimiter", "decimals"), [(",", ["-1.5", "", "0.1"]), (";", ["-1,5", "", "0,1"])])
def test_csv_is_read_as_it_was_meant(delimiter: str, decimals: list[str]) -> None:
    about = about_package("Kabupaten Ujian", "Ujian", date(2026, 1, 1), partial=False)
    files = {name: b"".join(pieces) for name, pieces in package_files((HOSTILE,), about, delimiter)}
    rows = rows_of(files["things.csv"], delimiter)
    assert [row["text"] for row in rows] == ['\'=HYPERLINK("x")', 'one "two";\nthree, +4', "'@x"]
    assert [row["value"] for row in rows] == decimals
    assert [row["count"] for row in rows] == ["-2", "0", ""]
    resource = json.loads(files["datapackage.json"])["resources"][0]
    assert resource["dialect"]["delimiter"] == delimiter
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["value"].get("decimalChar", ".") == ("," if delimiter == ";" else ".")


def test_a_workbook_computes_nothing(tmp_path: Path) -> None:
    write_tables_book(tmp_path / "a.xlsx", (HOSTILE,), date(2026, 1, 1))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["things"]
    assert [cell.data_type for cell in sheet["B"]] == ["s"] * 4
    assert [cell.value for cell in sheet["C"]] == ["value", -1.5, None, 0.1]
    assert sheet["E2"].value == "2026-01-02"


def test_a_wide_workbook_keeps_all_kinds_of_values(tmp_path: Path) -> None:
    columns = tuple(OpenColumn(f"c{number}") for number in range(1, 704))
    texts = {"c1": "_x0041_ <&>", "c3": " two\r\nlines ", "c28": "a\x0b\ud800b", "c703": "last"}
    values: dict[str, str | float | bool] = {**texts, "c2": True, "c27": 2.5}
    write_tables_book(tmp_path / "a.xlsx", (OpenTable("wide", columns, (values,)),), date(2026, 1, 1))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["wide"]
    assert sheet.freeze_panes == "B2"
    assert [sheet[f"{letters}1"].value for letters in ("A", "AA", "AB", "AAA")] == ["c1", "c27", "c28", "c703"]
    found = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True) if cell.value is not None}
    assert found == {**values, "c1": "_x005F_x0041_ <&>", "c3": " two\nlines ", "c28": "ab"}  # openpyxl keeps escapes
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("wide").to_python()
    assert rows[1][0] == "_x0041_ <&>"
    assert rows[1][702] == "last"


def test_a_database_keeps_texts_and_null(tmp_path: Path) -> None:
    write_database(tmp_path / "a.sqlite", (HOSTILE,))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as base:
        assert base.execute("SELECT text, value, day FROM things").fetchall() == [
            ('=HYPERLINK("x")', -1.5, "2026-01-02"),
            ('one "two";\nthree, +4', None, None),
            ("@x", 0.1, None),
        ]


def test_references_lead_somewhere() -> None:
    tables = tuple(
        connected(
            (
                OpenTable(
                    "a",
                    (OpenColumn("id"), OpenColumn("parent", refers="a")),
                    ({"id": "x", "parent": "y"}, {"id": "x", "parent": "x"}),
                ),
                OpenTable(
                    "b",
                    (OpenColumn("id"), OpenColumn("a", refers="a"), OpenColumn("must", refers="a", needed=True)),
                    ({"id": 1, "a": "gone", "must": "x"}, {"id": 2, "a": "x", "must": "gone"}, {"id": 3, "a": "x"}),
                ),
            )
        )
    )
    assert list(tables[0].lines()) == [("x", None)]
    assert list(tables[1].lines()) == [(1, None, "x")]


def test_personal_data_and_hidden_names_stay_out() -> None:
    table = OpenTable(
        "notes",
        (OpenColumn("id"), OpenColumn("text", prose=True), OpenColumn("name")),
        (
            {"id": "nota", "text": "Hubungi 081234567890 segera", "name": "nota"},
            {"id": "b", "text": "lihat nota ini", "name": None},
        ),
    )
    assert tuple(shown(table, lambda text: "nota" not in text).rows) == (
        {"id": "nota", "text": "Hubungi … segera", "name": "nota"},
        {"id": "b", "text": None, "name": None},
    )


@pytest.mark.parametrize("name", ["tables", "a.xlsx", "a.sqlite", "a.zip", "a.parquet"])
def test_an_export_in_the_repository_is_not_taken_for_answers(name: str, tmp_path: Path) -> None:
    # Its tables name the statements of surveys, one a row, as a table of respondents does in its first row.
    root = tmp_path / "region"
    shutil.copytree(EXAMPLE, root)
    before = check_workspace(root, date(2026, 5, 15), memory=False).findings
    assert export(root, root / name, day="2026-05-15") == 0
    assert check_workspace(root, date(2026, 5, 15), memory=False).findings == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such long paths")
def test_a_database_may_have_a_long_path(tmp_path: Path) -> None:
    far = tmp_path.joinpath(*("d" * 100 for _ in range(6)))  # longer than the library opens
    assert export(EXAMPLE, far / "a.sqlite", day="2026-05-15") == 0
    assert export(EXAMPLE, tmp_path / "a.sqlite", day="2026-05-15") == 0
    assert (far / "a.sqlite").read_bytes() == (tmp_path / "a.sqlite").read_bytes()
