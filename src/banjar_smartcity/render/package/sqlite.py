"""SQLite: tables as one database, whose references are foreign keys. The library is Python's own."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from ...tables.table import OpenTable, Value

APPLICATION = 0x53434558
"""The application id in the head of a database that says who wrote it: `SCEX`."""
MARK_AT = 68
"""Where the head of a database has it (https://sqlite.org/fileformat.html)."""
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PRIMARY = 0xFF
_FAULTS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}
"""Faults of the disk, as the system calls them."""
_UNCOUNTED = 0
"""What former versions wrote in place of the number of tables and indexes."""
_LONGEST_PATH = 480
"""The library opens no path that is longer than 512 bytes."""
_HEAD = ((24, bytes(4)), (92, bytes(8)))
"""How often the file was changed, and the version of the library that wrote it: neither says anything of the data."""


def write_database(path: Path, tables: Iterable[OpenTable]) -> None:
    """Write a database with these tables, each after those that it refers to. Raise `OSError` if the disk is full."""
    in_memory = len(os.fsencode(os.path.abspath(path))) > _LONGEST_PATH
    try:
        with closing(sqlite3.connect(":memory:" if in_memory else path, isolation_level=None)) as base:
            base.execute("PRAGMA journal_mode = OFF")  # what fails is thrown away as a whole
            base.execute("PRAGMA synchronous = OFF")  # who asks for it has the disk keep it
            base.execute("PRAGMA temp_store = MEMORY")
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute("BEGIN")
            for table in tables:
                _fill(base, table)
            base.execute(f"PRAGMA user_version = {_count(base)}")
            base.execute("COMMIT")
            if in_memory:
                path.write_bytes(base.serialize())
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY not in _FAULTS:
            raise
        code = _FAULTS[error.sqlite_errorcode & _PRIMARY]
        raise OSError(code, os.strerror(code), str(path)) from error
    with open(path, "r+b") as file:
        for place, content in _HEAD:
            file.seek(place)
            file.write(content)


def _fill(base: sqlite3.Connection, table: OpenTable) -> None:
    base.execute(_definition(table))
    marks = ", ".join("?" * len(table.columns))
    lines = ([_plain(value) for value in line] for line in table.lines())
    base.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", lines)  # noqa: S608 - names are ours
    for column in table.columns:
        if column.refers:
            index = _name(f"{table.name}_{column.name}")
            base.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})")


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


def is_database(path: Path) -> bool:
    """Whether a file is a database that this made, to which nobody has added a table, a view or an index."""
    with open(path, "rb") as file:
        head = file.read(MARK_AT + 4)
    if not head.startswith(b"SQLite format 3\0") or head[MARK_AT:] != APPLICATION.to_bytes(4, "big"):
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            (written,) = base.execute("PRAGMA user_version").fetchone()
            return written in (_UNCOUNTED, _count(base))
    except sqlite3.Error:
        return False


def _count(base: sqlite3.Connection) -> int:
    """How many tables, views and indexes a database has."""
    (found,) = base.execute("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchone()
    return int(found)
