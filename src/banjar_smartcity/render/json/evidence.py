"""The state of the evidence as JSON, independent of the language; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from ...diagnostics import At
from ...evidence.looked_up import LookedUp
from ...evidence.state import DocumentState, EvidenceState, Overuse
from ...evidence.verified import VerifiedDocument
from ...i18n import Language, Text
from ...privacy.search import redact
from ...publish.pack.checked import CheckedPack
from ...reading.online import OpenedAddress
from ...seeing.claimed import SeenUse
from ...seeing.sight import Sight
from .steps.seen import seen_data


def evidence_data(state: EvidenceState, *, partial: bool) -> dict[str, Any]:
    """The documents with their state, and lists of the ids of those that need attention."""
    groups = {
        "faulty": state.faulty,
        "expired": state.expired,
        "expiring": state.expiring,
        "unused": state.unused,
        "unissued": state.unissued,
        "not_counted": state.not_counted,
    }
    return {
        "as_of": state.today.isoformat(),
        "within": state.within,
        "partial": partial,
        "documents": [_document(document) for document in state.documents],
        **{name: [document.evidence.id for document in found] for name, found in groups.items()},
        "overused": [_overuse(over) for over in state.overused],
        "unnamed_files": [redact(path) for path in state.unnamed],
    }


def text(value: Text | None) -> dict[str, str | None] | None:
    """A text in both languages, under `id` and `en`."""
    return None if value is None else {"id": value.id, "en": value.en}


def _document(state: DocumentState) -> dict[str, Any]:
    record = state.evidence
    return {
        "id": record.id,
        "title": text(record.title),
        "kind": record.kind,
        "agency": record.agency,
        "access": record.access,
        "path": record.at.path,
        "place": state.place,
        "file": record.file,
        "address": record.address,
        "kept_at": record.kept_at,
        "sha256": record.sha256,
        "present": state.present,
        "hash": state.hash,
        "force": state.force,
        "expires_on": record.expires_on.isoformat() if record.expires_on else None,
        "days_left": state.days_left,
        "stands": state.stands,
        "reason": state.reason.id if state.reason else None,
        "repeats": state.repeats,
        "guessed": list(record.guessed),
        "leaks": list(state.leaks),
        "uses": [
            {
                "by": use.claim.by,
                "id": use.claim.id,
                "stage": use.claim.stage,
                "dimension": use.claim.dimension,
                "pages": use.pages,
                "wanted": use.wanted,
            }
            for use in state.uses
        ],
        "wanted_by": list(state.wanted_by),
    }


def _overuse(over: Overuse) -> dict[str, Any]:
    return {
        "reason": over.reason,
        "by": over.claim.by,
        "id": over.claim.id,
        "stage": over.claim.stage,
        "dimension": over.claim.dimension,
        "path": over.claim.at.path,
        "evidence": [use.evidence for use in over.uses],
        "wanted": list(over.claim.wanted),
    }


def verified_data(
    found: Iterable[VerifiedDocument],
    seen: Iterable[SeenUse],
    looked_up: LookedUp,
    unwritten: Collection[str],
    today: date,
) -> dict[str, Any]:
    """What was read in the documents, and which named pages they have."""
    sights = {entry.use.at: entry.sight for entry in seen}
    return {
        "as_of": today.isoformat(),
        "documents": [_verified(document, sights, looked_up, unwritten) for document in found],
        "same_text": [{"ids": [pair.one, pair.other], "share": float(pair.share)} for pair in looked_up.same],
        "signatures_unchecked": list(looked_up.unchecked),
    }


Sights = Mapping[At, Sight | None]
"""What was seen, by the place of the reference."""


def _verified(
    document: VerifiedDocument, sights: Sights, looked_up: LookedUp, unwritten: Collection[str]
) -> dict[str, Any]:
    read, content = document.read, document.evidence.document
    opened = looked_up.opened.get(document.evidence.id)
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
        "recorded": content is not None and document.evidence.id not in unwritten,
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
        "signature": signed and {"state": signed.state, "signer": signed.signer, "key": signed.key},
    }
