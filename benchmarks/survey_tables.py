"""How long a survey table of 200,000 rows takes, as ratios to reading its cells alone in the same run.

    .venv/bin/python benchmarks/survey_tables.py [rows] [rounds]

For `.csv` the baseline is Python's `csv`, for `.xlsx` it is calamine, each in a process of its own. Goals: at most 3
times and 4 times. The second ratio is that of what comes on top of a table of sixty rows: without the start of Python,
of the command, and the check of the workspace. It also prints the largest memory of a process.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
STATEMENTS = [
    *("impact_harmony_spatial_plan", "impact_harmony_decent_housing", "impact_harmony_public_amenities"),
    *("impact_health_online_registration", "impact_health_health_record", "impact_health_remote_care"),
    *("impact_mobility_internet", "impact_mobility_smart_transport", "impact_mobility_public_transport"),
]
MAP = """stage: 2026-tahap-1
starts_on: 2026-04-01
ends_on: 2026-04-30
programmes:
  harmony: {name: RUMAH RAPI, agency: pupr, users: 900000, agency_took_part: true}
  health: {name: SEHAT DARING, agency: dinkes, users: 900000, agency_took_part: true}
  mobility: {name: ANGKUT KITA, agency: pupr, users: 900000, agency_took_part: true}
"""
READ_CSV = "import csv, sys\nwith open(sys.argv[1], newline='') as f:\n    n = sum(len(row) for row in csv.reader(f))"
READ_XLSX = (
    "import sys, python_calamine as c\n"
    "b = c.CalamineWorkbook.from_path(sys.argv[1])\n"
    "n = sum(len(row) for row in b.get_sheet_by_index(0).iter_rows())"
)


def table(rows: int) -> list[list[str | int]]:
    """Invented answers that depend on each other, as those of people do."""
    draw = random.Random(1)
    made: list[list[str | int]] = [["respondent_code", "start", *STATEMENTS]]
    for number in range(rows):
        mood = draw.gauss(2.6, 0.7)
        marks = [min(4, max(0, round(draw.gauss(mood, 0.7)))) for _ in STATEMENTS]
        minute = draw.randrange(28 * 24 * 60)
        day, hour = minute // 1440 + 1, minute // 60 % 24
        made.append(
            [f"R-{number:06d}", f"2026-04-{day:02d} {hour:02d}:{minute % 60:02d}:{draw.randrange(60):02d}", *marks]
        )
    return made


def write(folder: Path, rows: int) -> tuple[Path, Path]:
    """The table as `.csv` and as `.xlsx`."""
    made = table(rows)
    text, book = folder / "living.csv", folder / "living.xlsx"
    with open(text, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(made)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Jawaban")
    for row in made:
        sheet.append(row)
    workbook.save(book)
    return text, book


def run(command: list[str]) -> tuple[float, float]:
    """Seconds of a process and its largest memory in MiB."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, _, usage = os.wait4(pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def lint(path: Path, folder: Path) -> list[str]:
    """The command that checks a table."""
    options = ["--columns", str(folder / "map.yaml"), "--root", str(EXAMPLE), "--today", "2026-05-15"]
    return [sys.executable, "-m", "banjar_smartcity", "survey", "lint", str(path), *options]


def main(rows: int, rounds: int) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder, small = Path(name), Path(name) / "small"
        small.mkdir()
        (folder / "map.yaml").write_text(MAP, encoding="utf-8")
        for path, least, baseline in zip(write(folder, rows), write(small, 60), (READ_CSV, READ_XLSX), strict=True):
            ratios, beyond, memory = [], [], 0.0
            for _ in range(rounds):
                alone, _ = run([sys.executable, "-c", baseline, str(path)])
                start, _ = run([sys.executable, "-c", baseline, str(least)])
                whole, memory = run(lint(path, folder))
                begun, _ = run(lint(least, folder))
                ratios.append(whole / alone)
                beyond.append((whole - begun) / (alone - start))
                print(f"{path.suffix}: {alone:.2f} s alone, {whole:.2f} s, {memory:.0f} MiB", file=sys.stderr)
            print(
                f"{path.suffix:<6} {statistics.median(ratios):.1f} times reading its cells, "
                f"{statistics.median(beyond):.1f} times without the start, {memory:.0f} MiB"
            )


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [200_000, 3][len(arguments) :]))
