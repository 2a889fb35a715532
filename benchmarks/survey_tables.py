"""How long a survey table of 200,000 rows takes, as ratios to reading its cells alone in the same run.

    .venv/bin/python benchmarks/survey_tables.py [rows] [rounds]

For `.csv` the baseline is Python's `csv`, for `.xlsx` it is calamine, each in a process of its own. Goals: at most 3
times and 4 times. The second ratio is that of what comes on top of a table of sixty rows: without the start of Python,
of the command, and the check of the workspace. It also prints the largest memory of a process.

The first two tables have cells of one width. The third is an everyday one: names, phones and districts of any length,
both times, and remarks of which some have commas and quotation marks.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
STATEMENTS = [
    *("impact_harmony_spatial_plan", "impact_harmony_decent_housing", "impact_harmony_public_amenities"),
    *("impact_health_online_registration", "impact_health_health_record", "impact_health_remote_care"),
    *("impact_mobility_internet", "impact_mobility_smart_transport", "impact_mobility_public_transport"),
]
NAMES = (
    *("Ahmad", "Siti", "Muhammad", "Nur", "Budi", "Dewi", "Rahmat", "Fitri", "Min", "Uji", "Contohan", "Nilawati"),
    *("Rahman", "Hasanah", "Saputra", "Wulandari", "Hidayat", "Lestari", "Ma\u2019ruf", "Totalia", "Ratapana"),
)
DISTRICTS = ("Martapura", "Kertak Hanyar", "Gambut", "Sungai Tabuk", "Karang Intan", "Astambul", "Simpang Empat")
REMARKS = (
    *("", "", "", "", "sudah baik", "tidak ada", "cukup", "lebih ditingkatkan lagi", "data saya tidak muncul"),
    *("petugas ramah, cepat", "antrean diperbaiki, terlalu lama", 'aplikasi "lambat" saat pagi'),
)
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


def everyday(made: list[list[str | int]]) -> list[list[str | int]]:
    """The same answers, as an office would collect them."""
    draw = random.Random(2)
    rows: list[list[str | int]] = [["no", "nama", "no_hp", "kecamatan", "start", "end", *STATEMENTS, "saran"]]
    for number, (_, start, *marks) in enumerate(made[1:], 1):
        phone = f"{draw.choice(('08', '+628'))}{draw.randrange(10**8, 10**10)}"
        end = datetime.fromisoformat(str(start)) + timedelta(seconds=draw.randrange(300, 1500))
        person = [f"{draw.choice(NAMES)} {draw.choice(NAMES)}", phone, draw.choice(DISTRICTS)]
        rows.append([number, *person, start, f"{end}", *marks, draw.choice(REMARKS)])
    return rows


def write(folder: Path, rows: int) -> tuple[Path, Path, Path]:
    """The table as `.csv`, as `.xlsx`, and as an everyday one."""
    made = table(rows)
    text, book, other = folder / "living.csv", folder / "living.xlsx", folder / "living-everyday.csv"
    with open(other, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(everyday(made))
    with open(text, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(made)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Jawaban")
    for row in made:
        sheet.append(row)
    workbook.save(book)
    return text, book, other


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
    with tempfile.TemporaryDirectory() as place:
        folder, small = Path(place), Path(place) / "small"
        small.mkdir()
        (folder / "map.yaml").write_text(MAP, encoding="utf-8")
        baselines = (READ_CSV, READ_XLSX, READ_CSV)
        names = (".csv", ".xlsx", ".csv, everyday")
        with ProcessPoolExecutor(1) as pool:  # a process that has once been large starts others that seem to be so
            tables = list(zip(names, *pool.map(write, (folder, small), (rows, 60)), baselines, strict=True))
        for name, path, least, baseline in tables:
            ratios, beyond, memory = [], [], 0.0
            for _ in range(rounds):
                alone, _ = run([sys.executable, "-c", baseline, str(path)])
                start, _ = run([sys.executable, "-c", baseline, str(least)])
                whole, memory = run(lint(path, folder))
                begun, _ = run(lint(least, folder))
                ratios.append(whole / alone)
                beyond.append((whole - begun) / (alone - start))
                print(f"{name}: {alone:.2f} s alone, {whole:.2f} s, {memory:.0f} MiB", file=sys.stderr)
            print(
                f"{name:<15} {statistics.median(ratios):.1f} times reading its cells, "
                f"{statistics.median(beyond):.1f} times without the start, {memory:.0f} MiB"
            )


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [200_000, 3][len(arguments) :]))
