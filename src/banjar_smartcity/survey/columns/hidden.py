"""Hidden columns: those of answers, consent and states that nobody sees who looks at the sheet."""

from __future__ import annotations

from ...diagnostics import Finding
from ..table.findings import finding
from ..table.row_kinds import HIDDEN_COLUMNS
from ..table.rows import Table
from .column import Columns

_MOST_SHOWN = 4


def hidden_columns(table: Table, columns: Columns) -> list[Finding]:
    """One finding about all hidden columns on which figures rest; those of codes are often hidden."""
    if not table.sheet.hidden_columns:
        return []
    used = [column for _, column in columns.answers()] + list(columns.status)
    used += [columns.single["consent"]] if "consent" in columns.single else []
    found = sorted({column for column in used if column.place in table.sheet.hidden_columns})
    if not found:
        return []
    labels = tuple(column.label for column in found[:_MOST_SHOWN]) + (("…",) if len(found) > _MOST_SHOWN else ())
    facts = {"count": len(found), "columns": labels}
    return [finding(HIDDEN_COLUMNS, table.path, facts, row=table.header_row, column=found[0].place)]
