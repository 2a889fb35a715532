"""Data package: CSV files and the descriptor that says what is in them (Frictionless Data Package v2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from ...named import NamedTuple
from ...tables.table import OpenColumn, OpenTable
from .csv_file import csv_file

DESCRIPTOR = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"


class About(NamedTuple):
    """What a package is about: its name, its title, the day of the figures, and whether files were left out."""

    name: str
    title: str
    today: date
    partial: bool


def package_files(tables: Iterable[OpenTable], about: About, delimiter: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of a package by name, each in pieces that are to be used up before the next; the descriptor is last.

    With `;` decimals have a comma, as Excel expects where lists have semicolons.
    """
    resources = []
    for table in tables:
        written = _Weighed(csv_file(table, delimiter))
        yield f"{table.name}.csv", written
        resources.append(_resource(table, written, delimiter))
    descriptor: dict[str, Any] = {
        "$schema": _PROFILE.format("datapackage"),
        "name": about.name,
        "title": about.title,
        "created": f"{about.today.isoformat()}T00:00:00Z",
        "partial": about.partial,
        "resources": resources,
    }
    yield DESCRIPTOR, [(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()]


class _Weighed(Iterator[bytes]):
    """Pieces of a file that pass by; at their end its size and its hash are known."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self.size, self.hash = pieces, 0, sha256()

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self.size += len(piece)
        self.hash.update(piece)
        return piece


def about_package(region: str, title: str, today: date, *, partial: bool) -> About:
    """What a package of a region is about. Its name has letters, digits and hyphens only."""
    name = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in region.lower()).split())
    return About(f"smartcity-{name}" if name else "smartcity", title, today, partial)


def _resource(table: OpenTable, written: _Weighed, delimiter: str) -> Mapping[str, Any]:
    schema: dict[str, Any] = {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_field(column, table, delimiter) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.key.name],
    }
    if keys := [
        {
            "fields": [column.name],
            "reference": {"resource": "" if column.refers == table.name else column.refers, "fields": ["id"]},
        }
        for column in table.columns
        if column.refers
    ]:
        schema["foreignKeys"] = keys
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.hash.hexdigest()}",
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n"},
        "schema": schema,
    }


def _field(column: OpenColumn, table: OpenTable, delimiter: str) -> Mapping[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.type == "number" and delimiter == ";":
        field["decimalChar"] = ","
    if column is table.key:
        field["constraints"] = {"required": True, "unique": True}
    elif column.needed:
        field["constraints"] = {"required": True}
    return field
