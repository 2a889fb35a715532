"""Parquet: tables as files of a dataset that is partitioned by region and year, as DuckDB, Spark and Trino read it.

pyarrow writes them, which is an extra (`[parquet]`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from ...tables.table import OpenTable, Value

KEYS = ("region", "year")
"""The keys of the partitions, in the order of the folders. Regions are text: a code may begin with 0."""
_AT_ONCE = 1_000
"""The rows that are turned into columns at once."""
_MARK, _MADE_BY = b"smartcity", b"export"


def dataset_files(tables: Iterable[OpenTable], region: str, year: int, instrument: str) -> Iterator[tuple[str, bytes]]:
    """The files of a region in a year: `scores/region=0101/year=2026/INSTRUMENT.parquet` and so on.

    They have the name of the instrument, so that a region which answers two of them in a year has both.
    """
    for table in tables:
        yield f"{table.name}/region={region}/year={year}/{instrument}.parquet", _content(table)


def is_dataset_file(path: Path) -> bool:
    """Whether a file is Parquet that this made."""
    import pyarrow
    from pyarrow import parquet

    try:
        with open(path, "rb") as file:
            metadata = parquet.read_metadata(file).metadata or {}
    except (pyarrow.ArrowException, OSError):
        return False
    return bool(metadata.get(_MARK) == _MADE_BY)


def _content(table: OpenTable) -> bytes:
    import pyarrow
    from pyarrow import parquet

    types: dict[str, Any] = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    fields = [(_name(c.name, table), types.get(c.type, pyarrow.string())) for c in table.columns]
    schema = pyarrow.schema(fields, metadata={_MARK: _MADE_BY})
    batches, lines = [], table.lines()
    while some := list(islice(lines, _AT_ONCE)):
        arrays = [pyarrow.array([_plain(line[place]) for line in some], kind) for place, (_, kind) in enumerate(fields)]
        batches.append(pyarrow.record_batch(arrays, schema=schema))
    made = BytesIO()
    whole = pyarrow.Table.from_batches(batches, schema=schema).combine_chunks()
    parquet.write_table(whole, made, compression="snappy")
    return made.getvalue()


def _name(column: str, table: OpenTable) -> str:
    """The name of a column. One that is called like a key would be hidden by it: the region of a row of results."""
    return f"{table.name}_{column}" if column in KEYS else column


def _plain(value: Value) -> str | float | bool | date | None:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
