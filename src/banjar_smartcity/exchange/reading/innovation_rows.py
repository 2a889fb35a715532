"""Innovation rows: which innovation a row of their sheet belongs to, and which rows are new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...checking.returned_kinds import CELL
from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...survey.table.rows import is_blank
from ..cells import INNOVATION, NEW_INNOVATION
from ..headings import folded
from ..packing import SentRow
from ..returned import Back, Listed
from .lines import Board, Line, back_of, shown
from .places import finding_at


class InnovationRows(NamedTuple):
    """What the sheets of innovations say."""

    back: tuple[Back, ...]
    """What comes back of those that were sent."""
    listed: tuple[Listed, ...]
    """Those that were not sent."""
    findings: tuple[Finding, ...]


def innovation_rows(path: str, boards: Sequence[Board], sent: Sequence[SentRow]) -> InnovationRows:
    """The rows of the innovations. One without a code is the sent one of its name, and else a new one."""
    known = {row.id: row for row in sent}
    named: dict[str, list[SentRow]] = {}
    for row in sent:
        for title in {folded(title) for title in row.titles}:
            named.setdefault(title, []).append(row)
    lines: dict[str, list[Line]] = {}
    listed: list[Listed] = []
    findings: list[Finding] = []
    for line in (line for board in boards for line in board.lines):
        found = _belongs(line, known, named)
        if isinstance(found, SentRow):
            lines.setdefault(found.id, []).append(line)
        elif isinstance(found, Phrase):
            cell, text = _first(line, ("code", "name"))
            findings.append(finding_at(CELL, path, cell, {"text": text, "what": found}))
        elif any(not is_blank(line.values.get(cell)) for cell in NEW_INNOVATION):
            listed.append(Listed({cell: line.values.get(cell) for cell in NEW_INNOVATION}, line.places))
    back = []
    for row in sent:
        one, unsure = back_of(path, row, lines.get(row.id, []), INNOVATION)
        findings += unsure
        back.append(one)
    return InnovationRows(tuple(back), tuple(listed), tuple(findings))


def _belongs(
    line: Line, known: Mapping[str, SentRow], named: Mapping[str, Sequence[SentRow]]
) -> SentRow | Phrase | None:
    """The innovation that a line belongs to, why that is not certain, or None if it is a new one."""
    code, name = shown(line.values.get("code")), folded(shown(line.values.get("name")))
    same = named.get(name, ())
    if not code:
        return same[0] if len(same) == 1 else None
    if code not in known:
        return Phrase(N_("no innovation with this code was sent; leave the code of a new one empty"))
    if name not in map(folded, known[code].titles):
        return Phrase(N_("the name of the innovation with this code was changed; write a new one on a row of its own"))
    return known[code]


def _first(line: Line, cells: Iterable[str]) -> tuple[str, str]:
    """The place and the text of the first of these cells that the line has."""
    cell = next(cell for cell in cells if cell in line.places)
    return line.places[cell], shown(line.values.get(cell))
