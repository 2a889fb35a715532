"""Following: a version in which the same counts as in another one has its findings, and no rule is asked for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from banjar_smartcity.checking.following.follow import follow
from banjar_smartcity.checking.following.joint import JointFindings
from banjar_smartcity.checking.following.kept import KeptFindings, open_kept
from banjar_smartcity.checking.memory.store import PartStore, open_store
from banjar_smartcity.checking.pipeline import Checked, check_tree, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.model.later import opened_paths
from banjar_smartcity.rules import every as rules
from banjar_smartcity.rules.context import Context
from banjar_smartcity.workspace import stamp
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.git.commit import Commit, open_commit
from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision
from banjar_smartcity.workspace.memory import place
from banjar_smartcity.workspace.tree import Tree
from conftest import CASES, TODAY, Build, base_text
from test_commit import commit
from test_revision import run

KLINIK, MARKET = "data/innovations/klinik-daring.yaml", "data/innovations/pasar-rakyat.yaml"
ORDER, AGENCIES = "data/evidence/sk-forum.yaml", "data/agencies.yaml"
FAULTY = CASES / "reference-unknown" / "bad"


class Past(NamedTuple):
    """A repository, what is remembered of it, and the check of its first version."""

    root: Path
    store: PartStore
    old: Commit
    checked: Checked

    def change(self, path: str, before: str, after: str) -> Commit:
        """A version in which words of a file are others."""
        text = (self.root / path).read_text("utf-8")
        assert before in text
        (self.root / path).write_text(text.replace(before, after, 1), "utf-8")
        run(self.root, "add", "-A")
        run(self.root, "commit", "-qm", "change")
        return version_of(self.root, self.old.objects)

    def follow(self, new: Commit) -> Checked | None:
        return follow(self.checked, self.old, new, self.store)


def version_of(root: Path, objects: Objects) -> Commit:
    return open_commit(open_revision(root, resolve(root, "HEAD")), objects)


@pytest.fixture
def past(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Past]:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    root = build(over=FAULTY)
    commit(root)
    with Objects(root) as objects:
        store, old = open_store(root), version_of(root, objects)
        assert store is not None
        yield Past(root, store, old, check_tree(old, TODAY, store=store))


def assert_same(found: Checked, plain: Checked) -> None:
    assert (found.findings, found.placed, found.kinds) == (plain.findings, plain.placed, plain.kinds)
    assert (found.model, found.holdings) == (plain.model, plain.holdings)
    assert list(found.sound) == list(plain.sound)
    assert dict(found.texts) == dict(plain.texts)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (AGENCIES, "agencies:", "# diperiksa\nagencies:"),
        (MARKET, "name: Pasar", "# diperiksa\nname: Pasar"),
        (MARKET, "name: Pasar", "name: Bursa Tani dan Nelayan"),
        (MARKET, "started: 2022-03", "started: 2021-02"),
    ],
)
def test_where_the_same_counts_the_findings_are_those_of_a_new_check(
    past: Past, path: str, before: str, after: str
) -> None:
    new = past.change(path, before, after)
    found = past.follow(new)
    assert found is not None
    assert_same(found, check_tree(new, TODAY))
    assert found.findings


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (AGENCIES, "id: dinkes", "id: dinas-kesehatan"),
        (MARKET, "name: Pasar Rakyat", "name: Klinik Daring"),
        (MARKET, "dimension: economy", "dimension: living"),
        (ORDER, "issued_on: 2023-01-10", "issued_on: 2023-01-11"),
        (MARKET, "name: Pasar", "name: [Pasar]\nnama: Pasar"),
        (MARKET, "description: null", "description: hubungi 3201010101010001"),
    ],
)
def test_where_something_else_counts_nothing_follows(past: Past, path: str, before: str, after: str) -> None:
    assert past.follow(past.change(path, before, after)) is None


def test_what_a_document_is_called_counts_only_where_one_is_not_known(past: Past) -> None:
    report = "data/evidence/laporan.yaml"
    text = base_text(ORDER, ("id: sk-forum", "id: laporan"), ("SK Forum", "Laporan"), ("188.45/12", "188.45/13"))
    lines = text.replace("address: null", "address: https://contoh.go.id/laporan").splitlines(keepends=True)
    alone = "".join("sha256: null\n" if line.startswith("sha256") else line for line in lines)
    (past.root / report).write_text(alone.replace("data/evidence/files/sk-forum.txt", "null"), "utf-8")
    found = []
    for minutes in ("notula", "null"):
        old = past.change("data/program.yaml", "minutes: notula", f"minutes: {minutes}")
        checked = check_tree(old, TODAY, store=past.store)
        assert report not in opened_paths(checked.model.later)
        new = past.change(report, "title: Laporan", "title: Laporan lain")
        found.append(follow(checked, old, new, past.store))
        past.change(report, "title: Laporan lain", "title: Laporan")
    assert found[0] is None
    assert found[1] is not None
    assert_same(found[1], check_tree(new, TODAY))


def test_of_a_file_with_a_finding_every_line_counts(past: Past) -> None:
    path = past.checked.findings[0].path
    assert past.follow(past.change(path, "\n", "\n# diperiksa\n")) is None


def test_nothing_follows_where_files_are_added_or_linked(past: Past) -> None:
    (past.root / "data/innovations/baru.yaml").write_text((past.root / MARKET).read_text("utf-8"), "utf-8")
    assert past.follow(past.change(MARKET, "name: Pasar", "# diperiksa\nname: Pasar")) is None
    (past.root / "data/innovations/baru.yaml").unlink()
    (past.root / MARKET).unlink()
    (past.root / MARKET).symlink_to("klinik-daring.yaml")
    assert past.follow(past.change(AGENCIES, "agencies:", "# diperiksa\nagencies:")) is None


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Context]:
    """The models that rules were asked about."""
    contexts: list[Context] = []

    def spy(context: Context) -> Iterator[Diagnostic]:
        contexts.append(context)
        return iter(())

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, spy))
    return contexts


def found_in(kept: KeptFindings, tree: Tree, today: date) -> JointFindings | None:
    """What was kept of a version."""
    version = kept.ask(tree, today)
    return None if version is None else kept.find(version)


def test_no_rule_is_asked_twice_about_a_version(
    past: Past, asked: list[Context], capsys: pytest.CaptureFixture[str]
) -> None:
    past.change(MARKET, "name: Pasar", "# diperiksa\nname: Pasar")
    past.change(AGENCIES, "id: dinkes", "id: dinas-kesehatan")
    printed, times = [], []
    for head in ("HEAD~1", "HEAD~1", "HEAD", "HEAD"):
        asked.clear()
        main(["diff", "HEAD~2", head, "--root", str(past.root), "--today", TODAY.isoformat()])
        printed.append(capsys.readouterr())
        times.append(len(asked))
    assert times == [1, 0, 1, 0]
    assert (printed[0], printed[2]) == (printed[1], printed[3])


def test_what_a_review_finds_in_a_change_is_neither_kept_nor_taken_from_the_memory(
    past: Past, asked: list[Context]
) -> None:
    new = past.change(AGENCIES, "id: dinkes", "id: dinas-kesehatan")
    call = ["review", "HEAD~1", "HEAD", "--root", str(past.root), "--today", TODAY.isoformat()]
    main(call)
    kept = open_kept(past.root)
    assert kept is not None
    assert found_in(kept, past.old, TODAY) is not None
    assert found_in(kept, new, TODAY) is None
    main(["diff", *call[1:]])
    asked.clear()
    main(call)
    assert len(asked) == 1  # about the change, although `diff` has kept what was found in it


@pytest.mark.parametrize(
    "damage",
    [lambda content: b"", lambda content: content[:-1], lambda content: content[:40] + b"x" + content[41:]],
)
def test_a_damaged_memory_is_as_none(past: Past, damage: Callable[[bytes], bytes]) -> None:
    kept = open_kept(past.root)
    assert kept is not None
    check_tree(past.old, TODAY, store=past.store, kept=kept)
    kept.save()
    again = open_kept(past.root)
    assert again is not None
    assert found_in(again, past.old, TODAY) is not None
    (file,) = Path(os.environ[place.VARIABLE]).glob("*-versions*")
    file.write_bytes(damage(file.read_bytes()))
    third = open_kept(past.root)
    assert third is not None
    assert found_in(third, past.old, TODAY) is None


def test_another_day_or_other_files_are_another_version(past: Past) -> None:
    kept = open_kept(past.root)
    assert kept is not None
    check_tree(past.old, TODAY, store=past.store, kept=kept)
    assert found_in(kept, past.old, TODAY) is not None
    assert found_in(kept, past.old, TODAY.replace(year=TODAY.year + 1)) is None
    assert found_in(kept, past.change(AGENCIES, "agencies:", "# x\nagencies:"), TODAY) is None


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# diperiksa\n")


def gone(path: Path) -> None:
    path.unlink()


@pytest.fixture
def folder(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a finding, whose files are taken for old ones."""
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    return build(over=FAULTY)


