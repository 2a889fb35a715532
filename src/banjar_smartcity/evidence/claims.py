"""Claims: answers and innovations with their documents, and documents that are used for more than they can prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..diagnostics import At
from ..model.evidence import Evidence
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.parts import EvidenceUse

WITHOUT_PAGES = frozenset({"photo", "video"})
"""Kinds of document that have no pages."""


class Claim(NamedTuple):
    """An answer (`id` is its item) or an innovation with its maturity, and the documents that it names."""

    by: str
    id: str
    stage: str | None
    dimension: str | None
    at: At
    uses: tuple[EvidenceUse, ...]
    wanted: tuple[str, ...]
    """Kinds of document that the item requires; empty for an innovation, and for an item that does not count here."""
    claimed: bool
    """Whether a level is claimed, which the documents must support."""


def claims(model: Model) -> Iterator[Claim]:
    """Every answer of every stage, then every innovation."""
    items = {item.id: item for item in model.items}
    for sheet in model.sheets:
        for answer in sheet.answers:
            item = items.get(answer.item)
            # If a sheet answers an item of another dimension, that is the fault, not the kind of its documents.
            wanted = item.evidence if item and item.dimension == sheet.dimension else ()
            yield Claim(
                by="answer",
                id=answer.item,
                stage=sheet.stage,
                dimension=sheet.dimension,
                at=answer.at,
                uses=answer.evidence,
                wanted=tuple(dict.fromkeys(document.kind for document in wanted)),
                claimed=answer.level is not None,
            )
    for record in model.innovations.values():
        uses = innovation_uses(record)
        yield Claim(
            by="innovation",
            id=record.id,
            stage=None,
            dimension=record.dimension,
            at=record.at,
            uses=uses,
            wanted=(),
            claimed=False,
        )


def innovation_uses(record: Innovation) -> tuple[EvidenceUse, ...]:
    """The documents of an innovation as a whole, then those of its levels of maturity."""
    return (*record.evidence, *(use for entry in record.maturity for use in entry.evidence))


def is_off_kind(claim: Claim, evidence: Mapping[str, Evidence]) -> bool:
    """Whether a claim has a level and documents, but no document of a kind that the item requires."""
    if not (claim.claimed and claim.wanted and claim.uses):
        return False
    records = [evidence.get(use.evidence) for use in claim.uses]
    return all(record is not None and record.kind not in claim.wanted for record in records)


def unpaged(model: Model) -> Iterator[tuple[Claim, EvidenceUse]]:
    """References without pages to documents that have pages and serve several items or innovations.

    The assessors ask for the page if a document serves several indicators (domain page, section 1). Any notation of
    pages is accepted. The same item in another stage is not another claim.
    """
    served: dict[str, set[tuple[str, str]]] = {}
    found: list[tuple[Claim, EvidenceUse]] = []
    for claim in claims(model):
        for use in claim.uses:
            served.setdefault(use.evidence, set()).add((claim.by, claim.id))
            record = model.evidence.get(use.evidence)
            if record is not None and record.kind not in WITHOUT_PAGES and not (use.pages or "").strip():
                found.append((claim, use))
    return ((claim, use) for claim, use in found if len(served[use.evidence]) > 1)
