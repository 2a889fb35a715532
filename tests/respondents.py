"""Respondents' rows for tests: made up when a test runs, never stored in the repository."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.model.model import Model
from banjar_smartcity.survey.answers.collected import Collected
from banjar_smartcity.survey.answers.forms import TableContent
from banjar_smartcity.survey.answers.people import identify
from banjar_smartcity.survey.answers.reading.columnwise.block_rows import read_forms
from banjar_smartcity.survey.columns.column import Columns
from banjar_smartcity.survey.columns.maps.column_map import EMPTY, open_map
from banjar_smartcity.survey.columns.recognise import recognise
from banjar_smartcity.survey.columns.statements import Statements, statements_of
from banjar_smartcity.survey.gather import Gathered, gather
from banjar_smartcity.survey.lint import lint
from banjar_smartcity.survey.table.blocks import in_blocks
from banjar_smartcity.survey.table.rows import Table
from conftest import check

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
TODAY = date(2026, 5, 15)
STAGE = "2026-tahap-1"
AGENCIES = ("Dinkes", "PUPR", "Dishub")

Row = dict[str, Any]

MODEL: Model = check(EXAMPLE, TODAY).model
STATEMENTS: Statements = statements_of(MODEL)


def items(place: str) -> tuple[str, ...]:
    """The statements of a dimension or sub-dimension, as column names."""
    return tuple(item.replace("-", "_") for item in STATEMENTS.items_of(place))


def parts(dimension: str) -> tuple[str, ...]:
    """The sub-dimensions of a dimension, as in column names."""
    found = next(d for d in STATEMENTS.dimensions if d.id == dimension)
    return tuple(sub.id.replace("-", "_") for sub in found.sub_dimensions)


def uniform(*marks: int) -> Callable[[random.Random], int]:
    """A way to answer: each of these marks as likely."""
    return lambda rng: rng.choice(marks)


def weighted(*weights: float) -> Callable[[random.Random], int]:
    """A way to answer: the marks 0 to 4 with these weights."""
    return lambda rng: rng.choices(range(5), weights)[0]


def is_sound(marks: Sequence[int]) -> bool:
    """Whether a row is none that assessors object to by itself: all equal, or nothing but 0 for a sub-dimension."""
    return len(set(marks)) > 1 and all(any(marks[i : i + 3]) for i in range(0, len(marks), 3))


def survey(
    dimension: str,
    rows: int = 56,
    seed: int = 1,
    answer: Callable[[random.Random], int] | None = None,
    *,
    columns: Sequence[str] | None = None,
    times: bool = True,
) -> list[Row]:
    """The rows of a survey without faults of a dimension, as the questionnaire's export has them."""
    made = _survey(dimension, rows, seed, answer or TYPICAL, times)
    return [{key: row[key] for key in columns or row} for row in made]


TYPICAL = weighted(0, 1, 3, 6, 5)


@lru_cache(maxsize=50)
def _survey(dimension: str, rows: int, seed: int, answer: Callable[[random.Random], int], times: bool) -> list[Row]:
    rng = random.Random(f"{dimension}-{seed}")
    names = items(dimension)
    found = []
    for i in range(rows):
        marks = [answer(rng) for _ in names]
        while not is_sound(marks):
            marks = [answer(rng) for _ in names]
        start = datetime(2026, 4, 1, 8, 0, 0) + timedelta(
            days=rng.randrange(14), minutes=rng.randrange(480), seconds=rng.randrange(60)
        )
        row: Row = {
            "respondent_code": f"{dimension[:3]}-{seed}-{i + 1:03}",
            "consent": "ya",
            "occupation": rng.choice(("petani", "pedagang", "guru", "buruh")),
        }
        if times:
            row["start"] = start.isoformat(" ")
            row["end"] = (start + timedelta(seconds=rng.randrange(120, 900))).isoformat(" ")
        for j, part in enumerate(parts(dimension)):
            row[f"user_{part}"] = "ya"
            row[f"programme_{part}"] = f"Program {part}"
            row[f"agency_{part}"] = AGENCIES[j % 3]
            row[f"users_{part}"] = "1250"
            row[f"agency_took_part_{part}"] = "ya"
        row.update(zip(names, marks, strict=True))
        found.append(row)
    return found


