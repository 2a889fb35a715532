"""Merging as git does it: two branches of a real repository, the driver called by git itself."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from test_revision import run

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
SHEET = "data/dimensions/living/answers/2026-tahap-1.yaml"
SOURCES = "data/sources.yaml"

Edit = tuple[str, str]

RUNNING = "outcome-living-programme-running"
NEW_EVIDENCE = ('        pages: "13-17"\n', '        pages: "13-17"\n      - evidence: baru\n        pages: "2"\n')


class Clone:
    """A repository with a branch for each of two working groups, and the driver installed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(EXAMPLE / "data", root / "data")
        (root / ".gitattributes").write_text("* -text\ndata/**/*.yaml merge=smartcity diff=smartcity\n", "utf-8")
        run(root, "init")
        with chdir(root):
            assert main(["merge-driver", "--install"]) == 0
        self.commit("awal")
        run(root, "branch", "theirs")

    def commit(self, message: str) -> None:
        run(self.root, "add", "-A", "-f")
        run(self.root, "commit", "-m", message)

    def edit(self, path: str, *edits: Edit) -> None:
        text = (self.root / path).read_text("utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        (self.root / path).write_text(text, "utf-8")

    def merge(self, path: str, ours: tuple[Edit, ...], theirs: tuple[Edit, ...]) -> tuple[int, str, str]:
        """git's exit code, its status of the file, and the file."""
        self.edit(path, *ours)
        self.commit("kami")
        run(self.root, "checkout", "theirs")
        self.edit(path, *theirs)
        self.commit("mereka")
        run(self.root, "checkout", "main")
        return self.merge_branch(path)

    def merge_branch(self, path: str) -> tuple[int, str, str]:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        done = subprocess.run(["git", *who, "merge", "theirs"], cwd=self.root, capture_output=True, check=False)
        status = subprocess.run(["git", "status", "--porcelain", "-z"], cwd=self.root, capture_output=True, check=True)
        return done.returncode, status.stdout.decode()[:2], (self.root / path).read_text("utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    root = tmp_path / "kabupaten 'contoh' $x"
    root.mkdir()
    return Clone(root)


def applied(path: str, *edits: Edit) -> str:
    text = (EXAMPLE / path).read_text("utf-8")
    for old, new in edits:
        text = text.replace(old, new, 1)
    return text


def test_answers_to_different_items_are_both_kept(clone: Clone) -> None:
    ours, theirs = ("level: 3", "level: 4"), ("year: 2025\n    level: 4", "year: 2025\n    level: 2")
    assert clone.merge(SHEET, (ours,), (theirs,)) == (0, "", applied(SHEET, ours, theirs))


def test_evidence_of_one_and_level_of_the_other_go_together_and_the_later_day_counts(clone: Clone) -> None:
    ours = (("level: 3", "level: 4"), ("2026-04-29", "2026-05-01"))
    theirs = (NEW_EVIDENCE, ("2026-04-29", "2026-05-02"))
    assert clone.merge(SHEET, ours, theirs) == (0, "", applied(SHEET, ours[0], *theirs))


def test_the_same_answer_of_both_is_one(clone: Clone) -> None:
    ours = (("level: 3", "level: 4"), ("2026-04-29", "2026-05-02"))
    theirs = (("level: 3", "level: 4"), ("2026-04-29", "2026-05-01"))
    assert clone.merge(SHEET, ours, theirs) == (0, "", applied(SHEET, *ours))


def test_two_answers_to_one_item_are_marked_in_that_item_only(clone: Clone) -> None:
    ours, theirs = ("level: 3", "level: 4"), ("POS KENTANG berjalan", "POS KENTANG mandek")
    code, status, text = clone.merge(SHEET, (ours,), (theirs,))
    assert (code, status) == (1, "UU")
    before, ours_text, theirs_text, after = split(text)
    whole = applied(SHEET)
    assert before + ours_text + after == applied(SHEET, ours)
    assert before + theirs_text + after == applied(SHEET, theirs)
    assert before == whole[: whole.index("    fact:")]
    assert after == whole[whole.index("    evidence:") :]


def split(text: str) -> tuple[str, str, str, str]:
    """The text before, in and after the only conflict of a text."""
    before, rest = text.split("<<<<<<< ours\n")
    inside, after = rest.split(">>>>>>> theirs\n")
    ours, theirs = inside.split("=======\n")
    return before, ours, theirs, after


def test_sources_added_at_the_same_place_are_both_kept(clone: Clone) -> None:
    text = applied(SOURCES)
    at = text.index("\n  - id:", text.index("  - id:") + 1)
    following = text[at : text.index("\n", at + 1) + 1]
    ours = (following, f"\n  - id: sumber-a\n    title: A\n{following}")
    theirs = (following, f"\n  - id: sumber-b\n    title: B\n{following}")
    assert clone.merge(SOURCES, (ours,), (theirs,)) == (
        0,
        "",
        text.replace(following, f"\n  - id: sumber-a\n    title: A\n\n  - id: sumber-b\n    title: B\n{following}"),
    )


def test_an_entry_edited_by_one_is_found_where_the_other_sorted_it(clone: Clone) -> None:
    head, *entries = applied(SHEET).split("  - item: ")
    tail = [entry.rstrip("\n") + "\n" for entry in entries]
    turned = head + "\n".join(f"  - item: {entry}" for entry in sorted(tail, reverse=True))
    whole = "".join((head, *("  - item: " + entry for entry in entries)))
    edit = ("POS KENTANG berjalan", "POS KENTANG berhenti")
    code, status, text = clone.merge(SHEET, ((whole, turned),), (edit,))
    assert (code, status, text) == (0, "", turned.replace(*edit))


def test_a_removed_entry_that_the_other_changed_is_marked(clone: Clone) -> None:
    whole = applied(SHEET)
    start = whole.index("  - item: outcome-living-stunting")
    end = whole.index("  - item: ", start + 5)
    code, status, text = clone.merge(SHEET, ((whole[start:end], ""),), (("value: 91.6", "value: 91.7"),))
    assert (code, status) == (1, "UU")
    _, ours, theirs, _ = split(text)
    assert ours == ""
    assert theirs.startswith("\n  - item: outcome-living-stunting")


def test_what_is_no_sound_yaml_is_merged_by_lines_as_git_does(clone: Clone) -> None:
    ours, theirs = ("stage: 2026", "stage: [2026"), ("level: 3", "level: 4")
    assert clone.merge(SHEET, (ours,), (theirs,)) == (0, "", applied(SHEET, ours, theirs))


def test_lines_that_cannot_be_merged_either_are_marked(clone: Clone) -> None:
    ours, theirs = ("stage: 2026", "stage: [2026"), ("stage: 2026", "stage: {2026")
    code, status, text = clone.merge(SHEET, (ours,), (theirs,))
    assert (code, status) == (1, "UU")
    assert split(text)[1:3] == ("stage: [2026-tahap-1\n", "stage: {2026-tahap-1\n")


def test_a_file_that_both_added_is_merged(clone: Clone) -> None:
    path = "data/innovations/baru saja.yaml"
    text = "id: baru\nname: Baru\nfacts: []\n"
    (clone.root / path).write_text(text + "dimension: living\n", "utf-8")
    clone.commit("kami")
    run(clone.root, "checkout", "theirs")
    (clone.root / path).write_text(text + "status: provisional\n", "utf-8")
    clone.commit("mereka")
    run(clone.root, "checkout", "main")
    assert clone.merge_branch(path) == (0, "", text + "dimension: living\nstatus: provisional\n")


def test_a_module_of_the_repository_is_not_run(clone: Clone) -> None:
    (clone.root / "yaml.py").write_text("open('ran', 'w')", "utf-8")
    (clone.root / "banjar_smartcity").mkdir()
    (clone.root / "banjar_smartcity" / "__init__.py").write_text("open('ran', 'w')", "utf-8")
    assert clone.merge(SHEET, (("level: 3", "level: 4"),), (NEW_EVIDENCE,))[0] == 0
    assert not (clone.root / "ran").exists()


def test_git_diff_names_the_item(clone: Clone) -> None:
    clone.edit(SHEET, ("level: 3", "level: 4"))
    shown = subprocess.run(["git", "diff", "-U0"], cwd=clone.root, capture_output=True, check=True).stdout.decode()
    assert [line for line in shown.splitlines() if line[:2] in ("-a", "+a")] == [
        f"-answers[{RUNNING}].level: 3",
        f"+answers[{RUNNING}].level: 4",
    ]


def test_validate_points_at_a_conflict_that_was_left(
    clone: Clone, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clone.merge(SHEET, (("level: 3", "level: 4"),), (("POS KENTANG berjalan", "POS KENTANG mandek"),))
    monkeypatch.chdir(clone.root)
    assert main(["validate", SHEET]) == 1
    assert f"{SHEET}:8:1: error merge-conflict-left" in capsys.readouterr().out


def test_installing_outside_of_a_repository_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("SMARTCITY_LANG", "en")
    assert main(["merge-driver", "--install"]) == 2
    assert "is not in a git repository" in capsys.readouterr().err
