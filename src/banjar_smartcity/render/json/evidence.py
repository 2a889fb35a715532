"""The state of the evidence as JSON, independent of the language; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...evidence.state import DocumentState, EvidenceState, Overuse
from ...i18n import Text
from ...model.evidence import Evidence
from ...model.later import look_at
from ...privacy.search import redact


def documents_data(state: EvidenceState, records: Mapping[str, Evidence]) -> Iterator[dict[str, Any]]:
    """The documents with their state. `records` are theirs, by their names in the model."""
    return (_document(document, look_at(records, document.name)) for document in state.documents)


def evidence_data(state: EvidenceState, *, partial: bool) -> dict[str, Any]:
    """What is said of all documents, and the ids of those that need attention.

    The list of the documents is written one after the other, since there may be thousands.
    """
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
        "documents": [],
        **{name: [document.evidence.id for document in found] for name, found in groups.items()},
        "overused": [_overuse(over) for over in state.overused],
        "unnamed_files": [redact(path) for path in state.unnamed],
    }


def text(value: Text | None) -> dict[str, str | None] | None:
    """A text in both languages, under `id` and `en`."""
    return None if value is None else {"id": value.id, "en": value.en}


def _document(state: DocumentState, record: Evidence) -> dict[str, Any]:
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
