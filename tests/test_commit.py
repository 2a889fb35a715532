"""Commits: a check of a commit finds what a check of the same files on disk finds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import Checked, check_tree, check_workspace
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision
from conftest import CASES, TODAY, Build
from test_cases import lay, third
from test_revision import run


def commit(root: Path) -> None:
    run(root, "init")
    (root / ".gitattributes").write_text("* -text\n", "utf-8")
    run(root, "add", "-A", "-f")
    run(root, "commit", "-m", "data")


def checked(root: Path) -> Checked:
    """The commit that is checked out, read through one process of git."""
    with Objects(root) as objects:
        return check_tree(open_commit(open_revision(root, resolve(root, "HEAD")), objects), TODAY)


@pytest.mark.parametrize("case", third(0))
def test_a_commit_has_the_findings_of_its_files(case: str, build: Build) -> None:
    root = lay(build, CASES / case / "bad")
    commit(root)
    found = checked(root)
    assert found.findings == check_workspace(root, TODAY).findings


def test_what_is_uncommitted_is_not_seen(build: Build) -> None:
    root = build()
    commit(root)
    (root / "data" / "program.yaml").write_text("rusak", "utf-8")
    assert checked(root).findings == ()


@pytest.mark.parametrize(
    ("target", "kind"),
    [("../../../luar.yaml", "path-outside"), ("/etc/passwd", "path-outside"), ("tiada", "file-unreadable")],
)
def test_a_link_is_followed_within_the_commit_only(target: str, kind: str, build: Build) -> None:
    root = build()
    (root / "data" / "innovations" / "tautan.yaml").symlink_to(target)
    commit(root)
    found = checked(root)
    assert [f.kind.id for f in found.findings] == [kind]


@pytest.mark.parametrize("folder", ["innovations", "evidence/files"])
def test_a_link_to_a_folder_is_found_as_on_disk(folder: str, build: Build) -> None:
    root = build()
    (root / "data" / folder).rename(root / "lain")
    (root / "data" / folder).symlink_to("../" * (folder.count("/") + 1) + "lain")
    commit(root)
    found = checked(root)
    assert f"data/{folder}" in [f.path for f in found.findings if f.kind.id == "file-misplaced"]


def test_nothing_is_written_to_the_repository(build: Build) -> None:
    root = build()
    commit(root)
    run(root, "repack", "-a", "-d")
    before = sorted((p, p.stat().st_mtime_ns) for p in root.rglob("*"))
    check_tree(open_commit(open_revision(root, resolve(root, "HEAD"))), TODAY)
    assert sorted((p, p.stat().st_mtime_ns) for p in root.rglob("*")) == before
    status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, check=True)
    assert status.stdout == b""
