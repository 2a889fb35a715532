"""Quick ways: what is found out at once, or not looked at, is as if it were asked for step by step."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.checking import one_file
from banjar_smartcity.checking.memory.store import open_store
from banjar_smartcity.checking.one_file import examine_content
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.rules.policy import NAMES_COLLIDE
from banjar_smartcity.scoring.weighing.sums import total, total_of_products
from banjar_smartcity.spelling.names import folded, is_portable, not_portable
from banjar_smartcity.versions import commits
from banjar_smartcity.versions.commits import find_commits
from banjar_smartcity.versions.diff.faults import compare_findings, findings_of
from banjar_smartcity.versions.history import compute_history
from banjar_smartcity.versions.index import files
from banjar_smartcity.workspace import layout
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.git.at_once import Parted, Present, ask_parted, find_present, first_of
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import Blob, GitFaultError, git, merge_base, prefix, resolve
from banjar_smartcity.workspace.git.revision import open_revision
from banjar_smartcity.workspace.layout import File
from conftest import Build, base_text, check, put
from test_commit import commit
from test_diff_properties import Memory
from test_history import begin, level, run, save
from test_scoring import SHEET

KLINIK = "data/innovations/klinik-daring.yaml"
FRACTIONS = st.fractions(max_denominator=1000)


@given(st.lists(FRACTIONS))
def test_a_sum_over_one_denominator_is_exact(parts: list[Fraction]) -> None:
    assert total(parts) == sum(parts, Fraction(0))


@given(st.lists(st.tuples(FRACTIONS, FRACTIONS)))
def test_a_sum_of_products_is_exact(pairs: list[tuple[Fraction, Fraction]]) -> None:
    assert total_of_products(pairs) == sum((one * other for one, other in pairs), Fraction(0))


NAMES = st.sampled_from(["a", "A", "b", "a.", "a..", "..", "a ", "\n", "\u00e9", "e\u0301", ".git", "c.yaml", "C.YAML"])


@example({"a../c.yaml", "a/b"})
@given(st.sets(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=6))
def test_names_that_collide_are_never_passed_over(paths: set[str]) -> None:
    def names(path: str) -> Iterator[str]:
        parts = path.split("/")
        yield from ("/".join(parts[:end]) for end in range(1, len(parts) + 1))

    every = {name for path in paths for name in names(path)}
    seen = {"/".join(map(folded, name.split("/"))) for name in every}
    found = tuple(files._collisions(paths))
    assert bool(found) == (len(seen) < len(every))
    assert all(finding.kind is NAMES_COLLIDE for finding in found)


PARTS = st.sampled_from(
    [
        "con",
        "COM1",
        "nul.txt",
        "lpt\u00b9",
        "console",
        "a.",
        "b ",
        "<",
        "\n",
        ".git",
        "GIT~1",
        "",
        "\u00e9",
        "/",
        " ",
        ".",
    ]
)


@given(st.sets(st.lists(PARTS, max_size=2).map("".join) | st.text(max_size=4), max_size=6))
def test_names_that_are_not_portable_are_never_passed_over(paths: set[str]) -> None:
    names = {name for path in paths for name in path.split("/")}
    assert not_portable(paths) == {name for name in names if not is_portable(name)}


STEMS = st.sampled_from(
    [*("a", "a-1", "a-", "-a", "A", "a--b", "a b", "a.b", ""), "a.yaml\nb", "a.yaml\nb-salinan", "x" * 80, "x" * 81]
)
FOLDERS = st.sampled_from(["innovations", "evidence", "surveys", "instruments", "evidence/a", "lain"])


@example({"data/innovations/a.yaml\nb.yaml", "data/innovations/a.yaml\nb-salinan.yaml"})
@given(st.sets(st.builds("data/{}/{}{}".format, FOLDERS, STEMS, st.sampled_from([".yaml", "x.yaml", ".yml", "/"]))))
def test_a_folder_of_ids_is_listed_as_file_by_file(paths: set[str]) -> None:
    class Listed(Memory):
        def walk(self) -> Iterator[str]:
            return iter(sorted(paths, key=lambda path: path.replace("/", "\0")))

    tree = Listed({})
    found = layout.discover(tree)
    with patch.object(layout, "_usual_kind", lambda *_: None):
        assert layout.discover(tree) == found


def test_git_tells_which_rule_files_differ_without_reading_them(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"templates/report/{n}.md" for n in range(5)]
    root = begin(build(dict.fromkeys(names, "lama\n")))
    save(root, {names[3]: "baru\n"})
    put(root, {names[4]: "baru sekali\n"})
    old, new = (
        files.survey_repository(open_commit(open_revision(root, resolve(root, name)))).rules
        for name in ("HEAD~1", "HEAD")
    )
    disk = files.survey_repository(Disk(root)).rules
    read: list[bytes] = []
    real = Objects.read

    def counted(objects: Objects, blobs: Iterable[Blob]) -> dict[str, bytes]:
        found = real(objects, blobs)
        read.extend(found.values())
        return found

    monkeypatch.setattr(Objects, "read", counted)
    assert [name for name in names if not old[name].is_same(new[name])] == [names[3]]
    assert [name for name in names if not new[name].is_same(disk[name])] == [names[4]]
    assert read == []
    assert (old[names[3]].text, new[names[3]].text, disk[names[4]].text) == ("lama\n", "baru\n", "baru sekali\n")
    assert read == [b"lama\n", b"baru\n"]


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_rule_file_on_disk_is_the_same_as_in_a_commit_or_another_one(
    build: Build, tmp_path: Path, algorithm: str
) -> None:
    root = build({"CODEOWNERS": "* @sekretariat\n", "templates/a.md": "a\n"})
    run(root, "init", "--object-format", algorithm)
    commit(root)
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".git"))
    (copy / "templates/a.md").write_bytes(b"b\n")
    (copy / "CODEOWNERS").write_bytes(b"* @sekretariat\n")
    sides = [
        files.survey_repository(tree).rules
        for tree in (open_commit(open_revision(root, resolve(root, "HEAD"))), Disk(root), Disk(copy))
    ]
    for one, other in permutations(sides, 2):
        assert one["CODEOWNERS"].is_same(other["CODEOWNERS"])
        assert one["templates/a.md"].is_same(other["templates/a.md"]) == (sides[2] not in (one, other))


def test_findings_of_files_that_are_the_same_are_inherited_without_reading_them(build: Build) -> None:
    wrong = base_text(KLINIK, ("missions: [misi-1]", "missions: [misi-9]"))
    root = build({KLINIK: wrong})
    base = check(root)
    put(root, level(1))
    old, new = findings_of(base), findings_of(check(root))
    same = frozenset((KLINIK,))
    found = compare_findings(old, new, {}, same)
    assert found == compare_findings(old, new, {})
    assert KLINIK in {finding.path for finding in found.inherited}
    alone = [one._replace(findings=tuple(f for f in one.findings if f.path == KLINIK), data={}) for one in (old, new)]
    assert compare_findings(alone[0], alone[1], {}, same).inherited == alone[1].findings


@pytest.fixture
def parted(build: Build) -> Path:
    """A repository whose branch left the main line."""
    root = begin(build())
    run(root, "checkout", "-b", "cabang")
    save(root, level(2))
    run(root, "checkout", "main")
    save(root, level(1))
    return root


@pytest.mark.parametrize("folder", ["", "data"])
def test_two_commits_and_where_they_parted_are_found_in_one_call(parted: Path, folder: str) -> None:
    root = parted / folder
    base, head = resolve(root, "main"), resolve(root, "cabang")
    found = ask_parted(root, "main", "cabang")()
    assert found == Parted(prefix(root), base, head, merge_base(root, base, head))
    assert find_present(root) == Present(base, shallow=False)
    assert first_of(root, ["refs/heads/nowhere", "refs/heads/cabang", "refs/heads/main"]) == head
    assert first_of(root, ["refs/heads/nowhere"]) is None


def test_a_folder_s_name_may_have_line_breaks(parted: Path) -> None:
    folder = parted / ("a\nb\n" + "c" * 40)
    folder.mkdir()
    found, top = ask_parted(folder, "main", "cabang")(), ask_parted(parted, "main", "cabang")()
    assert top is not None
    assert found == top._replace(prefix=f"{folder.name}/")


@pytest.mark.parametrize("name", ["nowhere", "--all", "-n", "", "HEAD:data", "main..cabang", "a\nb", "\0"])
def test_what_is_not_two_commits_is_left_to_the_slow_way(parted: Path, name: str) -> None:
    assert ask_parted(parted, name, "HEAD")() is None
    assert ask_parted(parted, "HEAD", name)() is None
    assert find_present(parted.parent) is None


def test_commits_without_a_common_history_did_not_part(parted: Path) -> None:
    run(parted, "checkout", "--orphan", "lain")
    save(parted, level(0))
    found = ask_parted(parted, "main", "lain")()
    assert found is not None
    assert found.start is None


@pytest.mark.parametrize(
    ("command", "most"), [(["diff", "HEAD"], 3), (["diff", "main", "cabang"], 10), (["history", "--limit", "1"], 7)]
)
def test_few_processes_of_git_are_started(
    parted: Path, command: list[str], most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[Any] = []
    start = subprocess.Popen.__init__

    def counted(self: Any, *arguments: Any, **options: Any) -> None:
        started.append(" ".join(arguments[0][4:7]))
        start(self, *arguments, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    assert main([*command, "--root", str(parted), "--today", "2023-06-13"]) == 0
    capsys.readouterr()
    assert len(started) <= most, started


@pytest.mark.parametrize("most", [commits.MOST_BYTES, 1])
def test_a_history_examines_each_file_once_in_its_life(
    build: Build, tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCITY_CACHE", str(tmp_path / "memory"))
    monkeypatch.setattr(commits, "MOST_BYTES", most)  # with 1, what is in memory is forgotten after each version
    root = begin(build())
    for number in (1, 2, 3):
        save(root, level(number))
    steps = find_commits(root, None)
    alone = list(compute_history(root, steps, None))
    examined: list[str] = []

    def counted(file: File, *content: Any) -> Any:
        examined.append(file.path)
        return examine_content(file, *content)

    monkeypatch.setattr(one_file, "examine_content", counted)
    assert list(compute_history(root, steps, None, None, open_store(root))) == alone
    assert Counter(examined)[SHEET] == len(steps) - 1  # the last one is as the first was
    assert Counter(examined)[KLINIK] == 1
    examined.clear()
    assert list(compute_history(root, steps, None, None, open_store(root))) == alone
    assert examined == []


def test_names_of_a_version_are_judged_anew_if_another_one_was_plain(build: Build) -> None:
    root = build()
    assert files.survey_repository(Disk(root)).findings == ()
    put(root, {"data/innovations/aux.yaml": "id: aux\n"})
    assert [finding.kind.id for finding in files.survey_repository(Disk(root)).findings] == ["name-not-portable"]


def test_a_diff_asks_git_three_times(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build()
    commit(root)
    calls: list[str] = []
    real = subprocess.Popen

    def counted(arguments: list[str], **options: Any) -> Any:
        calls.append(arguments[4])
        return real(arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", counted)
    assert main(["diff", "HEAD", "--root", str(root)]) == 0
    assert calls == ["rev-parse", "ls-tree", "cat-file"]


def test_the_file_of_git_in_a_linked_work_tree_is_no_file_of_a_version(build: Build, tmp_path: Path) -> None:
    root, linked = build(), tmp_path / "linked"
    commit(root)
    subprocess.run(["git", "worktree", "add", "-q", "--detach", linked], cwd=root, check=True)
    assert (linked / ".git").is_file()
    assert files.survey_repository(Disk(linked)).findings == ()
    assert files.survey_repository(Disk(linked)).rules.keys() == files.survey_repository(Disk(root)).rules.keys()


def test_what_git_says_in_several_lines_is_one_sentence(parted: Path) -> None:
    with pytest.raises(GitFaultError, match="usage: git") as fault:
        git(parted, "ls-tree", "--no-such-option")
    assert "\n" not in str(fault.value)
