"""The ranking of the country on Spark: the statement of docs/export.md on the same files, next to DuckDB.

    .venv/bin/python benchmarks/spark.py [regions] [rounds]

It needs Java and pyspark, which no extra installs (`pip install pyspark`). Without them it is skipped and says why.
Spark's first answer takes seconds whatever the size: it starts a virtual machine. What it is for begins where the files
no longer fit one computer.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.render.package.parquet import dataset_files
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.tables.figures import score_table

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DAY = date(2026, 5, 15)


def missing() -> str | None:
    """Why Spark cannot run here; None if it can."""
    if shutil.which("java") is None:
        return "Java is not installed"
    return None if find_spec("pyspark") else "pyspark is not installed: pip install pyspark"


def make_country(target: Path, regions: int, seed: int = 1) -> None:
    """Write the scores of made-up regions, which differ from the example in their levels."""
    chance = random.Random(seed)
    model = check_workspace(EXAMPLE, DAY).model
    assert model.program is not None
    assert model.instrument is not None
    stage = model.stage()
    assert stage is not None
    for number in range(regions):
        code = f"{number // 99 + 1:02d}{number % 99 + 1:02d}"
        program = model.program._replace(region_id=code, official_name=f"KAB. {code}")
        sheets = tuple(
            sheet._replace(answers=tuple(answer._replace(level=chance.randint(1, 4)) for answer in sheet.answers))
            for sheet in model.sheets
        )
        score = compute_score(model._replace(program=program, sheets=sheets), stage, DAY, {})
        assert score is not None
        for path, content in dataset_files((score_table(score, program),), code, stage.year, model.instrument.id):
            (target / path).parent.mkdir(parents=True)
            (target / path).write_bytes(content)


def statement() -> str:
    """The statement of the guide."""
    (text,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "export.md").read_text("utf-8"), re.DOTALL)
    return str(text)


def by_duckdb(country: Path) -> list[tuple[Any, ...]]:
    """The ranking by DuckDB."""
    found = duckdb.sql(statement().replace("country.parquet", str(country)))
    return found.fetchall() if found is not None else []


def by_spark(spark: Any, country: Path) -> list[tuple[Any, ...]]:
    """The ranking by Spark: of the statement, only how the files are read is replaced by a view."""
    scores = spark.read.option("basePath", str(country / "scores")).parquet(
        str(country / "scores" / "*" / "*" / "*.parquet")
    )
    scores.createOrReplaceTempView("scores")
    text, replaced = re.subn(r"read_parquet\(.*?\}\)", "scores", statement(), flags=re.DOTALL)
    assert replaced == 1
    return [tuple(row) for row in spark.sql(text).collect()]


def main(regions: int, rounds: int) -> None:
    """Compare the rankings, and print the seconds of each."""
    if reason := missing():
        print(f"skipped: {reason}")
        return
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it may be missing

    with tempfile.TemporaryDirectory() as place:
        country = Path(place) / "country.parquet"
        make_country(country, regions)
        start = time.perf_counter()
        spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        print(f"Spark {spark.version} began in {time.perf_counter() - start:.1f} s")
        for _ in range(rounds):
            start = time.perf_counter()
            expected = by_duckdb(country)
            middle = time.perf_counter()
            found = by_spark(spark, country)
            end = time.perf_counter()
            assert found == expected, [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]][:3]
            print(f"{len(found)} regions: DuckDB {middle - start:.2f} s, Spark {end - middle:.2f} s, the same ranking")
        spark.stop()


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(*(given + [514, 3][len(given) :]))
