"""How long commands take on the real data, as ratios to `python -c pass` in the same run.

    .venv/bin/python benchmarks/startup.py [rounds]

Each round times the baseline and then every command, so that a slow moment affects both. It prints the
median and the range of the ratios. Goals: `--help` at most 7, `validate --no-cache` 9, `validate` where nothing has
changed 5, `score`, `status`, `todo` and `diff` 12, `report` on the example 35.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMARTCITY = [sys.executable, "-m", "banjar_smartcity"]
COMMANDS = {
    "--help": [*SMARTCITY, "--help"],
    "validate": [*SMARTCITY, "validate"],
    "validate --no-cache": [*SMARTCITY, "validate", "--no-cache"],
    "validate --root": [*SMARTCITY, "validate", "--root", str(ROOT)],
    "validate, example": [*SMARTCITY, "validate", "--root", str(ROOT / "examples" / "kabupaten-contoh")],
    "explain": [*SMARTCITY, "explain", "id-mismatch"],
    "score": [*SMARTCITY, "score", "--root", str(ROOT)],
    "status": [*SMARTCITY, "status", "--root", str(ROOT)],
    "todo": [*SMARTCITY, "todo", "--root", str(ROOT)],
    "innovations": [*SMARTCITY, "innovations", "--root", str(ROOT)],
    "evidence check": [*SMARTCITY, "evidence", "check", "--root", str(ROOT)],
    "diff HEAD": [*SMARTCITY, "diff", "HEAD", "--root", str(ROOT)],
    "history": [*SMARTCITY, "history", "--limit", "1", "--root", str(ROOT)],
    "textconv": [*SMARTCITY, "textconv", str(ROOT / "data" / "sources.yaml")],
    "report, example": [*SMARTCITY, "report", "--root", str(ROOT / "examples" / "kabupaten-contoh"), "--output", "-"],
}

CACHING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as they are for users; else whatever was edited last is compiled in each process."""


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=CACHING, check=False)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print the ratios."""
    for command in COMMANDS.values():
        seconds(command)
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            baseline = seconds([sys.executable, "-c", "pass"])
            ratios[name].append(seconds(command) / baseline)
    print(f"{'times python -c pass':<22} median   least   most   ({rounds} rounds)")
    for name, values in ratios.items():
        print(f"{name:<22} {statistics.median(values):6.1f}  {min(values):6.1f}  {max(values):5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
