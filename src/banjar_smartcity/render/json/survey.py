"""Surveys as JSON: the findings of the lint, and the result of an import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...diagnostics import RowPosition
from ...i18n import Language
from ...survey.table.findings import MOST_ROWS, Rows
from .values import findings_data

if TYPE_CHECKING:
    from ...survey.answers.account import FileAccount, TableAccount
    from ...survey.gather import Gathered


FACTS = ("dimension", "sub_dimension")
"""Facts of a finding that are keys of their own."""


def lint_data(gathered: Gathered, lang: Language) -> dict[str, Any]:
    """Findings as plain data, each with the numbers of at most 1,000 of its rows and the count of all of them."""
    data = findings_data(gathered.findings, len(gathered.files), lang)
    names = gathered.column_names
    for entry, finding in zip(data["findings"], gathered.findings, strict=True):
        is_of_column = not isinstance(finding.position, RowPosition)
        entry["column_name"] = names.get((finding.path, finding.position.column)) if is_of_column else None
        rows = finding.facts.get("rows")
        if isinstance(rows, Rows):
            count = finding.facts.get("count")
            entry["rows"] = list(rows)
            entry["count"] = count if isinstance(count, int) and len(rows) == 1000 else len(rows)
        for name in FACTS:
            if (value := finding.facts.get(name)) is not None:
                entry[name] = list(value) if isinstance(value, tuple) else value
    data["read"] = [_file(file) for file in gathered.files]
    return data


def _file(file: FileAccount) -> dict[str, Any]:
    """What was read of a file."""
    return {"path": file.path, "tables": [_table(table) for table in file.tables], "other_sheets": list(file.others)}


def _table(table: TableAccount) -> dict[str, Any]:
    return {
        "path": table.path,
        "sheet": table.sheet or None,
        "header_row": table.header_row,
        "dimensions": [
            {"id": one.dimension, "statements": one.known, "of": one.all, "missing": list(one.missing)}
            for one in table.dimensions
        ],
        "columns": {use: list(labels) for use, labels in table.columns.items()},
        "rows": table.rows,
        "counted": table.counted,
        "not_counted": [
            {"reason": why.id, "count": len(rows), "rows": list(rows[:MOST_ROWS])} for why, rows in table.fates
        ],
    }


def import_data(data: dict[str, Any], surveys: Iterable[Mapping[str, Any]], *, written: bool) -> dict[str, Any]:
    """The data of the lint, whether records were written, and a summary of each."""
    return {**data, "written": written, "surveys": list(surveys)}
