"""Proof: whether a document is valid on a day, and what evidence an answer still needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.answer import Answer
from ..model.evidence import Evidence
from ..model.instrument import Item
from ..workspace.tree import is_hidden
from .holdings import Holding, agrees


class Doubt(NamedTuple):
    """A document of an answer that is not valid on the day, and why."""

    evidence: str
    reason: Phrase


UNRECORDED = Phrase(N_("it is not recorded"), "evidence-unrecorded")


EXPIRED = Phrase(N_("it has expired"), "evidence-expired")


NOT_YET = Phrase(N_("it is not in force yet"), "evidence-not-yet")


NOWHERE = Phrase(N_("its place is not recorded"), "evidence-nowhere")


FILE_MISSING = Phrase(N_("its file is missing"), "evidence-file-missing")


CHANGED = Phrase(N_("its file is not the one recorded"), "evidence-hash")


class Proof(NamedTuple):
    """The evidence of a region on a day, with which answers are checked."""

    evidence: Mapping[str, Evidence]
    holdings: Mapping[str, Holding]
    today: date

    def stands(self, evidence_id: str) -> bool:
        """Whether a document exists, is unchanged, and is in force on the day."""
        return self.fault(evidence_id) is None

    def fault(self, evidence_id: str) -> Phrase | None:
        """Why a document is not valid on the day; None if it is valid."""
        record = self.evidence.get(evidence_id)
        if record is None:
            return UNRECORDED
        if record.expires_on and record.expires_on < self.today:
            return EXPIRED
        begins = record.in_force_on or record.issued_on
        if begins and begins > self.today:
            return NOT_YET
        if record.file is None:
            return None if record.address is not None or record.kept_at is not None else NOWHERE
        holding = self.holdings.get(record.file)
        if holding is None or not holding.inside or not holding.present or is_hidden(record.file):
            return FILE_MISSING
        return None if agrees(record, holding) else CHANGED

    def doubts(self, answer: Answer) -> tuple[Doubt, ...]:
        """The documents of an answer that are not valid."""
        found = ((use.evidence, self.fault(use.evidence)) for use in answer.evidence)
        return tuple(Doubt(evidence, fault) for evidence, fault in found if fault)

    def missing(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """The kinds of evidence that the item requires and of which the answer has no valid document."""
        proved = {self.evidence[use.evidence].kind for use in answer.evidence if self.stands(use.evidence)}
        return tuple(dict.fromkeys(required.kind for required in item.evidence if required.kind not in proved))
