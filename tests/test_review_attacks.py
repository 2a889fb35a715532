"""What a change could do to pass its own review: the tool judges by the base, and by git's own repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from zlib import decompress

import pytest

from banjar_smartcity.revision import open_revision, resolve
from conftest import BASE, base_text
from test_commit import commit
from test_review import held_by, reviewed, told, with_policy
from test_revision import run
from test_scoring import PROGRAM, SHEET


def branched(root: Path, *, inside: str = "") -> Path:
    """A repository with the base on `main`, and `cabang` checked out; the folder that holds data/ is given back."""
    shutil.copytree(BASE, root / inside, dirs_exist_ok=True)
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "checkout", "-b", "cabang")
    return root / inside


def test_a_folder_called_like_the_base_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = branched(tmp_path / "repo")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 2")), "utf-8")
    shutil.copytree(root / "data", root / "main" / "data")
    (root / "main" / PROGRAM).write_text(with_policy("off"), "utf-8")
    monkeypatch.chdir(root)
    assert held_by(reviewed(capsys, "main")) == {"supported-falls": ["supported-falls"]}


def test_a_folder_that_looks_like_a_repository_is_not_taken_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo", inside="kabupaten")
    run(tmp_path, "clone", "--bare", str(tmp_path / "repo"), str(tmp_path / "palsu"))
    shutil.copytree(tmp_path / "palsu", root, dirs_exist_ok=True)
    code, out = told(capsys, "main", "--root", root)
    assert (code, out) == (2, "")


def test_a_hook_may_say_where_its_repository_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = branched(tmp_path / "repo", inside="kabupaten")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "repo" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert PROGRAM in open_revision(root, resolve(root, "main")).files


def test_a_tag_called_like_the_main_branch_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 2")), "utf-8")
    run(root, "commit", "-am", "turun")
    run(root, "tag", "main")
    assert held_by(reviewed(capsys, "--root", root)) == {"supported-falls": ["supported-falls"]}


def test_without_names_the_policy_is_that_of_the_main_branch_as_it_is_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo")
    run(root, "checkout", "main")
    (root / PROGRAM).write_text(with_policy("warn"), "utf-8")
    run(root, "commit", "-am", "syarat")
    run(root, "checkout", "cabang")
    found = reviewed(capsys, "--root", root)
    assert {gate["gate"]: gate["action"] for gate in found["gates"]}["supported-falls"] == "warn"


def test_a_clone_that_is_cut_off_before_the_change_began_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(tmp_path / "repo")
    for branch in ("cabang", "main"):
        run(tmp_path / "repo", "checkout", branch)
        run(tmp_path / "repo", "commit", "--allow-empty", "-m", branch)
    run(tmp_path, "clone", "--depth=1", "--no-single-branch", (tmp_path / "repo").as_uri(), str(tmp_path / "dangkal"))
    assert told(capsys, "origin/main", "origin/cabang", "--root", tmp_path / "dangkal")[0] == 2


def test_a_clone_without_objects_is_no_fault_of_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    for file in (root / ".git" / "objects").rglob("??/*"):
        if b"blob" in decompress(file.read_bytes())[:5]:
            file.unlink()
    assert told(capsys, "main", "cabang", "--root", root)[0] == 2


def test_the_policy_is_found_behind_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    (root / "program.yaml").write_text(with_policy("warn"), "utf-8")
    (root / PROGRAM).unlink()
    (root / PROGRAM).symlink_to("../program.yaml")
    run(root, "add", "-A")
    run(root, "commit", "-m", "tautan")
    found = reviewed(capsys, "cabang", "--root", root)
    assert {gate["gate"]: gate["action"] for gate in found["gates"]}["supported-falls"] == "warn"


@pytest.mark.parametrize("format", ["text", "markdown", "json", "github", "gitlab", "sarif", "junit"])
def test_a_name_that_is_no_text_is_told(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    try:
        (root / os.fsdecode(b"data/innovations/\xff.yaml")).write_bytes(b"id: [")
    except OSError:
        pytest.skip("this disk takes no such names")
    target = tmp_path / "hasil"
    assert told(capsys, "main", "--root", root, "--format", format, "--output", target)[0] == 1
    assert "data/innovations/" in target.read_text("utf-8")
