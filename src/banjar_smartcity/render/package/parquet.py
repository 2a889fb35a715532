"""Parquet: tables as files of a dataset that is partitioned by region and year, as DuckDB, Spark and Trino read it.

pyarrow writes them, which is an extra (`[parquet]`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from ...tables.table import OpenTable, Value

KEYS = ("region", "year")
"""The keys of the partitions, in the order of the folders. Regions are text: a code may begin with 0."""
_MARK, _MADE_BY = b"smartcity", b"export"


def dataset_files(tables: Iterable[OpenTable], region: str, year: int, instrument: str) -> Iterator[tuple[str, bytes]]:
    """The files of a region in a year: `scores/region=0101/year=2026/INSTRUMENT.parquet` and so on.

    They have the name of the instrument, so that a region which answers two of them in a year has both.
    """
    for table in tables:
        yield f"{table.name}/region={region}/year={year}/{instrument}.parquet", _content(table)


def is_dataset_file(content: bytes) -> bool:
    """Whether the bytes of a file are Parquet that this made."""
    import pyarrow
    from pyarrow import parquet

    try:
        metadata = parquet.read_metadata(pyarrow.BufferReader(content)).metadata or {}
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
    lines = list(table.lines())
    arrays = [pyarrow.array([_plain(line[place]) for line in lines], kind) for place, (_, kind) in enumerate(fields)]
    made = BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), made, compression="snappy")
    return made.getvalue()


def _name(column: str, table: OpenTable) -> str:
    """The name of a column. One that is called like a key would be hidden by it: the region of a row of results."""
    return f"{table.name}_{column}" if column in KEYS else column


def _plain(value: Value) -> str | float | bool | date | None:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
