"""Examined documents: read one after another, each asked all that is asked of it, and its texts let go again."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from ....evidence.looked_up import look_up
from ....publish.verification import ExaminedDocument, Verification
from ....seeing.claimed import Looking, by_document, lookings, seen_uses
from ...session import Session
from .reading import documents
from .sights import SightMemory

if TYPE_CHECKING:
    from ....checking.pipeline import Checked
    from ....evidence.verified import VerifiedDocument
    from ....model.evidence import Evidence
    from ....reading.document import ReadDocument
    from ....reading.drawn.ocr import Tesseract
    from ....seeing.record import FieldCheck
    from ....seeing.sight import Sight


def examine(
    session: Session,
    checked: Checked,
    names: Collection[str],
    program: Tesseract | None,
    *,
    anew: Collection[str],
    online: bool,
) -> Verification:
    """Read the documents of these records. `program` reads pages without text; `online` opens addresses.

    `anew`: those that are read again if they were not read to their end before.
    """
    from ..drawn.ocr import read_by_machine

    sights: dict[tuple[str, Looking], Sight | None] = {}
    records: dict[str, tuple[FieldCheck, ...]] = {}
    found: list[VerifiedDocument] = []
    wanted, memory = lookings(checked.model, names), SightMemory(session.root)
    with documents(session, checked, names, anew) as arriving:
        for document in arriving:
            record = document.evidence
            if document.read is not None:
                texts = partial(_itself, document.read)
                for looking in wanted.get(record.id, ()):
                    sights[record.id, looking] = memory.look(record, looking, texts)
                records[record.id] = memory.check(record, texts)
            found.append(document if program is not None and _has_pictures(document) else document.without_texts())
    memory.save()

    def look_for(record: Evidence, looking: Looking) -> Sight | None:
        return sights.get((record.id, looking))

    seen = by_document(entry for entry in seen_uses(checked.model, look_for, names) if entry.sight is not None)
    machine = read_by_machine(session, program, found) if program is not None else {}
    listed = [
        ExaminedDocument(
            document=document,
            seen=tuple(seen.get(document.evidence.id, ())),
            record=records.get(document.evidence.id, ()),
            machine=machine.get(document.evidence.id),
            unwritten=False,
        )
        for document in found
    ]
    return Verification(listed, look_up(session.root, found, online=online))


def _itself(read: ReadDocument) -> ReadDocument:
    return read


def _has_pictures(document: VerifiedDocument) -> bool:
    """Whether a machine may read pages of a document, of which the other pages are needed too."""
    from ....seeing.pictured.by_machine import sheets_to_read

    return bool(sheets_to_read(document))
