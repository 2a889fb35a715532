"""Import the surveys of the example again, from invented tables: `.venv/bin/python tools/example_surveys.py`.

The example's records are written by `smartcity survey import`, as real ones are, so that they have a seal. The tables
are made here, the same in every run, in a temporary folder: rows of respondents never enter a repository, not even
invented ones.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.model.survey_seal import mark_of
from banjar_smartcity.source.document import parse

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "tools" / "example_surveys.yaml"
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
HEADER = """# yaml-language-server: $schema=../../../../schemas/survey.schema.json
# REKAAN: daerah, angka dan dokumen di folder ini tidak nyata.
"""
TOP = 4


def marks_of(count: int, mean: float, deviation: float) -> list[int]:
    """Marks whose mean is as near as this many can be, and whose deviation is near the given one."""
    total = round(mean * count)
    marks = [min(TOP, total // count + (i < total % count)) for i in range(count)]
    wanted = deviation * deviation * (count - 1) + total * total / count
    low, high = 0, count - 1
    marks.sort()
    # One mark down and another up: the sum stays, and the spread grows.
    while sum(mark * mark for mark in marks) < wanted:
        down = next((i for i in range(low, count) if marks[i] > 0), None)
        up = next((i for i in range(high, -1, -1) if marks[i] < TOP), None)
        if down is None or up is None or down >= up:
            break
        marks[down] -= 1
        marks[up] += 1
        low, high = (down + 3) % (count // 2), count - 1 - (count - up + 2) % (count // 2)
    return marks


def is_sound(row: list[int | None]) -> bool:
    """Whether assessors would not object to the answers of a person."""
    given = [mark for mark in row if mark is not None]
    return len(set(given)) > 1 and all(any(row[i : i + 3]) for i in range(0, len(row), 3))


def answers(survey: dict[str, Any], random: Random) -> list[list[int | None]]:
    """The answers of each respondent. The marks of a statement are the same in any order."""
    columns: list[list[int | None]] = []
    for count, mean, deviation in survey["statements"].values():
        column = [*marks_of(count, mean, deviation), *[None] * (survey["respondents"] - count)]
        random.shuffle(column)
        columns.append(column)
    while True:
        rows = [list(row) for row in zip(*columns, strict=True)]
        known: set[tuple[int | None, ...]] = set()
        faulty = None
        for i, row in enumerate(rows):
            if tuple(row) in known or not is_sound(row):
                faulty = i
                break
            known.add(tuple(row))
        if faulty is None:
            return rows
        column, other = random.choice(columns), random.randrange(survey["respondents"])
        column[faulty], column[other] = column[other], column[faulty]


def write_table(path: Path, dimension: str, survey: dict[str, Any]) -> None:
    """The table of a survey, as the questionnaire's export has it."""
    random = Random(dimension)  # noqa: S311 - not for secrets
    first, last = (datetime.fromisoformat(survey[day]) for day in ("starts_on", "ends_on"))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["respondent_code", "consent", "start", "end", *survey["statements"]])
        for number, row in enumerate(answers(survey, random)):
            days = 0 if number == 0 else (last - first).days if number == 1 else random.randint(0, (last - first).days)
            start = first + timedelta(days=days, hours=8, minutes=random.randrange(480), seconds=random.randrange(60))
            end = start + timedelta(seconds=random.randrange(180, 900))
            cells = ["" if mark is None else mark for mark in row]
            table.writerow([f"{dimension[:3]}-{number + 1:03}", "ya", start.isoformat(" "), end.isoformat(" "), *cells])


def write_map(path: Path, survey: dict[str, Any]) -> None:
    """The column map of a survey: its days and its programmes."""
    path.write_text(json.dumps({key: survey[key] for key in ("starts_on", "ends_on", "programmes")}), "utf-8")


def with_header(text: str) -> str:
    """The text of a record with the header that all files of the example have, and the hash of this text."""
    text = HEADER + text.partition("\n")[2]
    return re.sub(r"(?<=\(nilai hash )[0-9a-f]{12}", mark_of(text), text, count=1)


def import_surveys(root: Path) -> int:
    """Write the records of a copy of the example; return the number of imports that failed."""
    failed = 0
    # These figures are invented, so they give nobody away: the records that are replaced lose theirs, and nothing of
    # the history of this repository is compared.
    for path in sorted((root / "data" / "surveys").glob("*.yaml")):
        path.write_text(re.sub(r"(?<= mean: )\d\S*", "null", path.read_text("utf-8")), "utf-8")
    figures, _ = parse(FIGURES.name, FIGURES.read_bytes())
    assert figures is not None  # noqa: S101 - the file is ours
    assert isinstance(figures.data, dict)  # noqa: S101 - as above
    surveys: dict[str, Any] = figures.data
    with TemporaryDirectory() as folder:
        for dimension, survey in surveys.items():
            table, columns = Path(folder) / f"{dimension}.csv", Path(folder) / f"{dimension}.yaml"
            write_table(table, dimension, survey)
            write_map(columns, survey)
            options = ["--root", str(root), "--today", survey["imported_on"], "--replace", "--with-faults"]
            command = ["survey", "import", str(table), "--columns", str(columns), "--dimension", dimension]
            failed += main([*command, *options]) != 0
    for path in sorted((root / "data" / "surveys").glob("*.yaml")):
        path.write_text(with_header(path.read_text("utf-8")), "utf-8")
    return failed


def renew(root: Path) -> int:
    """Write the records of the example by way of a copy outside the repository."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / root.name
        shutil.copytree(root, copy)
        failed = import_surveys(copy)
        if not failed:
            shutil.copytree(copy / "data" / "surveys", root / "data" / "surveys", dirs_exist_ok=True)
    return failed


if __name__ == "__main__":
    sys.exit(renew(EXAMPLE))
