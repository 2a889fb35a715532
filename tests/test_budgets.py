"""Budgets: what is too large is one finding with the sum, and memory does not grow with what is read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from banjar_smartcity.checking import kept_texts
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.diagnostics import Position
from banjar_smartcity.source import decode
from banjar_smartcity.source.broken import syntax
from banjar_smartcity.source.yaml_text import read_yaml
from banjar_smartcity.versions import merged
from banjar_smartcity.workspace import disk, tree
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.git import commit as commits
from banjar_smartcity.workspace.git import revision
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision
from conftest import BASE, TODAY, Build, base_text, check
from test_commit import commit
from test_diff import KLINIK
from test_merged import branch, started
from test_review import reviewed

PAD = "# " + "x" * 1000 + "\n"


def test_what_differs_is_bounded_by_the_sum(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = started(build())
    texts = {f"data/innovations/m{n}.yaml": PAD * 20 for n in range(6)}
    branch(root, "usulan", texts)
    monkeypatch.setattr(merged, "MOST_CHANGED", 100_000)
    found = reviewed(capsys, "main", "usulan", "--root", root)
    assert (found["passed"], found["readable"]) == (False, False)
    assert found["unread"] == {"base": [], "head": ["data/program.yaml"]}
    monkeypatch.setattr(merged, "MOST_CHANGED", 6 * 20 * len(PAD))
    assert reviewed(capsys, "main", "usulan", "--root", root)["unread"]["head"] == sorted(texts)


@pytest.mark.parametrize("bound", ["MOST_BYTES", "MOST_ENTRIES"])
@pytest.mark.parametrize("committed", [False, True])
def test_a_workspace_is_bounded_by_the_sum(
    bound: str, committed: bool, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
    commit(root)
    for module in (tree, disk, revision):
        if hasattr(module, bound):
            monkeypatch.setattr(module, bound, 5)
    found = check_tree(open_commit(open_revision(root, resolve(root, "HEAD"))) if committed else Disk(root), TODAY)
    assert [finding.kind.id for finding in found.findings] == ["workspace-too-large"]
    assert found.sound == ()


def test_a_commit_of_very_many_files_is_not_listed_to_its_end(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build()
    commit(root)
    monkeypatch.setattr(revision, "MOST_ENTRIES", 3)
    found = open_revision(root, resolve(root, "HEAD"))
    assert (len(found.files), found.complete) == (4, False)


def test_texts_that_are_not_kept_are_read_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build({KLINIK: base_text(KLINIK, ("id: klinik-daring", "id: klinik"))})
    commit(root)
    whole = check(root)
    monkeypatch.setattr(kept_texts, "KEPT_TEXT", 100)
    monkeypatch.setattr(commits, "KEPT_BYTES", 100)
    for source in (Disk(root), open_commit(open_revision(root, resolve(root, "HEAD")))):
        found = check_tree(source, TODAY)
        assert found.findings == whole.findings
        assert dict(found.texts) == dict(whole.texts)


PEAK = """
import sys, tracemalloc
from datetime import date
from pathlib import Path
from banjar_smartcity.checking import kept_texts
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.workspace.disk import Disk
kept_texts.KEPT_TEXT = 1 << 20
tracemalloc.start()
assert check_tree(Disk(Path(sys.argv[1])), date(2023, 5, 30)).findings
print(tracemalloc.get_traced_memory()[1])
"""


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    """It runs in a process of its own, as these tests remember what they have read."""

    def peak(files: int) -> int:
        root = tmp_path / str(files)
        (root / "data" / "innovations").mkdir(parents=True)
        for n in range(files):
            (root / "data" / "innovations" / f"m{n}.yaml").write_text(PAD * 1000, "utf-8")
        done = subprocess.run([sys.executable, "-I", "-c", PEAK, root], check=True, capture_output=True, text=True)
        return int(done.stdout)

    assert 0 < peak(24) < 1.2 * peak(4)


def test_marks_of_conflicts_are_found_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the text are found once, not once for each mark: 4,000 conflicts took 19 seconds."""
    calls: list[int] = []
    real = decode.positions

    def counted(text: str) -> Callable[[int], Position]:
        calls.append(len(text))
        return real(text)

    monkeypatch.setattr(syntax, "positions", counted)
    monkeypatch.setattr(decode, "positions", counted)
    found = read_yaml("data/x.yaml", "<<<<<<< a\n=======\n>>>>>>> b\n" * 5000)[1]
    assert (len(found), len(calls)) == (5000, 1)
    assert found[-1].position == (3 * 4999 + 1, 1)


def test_the_base_is_far_below_the_bounds() -> None:
    assert Disk(BASE).excess() is None
    assert (tree.MOST_BYTES, tree.MOST_ENTRIES, merged.MOST_CHANGED) == (512 * 1024**2, 200_000, 64 * 1024**2)
