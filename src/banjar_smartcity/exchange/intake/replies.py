"""Replies: what agencies reply to the remarks of assessors, three ways, and the file of the marks after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...checking.returned_kinds import CELL, PERSON, ROW
from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...model.assessment import AssessorMark, marks_of
from ...model.model import Model
from ...named import NamedTuple
from ...privacy.search import find_personal_data
from ..assessors.table import GivenMark
from ..assessors.writing import MarkChange
from ..reading.places import finding_at
from ..remarks import code_of, remark_cells
from ..returned import Back, Returned
from .meaning import Asked, is_same, meaning
from .merging import OURS
from .plan import Disputed

_ASKED = Asked((), fractions=False, external=False)
_REPLY = "reply"


class TakenReply(NamedTuple):
    """A reply that is taken in."""

    item: str
    mark: AssessorMark
    """The remark as it is in the repository, without the new reply."""
    text: str
    place: str


class RepliesMerging(NamedTuple):
    """The replies after the files are taken in, by the code of the remark."""

    taken: Mapping[str, TakenReply]
    conflicts: Mapping[str, tuple[Disputed, ...]]
    findings: tuple[Finding, ...]


def merge_replies(model: Model, stage: str, files: Sequence[Returned], take: Mapping[str, int]) -> RepliesMerging:
    """Take in the replies of files, one file after the other. An item that `take` names decides its conflicts."""
    marks = marks_of(model.assessments, stage)
    known = {code_of(item, mark.assessor): (item, mark) for item, found in marks.items() for mark in found}
    taken: dict[str, TakenReply] = {}
    conflicts: dict[str, tuple[Disputed, ...]] = {}
    findings: list[Finding] = []
    for file in files:
        for back in file.marks:
            text, faults = _said(file, back)
            if text is not None and back.id not in known:
                gone = Phrase(N_("this remark is no longer in the data"))
                faults = (finding_at(ROW, file.path, back.place(_REPLY), {"text": back.id, "what": gone}),)
            findings += faults
            if text is None or faults:
                continue
            item, mark = known[back.id]
            here = taken[back.id].text if back.id in taken else remark_cells(mark)[_REPLY]
            if text == here:
                continue
            side = take.get(item, 0)
            if here != back.sent[_REPLY] and not side:
                conflicts[back.id] = (Disputed(_REPLY, back.place(_REPLY), back.sent[_REPLY], here, text),)
            elif here == back.sent[_REPLY] or side != OURS:
                taken[back.id] = TakenReply(item, mark, text, back.place(_REPLY))
    return RepliesMerging(taken, conflicts, tuple(findings))


def _said(file: Returned, back: Back) -> tuple[str | None, tuple[Finding, ...]]:
    """The reply if it is another than was sent, and what is not certain of it. One that was emptied stays."""
    if _REPLY not in back.cells:
        return None, ()
    found = meaning(_REPLY, back.cells[_REPLY], _ASKED)
    if not found.text or is_same(_REPLY, back.sent[_REPLY], found.text):
        return None, ()
    place = back.place(_REPLY)
    if found.fault:
        return found.text, (finding_at(CELL, file.path, place, {"text": found.text, "what": found.fault}),)
    person = next(iter(find_personal_data(" ".join(found.text.split()))), None)
    if person is not None:
        return found.text, (finding_at(PERSON, file.path, place, {"text": "", "what": Phrase(person.what)}),)
    return found.text, ()


def reply_changes(found: RepliesMerging) -> Mapping[str, tuple[MarkChange, ...]]:
    """The changes of each file of marks, by its path."""
    files: dict[str, list[MarkChange]] = {}
    for one in found.taken.values():
        before = remark_cells(one.mark)[_REPLY] or None
        given = GivenMark(one.item, one.mark.assessor, {_REPLY: one.text}, one.place)
        files.setdefault(one.mark.at.path, []).append(
            MarkChange(given, is_new=False, values={_REPLY: (before, one.text)})
        )
    return {path: tuple(changes) for path, changes in files.items()}
