"""History: every point is what a check of its commit on its day gives, however the repository came about."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.checking.one_file import nothing_known
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.versions import commits
from banjar_smartcity.versions.commits import DataCommit, find_commits, find_tags, is_on_line, open_versions
from banjar_smartcity.versions.history import Point, compute_history
from banjar_smartcity.versions.index.version import version
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.objects import Objects
from banjar_smartcity.workspace.git.program import GitFaultError, is_shallow, resolve
from banjar_smartcity.workspace.git.revision import open_revision
from conftest import CASES, THOROUGH, Build, base_text, put
from test_cases import cases
from test_scoring import SHEET

KLINIK = "data/innovations/klinik-daring.yaml"
PROGRAM = "data/program.yaml"
DAY = "2023-05-30"


def run(root: Path, *arguments: str, day: str = DAY, time: str = "10:00:00 +0800") -> None:
    who = ("-c", "user.name=Siti", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    dated = {**os.environ, "GIT_COMMITTER_DATE": f"{day} {time}", "GIT_AUTHOR_DATE": "2001-01-01 00:00:00 +0000"}
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env=dated)


def begin(root: Path, day: str = DAY) -> Path:
    """Make a folder a repository with all that is in it."""
    run(root, "init")
    save(root, {}, "awal", day)
    return root


def save(root: Path, texts: Mapping[str, str | bytes | None], message: str = "ubah", day: str = DAY) -> None:
    """Write files (None: remove) and commit all."""
    put(root, texts)
    run(root, "add", "-A", "-f")
    run(root, "commit", "--allow-empty", "-m", message, day=day)


def level(number: int) -> dict[str, str]:
    return {SHEET: base_text(SHEET, ("level: 3", f"level: {number}"))}


def points(root: Path, since: str | None = None, dimension: str | None = None) -> list[Point]:
    start = resolve(root, since) if since else None
    return list(compute_history(root, find_commits(root, start), dimension))


def subjects(found: list[Point]) -> list[str]:
    return [point.step.subject for point in found]


def assert_like_single_checks(root: Path, steps: list[DataCommit]) -> None:
    """Every version is as if it had been opened and checked alone."""
    known = nothing_known()
    for step, tree in open_versions(root, steps, known.forget):
        with Objects(root) as objects:
            alone = check_tree(open_commit(open_revision(root, step.commit), objects), step.day)
        assert check_tree(tree, step.day, known) == alone
    for point in compute_history(root, steps, None):
        with Objects(root) as objects:
            checked = check_tree(open_commit(open_revision(root, point.step.commit), objects), point.step.day)
        score = version(checked, point.step.day).score
        assert (point.errors, point.warnings) == (checked.errors, checked.warnings)
        assert (point.figures is None) == (score is None)
        if point.figures and score:
            found = point.figures
            assert (found.claimed, found.supported) == (score.final.claimed, score.final.supported)
            assert (found.answered, found.items) == (score.final.answered, score.final.items)


@pytest.mark.parametrize("seed", range(4))
def test_every_point_is_what_a_check_of_its_commit_gives(
    seed: int, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "MOST_BYTES", 20_000 if seed % 2 else 1 << 30)
    monkeypatch.setattr(commits, "_CHUNK", 3)
    monkeypatch.setattr(commits, "MOST_ENTRIES", (1 << 30, 1, 3, 1 << 30)[seed])
    chance = random.Random(seed)
    root = begin(build())
    for n in range(14 if THOROUGH else 9):
        case = CASES / chance.choice(cases()) / "bad"
        files = [path for path in case.rglob("*") if path.is_file() and path.suffix != ".txt"]
        texts: dict[str, str | bytes | None] = {p.relative_to(case).as_posix(): p.read_bytes() for p in files}
        gone = [path for path in sorted(root.glob("data/**/*.yaml")) if chance.random() < 0.03]
        texts |= {path.relative_to(root).as_posix(): None for path in gone}
        texts["data/evidence/files/surat.pdf"] = bytes([n % 3])
        texts["di-luar/tabel.csv"] = chance.choice(("a,b\n1,2\n", "nik,p1,p2,p3,p4\n1,2,3,4,4\n"))
        save(root, texts, f"ubah {n}", day=f"2023-06-{n + 1:02}")
    assert_like_single_checks(root, find_commits(root, None))


def test_a_point_is_computed_as_of_the_day_of_its_commit(build: Build) -> None:
    root = begin(build(), "2022-01-01")
    save(root, {}, "tanpa perubahan", "2023-05-30")
    save(root, level(4), "naik", "2023-05-31")
    found = points(root)
    assert subjects(found) == ["awal", "naik"]
    assert [point.step.day for point in found] == [date(2022, 1, 1), date(2023, 5, 31)]
    assert_like_single_checks(root, find_commits(root, None))
    assert [point.figures.answered for point in found if point.figures] == [0, 2], (
        "one answer was given in May 2023, and the source of the other was published then"
    )


def test_the_day_is_that_of_where_the_commit_was_made(build: Build) -> None:
    root = begin(build())
    (root / SHEET).write_text(level(4)[SHEET], "utf-8")
    run(root, "commit", "-am", "malam", day="2023-06-01", time="00:30:00 +0800")
    assert points(root)[-1].step.day == date(2023, 6, 1)


def test_moved_goalposts_are_marked(build: Build) -> None:
    root = begin(build())
    save(root, level(4), "jawaban")
    instrument = next((root / "data" / "instruments").glob("*.yaml"))
    path = instrument.relative_to(root).as_posix()
    text = instrument.read_text("utf-8")
    save(root, {path: text + "# catatan\n"}, "komentar")
    name = next(line for line in text.splitlines() if "version:" in line)
    save(root, {path: text.replace(name, name.replace("version: ", "version: 9"))}, "aturan")
    assert [(point.step.subject, point.new_rules) for point in points(root)] == [
        ("awal", False),
        ("jawaban", False),
        ("komentar", False),
        ("aturan", True),
    ]


def test_a_commit_with_errors_has_the_figures_of_what_is_sound(build: Build) -> None:
    root = begin(build())
    save(root, {SHEET: "stage: ["}, "rusak")
    save(root, {PROGRAM: "rusak"}, "lebih rusak")
    save(root, {SHEET: base_text(SHEET), PROGRAM: base_text(PROGRAM)}, "pulih")
    first, broken, worse, mended = points(root)
    assert first.figures == mended.figures
    assert (broken.partial, broken.errors, broken.figures is None) == (True, 1, False)
    assert (worse.partial, worse.figures) == (False, None)
    assert not any(point.new_rules for point in (broken, worse, mended))


def test_of_a_merge_its_first_parent_counts(build: Build) -> None:
    root = begin(build())
    run(root, "checkout", "-q", "-b", "cabang")
    save(root, level(2), "di cabang")
    save(root, level(4), "lagi di cabang")
    run(root, "checkout", "-q", "main")
    save(root, {"README": "x"}, "lain")
    run(root, "merge", "-q", "--no-ff", "-m", "gabung", "cabang")
    assert subjects(points(root)) == ["awal", "gabung"]
    assert_like_single_checks(root, find_commits(root, None))
    assert not is_on_line(root, resolve(root, "cabang"))
    assert all(is_on_line(root, resolve(root, name)) for name in ("HEAD", "HEAD~1", "HEAD~2"))


def test_a_start_comes_first_even_where_it_changed_no_data(build: Build) -> None:
    root = begin(build())
    save(root, {"README": "x"}, "mulai")
    save(root, level(4), "naik")
    assert subjects(points(root, since="HEAD~1")) == ["mulai", "naik"]
    assert subjects(points(root, since="HEAD")) == ["naik"]


def test_the_data_may_lie_in_a_folder_of_the_repository_and_come_late(build: Build, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    begin(tmp_path)
    root = build()
    save(tmp_path, {}, "data datang")
    save(tmp_path, {"lain/data/program.yaml": "bukan punya kami"}, "tetangga")
    save(root, level(4), "naik")
    found = points(root)
    assert subjects(found) == ["data datang", "naik"]
    assert [point.errors for point in found] == [0, 0]
    assert_like_single_checks(root, find_commits(root, None))


def test_what_moves_is_followed(build: Build) -> None:
    root = begin(build())
    text = base_text(KLINIK, ("id: klinik-daring", "id: klinik-jauh"))
    save(root, {KLINIK: None, "data/innovations/klinik-jauh.yaml": text}, "ganti nama")
    (root / "data" / "innovations" / "tautan.yaml").symlink_to("klinik-jauh.yaml")
    (root / "data" / "innovations" / "keluar.yaml").symlink_to("/etc/passwd")
    save(root, {}, "tautan")
    other = root / ".." / "modul"
    other.mkdir()
    begin(other)
    run(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "data/innovations/modul")
    save(root, {}, "modul")
    save(root, {"data/innovations/keluar.yaml": None}, "bersih")
    assert subjects(points(root)) == ["awal", "ganti nama", "tautan", "modul", "bersih"]
    assert_like_single_checks(root, find_commits(root, None))


def test_data_that_go_and_come_back_leave_a_hole(build: Build) -> None:
    root = begin(build())
    kept = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.glob("data/**/*") if p.is_file()}
    save(root, dict.fromkeys(kept), "hapus")
    save(root, kept, "kembali")
    assert [point.figures is None for point in points(root)] == [False, True, False]


def test_tags_that_changed_no_data_are_left_out(build: Build) -> None:
    root = begin(build())
    run(root, "tag", "satu")
    run(root, "tag", "satu-lagi")
    save(root, {"README": "x"}, "lain")
    run(root, "tag", "-a", "dua", "-m", "catatan")
    save(root, level(4), "naik", "2023-06-02")
    run(root, "tag", "-a", "tiga/rilis", "-m", "catatan")
    run(root, "tag", "bukan-commit", "HEAD:README")
    found = list(compute_history(root, find_tags(root, None), None))
    assert [point.step.tag for point in found] == ["satu", "tiga/rilis"]
    start = resolve(root, "dua")
    assert [step.tag for step in find_tags(root, start)] == [None, "dua", "tiga/rilis"]
    assert_like_single_checks(root, find_tags(root, None))


def test_a_shallow_clone_begins_where_it_was_cut(build: Build, tmp_path: Path) -> None:
    root = begin(build())
    for n in (2, 4, 2):
        save(root, level(n), f"ke {n}")
    clone = tmp_path / "dangkal"
    run(tmp_path, "clone", "-q", "--depth", "2", root.as_uri(), str(clone))
    assert (is_shallow(root), is_shallow(clone)) == (False, True)
    assert subjects(points(clone)) == ["ke 4", "ke 2"]
    assert points(clone) == [p._replace(new_rules=False) for p in points(root)[-2:]]


def test_without_commits_there_is_no_history(build: Build) -> None:
    root = build()
    with pytest.raises(GitFaultError):
        find_commits(root, None)
    run(root, "init")
    with pytest.raises(GitFaultError):
        find_commits(root, None)
    (root / "README").write_text("x", "utf-8")
    run(root, "add", "README")
    run(root, "commit", "-m", "tanpa data")
    assert points(root) == []
    assert list(compute_history(root, find_tags(root, None), None)) == []


def test_a_clone_that_lacks_objects_is_a_fault_of_git(build: Build) -> None:
    root = begin(build())
    save(root, level(4), "naik")
    name = subprocess.run(["git", "rev-parse", f"HEAD:{SHEET}"], cwd=root, capture_output=True, check=True).stdout
    loose = root / ".git" / "objects" / name[:2].decode() / name[2:].decode().strip()
    loose.chmod(0o600)
    loose.unlink()
    with pytest.raises(GitFaultError):
        points(root)


def test_the_settings_of_a_reader_change_nothing(build: Build) -> None:
    root = begin(build())
    save(root, level(4), "naik")
    before = points(root)
    for setting in ("log.showSignature true", "diff.renames copies", "log.showRoot false", "diff.noprefix true",
                    "log.diffMerges off", "core.quotePath true", "diff.relative false", "color.ui always"):  # fmt: skip
        run(root, "config", *setting.split())
    assert points(root) == before


def test_a_dimension_has_its_own_figures(build: Build) -> None:
    root = begin(build())
    whole, living = points(root)[0].figures, points(root, dimension="living")[0].figures
    assert whole
    assert living
    assert living.items < whole.items
