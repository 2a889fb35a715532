"""Formulas: those without a result, as far as they are in cells on which a figure rests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...diagnostics import Finding
from ..columns.column import Columns
from ..table.findings import finding, letter
from ..table.kinds import FORMULA
from ..table.rows import TableError

_MOST_SHOWN = 12


def faults_of(error: TableError, path: str, columns: Columns, left_out: Collection[int]) -> Iterator[Finding]:
    """The fault of a table; of formulas only if they are in columns that are read, and not in rows that are `left_out`.

    Sums next to the answers or below them are not read, so that nothing is lost there.
    """
    if error.formulas is None:
        yield error.fault
        return
    rows = frozenset(left_out)
    known = columns.labels()
    found = sorted((row, place) for place in known for row in error.formulas.get(place, ()) if row not in rows)
    if found:
        row, place = found[0]
        names = tuple(f"{letter(at)}{line}" for line, at in found[:_MOST_SHOWN])
        yield finding(FORMULA, path, {"count": len(found), "cells": names}, row=row, column=place)
