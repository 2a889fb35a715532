"""Proof: whether a document stands on a day, and what an answer's evidence lacks."""

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
    """A document of an answer that does not stand on the day, and why."""

    evidence: str
    reason: Phrase


UNRECORDED = Phrase(N_("it is not recorded"), "evidence-unrecorded")


EXPIRED = Phrase(N_("it has expired"), "evidence-expired")


NOT_YET = Phrase(N_("it is not in force yet"), "evidence-not-yet")


NOWHERE = Phrase(N_("nobody says where it is"), "evidence-nowhere")


FILE_MISSING = Phrase(N_("its file is not there"), "evidence-file-missing")


CHANGED = Phrase(N_("its file is not the one recorded"), "evidence-hash")


class Proof(NamedTuple):
    """What evidence there is to hold answers against."""

    evidence: Mapping[str, Evidence]
    holdings: Mapping[str, Holding]
    today: date

    def stands(self, evidence_id: str) -> bool:
        """Whether a document is there, unchanged, and in force on the day."""
        return self.fault(evidence_id) is None

    def fault(self, evidence_id: str) -> Phrase | None:
        """Why a document does not stand on the day; None where it does."""
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
        """The documents of an answer that do not stand."""
        found = ((use.evidence, self.fault(use.evidence)) for use in answer.evidence)
        return tuple(Doubt(evidence, fault) for evidence, fault in found if fault)

    def missing(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """The kinds of evidence that the item wants and no standing document of the answer is."""
        shown = {self.evidence[use.evidence].kind for use in answer.evidence if self.stands(use.evidence)}
        return tuple(dict.fromkeys(wanted.kind for wanted in item.evidence if wanted.kind not in shown))
