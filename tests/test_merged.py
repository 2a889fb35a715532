"""Merged: a review judges what the merge would give, and `diff` shows the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.versions import merged
from banjar_smartcity.versions.merged import open_merged
from banjar_smartcity.workspace.git.program import git, merge_base, resolve
from banjar_smartcity.workspace.git.revision import open_revision
from conftest import Build, base_text
from test_commit import commit
from test_diff import KLINIK
from test_diff_cli import told as diffed
from test_review import held_by, reviewed
from test_revision import run
from test_scoring import EVIDENCE, SECRETARIAT, SHEET

SECOND = "data/evidence/sk-kedua.yaml"
TWO = base_text(
    SECRETARIAT,
    ("[{evidence: sk-forum, pages: '1'}]", "[{evidence: sk-satu, pages: '1'}, {evidence: sk-kedua, pages: '1'}]"),
)


def document(name: str, expires: str = "null") -> str:
    text = base_text(
        EVIDENCE,
        ("id: sk-forum", f"id: {name}"),
        ("expires_on: 2023-12-31", f"expires_on: {expires}"),
        ("file: data/evidence/files/sk-forum.txt", "file: null"),
        ("address: null", f"address: https://contoh.example/{name}"),
    )
    return text.partition("sha256:")[0] + "sha256: null\nagency: dinkes\n"


def branch(root: Path, name: str, texts: Mapping[str, str | None]) -> None:
    """A branch from where `main` began."""
    run(root, "checkout", "-q", "-b", name, "awal")
    for path, text in texts.items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).write_text(text, "utf-8")
    run(root, "add", "-A")
    run(root, "commit", "-q", "-m", name)
    run(root, "checkout", "-q", "main")


def started(root: Path) -> Path:
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "tag", "awal")
    return root


def test_two_changes_that_each_take_one_of_two_proofs_do_not_both_pass(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    first = "data/evidence/sk-satu.yaml"
    root = started(build({SECRETARIAT: TWO, first: document("sk-satu"), SECOND: document("sk-kedua")}))
    branch(root, "satu", {first: document("sk-satu", "2023-05-01")})
    branch(root, "dua", {SECOND: document("sk-kedua", "2023-05-01")})
    assert held_by(reviewed(capsys, "main", "satu", "--root", root)) == {}
    assert held_by(reviewed(capsys, "main", "dua", "--root", root)) == {}
    run(root, "merge", "-q", "satu")
    assert held_by(reviewed(capsys, "main", "dua", "--root", root)) == {"supported-falls": ["supported-falls"]}


def test_diff_and_review_agree_on_what_changed(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "usulan", {SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    (root / KLINIK).unlink()
    run(root, "commit", "-q", "-am", "klinik ditutup")
    shown = diffed(capsys, "main", "usulan", "--root", root).splitlines()[0]
    assert reviewed(capsys, "main", "usulan", "--root", root)["verdict"] == f"PASSES. {shown}"
    assert diffed(capsys, "usulan", "main~1", "--root", root).startswith("living 1.33 → 1.00")


def test_a_change_that_is_in_already_changes_nothing(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "usulan", {SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    run(root, "merge", "-q", "usulan")
    assert reviewed(capsys, "main", "usulan", "--root", root)["verdict"] == "PASSES. No change."


def test_what_git_cannot_merge_holds_the_change_back(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "usulan", {SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 2")), "utf-8")
    run(root, "commit", "-q", "-am", "turun")
    assert held_by(reviewed(capsys, "main", "usulan", "--root", root)) == {"new-error": ["merge-conflict"]}


def test_judging_writes_nothing_into_the_repository(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "usulan", {SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    (root / SHEET).write_text("# kepala\n" + base_text(SHEET), "utf-8")
    run(root, "commit", "-q", "-am", "kepala")
    before = sorted((root / ".git").rglob("*"))
    reviewed(capsys, "main", "usulan", "--root", root)
    assert sorted((root / ".git").rglob("*")) == before


@pytest.mark.parametrize("old", [False, True])
def test_the_merge_is_the_one_that_git_makes_even_if_git_is_old(
    old: bool, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = started(build())
    head: dict[str, str | None] = {
        SHEET: base_text(SHEET, ("level: 3", "level: 4")),
        KLINIK: None,
        "data/innovations/baru.yaml": base_text(KLINIK, ("id: klinik-daring", "id: baru")).replace(
            "Klinik Daring", "Baru"
        ),
    }
    branch(root, "usulan", head)
    (root / SHEET).write_text("# kepala\n" + base_text(SHEET), "utf-8")
    (root / SECRETARIAT).write_text(base_text(SECRETARIAT, ("level: 4", "level: 3")), "utf-8")
    run(root, "commit", "-q", "-am", "kepala")
    if old:
        monkeypatch.setattr(merged, "merge_commits", lambda *_: None)
    ids = [resolve(root, name) for name in ("main", "usulan")]
    sides = [open_revision(root, one) for one in (merge_base(root, *ids), *ids)]
    found = open_merged(sides[0], sides[1], sides[2])
    run(root, "merge", "-q", "--no-edit", "usulan")
    files: Any = git(root, "ls-files", "data").decode().split()
    assert found.conflicts == ()
    assert [path for path in files if path.endswith(".yaml")] == sorted(found.tree.walk())
    for path in found.tree.walk():
        assert found.tree.read(path)[0] == (root / path).read_bytes()


@pytest.mark.parametrize(
    ("label", "passes"),
    [
        ("rules", True),
        ("rules@{head}", True),
        ("rules@{head:.7}", True),
        ("rules@{base}", False),
        ("rules@{head:.6}", False),
    ],
)
def test_a_label_counts_for_the_head_that_it_names(
    label: str, passes: bool, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = started(build())
    branch(root, "usulan", {"CODEOWNERS": "* @orang\n"})
    base, head = (resolve(root, name) for name in ("main", "usulan"))
    given = label.format(base=base, head=head)
    found = reviewed(capsys, "main", "usulan", "--root", root, "--label", given)
    assert found["passed"] == passes
    assert found["old_labels"] == (["rules"] if label == "rules@{base}" else [])


def test_a_label_of_another_version_is_named(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "usulan", {"CODEOWNERS": "* @orang\n"})
    found = reviewed(capsys, "main", "usulan", "--root", root, "--old-label", "rules", "--old-label", "lain")
    assert (found["passed"], found["old_labels"]) == (False, ["rules"])
