"""Documents that were read, and packs that were checked, as JSON; documented in docs/json.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from ....evidence.looked_up import LookedUp
from ....i18n import Language
from ....privacy.search import redact
from ....publish.pack.checked import CheckedPack
from ....publish.verification import ExaminedDocument, Verification
from ....reading.online import OpenedAddress
from ....seeing.pictured.by_machine import seen_by_machine
from ....seeing.record import FieldCheck
from ..steps.seen import seen_data


def verified_data(found: Verification, today: date) -> dict[str, Any]:
    """What was read in the documents, and which named pages they have."""
    looked_up = found.looked_up
    return {
        "as_of": today.isoformat(),
        "documents": [
            {
                **_verified(one, looked_up),
                "record": [_field(check) for check in one.record],
                "ocr": _by_machine(one),
            }
            for one in found.documents
        ],
        "same_text": [{"ids": [pair.one, pair.other], "share": float(pair.share)} for pair in looked_up.same],
        "signatures_unchecked": list(looked_up.unchecked),
    }


def _verified(one: ExaminedDocument, looked_up: LookedUp) -> dict[str, Any]:
    document = one.document
    read, content = document.read, document.evidence.document
    opened = looked_up.opened.get(document.evidence.id)
    sights = {entry.use.at: entry.sight for entry in one.seen}
    return {
        "id": document.evidence.id,
        "file": document.evidence.file and redact(document.evidence.file),
        "reason": document.reason and document.reason.id,
        "state": read and read.state.id,
        "kind": read and read.kind,
        "pages": read and read.pages,
        "last_printed": content and content.last_printed,
        "pages_without_text": list(read.scanned) if read else None,
        "pages_garbled": list(read.garbled) if read else None,
        "made": {key: redact(value) for key, value in read.made.items()} if read else None,
        "recorded": content is not None and not one.unwritten,
        "own": document.own,
        "uses": [
            {
                "by": n.claim.by,
                "id": n.claim.id,
                "stage": n.claim.stage,
                "pages": n.pages,
                "state": n.state,
                "seen": seen_data(sights.get(n.use.at)),
            }
            for n in document.pages
        ],
        "signatures": [
            {"state": one.state.id, "signer": one.signer, "issuer": one.issuer, "signed_at": one.signed_at}
            for one in looked_up.signatures.get(document.evidence.id, ())
        ],
        "address": opened and _opened(opened),
        "faulty": document.faulty or looked_up.is_faulty(document.evidence.id),
    }


def _by_machine(one: ExaminedDocument) -> dict[str, Any] | None:
    """What a machine read from pictures of pages. It is not a verdict, so it is not among those of `uses`."""
    read, machine = one.document.read, one.machine
    if machine is None or read is None:
        return None
    sights = [(entry, seen_by_machine(entry, read, machine)) for entry in one.seen]
    return {
        "pages": sorted(machine.texts),
        "pages_not_read": sorted(machine.unread),
        "words": [
            {
                "by": entry.claim.by,
                "id": entry.claim.id,
                "stage": entry.claim.stage,
                "page": sight.sheet,
                "words": sight.words,
            }
            for entry, sight in sights
            if sight is not None
        ],
    }


def _field(check: FieldCheck) -> dict[str, Any]:
    """A field of the record next to what the document says of itself."""
    day = check.day and check.day.isoformat()
    return {"field": check.field, "verdict": check.verdict, "page": check.sheet, "words": check.words, "day": day}


def _opened(opened: OpenedAddress) -> dict[str, Any]:
    leads_to = opened.leads_to and redact(opened.leads_to)
    return {"state": opened.state.id, "status": opened.status, "leads_to": leads_to}


def checked_pack_data(pack: CheckedPack, lang: Language) -> dict[str, Any]:
    """What a check of a pack found."""
    signed = pack.signature
    return {
        "about": dict(pack.about),
        "files": pack.files,
        "faults": [
            {"path": fault.path, "kind": fault.kind.id, "text": lang.translate(fault.kind.msgid)}
            for fault in pack.faults
        ],
        "stripped": [{"path": one.path, "original_sha256": one.original} for one in pack.stripped],
        "signature": signed and {"state": signed.state, "signer": signed.signer, "key": signed.key},
    }
