"""Revisions: the files of a commit as git's objects hold them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import Blob, GitFaultError, merge_base, resolve
from banjar_smartcity.workspace.git.revision import open_revision


def run(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "satu dua"
    (root / "data").mkdir(parents=True)
    (root / "data" / "a.yaml").write_bytes(b"satu\n")
    (root / "data" / "baris\nbaru.yaml").write_bytes("é\r\n".encode())
    (root / "data" / "b.yaml").symlink_to("a.yaml")
    run(root, "init")
    run(root, "add", "-A")
    run(root, "commit", "-m", "satu")
    return root


def test_the_files_of_a_commit_are_read_whatever_the_work_tree_holds(repository: Path) -> None:
    (repository / "data" / "a.yaml").write_bytes(b"dua\n")
    revision = open_revision(repository, resolve(repository, "HEAD"))
    blobs = Objects(repository).read(revision.files.values())
    assert {path: (blobs[b.object], b.link) for path, b in revision.files.items()} == {
        "data/a.yaml": (b"satu\n", False),
        "data/b.yaml": (b"a.yaml", True),
        "data/baris\nbaru.yaml": ("é\r\n".encode(), False),
    }


def test_a_workspace_in_a_folder_of_a_repository_has_paths_from_its_own_root(repository: Path) -> None:
    assert "a.yaml" in open_revision(repository / "data", resolve(repository, "HEAD")).files


@pytest.mark.parametrize("name", ["nowhere", "--all", "-n", "", "HEAD:data/a.yaml", "a\nb", "\0"])
def test_what_is_no_revision_is_refused(name: str, repository: Path) -> None:
    with pytest.raises(GitFaultError):
        resolve(repository, name)


def test_without_a_repository_there_are_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(GitFaultError):
        resolve(tmp_path, "HEAD")


def test_two_branches_went_apart_at_their_merge_base(repository: Path) -> None:
    base = resolve(repository, "HEAD")
    run(repository, "checkout", "-b", "cabang")
    run(repository, "commit", "--allow-empty", "-m", "dua")
    assert merge_base(repository, "main", "cabang") == base


def test_what_is_too_large_is_not_read(repository: Path) -> None:
    (repository / "data" / "besar.yaml").write_bytes(b"#" * (9 << 20))
    run(repository, "add", "-A")
    run(repository, "commit", "-m", "besar")
    revision = open_revision(repository, resolve(repository, "HEAD"))
    assert revision.files["data/besar.yaml"].object not in Objects(repository).read(revision.files.values())


def test_an_object_that_the_clone_lacks_is_a_fault_of_git_and_not_ours(repository: Path) -> None:
    with pytest.raises(GitFaultError):
        Objects(repository).read([Blob("0" * 40, 5, link=False)])


def test_an_answer_that_was_left_in_the_middle_is_not_taken_for_the_next_one(repository: Path) -> None:
    """All calls share one process: what was not read of an answer is still in its pipe."""
    blobs = list(open_revision(repository, resolve(repository, "HEAD")).files.values())
    with Objects(repository) as objects:
        with pytest.raises(GitFaultError):
            objects.read([Blob("0" * 40, 5, link=False), *blobs])
        assert objects.read(blobs[::-1]) == Objects(repository).read(blobs)
