"""Unread: the documents that nobody has read, and those without words that a program can search."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ..model.evidence import Evidence
from ..model.later import passing
from ..model.model import Model
from ..model.outline import EvidenceOutline
from ..named import NamedTuple
from ..reading.formats import promised_format
from .claims import claims
from .holdings import Holding
from .proof import place_fault

PAGED = frozenset(("pdf", "pptx"))
"""Formats that have pages or slides of their own, by the name of the file."""


class ReadingState(NamedTuple):
    """Ids of documents, in the order of the records. Both say what the records say, on every computer."""

    unread: tuple[str, ...]
    """Files with pages that nobody has read, or that were replaced since."""
    without_text: tuple[str, ...]
    """Scans, and texts whose letters cannot be read."""


def find_unread(
    model: Model, holdings: Mapping[str, Holding], dimension: str | None = None, agency: str | None = None
) -> ReadingState:
    """The documents on file that nobody has read; only those of an agency, or that claims of a dimension name."""
    named = _named(model, dimension) if dimension is not None else model.evidence.keys()
    found = [
        record
        for record in passing(model.evidence, _may_be_told)
        if record.id in named and agency in (None, record.agency)
        if record.sha256 is not None and not place_fault(record, holdings)
    ]
    return ReadingState(
        tuple(record.id for record in found if is_unread(record)),
        tuple(record.id for record in found if record.read is not None and record.read.without_text),
    )


def _may_be_told(outline: EvidenceOutline) -> bool:
    """Whether a document may be unread, of which a rule has something to say then, or without text."""
    return "reading" in outline.remarks or (outline.read is not None and outline.read.without_text)


def _named(model: Model, dimension: str) -> Set[str]:
    """The ids of the documents that claims of a dimension name."""
    return {use.evidence for claim in claims(model) if claim.dimension == dimension for use in claim.uses}


def is_unread(record: Evidence) -> bool:
    """Whether nobody has read the file that is recorded, though it is of a format with pages."""
    if record.document is not None:
        return record.read is None
    return record.file is not None and promised_format(record.file) in PAGED
