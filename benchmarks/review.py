"""How long commands about versions of the data take, as ratios to a check of the folder in the same run.

    .venv/bin/python benchmarks/review.py [innovations] [commits] [rounds]

A generated repository with this many innovations is committed, 1 % of them are changed and committed. Then the real
data get a generated history with this many commits. The medians printed are: the check of a commit to that of its
folder (goal: at most 2), and comparing two commits and `smartcity history` a commit to one check of the folder.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from banjar_smartcity.checking.one_file import nothing_known
from banjar_smartcity.checking.pipeline import check_tree, check_workspace
from banjar_smartcity.versions.commits import find_commits
from banjar_smartcity.versions.diff.compare import compare
from banjar_smartcity.versions.history import compute_history
from banjar_smartcity.versions.index.files import survey_files
from banjar_smartcity.versions.index.version import version
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "cases" / "base"
RECORD = "data/innovations/klinik-daring.yaml"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
DAY = date(2026, 6, 1)


def git(root: Path, *arguments: str, stdin: bytes = b"") -> None:
    """Run git with a neutral author."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *arguments], cwd=root, input=stdin, check=True, stdout=subprocess.DEVNULL)


def commit(root: Path, message: str) -> None:
    """Commit all changes."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def make_many(root: Path, number: int) -> None:
    """A workspace with this many innovations, in two commits."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    text = (root / RECORD).read_text("utf-8")
    for n in range(number):
        own = text.replace("klinik-daring", f"inovasi-{n}").replace("Klinik Daring", f"Nama {n * 7919 % 100003:x} {n}")
        (root / f"data/innovations/inovasi-{n}.yaml").write_text(own, "utf-8")
    git(root, "init", "-q")
    commit(root, "satu")
    for n in range(0, number, 100):
        path = root / f"data/innovations/inovasi-{n}.yaml"
        path.write_text(path.read_text("utf-8").replace("name: Nama", "name: Nama Baru"), "utf-8")
    commit(root, "dua")


def make_long(root: Path, commits: int) -> None:
    """The real data with a generated history in which every commit changes a record."""
    shutil.copytree(ROOT / "data", root / "data")
    git(root, "init", "-q")
    commit(root, "awal")
    records = sorted((root / "data").rglob("*.yaml"))
    stream = []
    for n in range(1, commits):
        path = records[n * 31 % len(records)]
        content = path.read_bytes() + f"# {n}\n".encode()
        name = path.relative_to(root).as_posix()
        parent = "from refs/heads/main^0\n" if n == 1 else ""
        stream.append(
            f"commit refs/heads/main\ncommitter x <x@example.org> {1_780_000_000 + n * 60} +0800\n"
            f"data {len(str(n))}\n{n}\n{parent}M 100644 inline {name}\ndata {len(content)}\n".encode()
            + content
            + b"\n"
        )
    git(root, "fast-import", "--quiet", stdin=b"".join(stream))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median duration of the rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compare_two(root: Path) -> None:
    """What `smartcity diff HEAD~1 HEAD` computes."""
    known = nothing_known()
    trees = [open_commit(open_revision(root, resolve(root, name))) for name in ("HEAD~1", "HEAD")]
    compare(*(version(check_tree(tree, DAY, known), DAY, survey_files(tree)) for tree in trees))


def main(innovations: int, commits: int, rounds: int) -> None:
    """Print the ratios."""
    gc.disable()  # as a command does
    with tempfile.TemporaryDirectory() as folder:
        many, long = Path(folder, "many"), Path(folder, "long")
        many.mkdir()
        long.mkdir()
        make_many(many, innovations)
        check_workspace(many, DAY)  # the first run compiles the schemas
        disk = seconds(lambda: check_workspace(many, DAY), rounds)
        one = seconds(lambda: check_tree(open_commit(open_revision(many, resolve(many, "HEAD"))), DAY), rounds)
        two = seconds(lambda: compare_two(many), rounds)
        print(f"{innovations} innovations, check of the folder {disk:.3f} s")
        print(f"  check of a commit / of the folder   {one / disk:6.2f}")
        print(f"  two commits compared / one check    {two / disk:6.2f}")
        make_long(long, commits)
        real = seconds(lambda: check_workspace(long, DAY), rounds)
        whole = seconds(lambda: list(compute_history(long, find_commits(long, None), None)), 1)
        print(f"real data, {commits} commits: history {whole:.2f} s, check of the folder {real:.3f} s")
        print(f"  history a commit / one check        {whole / commits / real:6.2f}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(1000, 1000, 5)[len(given) :])
