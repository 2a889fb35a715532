"""Owned: the innovations that came back, three ways, cell by cell, and the texts of their records after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...checking.returned_kinds import CELL, PERSON
from ...diagnostics import Finding, Phrase
from ...model.model import Model
from ...named import NamedTuple
from ...privacy.search import find_personal_data
from ...source.yaml_edit import edit_file
from ..cells import INNOVATION
from ..innovations import innovation_cells
from ..reading.places import finding_at
from ..returned import Back, Returned
from ..sheets import joined, mapping_splices
from .meaning import Asked, is_same, meaning
from .merging import OURS
from .plan import Disputed

_ASKED = Asked((), fractions=False, external=False)
_KEYS = {"started": "started", "remark": "note"}


class OwnedMerging(NamedTuple):
    """The innovations after the files are taken in."""

    changes: Mapping[str, Mapping[str, str]]
    """The cells that are changed, by innovation."""
    conflicts: Mapping[str, tuple[Disputed, ...]]
    findings: tuple[Finding, ...]


def merge_owned(model: Model, files: Sequence[Returned], take: Mapping[str, int]) -> OwnedMerging:
    """Take in the innovations of files, one file after the other."""
    changes: dict[str, dict[str, str]] = {}
    conflicts: dict[str, tuple[Disputed, ...]] = {}
    findings: list[Finding] = []
    for file in files:
        for back in file.owned:
            record = model.innovations.get(back.id)
            if record is None:
                continue
            now = {**innovation_cells(record), **changes.get(back.id, {})}
            said, unsure = _said(file, back)
            findings += unsure
            clashes = _clashes(back, now, said)
            side = take.get(back.id, 0)
            if unsure or (clashes and not side):
                conflicts.update({back.id: clashes} if clashes else {})
                continue
            kept = {clash.cell for clash in clashes} if side == OURS else set()
            new = {cell: text for cell, text in said.items() if cell not in kept and text != now[cell]}
            if new:
                changes.setdefault(back.id, {}).update(new)
    return OwnedMerging(changes, conflicts, tuple(findings))


def _said(file: Returned, back: Back) -> tuple[dict[str, str], list[Finding]]:
    """The cells that say something else than was sent, and what is not certain of them. Emptied ones stay."""
    said: dict[str, str] = {}
    unsure = []
    for cell in INNOVATION:
        if cell not in back.cells:
            continue
        found = meaning(cell, back.cells[cell], _ASKED)
        if not found.text or is_same(cell, back.sent[cell], found.text):
            continue
        said[cell] = found.text
        if found.fault:
            facts = {"text": found.text, "what": found.fault}
            unsure.append(finding_at(CELL, file.path, back.place(cell), facts))
        for datum in find_personal_data(" ".join(found.text.split())):
            unsure.append(finding_at(PERSON, file.path, back.place(cell), {"text": "", "what": Phrase(datum.what)}))
            break
    return said, unsure


def _clashes(back: Back, now: Mapping[str, str], said: Mapping[str, str]) -> tuple[Disputed, ...]:
    return tuple(
        Disputed(cell, back.place(cell), back.sent[cell], now[cell], text)
        for cell, text in said.items()
        if now[cell] not in (back.sent[cell], text)
    )


def changed_innovation(content: bytes, data: Mapping[str, Any], cells: Mapping[str, str]) -> bytes:
    """The record of an innovation with other cells. Raise `EditError` if its layout is unusual."""
    after: dict[str, Any] = dict(data)
    for cell, text in cells.items():
        key = _KEYS[cell]
        before = data.get(key)
        if cell == "started":
            after[key] = int(text) if len(text) == 4 and not isinstance(before, str) else text
        else:
            after[key] = {**before, "id": text} if isinstance(before, Mapping) else text
    return edit_file(content, lambda text, root: joined(mapping_splices(text, root, data, after)), after)
