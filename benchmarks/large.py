"""How long a check of many records takes, as ratios in the same run.

    .venv/bin/python benchmarks/large.py WORKSPACE [rounds]

WORKSPACE is a data repository of many records. Printed are the medians of `validate` with nothing remembered to two
processes that only parse the same files with PyYAML's C loader, of `validate` with nothing changed to walking the
folder and asking for the state of each file, of `validate` where one file in a hundred has changed to one with nothing
remembered, the same of `diff` and `review` of two commits that differ so, of `evidence check` with nothing remembered
to `validate` so, and with nothing or one file in a hundred changed to walking the folder, and the highest memory of a
process. The commits are made in a copy, and the changed files get their content back.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml

CHUNK = 250


def parse(paths: Sequence[Path]) -> int:
    """What other tools do at least with each file."""
    return sum(yaml.load(path.read_bytes(), yaml.CSafeLoader) is not None for path in paths)


def parse_all(root: Path) -> None:
    """Parse all data files in two processes."""
    paths = sorted((root / "data").rglob("*.yaml"))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(parse, [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]))


def walk_all(root: Path) -> None:
    """Walk the folder and ask for the state of each file."""
    for folder, _, names in os.walk(root):
        for name in names:
            os.stat(os.path.join(folder, name))


def run(root: Path, *command: str) -> None:
    """Run a command as a user does."""
    whole = (sys.executable, "-m", "banjar_smartcity", *command, "--root", str(root))
    subprocess.run(whole, check=False, stdout=subprocess.DEVNULL)


def validate(root: Path, *options: str) -> None:
    """Run `validate`."""
    run(root, "validate", *options)


def check_evidence(root: Path, *options: str) -> None:
    """Run `evidence check`."""
    run(root, "evidence", "check", *options)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median duration of the rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def changed_seconds(root: Path, rounds: int, work: Callable[[Path], None]) -> float:
    """The median duration of a command where one file in a hundred has got a comment since the last run."""
    innovations = sorted((root / "data" / "innovations").glob("*.yaml"))
    taken = []
    for number in range(rounds):
        kept = {path: path.read_bytes() for path in innovations[number::100]}
        for path, content in kept.items():
            path.write_bytes(content + b"# checked\n")
        taken.append(seconds(lambda: work(root), 1))
        for path, content in kept.items():
            path.write_bytes(content)
    return statistics.median(taken)


def commit_all(root: Path, message: str) -> None:
    """Commit all files of a repository."""
    own = ("-c", "gc.auto=0", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for arguments in (("add", "-A"), ("commit", "-qm", message)):
        subprocess.run(["git", *own, *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)


def compared_seconds(root: Path, rounds: int, copy: Path) -> list[float]:
    """The median durations of `diff` and `review` of two commits, of which one file in a hundred differs."""
    shutil.copytree(root / "data", copy / "data")
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    commit_all(copy, "base")
    for path in sorted((copy / "data" / "innovations").glob("*.yaml"))[::100]:
        path.write_bytes(path.read_bytes() + b"# checked\n")
    commit_all(copy, "head")
    subprocess.run(["git", "gc", "--quiet"], cwd=copy, check=True)  # else git does it meanwhile, in the background
    found = []
    for command in ("diff", "review"):
        call = (sys.executable, "-m", "banjar_smartcity", command, "HEAD~1", "HEAD", "--root", str(copy))

        def compare(call: Sequence[str] = call) -> None:
            subprocess.run(call, check=False, stdout=subprocess.DEVNULL)

        compare()  # remembers
        found.append(seconds(compare, rounds))
    return found


def main(root: Path, rounds: int) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["SMARTCITY_CACHE"] = cache
        cold = seconds(lambda: validate(root, "--no-cache"), rounds)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        parsed = seconds(lambda: parse_all(root), rounds)
        validate(root)  # remembers
        warm = seconds(lambda: validate(root), rounds)
        walked = seconds(lambda: walk_all(root), rounds)
        changed = changed_seconds(root, rounds, validate)
        evidence = seconds(lambda: check_evidence(root, "--no-cache"), rounds)
        check_evidence(root)  # remembers
        evidence_warm = seconds(lambda: check_evidence(root), rounds)
        evidence_changed = changed_seconds(root, rounds, check_evidence)
        with tempfile.TemporaryDirectory() as copy:
            compared = compared_seconds(root, rounds, Path(copy))
    print(f"nothing remembered / two processes that parse   {cold / parsed:6.2f}   (goal 1.0)")
    print(f"nothing changed / walking the files             {warm / walked:6.2f}   (goal 3)")
    print(f"one file in a hundred changed / nothing known   {changed / cold:6.2f}   (goal 0.1)")
    print(f"`diff` of two commits that differ so            {compared[0] / cold:6.2f}   (goal 0.1)")
    print(f"`review` of them                                {compared[1] / cold:6.2f}   (goal 0.1)")
    print(f"`evidence check` / `validate`, nothing remembered {evidence / cold:6.2f}   (goal 1.2)")
    print(f"nothing changed / walking the files             {evidence_warm / walked:6.2f}   (goal 3)")
    print(f"one file in a hundred changed / walking         {evidence_changed / walked:6.2f}")
    print(f"highest memory of a process                     {memory:6.0f} MiB   (goal 160)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
