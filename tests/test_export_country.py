"""The export of many regions: a dataset of Parquet files, whose one statement gives the figures of `compare`."""

from __future__ import annotations

import random
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.comparison.figures import FINAL, CompareWish
from banjar_smartcity.comparison.league import LeagueRow, leagues
from banjar_smartcity.comparison.many import read_places
from banjar_smartcity.comparison.region import figures_of
from banjar_smartcity.render.package.parquet import dataset_files, is_dataset_file
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.tables.figures import score_table
from conftest import ROOT, TODAY, Build, base_text, run_command
from made_up_regions import CROSSCUTTING, workspace

Capture = pytest.CaptureFixture[str]
PAGES = ("export.md", "ekspor.md")
PATH = {"export.md": "country.parquet", "ekspor.md": "negara.parquet"}


def statement(page: str, dataset: Path) -> str:
    """The statement of a page, for this dataset, the instrument of the made-up regions and their year."""
    found = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    (text,) = found
    for old, new in ((PATH[page], str(dataset)), ("kominfo-2023", "mini-2023"), ("year = 2026", "year = 2023")):
        assert old in text
        text = text.replace(old, new)
    return str(text)


def query(text: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(text)
    assert found is not None
    return found


def ranked(page: str, dataset: Path) -> list[tuple[Any, ...]]:
    return query(statement(page, dataset)).fetchall()


def as_compared(rows: tuple[LeagueRow, ...]) -> list[tuple[Any, ...]]:
    """The rows of a league as the statement gives them."""
    found = []
    for row in rows:
        one, place = row.figures, row.place
        if place is not None:
            assert one.own is not None
            figures = float(one.final or 0), float(one.own.supported), one.own.answered, one.own.items
            found.append((place.rank, one.region.id, one.region.official_name, *figures, place.quarter))
    return found


def export(root: Path, target: Path, *options: str) -> int:
    return main(["export", str(target), "--root", str(root), "--today", "2023-05-30", "--lang", "en", *options])


def test_the_statement_gives_the_figures_of_compare_for_514_regions(build: Build, tmp_path: Path) -> None:
    """The regions differ in their levels; some have answered nothing, and some have the same index."""
    model = check_workspace(build(), TODAY).model
    program, chance = model.program, random.Random(17)
    assert program is not None
    target, compared = tmp_path / "country.parquet", []
    for number in range(514):
        code = f"{number // 20 + 1:02d}{number % 20 + 1:02d}"
        own = program._replace(region_id=code, official_name=f"KAB. {code}")
        sheets = tuple(
            sheet._replace(
                answers=tuple(
                    answer._replace(level=chance.randint(1, 4))
                    for answer in sheet.answers
                    if number % 50 and chance.random() < 0.9
                )
            )
            for sheet in model.sheets
        )
        score = compute_score(model._replace(program=own, sheets=sheets), program.stages[0], TODAY, {})
        assert score is not None
        for path, content in dataset_files((score_table(score, own),), code, 2023, "mini-2023"):
            (target / path).parent.mkdir(parents=True)
            (target / path).write_bytes(content)
        compared.append(figures_of(code, own, score))
    (league,) = leagues(compared, "claimed")
    expected = as_compared(league.rows)
    assert len(expected) < len(league.rows) == 514
    assert len({row[0] for row in expected}) < len(expected)
    assert {row[1] for row in expected} >= {"0102", "0120"}  # text, not the numbers 102 and 120
    for page in PAGES:
        assert ranked(page, target) == expected
    edges = query(
        f"SELECT quantile_cont(claimed, [0, 0.25, 0.5, 0.75, 1]) FROM read_parquet('{target}/scores/*/*/*.parquet') "
        "WHERE kind = 'final' AND answered > 0"
    ).fetchall()[0][0]
    spread = league.spreads[FINAL]
    assert edges == pytest.approx([*map(float, spread[1:])])


def test_regions_share_a_dataset_and_replace_only_their_own_files(tmp_path: Path) -> None:
    """From files on disk to the ranking, by the commands."""
    higher = base_text(CROSSCUTTING, ("level: 4", "level: 2"))
    regions = [
        workspace(tmp_path / code, code, {CROSSCUTTING: higher} if code == "0102" else {}) for code in ("0101", "0102")
    ]
    target = tmp_path / "country.parquet"
    assert [export(region, target) for region in regions] == [0, 0]
    wanted = CompareWish(date(2023, 5, 30))
    found = [figures for reading in read_places([*map(str, regions)], wanted) for figures in reading.figures]
    (league,) = leagues(found, "claimed")
    assert ranked("export.md", target) == as_compared(league.rows)
    before = {path: path.read_bytes() for path in target.rglob("*.parquet")}
    assert {path.parts[-3] for path in before} == {"region=0101", "region=0102"}
    higher = base_text(CROSSCUTTING, ("level: 4", "level: 3"))
    (regions[1] / CROSSCUTTING).write_text(higher, "utf-8")
    assert export(regions[1], target) == 0
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert {path.parts[-3] for path in changed} == {"region=0102"}
    assert {path.parts[-4] for path in changed} >= {"answers", "scores"}
    assert set(target.rglob("*.parquet")) == set(before)


def test_every_table_is_there_with_its_types_and_its_keys_outside(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    assert export(workspace(tmp_path / "0101", "0101"), target) == 0
    tables = {path.name: next(path.rglob("*.parquet")) for path in target.iterdir() if path.is_dir()}
    assert set(tables) >= {"regions", "answers", "evidence", "evidence_uses", "scores", "findings", "results"}
    schemas = {name: parquet.read_schema(path) for name, path in tables.items()}
    assert [name for name, schema in schemas.items() if {"region", "year"} & set(schema.names)] == []
    assert schemas["results"].field("results_region").type == pyarrow.string()
    assert schemas["answers"].field("answered_on").type == pyarrow.date32()
    assert schemas["scores"].field("claimed").type == pyarrow.float64()
    assert schemas["evidence"].field("valid").type == pyarrow.bool_()
    (region,) = parquet.ParquetFile(tables["regions"]).read().to_pylist()
    assert (region["id"], region["official_name"]) == ("0101", "KAB. 0101")
    read = query(
        f"SELECT DISTINCT region, year FROM read_parquet('{target}/findings/*/*/*.parquet', "
        "hive_partitioning = true, hive_types = {'region': VARCHAR, 'year': INTEGER})"
    )
    assert [str(kind) for kind in read.types] == ["VARCHAR", "INTEGER"]


# --- what is not replaced --------------------------------------------------------------------------------------------


def test_a_folder_of_another_program_is_refused(tmp_path: Path, capsys: Capture) -> None:
    root, target = workspace(tmp_path / "a", "a"), tmp_path / "x.parquet"
    foreign = target / "scores" / "year=2020" / "part-0.parquet"
    foreign.parent.mkdir(parents=True)
    parquet.write_table(pyarrow.table({"a": [1]}), foreign)
    before = foreign.read_bytes()
    assert export(root, target) == 2
    assert "part-0.parquet" in capsys.readouterr().err
    assert foreign.read_bytes() == before
    assert [path for path in target.rglob("*") if path.is_file()] == [foreign]


def test_strange_files_among_its_own_are_refused(tmp_path: Path, capsys: Capture) -> None:
    root, target = workspace(tmp_path / "a", "a"), tmp_path / "x.parquet"
    assert export(root, target) == 0
    own = target / "scores" / "region=a" / "year=2023" / "mini-2023.parquet"
    assert is_dataset_file(own)
    parquet.write_table(pyarrow.table({"a": [1]}), own)
    assert export(root, target) == 2
    assert "scores/region=a/year=2023/mini-2023.parquet" in capsys.readouterr().err
    assert parquet.ParquetFile(own).read().to_pylist() == [{"a": 1}]
    own.unlink()
    (own.parent / "notes.txt").write_text("mine", "utf-8")
    assert export(root, target) == 2
    (own.parent / "notes.txt").unlink()
    own.parent.rmdir()
    own.parent.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    assert export(root, target) == 2
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_places_that_are_refused(build: Build, tmp_path: Path) -> None:
    root = build()
    file, link = tmp_path / "file.parquet", tmp_path / "link.parquet"
    file.write_bytes(b"mine")
    (tmp_path / "real").mkdir()
    link.symlink_to(tmp_path / "real", target_is_directory=True)
    for target in (root / "data" / "a.parquet", file, link):
        assert export(root, target) == 2
    assert export(root, tmp_path / "a.parquet", "--delimiter", ";") == 2
    assert not (tmp_path / "a.parquet").exists()
    assert file.read_bytes() == b"mine"


def test_folders_that_a_killed_run_left_are_filled(build: Build, tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    (target / "scores" / "region=kabupaten-contoh").mkdir(parents=True)
    assert export(build(), target) == 0
    assert (target / ".smartcity-dataset").is_file()


def test_without_pyarrow_the_extra_is_named(
    build: Build, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert export(build(), tmp_path / "a.parquet") == 2
    assert 'pip install "banjar-smartcity[parquet]"' in capsys.readouterr().err
    assert not (tmp_path / "a.parquet").exists()


def test_the_page_and_its_twin_show_the_same(capsys: Capture) -> None:
    def shape(page: str) -> list[str]:
        text = (ROOT / "docs" / page).read_text("utf-8")
        text = text.replace(PATH[page], "PATH")
        return re.findall(r"^(?:#+ |```\w*|\| `[a-zA-Z_`, ]*|\| --- |- )", text, re.MULTILINE)

    assert shape("export.md") == shape("ekspor.md")
    assert run_command(capsys, "export", "--help")[0] == 0
