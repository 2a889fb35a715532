"""Workspace: what is where, and how files are read that may be anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.source.decode import MAX_BYTES
from banjar_smartcity.workspace.disk import Disk, is_inside
from banjar_smartcity.workspace.layout import discover, expand, find_root, load, load_inside
from conftest import BASE, Build


def kinds(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    return [diagnostic.kind.id for diagnostic in found]


def test_every_file_of_the_base_has_its_kind() -> None:
    assert [(file.kind, file.path.removeprefix("data/")) for file in discover(Disk(BASE)).files] == [
        ("agencies", "agencies.yaml"),
        ("answers", "crosscutting/answers/2023-tahap-1.yaml"),
        ("dimension", "dimensions/economy/dimension.yaml"),
        ("answers", "dimensions/living/answers/2023-tahap-1.yaml"),
        ("dimension", "dimensions/living/dimension.yaml"),
        ("evidence", "evidence/sk-forum.yaml"),
        ("innovation", "innovations/klinik-daring.yaml"),
        ("innovation", "innovations/pasar-rakyat.yaml"),
        ("instrument", "instruments/mini-2023.yaml"),
        ("program", "program.yaml"),
        ("results", "results/2023.yaml"),
        ("sources", "sources.yaml"),
    ]


def test_files_are_found_in_the_order_of_their_names_whatever_the_disk_says(build: Build) -> None:
    paths = [
        file.path
        for file in discover(Disk(build({"data/innovations/a.yaml": "x", "data/innovations/Z.yaml": "x"}))).files
    ]
    assert [path.split("/")[-1] for path in paths if "innovations" in path] == [
        "Z.yaml",
        "a.yaml",
        "klinik-daring.yaml",
        "pasar-rakyat.yaml",
    ]


@pytest.mark.parametrize(
    "path", ["data/.cadangan.yaml", "data/.git/x.yaml", "data/README.md", "data/evidence/files/x.yaml", "notes.yaml"]
)
def test_what_is_no_record_is_left_alone(path: str, build: Build) -> None:
    assert discover(Disk(build({path: "x: 1"}))).diagnostics == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("data/innovations/urc.yml", "data/innovations/urc.yaml"),
        ("data/innovations/urc.YAML", "data/innovations/urc.yaml"),
        ("data/innovations/urc.yaml.txt", "data/innovations/urc.yaml"),
        ("data/innovation/urc.yaml", "data/innovations/urc.yaml"),
        ("data/innovations/2023/urc.yaml", "data/innovations/urc.yaml"),
        ("data/dimensions/society.yaml", "data/dimensions/society/dimension.yaml"),
        ("data/dimension/society/dimension.yml", "data/dimensions/society/dimension.yaml"),
        ("data/crosscutting/2023-tahap-2.yaml", "data/crosscutting/answers/2023-tahap-2.yaml"),
        ("data/dimensions/living/jawaban/2023-tahap-2.yaml", "data/dimensions/living/answers/2023-tahap-2.yaml"),
        ("data/catatan.yaml", None),
        ("data/zzz/urc.yaml", None),
        ("data/a/b/c/d/e/f/g/h/i/j/k.yaml", None),
    ],
)
def test_a_file_at_a_wrong_place_is_told_where_it_belongs(path: str, place: str | None, build: Build) -> None:
    (stray,) = discover(Disk(build({path: "x: 1"}))).diagnostics
    assert stray.kind.id == "file-misplaced"
    assert path.startswith(stray.at.path)
    assert stray.suggestion == place


def test_the_root_is_the_nearest_folder_with_a_programme(build: Build, tmp_path: Path) -> None:
    root = build()
    assert find_root(root / "data" / "dimensions") == root
    assert find_root(root) == root
    assert find_root(tmp_path) is None


@pytest.mark.parametrize(
    ("path", "inside"),
    [("data/x.yaml", True), ("", True), ("..", False), ("data/../../x", False), ("../workspace-2/x", False)],
)
def test_a_path_is_inside_where_it_leads_inside(path: str, inside: bool, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    assert is_inside(root, os.path.join(root, path)) == inside


def test_a_file_is_read_up_to_the_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n" + b"#" * (MAX_BYTES - 5))
    assert load(str(path), "a.yaml").document is not None
    path.write_bytes(b"a: 1\n" + b"#" * (MAX_BYTES - 4))
    assert kinds(load(str(path), "a.yaml").diagnostics) == ["file-too-large"]


@pytest.mark.parametrize("name", ["missing.yaml", "a\0b.yaml", "x" * 5000 + ".yaml"])
def test_a_name_that_leads_nowhere_is_a_finding(name: str, tmp_path: Path) -> None:
    assert kinds(load(str(tmp_path / name), name).diagnostics) == ["file-unreadable"]


def test_a_device_is_not_waited_for() -> None:
    assert kinds(load("/dev/zero", "zero.yaml").diagnostics) == ["file-unreadable"]


def test_a_link_out_of_the_root_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1", encoding="utf-8")
    (root / "x.yaml").symlink_to("../secret.yaml")
    loaded = load_inside(Disk(root), "x.yaml")
    assert kinds(loaded.diagnostics) == ["path-outside"]
    assert loaded.text == ""


def test_the_text_of_a_file_in_another_encoding_can_still_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: café\n".encode("latin-1"))
    assert load(str(tmp_path / "a.yaml"), "a.yaml").text == "a: caf�\n"


def test_a_folder_holds_its_yaml_and_json_files_in_order(tmp_path: Path) -> None:
    for name in ("b.json", "a.yaml", "c.txt", ".d.yaml", "e/f.yml", ".git/g.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert [Path(path).relative_to(tmp_path).as_posix() for path in expand(tmp_path)] == [
        ".d.yaml",
        "a.yaml",
        "b.json",
        "e/f.yml",
    ]