def csv_bytes(rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8", header: Sequence[str] = ()) -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO(newline="")
    names = list(rows[0]) if rows else list(header)
    writer = csv.DictWriter(out, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def write_csv(path: Path, rows: Sequence[Row], **options: Any) -> str:
    """Rows in a file; its path."""
    path.write_bytes(csv_bytes(rows, **options))
    return str(path)


def write_xlsx(path: Path, rows: Sequence[Row], sheet: str = "Data") -> str:
    """Rows in a workbook; its path."""
    import openpyxl

    book = openpyxl.Workbook()
    ws = book.active
    assert ws is not None
    ws.title = sheet
    ws.append(list(rows[0]))
    for row in rows:
        ws.append(list(row.values()))
    book.save(path)
    return str(path)


def gathered(*paths: str, columns: str | None = None, dimension: str | None = None, today: date = TODAY) -> Gathered:
    """The files read and linted against the example."""
    stage = MODEL.stage(STAGE)
    assert stage is not None
    return gather(paths, open_map(columns) if columns else None, MODEL, STATEMENTS, stage, today, dimension)


def found(result: Gathered) -> list[tuple[str, str]]:
    """Kinds and severities of what was found."""
    return [(f.kind.id, f.kind.severity.value) for f in result.findings]


@cache
def _columns(names: tuple[str, ...]) -> Columns:
    return recognise(Table("table.csv", 1, names, iter(())), STATEMENTS, EMPTY, None)[0]


@cache
def _collected() -> Collected:
    return gathered().collected


def linted(*tables: Sequence[Row]) -> list[Finding]:
    """What is found in tables as values: as `gathered` says, but no file is written and none opened."""
    reads = _reads(*tables)
    return [*(fault for read in reads for fault in read.findings), *lint(_together(reads))]


def collected(*tables: Sequence[Row]) -> Collected:
    """The answers of tables as values."""
    return _together(_reads(*tables))


def _reads(*tables: Sequence[Row]) -> list[TableContent]:
    reads = []
    for number, rows in enumerate(tables):
        names = tuple(rows[0])
        cells = ((i, tuple(row.values())) for i, row in enumerate(rows, 2))
        reads.append(
            read_forms(Table(f"table-{number}.csv", 1, names, in_blocks(cells)), _columns(names), STATEMENTS, {})
        )
    return reads


def _together(reads: Sequence[TableContent]) -> Collected:
    forms = tuple(form for read in reads for form in read.forms)
    return _collected()._replace(forms=forms, people=identify(forms))


def ids(result: Gathered) -> list[str]:
    """Kinds of what was found."""
    return [f.kind.id for f in result.findings]


SURVEY_CASES = {
    "survey-file-kind",
    "survey-file-unseen",
    "survey-file-limit",
    "survey-file-damaged",
    "survey-file-empty",
    "survey-file-twice",
    "survey-sheet-twice",
    "survey-statement-turned",
    "survey-no-statements",
    "survey-statements-in-rows",
    "survey-groups",
    "survey-row-average",
    "survey-file-unopened",
    "survey-sheet-unknown",
    "survey-statements-numbered",
    "survey-head-changed",
    "survey-blank-form",
    "survey-column-twice",
    "survey-column-missing",
    "survey-row-longer",
    "survey-formula",
    "survey-answer",
    "survey-time-unreadable",
    "survey-map",
    "survey-row-status",
    "survey-row-status-unclear",
    "survey-test-rows",
    "survey-rows-below",
    "survey-row-remark",
    "survey-row-twice",
    "survey-codes-shared",
    "survey-hidden-rows",
    "survey-hidden-columns",
    "survey-submitted-twice",
    "survey-consent-unclear",
    "survey-statement-missing",
    "survey-statement-misspelt",
    "survey-statement-continued",
    "survey-sheet-year",
    "survey-sheet-aside",
    "survey-codes-cut",
    "survey-codes-dates",
    "survey-time-order",
    "survey-time-undated",
    "survey-duration-unit",
    "survey-scale",
    "survey-scale-reversed",
    "survey-agency-unknown",
    "survey-part-too-few",
    "survey-missing-answers",
    "survey-no-consent",
    "survey-same-people",
    "survey-person-twice",
    "survey-people-unseen",
    "survey-programmes-mixed",
    "survey-programme-gaps",
    "survey-not-user",
    "survey-top-marks",
    "survey-all-equal",
    "survey-identical-rows",
    "survey-impossible-times",
    "survey-response-time",
    "survey-forms-rushed",
    "survey-submission-edited",
    "survey-file-cut",
    "survey-rows-fewer",
    "survey-scale-narrow",
    "survey-rows-struck",
    "survey-cells-merged",
    "survey-columns-year",
    "survey-weights",
    "survey-means",
}
"""Kinds of finding that only tables of respondents have. test_survey_lint.py, test_survey_read.py,
test_survey_pace.py, test_survey_workbooks.py, test_survey_accounts.py, test_survey_exports.py, test_survey_further.py,
test_survey_taken_out.py and test_survey_near_misses.py have bad and good rows for each, and check that none is
missing."""
