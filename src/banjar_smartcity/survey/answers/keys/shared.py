"""Shared: codes that many rows have, as they are those of interviewers, places or forms, not of persons."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from ....diagnostics import Finding
from ...columns.column import Columns
from ...table import row_kinds
from ...table.findings import finding
from ...table.rows import Table
from ..marks import FormMarks
from .person_keys import PersonKeys

_LEAST_SHARED, _ROWS_EACH = 20, 4
"""In so many rows, a column each of whose values is in so many of them or more identifies nobody."""
_LEAST_RUN = 5
"""Codes start again if this many of them follow each other as before."""


def shared_roles(
    people: Mapping[str, PersonKeys], marks: FormMarks, table: Table, columns: Columns, faults: list[Finding]
) -> Iterator[str]:
    """The roles whose values are those of interviewers or places, as many rows share each; a finding for each."""
    for role in ("email", "phone", "code"):
        whole = people.get(role)
        if whole is None or whole.are_different:
            continue
        keys = array("q", filter(None, whole)) if whole.blanks else whole.keys
        # No village numbers its telephones again.
        if is_shared(keys) or (role != "phone" and starts_again(whole.keys, marks.rows)):
            yield role
            column = columns.single[role]
            facts = {"column": column.label, "different": len(set(keys)), "count": len(keys)}
            fault = finding(row_kinds.CODES_SHARED, table.path, facts, row=table.header_row, column=column.place)
            faults += [] if fault in faults else [fault]


def is_shared(keys: Sequence[int]) -> bool:
    """Whether rows share each value of a column so often that these are of interviewers or places, not of persons."""
    if len(keys) < _LEAST_SHARED or len(set(keys[: len(keys) // _ROWS_EACH + 1])) * _ROWS_EACH > len(keys):
        return False  # where the first rows have more different values than all may have, no other has to be asked
    return len(set(keys)) * _ROWS_EACH <= len(keys)


def starts_again(keys: Sequence[int], rows: Sequence[bytes]) -> bool:
    """Whether the codes of a table start again with the first one, as where each village numbers its people from 1.

    `rows` are the marks: where those are the same too, it is the same people that come again.
    """
    first: dict[int, int] = {}
    before = -1
    runs: list[list[int]] = []
    for i, key in enumerate(keys):
        at = first.setdefault(key, i)
        if at == i or not key:
            before = -1
            continue
        if at == 0:
            runs.append([])
        elif at != before + 1 or not runs:
            return False
        runs[-1].append(i)
        before = at
    again = [i for run in runs for i in run]
    same = sum(rows[i] == rows[first[keys[i]]] for i in again)
    return bool(runs) and all(len(run) >= _LEAST_RUN for run in runs) and same * 2 < len(again)
