"""SQLite: tables as one database, whose references are foreign keys. The library is Python's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date

from ...tables.table import OpenTable, Value

APPLICATION = 0x53434558
"""The application id in the head of a database that says who wrote it: `SCEX`."""
MARK_AT = 68
"""Where the head of a database has it (https://sqlite.org/fileformat.html)."""
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_VERSION = slice(96, 100)
"""The version of the library that wrote the file, which says nothing about the data."""


def database(tables: Iterable[OpenTable]) -> bytes:
    """The bytes of a database with these tables, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("BEGIN")
        for table in tables:
            base.execute(_definition(table))
            marks = ", ".join("?" * len(table.columns))
            lines = ([_plain(value) for value in line] for line in table.lines())
            base.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", lines)  # noqa: S608 - names are ours
            for column in table.columns:
                if column.refers:
                    index = _name(f"{table.name}_{column.name}")
                    base.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})")
        base.execute("COMMIT")
        content = bytearray(base.serialize())
    content[_VERSION] = bytes(4)
    return bytes(content)


def _definition(table: OpenTable) -> str:
    parts = []
    for column in table.columns:
        part = f"{_name(column.name)} {_TYPES.get(column.type, 'TEXT')}"
        part += " PRIMARY KEY NOT NULL" if column is table.key else " NOT NULL" if column.needed else ""
        parts.append(part + (f" REFERENCES {_name(column.refers)} (id)" if column.refers else ""))
    return f"CREATE TABLE {_name(table.name)} ({', '.join(parts)})"


def _name(text: str) -> str:
    return f'"{text}"'


def _plain(value: Value) -> str | float | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def is_database(content: bytes) -> bool:
    """Whether the bytes of a file are a database that this made."""
    head = content[MARK_AT : MARK_AT + 4]
    return content.startswith(b"SQLite format 3\0") and head == APPLICATION.to_bytes(4, "big")
