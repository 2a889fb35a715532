"""How often the lint accuses honest surveys: invented tables of people who answer as honest people do.

    .venv/bin/python benchmarks/survey_false_alarms.py [tables]

Answers of a person depend on each other, offices are small or large, citizens content or not, interviewers quick or
slow. Goal: at most 1 in 100 tables gets an error. The seeds are fixed, so that two versions can be compared.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

from survey_tables import EXAMPLE, MAP, STATEMENTS

from banjar_smartcity.cli.boundary import main as smartcity

SIZES = (60, 90, 150, 300)
MOODS = ((2.2, 0.8), (2.6, 0.7), (3.0, 0.6), (3.3, 0.6), (3.6, 0.5))
"""Mean and spread of how content people are, on a scale of 0 to 4."""
CARE = (0.25, 0.45, 0.7)
"""How much the marks of one person differ: content people who answer quickly differ little."""


def table(seed: int) -> list[list[str]]:
    """An honest table: some interviewers, each with people one after the other on some days."""
    draw = random.Random(seed)
    people, (mean, spread), care = draw.choice(SIZES), draw.choice(MOODS), draw.choice(CARE)
    interviewers, days = draw.randint(1, 5), draw.randint(3, 14)
    pace = draw.uniform(4, 12)
    clocks = [datetime(2026, 4, 2, 8, draw.randrange(60)) + timedelta(days=n % days) for n in range(interviewers)]
    lean = [draw.gauss(0, 0.25) for _ in STATEMENTS]
    rows = [["respondent_code", "interviewer", "start", "end", *STATEMENTS]]
    for number in range(people):
        who = draw.randrange(interviewers)
        begin = clocks[who]
        length = timedelta(minutes=max(1.5, draw.gauss(pace, pace / 4)), seconds=draw.randrange(60))
        clocks[who] = begin + length + timedelta(minutes=draw.uniform(3, 40))
        if clocks[who].hour >= 16:
            later = begin + timedelta(days=1)
            clocks[who] = later.replace(hour=8, minute=draw.randrange(60), day=min(28, later.day))
        mood = draw.gauss(mean, spread)
        marks = [str(min(4, max(0, round(draw.gauss(mood + tilt, care))))) for tilt in lean]
        rows.append([f"R-{number:03d}", f"P{who}", f"{begin:%F %T}", f"{begin + length:%F %T}", *marks])
    return rows


def findings(rows: list[list[str]], folder: Path) -> Iterator[tuple[str, str]]:
    """The severity and kind of each finding of a table."""
    path = folder / "living.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    said = io.StringIO()
    options = ["--columns", str(folder / "map.yaml"), "--root", str(EXAMPLE), "--today", "2026-05-15"]
    with redirect_stdout(said):
        smartcity(["survey", "lint", str(path), *options, "--format", "json"])
    for finding in json.loads(said.getvalue())["findings"]:
        yield finding["severity"], finding["id"]


def main(tables: int) -> None:
    """Print how many tables got an error or a warning, by kind."""
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    accused = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "map.yaml").write_text(MAP.replace("900000", "900"), encoding="utf-8")
        for seed in range(tables):
            found = set(findings(table(seed), folder))
            accused += any(severity == "error" for severity, _ in found)
            errors.update(kind for severity, kind in found if severity == "error")
            warnings.update(kind for severity, kind in found if severity == "warning")
    print(f"{accused} of {tables} honest tables got an error: {dict(errors.most_common())}")
    print(f"warnings: {dict(warnings.most_common())}")


if __name__ == "__main__":
    main(*([int(argument) for argument in sys.argv[1:]] or [500]))
