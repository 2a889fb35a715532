"""What commands write stays in the repository, keeps its permissions, and is not hindered by what a killed run left."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.evidence.line_ends import with_line_ends
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.unwritable import UnwritableError
from banjar_smartcity.workspace.writers.folder import write_folder
from banjar_smartcity.workspace.writers.workshop import PREFIX
from banjar_smartcity.workspace.writing import change_files, refuse_links, write_file, write_files
from conftest import Build, findings
from respondents import EXAMPLE, survey, write_csv

DAY = "2026-05-15"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE / "data", folder / "data")
    return folder


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments), "--root", str(root), "--today", DAY, "--lang", "en"])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return called


def left_behind(folder: Path, name: str = "00000000") -> Path:
    """What a killed run leaves, with a file in it as large as any."""
    bench = folder / f"{PREFIX}{name}"
    bench.mkdir(parents=True)
    (bench / "lock").touch()
    (bench / "0").write_bytes(b"isi\n")
    return bench


# Links out of the repository


DEFAULTS = {
    "report": "laporan-2026-tahap-1.html",
    "report --format md": "laporan-2026-tahap-1.md",
    "report --dimension living": "laporan-2026-tahap-1-living.html",
    "report --watch": "pratinjau.html",
    "survey form": "kuesioner-2026-tahap-1.xlsx",
    "survey form --format html": "kuesioner-2026-tahap-1.html",
    "site": "situs",
}


@pytest.mark.parametrize("command", DEFAULTS)
def test_no_default_target_is_written_through_a_link(command: str, root: Path, tmp_path: Path, run: Run) -> None:
    """A folder that is a link is tried in `test_every_writer.py`."""
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "victim"
    victim.write_bytes(b"precious")
    (root / "build").mkdir()
    (root / "build" / DEFAULTS[command]).symlink_to(outside if command == "site" else victim)
    code, said = run(*command.split())
    assert (code, "link" in said) == (2, True), said
    assert victim.read_bytes() == b"precious"
    assert [path.name for path in outside.iterdir()] == ["victim"]


@pytest.mark.parametrize("command", ["report", "survey form"])
def test_a_default_target_that_leads_into_the_data_is_refused(command: str, root: Path, run: Run) -> None:
    (root / "build").symlink_to("data/evidence/files")
    before = sorted(path.name for path in (root / "data/evidence/files").iterdir())
    assert run(*command.split())[0] == 2
    assert sorted(path.name for path in (root / "data/evidence/files").iterdir()) == before


def test_a_target_that_somebody_names_may_be_a_link(root: Path, tmp_path: Path, run: Run) -> None:
    real, link = tmp_path / "page.html", tmp_path / "link.html"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert run("report", "--output", link)[0] == 0
    assert link.is_symlink()
    assert real.read_bytes() != b"old"


@pytest.mark.parametrize("link", ["data/innovations", "data/innovations/baru.yaml", "data"])
def test_new_writes_nothing_through_a_link(link: str, root: Path, tmp_path: Path, run: Run) -> None:
    outside = tmp_path / "outside"
    if (root / link).is_dir():
        shutil.move(root / link, outside)
    (root / link).symlink_to(outside)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    assert run("new", "innovation", "baru")[0] == 2
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def in_git(root: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)


@pytest.mark.parametrize("command", ["codeowners", "review HEAD HEAD", "report --format md", "portal", "compare ."])
def test_a_place_in_the_repository_above_the_data_that_leads_out_is_refused(
    command: str, root: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_git(tmp_path)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "awal")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "arsip").symlink_to(outside)
    monkeypatch.chdir(root)
    code, said = run(*command.split(), "--output", tmp_path / "arsip" / "lembar.html")
    assert (code, "leads out of the repository" in said) == (2, True), said
    assert list(outside.iterdir()) == []


def test_an_ordinary_link_within_the_repository_may_lead_to_a_default_target(root: Path) -> None:
    (root / "besar").mkdir()
    (root / "build").symlink_to("besar")
    assert refuse_links(root, root / "build" / "x.html") == root / "build" / "x.html"


# Permissions. Every command writes by these: see `test_every_writer.py`.

REPLACE: Mapping[str, Callable[[Path], None]] = {
    "write_file": lambda target: write_file(target, [b"new"]),
    "write_files": lambda target: write_files({target: b"new", target.with_name("other"): b"new"}),
    "change_files": lambda target: change_files(target.parent, {target: b"new"}, {target.with_name("other"): b"new"}),
}


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o755])
@pytest.mark.parametrize("writer", REPLACE)
def test_the_permissions_of_a_replaced_file_stay(writer: str, mode: int, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    target.chmod(mode)
    REPLACE[writer](target)
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("writer", REPLACE)
def test_a_read_only_file_is_not_replaced(writer: str, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(UnwritableError, match="read-only"):
        REPLACE[writer](target)
    assert (target.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (b"old", ["page.html"])


def test_the_permissions_of_a_replaced_site_stay(root: Path, run: Run) -> None:
    target = root / "build" / "situs"
    assert run("site")[0] == 0
    target.chmod(0o750)
    (target / "index.html").chmod(0o640)
    assert run("site")[0] == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o750
    assert stat.S_IMODE((target / "index.html").stat().st_mode) == 0o640


@pytest.mark.parametrize("command", ["survey form", "site"])
def test_what_is_read_only_is_not_replaced(command: str, root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert run(*command.split())[0] == 0
    target = next(
        path for path in sorted(root.rglob("*")) if path.is_file() and path.parts[-2] in ("build", "situs", "x")
    )
    if command == "site":
        target = root / "build" / "situs" / "index.html"
    target.write_bytes(b"mine")
    target.chmod(0o444)
    code, said = run(*command.split())
    assert (code, "read-only" in said) == (2, True), said
    assert target.read_bytes() == b"mine"


def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    write_file(tmp_path / "made", [b"x"])
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "any").stat().st_mode


# What a killed run left


def test_what_was_left_is_no_evidence_and_does_not_block_the_document(root: Path, tmp_path: Path, run: Run) -> None:
    before = run("evidence", "check")[1]
    for place in ("data/evidence", "data/evidence/files"):
        left_behind(root / place)
    assert run("evidence", "check")[1] == before
    assert PREFIX not in run("validate")[1]
    document = tmp_path / "SK.txt"
    document.write_bytes(b"isi\n")
    code, said = run("evidence", "add", document, "--copy")
    assert code == 0, said
    record = (root / "data" / "evidence" / "sk.yaml").read_text("utf-8")
    assert hashlib.sha256(b"isi\n").hexdigest() in record


def test_respondents_rows_that_were_left_by_a_writer_are_not_rows_of_the_repository(root: Path, run: Run) -> None:
    write_csv(left_behind(root / "data" / "evidence" / "files") / "1.csv", survey("living", 5))
    assert "survey-rows" not in run("validate")[1]


def test_what_the_first_versions_left_behind_is_removed_with_the_file_and_nothing_else_is(tmp_path: Path) -> None:
    target = tmp_path / "laporan.html"
    old = [tmp_path / name for name in (".laporan.html.x7_k2p9q", ".smartcity-a1b2c3d4")]
    theirs = [tmp_path / name for name in (".laporan.html.original", ".laporan.html.20260530", ".lain.html.x7_k2p9q")]
    fresh = tmp_path / ".laporan.html.fresh_99"
    for path in (*old[:1], *theirs, fresh):
        path.write_bytes(b"isi")
    old[1].mkdir()
    (old[1] / "0").write_bytes(b"isi")
    for path in (*old, *theirs):
        os.utime(path, (0, 0))
    write_file(target, [b"a"])
    assert {*tmp_path.iterdir()} == {target, fresh, *theirs}
    os.utime(fresh, (0, 0))
    write_files({target: b"b"})
    assert {*tmp_path.iterdir()} == {target, *theirs}


def test_what_was_left_behind_among_the_evidence_is_named_and_is_no_evidence(build: Build) -> None:
    left, held = "data/evidence/files/.sk-forum.txt.x7_k2p9q", "data/evidence/files/.smartcity-a1b2c3d4/sk.txt"
    root = build({left: "Keputusan", held: "Keputusan"})
    assert findings(root) == [f"{left}:1:1: file-left-behind"]
    for path in (left, held):
        record = (root / "data/evidence/sk-forum.yaml").read_text("utf-8")
        (root / "data/evidence/sk-forum.yaml").write_text(re.sub(r"file: .*", f"file: {path}", record), "utf-8")
        told = [line for line in findings(root) if line.startswith("data/evidence/sk-forum.yaml")]
        assert [line.rpartition(" ")[2] for line in told] == ["path-outside"]


def test_a_site_in_use_by_another_run_is_not_touched(tmp_path: Path) -> None:
    """A second writer while the first one is at work: both end, and the folder is that of one of them."""
    code = (
        "import sys; from pathlib import Path; from banjar_smartcity.workspace.writers.folder import write_folder\n"
        "def files():\n"
        "    yield 'index.html', b'first'\n"
        "    print('ready', flush=True); sys.stdin.readline()\n"
        "    yield 'a.html', b'first'\n"
        "write_folder(Path(sys.argv[1]), files(), Path('/nowhere'))\n"
    )
    target = tmp_path / "situs"
    command = [sys.executable, "-c", code, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "ready\n"
        write_folder(target, [("index.html", b"second")], tmp_path / "root")
        assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
        first.stdin.write("\n")
        first.stdin.close()
        assert first.wait() == 0
    assert (target / "index.html").read_bytes() == b"first"
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


# What git must know


def installed(root: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "banjar_smartcity", "merge-driver", "--install", "--lang", "en"],
        cwd=root, capture_output=True, check=False, text=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def test_installing_has_git_ignore_leftovers_keep_evidence_and_merge_data(root: Path) -> None:
    in_git(root)
    for name, text in ((".gitignore", b"build/"), (".gitattributes", b"* text=auto\r\n*.pdf binary\r\n")):
        (root / name).write_bytes(text)
    said = installed(root)
    assert (root / ".gitignore").read_bytes().startswith(b"build/\n# ")
    assert (root / ".gitattributes").read_bytes().startswith(b"* text=auto\r\n*.pdf binary\r\n# ")
    assert b"\n" not in (root / ".gitattributes").read_bytes().replace(b"\r\n", b"")
    assert "data/evidence/files/** -text" in said
    for place in ("", "build", "data/evidence/files"):
        left_behind(root / place)
    git(root, "add", "-A")
    assert PREFIX not in git(root, "ls-files")
    asked = ("data/evidence/files/a/b.csv", "data/program.yaml", "data/evidence/x.yaml")
    told = git(root, "check-attr", "text", "merge", "diff", "--", *asked).splitlines()
    assert told[0] == f"{asked[0]}: text: unset"
    assert told[4:6] == [f"{asked[1]}: merge: smartcity", f"{asked[1]}: diff: smartcity"]
    assert told[7:9] == [f"{asked[2]}: merge: smartcity", f"{asked[2]}: diff: smartcity"]


def test_installing_twice_or_where_all_is_said_already_changes_nothing(root: Path) -> None:
    in_git(root)
    (root / ".gitattributes").write_text("** -text\n**/*.yaml merge=smartcity diff=smartcity\n", "utf-8")
    (root / ".gitignore").write_text(".*\n", "utf-8")
    before = [(root / name).read_bytes() for name in (".gitignore", ".gitattributes")]
    for _ in range(2):
        assert ".git" not in installed(root)
        assert [(root / name).read_bytes() for name in (".gitignore", ".gitattributes")] == before


def test_a_run_that_has_nothing_to_add_removes_what_a_killed_one_left(root: Path) -> None:
    in_git(root)
    installed(root)
    left_behind(root)
    installed(root)
    assert list(root.rglob(f"{PREFIX}*")) == []


def test_installing_in_a_folder_below_the_data_looks_after_the_repository(root: Path) -> None:
    in_git(root)
    installed(root / "data" / "evidence")
    assert (root / ".gitignore").is_file()
    assert not (root / "data" / "evidence" / ".gitignore").exists()


TEXT = "data/evidence/files/data-kesehatan-2025.txt"
TOLD = b"".join(b"Layanan ibu dan anak di puskesmas ke-%d: 6%d,7 persen pada tahun 2025.\n" % (n, n) for n in range(9))


def with_text(root: Path) -> bytes:
    """Make a document of the example a text, of which git may change the line ends; return what it says."""
    record = root / "data/evidence/data-kesehatan-2025.yaml"
    digest = hashlib.sha256(TOLD).hexdigest()
    told = record.read_text("utf-8").replace("2025.pdf", "2025.txt").partition("document:")
    lines = [f"sha256: {digest}" if line.startswith("sha256: ") else line for line in told[0].splitlines()]
    record.write_text("\n".join((*lines, "agency: dinkes", "")), "utf-8")
    (root / "data/evidence/files/data-kesehatan-2025.pdf").unlink()
    (root / TEXT).write_bytes(TOLD)
    return TOLD


def test_line_ends_that_git_changed_break_no_hash_and_come_back(root: Path, tmp_path: Path, run: Run) -> None:
    with_text(root)
    in_git(root)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "awal")
    clone = tmp_path / "windows"
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", "--config", "core.autocrlf=true", str(root), str(clone))
    assert b"\r\n" in (clone / TEXT).read_bytes()
    told = [line.rpartition(" ")[2] for line in findings(clone)]
    changed = told.count("evidence-line-ends")
    assert changed > 0
    assert told.count("evidence-hash") == 0
    figures = [
        subprocess.run(
            [sys.executable, "-m", "banjar_smartcity", "score", "--format", "json", "--today", DAY, "--root", str(top)],
            capture_output=True, check=True,
        ).stdout
        for top in (root, clone)
    ]  # fmt: skip
    assert figures[0] == figures[1]
    # The way out that is advised, for all files at once.
    assert "git checkout -- data/evidence/files" in installed(clone)
    shutil.rmtree(clone / "data" / "evidence" / "files")
    git(clone, "checkout", "--", "data/evidence/files")
    assert [line for line in findings(clone) if line.endswith(("line-ends", "evidence-hash"))] == []
    assert "data/evidence/files" not in git(clone, "status", "--short")


def test_a_document_whose_line_ends_git_would_change_is_named_until_git_leaves_it_alone(
    root: Path, tmp_path: Path, run: Run
) -> None:
    in_git(root)
    said = []
    for number in range(3):
        if number == 2:
            installed(root)
        document = tmp_path / f"tabel {number}.txt"
        document.write_bytes(b"baris satu\r\nbaris dua\r\n%d" % number if number else b"baris satu\nbaris dua\n")
        code, text = run("evidence", "add", document)
        assert code == 0
        said.append("merge-driver --install" in text)
    assert said == [False, True, False]


def test_the_hash_of_a_file_with_other_line_ends_is_never_advised(
    root: Path, capsys: pytest.CaptureFixture[str], run: Run
) -> None:
    text, path = with_text(root), root / TEXT
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    wrong = hashlib.sha256(path.read_bytes()).hexdigest()
    said = run("validate")[1]
    assert f"git checkout -- {TEXT}" in said
    assert wrong not in said
    record = root / "data/evidence/data-kesehatan-2025.yaml"
    recorded = record.read_text("utf-8")
    right = hashlib.sha256(text).hexdigest()
    record.write_text(recorded.replace(right, "null"), "utf-8")
    said = run("validate")[1]
    assert "evidence-without-hash" in said
    assert right in said
    assert wrong not in said
    # Recorded on a computer where git had changed the line ends: here the file is as git keeps it.
    path.write_bytes(text)
    record.write_text(recorded.replace(right, wrong), "utf-8")
    said = run("validate")[1]
    assert "evidence-line-ends" in said
    assert right in said
    assert "evidence-hash" not in said


LINE = b"Surat keputusan tentang forum pintar kecamatan tahun ini, pasal."
LINES = b"".join(b"Pasal %5d: forum pintar kecamatan bersidang tiap bulan, desa. " % n for n in range(1 << 14))
"""Lines of 64 bytes, so that a line end falls on the border of two blocks of 1 MiB."""


@pytest.mark.parametrize("content", [LINE + b"\r\nb", LINE + b"\nb\n", LINES[:-1] + b"\r\nb\r\n"])
def test_more_than_line_ends_is_another_file(content: bytes, build: Build) -> None:
    record = "data/evidence/sk-forum.yaml"
    root = build({"data/evidence/files/sk-forum.txt": content})
    text = (root / record).read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("sha256"))
    for recorded, kind in (
        (content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), "evidence-line-ends"),
        (content.replace(b"\r\n", b"\n"), "evidence-line-ends"),
        (content + b"\r\n", "evidence-hash"),
        (content.replace(b"b", b"c"), "evidence-hash"),
    ):
        digest = hashlib.sha256(recorded).hexdigest()
        (root / record).write_text(text.replace(old, f"sha256: {digest}"), "utf-8")
        told = [line.rpartition(" ")[2] for line in findings(root)]
        assert told == ([] if recorded == content else [kind]), recorded[-9:]


def test_a_binary_file_has_no_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"isi\0\r\n")
    (tmp_path / "a.txt").write_bytes(b"isi\r\n")
    assert with_line_ends(Disk(tmp_path), "a.bin") is None
    assert with_line_ends(Disk(tmp_path), "a.txt") is not None
