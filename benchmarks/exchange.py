"""How long the files of 21 agencies take, out and in again, as a multiple of `smartcity validate --no-cache`.

    .venv/bin/python benchmarks/exchange.py [rounds]

Every item of the region's own questionnaire is assigned to an agency in turn, those of the survey too, so that each is
a row. All files are filled in and taken in several times; the first round, of an empty questionnaire, is not counted.
Times are by the clock and of the processor: the second does not depend on what else runs on the computer.
Goal: out and in of all files within ten times a validate.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
SMARTCITY = ROOT / ".venv" / "bin" / "smartcity"
DAY, STAGE = "2023-06-13", "2023-tahap-1"
PARCEL = re.compile(r'<script type="application/json" id="parcel">(.*?)</script>', re.DOTALL)
Words = tuple[str | Path, ...]


class Times(NamedTuple):
    """Seconds of a call."""

    clock: float
    processor: float


def timed(root: Path, *words: str | Path) -> Times:
    """The time of a call that succeeds, with all that it starts."""
    start, used = time.perf_counter(), os.times()
    call = (SMARTCITY, *words, "--root", root, "--today", DAY, "--lang", "id")
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words[:4]))}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    now = os.times()
    spent = now.children_user + now.children_system - used.children_user - used.children_system
    return Times(time.perf_counter() - start, spent)


def make_region(root: Path) -> tuple[int, int]:
    """A copy of the region in which each item is assigned to an agency; how many agencies and items it has."""
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    agencies = [one["id"] for one in _read(root / "data/agencies.yaml")["agencies"] if "until" not in one]
    program = _read(root / "data/program.yaml")
    questions = root / f"data/instruments/{program['instrument']}.yaml"
    questions.write_text(
        questions.read_text("utf-8").replace("answered_by: survey", "answered_by: working-group"), "utf-8"
    )
    shutil.rmtree(root / "data/surveys", ignore_errors=True)
    items = _read(questions)["items"]
    lines = [
        {"stage": STAGE, "item": item["id"], "agency": agencies[number % len(agencies)]}
        for number, item in enumerate(items)
    ]
    (root / "data/assignments.yaml").write_text(yaml.safe_dump({"assignments": lines}), "utf-8")
    return len(agencies), len(items)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def fill_books(folder: Path, number: int) -> int:
    """Fill in every row of every workbook; return how many there are."""
    rows = 0
    for path in sorted(folder.iterdir()):
        book: Any = load_workbook(path)
        sheet = book["Jawaban"]
        at = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, at["No."]).value is not None:
                sheet.cell(
                    row, at["Keadaan sebenarnya"]
                ).value = f"Keadaan {number} pada baris {row}, seperti dilaporkan."
                sheet.cell(row, at["Keterangan"]).value = f"Catatan {number}.{row}"
                rows += 1
        book.save(path)
    return rows


def answer_files(folder: Path, target: Path, number: int) -> list[Path]:
    """What the forms of a folder save when every item is filled in."""
    found = []
    for path in sorted(folder.iterdir()):
        matched = PARCEL.search(path.read_text("utf-8"))
        assert matched is not None
        data = json.loads(unescape(matched[1]))
        for one in data["answers"]:
            one["returned"] = {"fact": f"Dari ponsel {number}: {one['item']}", "remark": f"Catatan {number}"}
        found.append(target / f"{path.stem}.json")
        found[-1].write_text(json.dumps(data), "utf-8")
    return found


def round_of(root: Path, work: Path, number: int) -> dict[str, Times]:
    """The times of one round of all files."""
    books, forms, saved = (work / f"{name}{number}" for name in ("books", "forms", "saved"))
    saved.mkdir()
    found = {"validate": timed(root, "validate", "--no-cache")}
    found["workbook out"] = timed(root, "workbook", "out", "--all", "--output", books)
    rows = fill_books(books, number)
    found["workbook in"] = timed(root, "workbook", "in", *sorted(books.iterdir()))
    found["form out"] = timed(root, "form", "out", "--all", "--output", forms)
    found["form in"] = timed(root, "workbook", "in", *answer_files(forms, saved, number))
    print(f"round {number}: {len(list(books.iterdir()))} files, {rows} rows; clock (processor): ", end="")
    print(", ".join(f"{name} {one.clock:.2f} ({one.processor:.2f}) s" for name, one in found.items()))
    return found


def main(rounds: int = 4) -> None:
    """Print how long each takes as a multiple of the validate of its round."""
    with tempfile.TemporaryDirectory(prefix="smartcity-exchange-") as folder:
        root, work = Path(folder) / "region", Path(folder)
        print("{} agencies, {} items".format(*make_region(root)))
        found = [round_of(root, work, number) for number in range(rounds)][1:]
    for place, what in enumerate(Times._fields):
        for names in (("workbook out", "workbook in"), ("form out", "form in")):
            ratios = [[one[name][place] / one["validate"][place] for one in found] for name in names]
            parts = ", ".join(f"{name} {statistics.median(part):.1f}" for name, part in zip(names, ratios, strict=True))
            both = statistics.median(map(sum, zip(*ratios, strict=True)))
            print(f"{what}: {parts}; together {both:.1f} times a validate (goal 10)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
