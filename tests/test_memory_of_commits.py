"""Commits and the memory: no object of git is read twice, and what a review judges is not taken from the memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from banjar_smartcity.checking import one_file
from banjar_smartcity.checking.gathering import gather, pool
from banjar_smartcity.checking.memory.store import open_store
from banjar_smartcity.checking.pipeline import check_tree, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import Blob, resolve
from banjar_smartcity.workspace.git.revision import open_revision
from banjar_smartcity.workspace.layout import File
from banjar_smartcity.workspace.memory import place
from conftest import TODAY, Build
from test_commit import commit
from test_gathering import at_once
from test_revision import run

KLINIK = "data/innovations/klinik-daring.yaml"


class Repository(NamedTuple):
    """A repository with two commits, of which the second changes one innovation, and what was done with its files."""

    root: Path
    cache: Path
    objects: list[str]
    """Names of the objects that were read."""
    examined: list[str]

    def call(self, *arguments: str) -> int:
        """Run a command; what it reads and examines is noted."""
        self.objects.clear()
        self.examined.clear()
        return main([*arguments, "--root", str(self.root), "--today", TODAY.isoformat()])


@pytest.fixture
def repository(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    found = Repository(build(), tmp_path / "cache", [], [])
    commit(found.root)
    path = found.root / KLINIK
    path.write_text(path.read_text("utf-8") + "# diperbarui\n", "utf-8")
    run(found.root, "commit", "-qam", "note")
    read, examine = Objects.read, one_file.examine_content

    def reading(objects: Objects, blobs: Iterable[Blob]) -> dict[str, bytes]:
        got = read(objects, blobs)
        found.objects.extend(got)
        return got

    def examining(file: File, content: bytes | None, fault: Diagnostic | None = None) -> one_file.Examined:
        found.examined.append(file.path)
        return examine(file, content, fault)

    monkeypatch.setattr(Objects, "read", reading)
    monkeypatch.setattr(one_file, "examine_content", examining)
    return found


def test_an_object_is_read_once_in_its_life(repository: Repository) -> None:
    assert repository.call("diff", "HEAD~1", "HEAD") == 0
    assert repository.examined.count(KLINIK) == 2
    first = len(repository.objects)
    assert repository.call("diff", "HEAD~1", "HEAD") == 0
    assert repository.examined == []
    assert len(repository.objects) < first / 2  # what decides how files are judged, and the record that changed


def test_what_a_disk_has_is_not_forgotten_for_a_commit(repository: Repository) -> None:
    repository.call("validate")
    repository.call("diff", "HEAD~1", "HEAD")
    assert repository.examined == [KLINIK]  # as it was before
    repository.call("score")
    assert repository.examined == []


def test_an_object_of_which_a_file_was_examined_is_not_read(repository: Repository) -> None:
    repository.call("validate")
    repository.call("diff", "HEAD", "HEAD~1")
    assert repository.examined == [KLINIK]  # as it was before
    run(repository.root, "checkout", "-q", "HEAD~1")
    tree = open_commit(open_revision(repository.root, resolve(repository.root, "HEAD")))
    repository.objects.clear()
    files = [File(path, "innovation") for path in tree.walk() if path.startswith("data/innovations/")]
    store = open_store(repository.root)
    assert store is not None
    assert all(part for _, part in store.of_files(tree, files))
    assert repository.objects == []


def test_a_repository_with_longer_names_is_remembered_by_what_is_in_it(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git")
    run(repository.root, "init", "--object-format", "sha256")
    run(repository.root, "add", "-A", "-f")
    run(repository.root, "commit", "-qm", "data")
    (repository.root / KLINIK).write_text((repository.root / KLINIK).read_text("utf-8") + "# lagi\n", "utf-8")
    run(repository.root, "commit", "-qam", "note")
    repository.call("validate")
    assert repository.call("diff", "HEAD~1", "HEAD") == 0
    assert repository.examined == [KLINIK]
    assert repository.call("diff", "HEAD~1", "HEAD") == 0
    assert repository.examined == []


def test_a_review_knows_the_base_and_examines_what_a_change_brings(repository: Repository) -> None:
    for _ in range(2):  # nothing of a change is remembered
        repository.call("review", "HEAD~1", "HEAD")
        assert KLINIK in repository.examined
    assert repository.examined == [KLINIK]
    repository.call("diff", "HEAD~1", "HEAD")
    assert repository.examined == [KLINIK]
    repository.call("review", "HEAD~1", "HEAD")  # it is remembered by now, but not for a review
    assert repository.examined == [KLINIK]


def test_a_review_says_the_same_with_and_without_a_memory(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for cache in ("", str(repository.cache), str(repository.cache)):
        monkeypatch.setenv(place.VARIABLE, cache)
        printed.append((repository.call("review", "HEAD~1", "HEAD", "--format", "markdown"), capsys.readouterr()))
    assert printed.count(printed[0]) == 3


def test_the_files_of_a_commit_are_shared_among_processes(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "FROM", 1)
    monkeypatch.setattr(gather, "_CHUNK", 2)
    monkeypatch.setattr(pool, "share", at_once)
    tree = open_commit(open_revision(repository.root, resolve(repository.root, "HEAD")))
    found = check_tree(tree, TODAY, jobs=2, store=open_store(repository.root))
    assert found.findings == check_workspace(repository.root, TODAY, memory=False).findings
    assert KLINIK in repository.examined


def test_a_link_in_a_commit_is_followed_in_every_process(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.root / "data/innovations/apotek-daring.yaml").symlink_to("klinik-daring.yaml")
    run(repository.root, "add", "-A")
    run(repository.root, "commit", "-qm", "link")
    tree = open_commit(open_revision(repository.root, resolve(repository.root, "HEAD")))
    content = (repository.root / KLINIK).read_bytes()
    for files in (tree, tree.apart()):
        assert files.read("data/innovations/apotek-daring.yaml") == (content, None)
        assert files.name_of("data/innovations/apotek-daring.yaml") == files.name_of(KLINIK) is not None
    assert tree.name_of("data/innovations/tiada.yaml") is None
