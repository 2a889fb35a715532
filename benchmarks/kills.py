"""Kills every writer at random moments: `python benchmarks/kills.py [TIMES]`, 100 times each unless told otherwise.

After each kill every file is as before or as after, or the next run makes it so, and nothing else is left.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from banjar_smartcity.cli.boundary import main
from respondents import EXAMPLE, survey, write_csv

DAY = ("--today", "2026-05-15")
PREFIX = ".smartcity-tmp-"
Files = Mapping[str, bytes]


def commands(work: Path) -> Mapping[str, tuple[str, ...]]:
    """Every command that writes."""
    root = ("--root", str(work / "region"), *DAY)
    return {
        "new innovation": ("new", "innovation", "baru", *root),
        "new stage": ("new", "stage", "2027-tahap-1", "--from", "2026-tahap-1", *root),
        "confirm": ("confirm", "--agency", "dinkes", "--stage", "2026-tahap-2", *root[:2], "--today", "2026-06-20"),
        "evidence add": ("evidence", "add", str(work / "SK.txt"), "--copy", *root),
        "evidence pack (folder)": ("evidence", "pack", "--output", str(work / "region" / "pack"), *root),
        "evidence pack (zip)": ("evidence", "pack", "--output", str(work / "region" / "pack.zip"), *root),
        "report": ("report", *root),
        "site": ("site", *root),
        "survey form": ("survey", "form", *root),
        "survey import": (
            "survey", "import", str(work / "a.csv"), str(work / "b.csv"), "--replace", "--with-faults", *root,
        ),
        "export (folder)": ("export", str(work / "region" / "tabel"), *root),
        "export (Parquet)": ("export", str(work / "region" / "negara.parquet"), *root),
        "codeowners": ("codeowners", "--output", str(work / "region" / "CODEOWNERS"), *root),
        "merge-driver --install": ("merge-driver", "--install"),
        "merge-driver": ("merge-driver", *(str(work / name) for name in ("base.yaml", "ours.yaml", "theirs.yaml"))),
    }  # fmt: skip


def prepare(work: Path) -> None:
    """A region in a repository, tables of two dimensions, and three versions of a file."""
    shutil.copytree(EXAMPLE, work / "region")
    subprocess.run(["git", "init", "-q", work / "region"], check=True)
    (work / "SK.txt").write_bytes(b"Keputusan bupati tentang forum pintar.\n" * 5_000)
    for path in (work / "region" / "data").glob("**/answers/2026-tahap-1.yaml"):
        text = path.read_text("utf-8").replace("2026-tahap-1", "2026-tahap-2")
        path.with_name("2026-tahap-2.yaml").write_text(text, "utf-8")
    write_csv(work / "a.csv", survey("living", 60))
    write_csv(work / "b.csv", survey("economy", 60))
    sheet = (EXAMPLE / "data/dimensions/living/answers/2026-tahap-1.yaml").read_text("utf-8")
    (work / "base.yaml").write_text(sheet, "utf-8")
    (work / "ours.yaml").write_text(sheet.replace("level: 3", "level: 2", 1), "utf-8")
    (work / "theirs.yaml").write_text(sheet + "# catatan\n", "utf-8")


def everything(work: Path) -> Files:
    """All files but git's own, leftovers, and what a bag says of the moment at which it was made."""
    return {
        path.relative_to(work).as_posix(): path.read_bytes()
        for path in sorted(work.rglob("*"))
        if path.is_file() and not any(part == ".git" or part.startswith(PREFIX) for part in path.parts)
    }


def call(arguments: tuple[str, ...], work: Path) -> int:
    """Start a command in a process of its own, with all that it loads loaded already."""
    child = os.fork()
    if child == 0:
        try:
            os.chdir(work / "region")
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            main(arguments)
        finally:
            os._exit(0)
    return child


def measured(arguments: tuple[str, ...], work: Path) -> float:
    """Seconds that a whole run takes."""
    start = time.perf_counter()
    os.waitpid(call(arguments, work), 0)
    return time.perf_counter() - start


def attack(name: str, times: int, fresh: Callable[[], Path]) -> str:
    """Kill one writer; a line about it. Raise `AssertionError` where something half is left."""
    whole = fresh()
    before = everything(whole)
    took = measured(commands(whole)[name], whole)
    after = everything(whole)
    assert after != before, name
    outcomes = {"before": 0, "after": 0, "finished later": 0}
    leftovers = 0
    for turn in range(times):
        work = fresh()
        child = call(commands(work)[name], work)
        time.sleep(random.Random(turn).uniform(0.2, 1.05) * took)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left = [*work.rglob(f"{PREFIX}*")]
        leftovers += bool(left)
        found = everything(work)
        state = "before" if found == before else "after" if found == after else "finished later"
        outcomes[state] += 1
        os.waitpid(call(commands(work)[name], work), 0)
        again = everything(work)
        assert [*work.rglob(f"{PREFIX}*")] == [], (name, turn, left)
        assert again == after, (name, turn, state, sorted(set(again.items()) ^ set(after.items()))[:4])
        shutil.rmtree(work)
    shutil.rmtree(whole)
    told = ", ".join(f"{count} {state}" for state, count in outcomes.items())
    return f"{name}: {times} kills in {took:.2f} s each: {told}; {leftovers} left a folder, all gone after the next run"


def run() -> None:
    """Attack every writer."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chosen = sys.argv[2:] or list(commands(Path()))
    os.environ["SMARTCITY_LANG"] = "en"
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        prepare(top / "start")
        count = iter(range(10**6))

        def fresh() -> Path:
            return Path(shutil.copytree(top / "start", top / f"work-{next(count)}", symlinks=True))

        # Loads what the commands load, so that the kills meet their work and not their start.
        warm = fresh()
        os.chdir(warm / "region")
        stdout = os.dup(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for arguments in commands(warm).values():
            main(arguments)
        sys.stdout.flush()
        os.dup2(stdout, 1)
        os.chdir(top)
        gc.freeze()
        for name in chosen:
            print(attack(name, times, fresh), flush=True)


if __name__ == "__main__":
    run()
