"""Spelled: on a disk that takes large and small letters for the same, everything is as on any other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.spelled import ignores_case, spelled
from conftest import Build, base_text, check, findings

RECORD = "data/evidence/sk-forum.yaml"
FILE = "data/evidence/files/sk-forum.txt"
OUTPUTS = (
    ("report", "--output", "evidence/sk-forum.yaml"),
    ("report", "--summary", "--output", "program.yaml"),
    ("survey", "form", "--output", "form.html"),
    ("plan", "--target", "3", "--output", "rencana.html"),
    ("compare", "data/results/2023.yaml", "--output", "daerah.csv"),
    ("export", "ekspor"),
    ("export", "ekspor.xlsx"),
    ("export", "negara.parquet"),
    ("site", "--output", "situs"),
    ("evidence", "pack", "--output", "kemasan.zip"),
)


_lstat = os.lstat


def _is_there(path: str | os.PathLike[str]) -> bool:
    try:
        _lstat(path)
    except OSError:
        return False
    return True


def _loose(call: Callable[..., Any]) -> Callable[..., Any]:
    """A call of the system that finds a file whatever the letters, as Windows and macOS do."""

    def find(path: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(path, str | os.PathLike) and not _is_there(path):
            path = f"/{known}" if (known := spelled(Path("/"), os.path.abspath(path)[1:], {})) else path
        return call(path, *rest, **more)

    return find


@pytest.fixture
def loose_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    loose = {name: _loose(getattr(os, name)) for name in ("stat", "lstat", "open", "access")}
    for name, call in loose.items():
        monkeypatch.setattr(os, name, call)


def test_such_a_disk_is_known_by_the_folder_of_the_data(build: Build, loose_disk: None) -> None:
    assert ignores_case(build())


def test_other_disks_are_known_too(build: Build) -> None:
    root = build()
    assert not ignores_case(root)
    (root / "DATA").mkdir()
    assert not ignores_case(root)


@pytest.mark.parametrize("path", [FILE.upper(), FILE.replace("files", "Files"), FILE.replace("sk-forum", "SK-Forum")])
def test_a_document_is_there_only_under_its_own_name_on_every_disk(
    path: str, build: Build, request: pytest.FixtureRequest
) -> None:
    root = build({RECORD: base_text(RECORD, (FILE, path))})
    expected = check(root).findings
    assert [f.suggestion for f in expected if f.kind.id == "evidence-file-missing"] == [FILE]
    request.getfixturevalue("loose_disk")
    assert Disk(root).stock([FILE])[FILE].present
    assert not Disk(root).stock([path])[path].present
    assert check(root).findings == expected


def test_a_document_that_is_nowhere_has_no_other_name(build: Build) -> None:
    root = build({RECORD: base_text(RECORD, (FILE, "data/evidence/files/lain.txt"))})
    (found,) = (f for f in check(root).findings if f.kind.id == "evidence-file-missing")
    assert found.suggestion is None


@pytest.mark.parametrize("path", ["DATA/Innovations/KLINIK-daring.yaml", "data/innovations/klinik-daring.yaml"])
def test_a_file_to_check_may_be_named_in_any_letters(
    path: str, build: Build, loose_disk: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = base_text("data/innovations/klinik-daring.yaml", ("status: provisional", "status: salah"))
    monkeypatch.chdir(build({"data/innovations/klinik-daring.yaml": fault}))
    assert main(["validate", path]) == 1
    assert capsys.readouterr().out.startswith("data/innovations/klinik-daring.yaml:")


@pytest.mark.parametrize("folder", ["data", "DATA", "./data/../DATA"])
@pytest.mark.parametrize("command", OUTPUTS, ids=" ".join)
def test_nothing_is_written_among_the_data_that_is_no_record(
    command: tuple[str, ...],
    folder: str,
    build: Build,
    loose_disk: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = build()
    monkeypatch.chdir(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([*command[:-1], f"{folder}/{command[-1]}", "--lang", "en"]) == 2
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert " is among the data; name a place outside data/" in capsys.readouterr().err


def test_what_is_below_a_folder_of_another_name_is_written(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build()
    monkeypatch.chdir(root)
    assert main(["report", "--output", "database/laporan.html"]) == 0
    assert findings(root) == []
