"""How fast `validate` is compared with tools that check a schema and nothing else, as ratios in the same run.

    .venv/bin/python benchmarks/others.py WORKSPACE [rounds]

WORKSPACE is a data repository of many innovations and documents. check-jsonschema (of PyPI) and ajv (`ajv-cli` and
`ajv-formats` of npm) check these two kinds of file by our schemas, one call for each kind; `validate --no-cache` checks
all files, their schemas and all else. Printed are the medians as ratios. CHECK_JSONSCHEMA and AJV name the programs
where they are not on the path; a tool that is missing is skipped.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
KINDS = {"innovation": "innovations", "evidence": "evidence"}
"""Schema and folder of the kinds of which there are many."""
Command = Sequence[str]


def ours(root: Path) -> list[Command]:
    """All checks of all files."""
    return [(sys.executable, "-m", "banjar_smartcity", "validate", "--no-cache", "--root", str(root))]


def check_jsonschema(program: str, root: Path) -> list[Command]:
    """The schema alone, in Python."""
    return [
        (program, "--schemafile", str(SCHEMAS / f"{kind}.schema.json"), *map(str, files(root, folder)))
        for kind, folder in KINDS.items()
    ]


def ajv(program: str, root: Path) -> list[Command]:
    """The schema alone, compiled to JavaScript."""
    options = ("--spec=draft2020", "--strict=false", "-c", "ajv-formats")
    return [
        (
            program,
            "validate",
            *options,
            "-s",
            str(SCHEMAS / f"{kind}.schema.json"),
            "-d",
            str(root / f"data/{folder}/*.yaml"),
        )
        for kind, folder in KINDS.items()
    ]


def files(root: Path, folder: str) -> list[Path]:
    """The files of a kind."""
    return sorted((root / "data" / folder).glob("*.yaml"))


OTHERS: dict[str, tuple[str, Callable[[str, Path], list[Command]], float]] = {
    "check-jsonschema": ("CHECK_JSONSCHEMA", check_jsonschema, 20),
    "ajv": ("AJV", ajv, 1),
}
"""Each tool: the variable that names its program, its calls, and how many times as long it is to take."""


def seconds(commands: Sequence[Command]) -> tuple[float, float]:
    """How long the calls take, one after the other, by the clock and of the processor.

    Other tools may find faults: ajv reads a plain date as no text.
    """
    start, before = time.perf_counter(), processor()
    for command in commands:
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        if ran.returncode > 1:
            sys.exit(f"{command[0]} ended with {ran.returncode}: {(ran.stderr or ran.stdout)[:500]}")
    return time.perf_counter() - start, processor() - before


def processor() -> float:
    """What all calls so far took of the processor; on a busy machine it says more than the clock."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(root: Path, rounds: int) -> None:
    """Print the ratios."""
    calls = {"ours": ours(root)}
    for name, (variable, made, _) in OTHERS.items():
        program = os.environ.get(variable) or shutil.which(name)
        if program is None:
            print(f"{name}: skipped, since it is not on the path and {variable} does not name it")
        else:
            calls[name] = made(program, root)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for _ in range(rounds):  # in turns, so that a busy machine is busy for all
        for name, commands in calls.items():
            taken[name].append(seconds(commands))
    print(f"{sum(len(files(root, folder)) for folder in KINDS.values()):,} files")
    own, own_work = medians(taken.pop("ours"))
    print(f"{'validate --no-cache':20}{own:8.2f} s {own_work:8.2f} s of the processor")
    for name, times in taken.items():
        clock, work = medians(times)
        ratio = f"{clock / own:.1f} times as long, {work / own_work:.1f} times the work (goal {OTHERS[name][2]:g})"
        print(f"{name:20}{clock:8.2f} s {work:8.2f} s of the processor: {ratio}")


def medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The median by the clock, and that of the processor."""
    return statistics.median(clock for clock, _ in times), statistics.median(work for _, work in times)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
