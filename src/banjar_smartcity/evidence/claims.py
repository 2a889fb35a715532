"""Claims: what the region states and names documents for, and documents that are used for more than they can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..diagnostics import At
from ..model.evidence import Evidence
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.parts import EvidenceUse

WITHOUT_PAGES = frozenset({"photo", "video"})
"""Kinds of document that have no pages to name."""


class Claim(NamedTuple):
    """An answer (`id` is its item) or an innovation with its maturity, and the documents it names."""

    by: str
    id: str
    stage: str | None
    dimension: str | None
    at: At
    uses: tuple[EvidenceUse, ...]
    wanted: tuple[str, ...]
    """Kinds of document that the item wants; none for an innovation, and for an item that does not count here."""
    claimed: bool
    """A level is claimed, which the documents have to support."""


def claims(model: Model) -> Iterator[Claim]:
    """Every answer of every stage, then every innovation."""
    items = {item.id: item for item in model.items}
    for sheet in model.sheets:
        for answer in sheet.answers:
            item = items.get(answer.item)
            # Where a sheet answers another dimension's item, that is the fault, not the document.
            wanted = item.evidence if item and item.dimension == sheet.dimension else ()
            yield Claim(
                "answer",
                answer.item,
                sheet.stage,
                sheet.dimension,
                answer.at,
                answer.evidence,
                tuple(dict.fromkeys(document.kind for document in wanted)),
                answer.level is not None,
            )
    for record in model.innovations.values():
        uses = innovation_uses(record)
        yield Claim("innovation", record.id, None, record.dimension, record.at, uses, (), claimed=False)


def innovation_uses(record: Innovation) -> tuple[EvidenceUse, ...]:
    """The documents of an innovation as a whole, then those of its levels of maturity."""
    return (*record.evidence, *(use for entry in record.maturity for use in entry.evidence))


def is_off_kind(claim: Claim, evidence: Mapping[str, Evidence]) -> bool:
    """Whether a level rests on documents of which none is of a kind that the item wants: they prove nothing there."""
    if not (claim.claimed and claim.wanted and claim.uses):
        return False
    records = [evidence.get(use.evidence) for use in claim.uses]
    return all(record is not None and record.kind not in claim.wanted for record in records)


def unpaged(model: Model) -> Iterator[tuple[Claim, EvidenceUse]]:
    """Uses without pages of documents that serve several items or innovations, and have pages.

    The assessors ask for the page where one document has to serve several indicators (domain page, section 1). How
    pages are written is nobody's fault; the same item in another stage is not another claim.
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