def again(root: Path, today: date = TODAY) -> Checked:
    """A check that takes what was found from an earlier one, if it may; both find the same."""
    found = check_workspace(root, today, again=True)
    assert_same(found, check_workspace(root, today, memory=False))
    return found


def test_no_rule_is_asked_twice_about_the_files_on_disk(folder: Path, asked: list[Context]) -> None:
    for _ in range(3):
        assert again(folder).findings
    assert len(asked) == 1 + 3  # and once by each check without memory


@pytest.mark.parametrize("path", [KLINIK, ORDER, AGENCIES, "data/evidence/files/sk-forum.txt"])
@pytest.mark.parametrize("change", [longer, gone])
def test_whatever_changes_on_disk_is_judged_again(
    folder: Path, path: str, change: Callable[[Path], None], asked: list[Context]
) -> None:
    again(folder)
    change(folder / path)
    asked.clear()
    again(folder)
    assert len(asked) == 2
    again(folder, TODAY.replace(year=TODAY.year + 1))
    assert len(asked) == 4


def test_what_is_found_while_files_change_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(context: Context) -> Iterator[Diagnostic]:
        longer(folder / MARKET)
        return iter(())

    with monkeypatch.context() as patch:
        patch.setattr(rules, "RULES", (*rules.RULES, changing))
        check_workspace(folder, TODAY, again=True)
    kept = open_kept(folder)
    assert kept is not None
    assert found_in(kept, Disk(folder), TODAY) is None


def test_of_the_files_on_disk_one_state_is_kept_next_to_versions(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))
    kept = open_kept(past.root)
    assert kept is not None
    for tree in (past.old, Disk(past.root)):
        check_tree(tree, TODAY, store=past.store, kept=kept)
        assert found_in(kept, tree, TODAY) is not None
    longer(past.root / MARKET)
    check_tree(Disk(past.root), TODAY, store=past.store, kept=kept)
    assert found_in(kept, past.old, TODAY) is not None
    assert len(kept._kept) == 2
