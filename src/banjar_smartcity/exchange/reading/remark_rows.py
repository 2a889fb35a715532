"""Remark rows: which remark of an assessor a row belongs to, and the reply that it has."""

from __future__ import annotations

from collections.abc import Sequence

from ...checking.returned_kinds import ROW
from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...survey.table.rows import is_blank
from ..cells import REMARK
from ..packing import SentRow
from ..returned import Back
from .lines import Board, Line, back_of, shown
from .places import finding_at


def remark_rows(
    path: str, boards: Sequence[Board], sent: Sequence[SentRow]
) -> tuple[tuple[Back, ...], tuple[Finding, ...]]:
    """The remarks, each found by its item and the number of its assessor together, and the rows that are none."""
    known = {(title, str(row.number)): row for row in sent for title in row.titles}
    lines: dict[str, list[Line]] = {}
    findings = []
    for line in (line for board in boards for line in board.lines):
        number = shown(line.values.get("assessor")).removesuffix(".0")
        row = known.get((shown(line.values.get("item")), number))
        if row is not None:
            lines.setdefault(row.id, []).append(line)
        elif not is_blank(line.values.get("reply")):
            what = Phrase(N_("the item or the number of the assessor was changed"))
            findings.append(finding_at(ROW, path, line.places["reply"], {"text": "", "what": what}))
    back = []
    for row in sent:
        one, unsure = back_of(path, row, lines.get(row.id, []), REMARK)
        findings += unsure
        back.append(one)
    return tuple(back), tuple(findings)
