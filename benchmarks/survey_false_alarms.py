"""How often the lint accuses honest surveys: invented tables of people who answer as honest people do.

    .venv/bin/python benchmarks/survey_false_alarms.py [tables]

Answers of a person depend on each other, offices are small or large, citizens content or not. Five ways of asking take
turns: interviewers, a link that people open on their own phones, a gathering where all answer within an hour, paper
forms that one person types in, and three short forms for each person. Goal: at most 1 in 100 tables gets an error. The
seeds are fixed, so that two versions can be compared.
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
    """An honest table, asked in one of five ways."""
    draw = random.Random(seed)
    people, (mean, spread), care = draw.choice(SIZES), draw.choice(MOODS), draw.choice(CARE)
    lean = [draw.gauss(0, 0.25) for _ in STATEMENTS]
    rows = [["respondent_code", "interviewer", "start", "end", *STATEMENTS]]
    times = (interviews, links, gathering, typed, interviews)[seed % 5](draw, people)
    for number, (who, begin, length) in enumerate(times):
        mood = draw.gauss(mean, spread)
        marks = [str(min(4, max(0, round(draw.gauss(mood + tilt, care))))) for tilt in lean]
        if seed % 5 == 4:
            # The three short forms of a person are exported in one table, some of them not filled in.
            marks = [mark if draw.random() > 0.03 else "" for mark in marks]
        rows.append([f"R-{number:03d}", who, f"{begin:%F %T}", f"{begin + length:%F %T}", *marks])
    return rows


Asked = Iterator[tuple[str, datetime, timedelta]]
"""Who asked, when a form was begun, and how long it took."""


def interviews(draw: random.Random, people: int) -> Asked:
    """Some interviewers, each with people one after the other on some days."""
    interviewers, days = draw.randint(1, 5), draw.randint(3, 14)
    pace = draw.uniform(4, 12)
    clocks = [datetime(2026, 4, 2, 8, draw.randrange(60)) + timedelta(days=n % days) for n in range(interviewers)]
    for _ in range(people):
        who = draw.randrange(interviewers)
        begin = clocks[who]
        length = timedelta(minutes=max(1.5, draw.gauss(pace, pace / 4)), seconds=draw.randrange(60))
        clocks[who] = begin + length + timedelta(minutes=draw.uniform(3, 40))
        if clocks[who].hour >= 16:
            later = begin + timedelta(days=1)
            clocks[who] = later.replace(hour=8, minute=draw.randrange(60), day=min(28, later.day))
        yield f"P{who}", begin, length


def alone(draw: random.Random) -> timedelta:
    """How long people take on their own: most some minutes, some far less or more."""
    return timedelta(seconds=round(draw.lognormvariate(5.1, 0.55)))


def links(draw: random.Random, people: int) -> Asked:
    """People who open a link on their own phones at any time of some weeks, more of them after it was sent."""
    sent = [datetime(2026, 4, draw.randint(2, 20), draw.randint(7, 20)) for _ in range(draw.randint(1, 4))]
    for _ in range(people):
        yield "", draw.choice(sent) + timedelta(hours=draw.expovariate(1 / 12)), alone(draw)


def gathering(draw: random.Random, people: int) -> Asked:
    """People who sit together and answer within an hour, all at about the same time."""
    begins, spread = datetime(2026, 4, draw.randint(2, 20), draw.randint(8, 15), 30), draw.uniform(5, 30)
    for _ in range(people):
        yield "", begins + timedelta(minutes=draw.expovariate(1 / spread)), alone(draw)


def typed(draw: random.Random, people: int) -> Asked:
    """Paper forms that one person types in, one after the other, on some afternoons."""
    clock = datetime(2026, 4, 2, 13, draw.randrange(60))
    pace = draw.uniform(50, 110)
    for _ in range(people):
        length = timedelta(seconds=max(25, round(draw.gauss(pace, pace / 5))))
        yield "Petugas entri", clock, length
        clock += length + timedelta(seconds=draw.randint(2, 40))
        if clock.hour >= 16:
            clock = clock.replace(hour=13, minute=draw.randrange(60)) + timedelta(days=1)


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
