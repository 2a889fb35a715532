"""Claims: answers, innovations and surveys with their documents, and documents used for more than they can prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..diagnostics import At
from ..model.evidence import Evidence
from ..model.focus import stage_rules
from ..model.innovation import Innovation
from ..model.later import in_no_doubt, outlined
from ..model.model import Model
from ..model.outline import EvidenceOutline, InnovationOutline
from ..model.parts import EvidenceUse
from ..named import NamedTuple
from ..spelling.pages import read_pages

WITHOUT_PAGES = frozenset({"photo", "video"})
"""Kinds of document that have no pages."""
MOST_ITEMS = 3
"""The most items of a stage that one page may prove. A page that proves more probably says little about each."""


class Claim(NamedTuple):
    """An answer (`id` is its item), an innovation with its maturity or a survey, and the documents that it names."""

    by: str
    id: str
    stage: str | None
    dimension: str | None
    at: At
    uses: tuple[EvidenceUse, ...]
    wanted: tuple[str, ...]
    """Kinds of document that the item requires; empty for other records, and for an item that does not count here."""
    claimed: bool
    """Whether a level is claimed, which the documents must support."""


def _names_a_document(outline: InnovationOutline) -> bool:
    return bool(outline.documents)


def claims(model: Model, doubt: Callable[[InnovationOutline], bool] = _names_a_document) -> Iterator[Claim]:
    """Every answer of every stage, then every innovation, then every survey whose programmes name documents.

    Of innovations that are built later, only those whose outline is in `doubt`.
    """
    rules = stage_rules(model)
    for sheet in model.sheets:
        judged_by = rules(sheet.stage)
        for answer in sheet.answers:
            item = judged_by.items.get(answer.item)
            # If a sheet answers an item of another dimension, that is the fault, not the kind of its documents.
            fits = item is not None and item.dimension == sheet.dimension and judged_by.counts(item)
            wanted = item.evidence if item and fits else ()
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
    for record in outlined(model.innovations).values():
        if isinstance(record, Innovation) or doubt(record):
            yield Claim(
                by="innovation",
                id=record.id,
                stage=None,
                dimension=record.dimension,
                at=record.at,
                uses=innovation_uses(record),
                wanted=(),
                claimed=False,
            )
    for survey in model.surveys.values():
        if shown := tuple(use for programme in survey.programmes for use in programme.evidence):
            yield Claim(
                by="survey",
                id=survey.id,
                stage=survey.stage,
                dimension=survey.dimension,
                at=survey.at,
                uses=shown,
                wanted=(),
                claimed=False,
            )


def innovation_uses(record: Innovation | InnovationOutline) -> tuple[EvidenceUse, ...]:
    """The documents of an innovation as a whole, then those of its levels of maturity."""
    if isinstance(record, InnovationOutline):
        return tuple(record.each_use())
    return (*record.evidence, *(use for entry in record.maturity for use in entry.evidence))


def users(model: Model) -> dict[str, set[tuple[str, str]]]:
    """The answers, innovations and surveys that name a document, by its id."""
    found: dict[str, set[tuple[str, str]]] = {}
    for claim in claims(model, in_no_doubt):
        for use in claim.uses:
            found.setdefault(use.evidence, set()).add((claim.by, claim.id))
    outlines = outlined(model.innovations)
    for outline in outlines.values() if outlines is not model.innovations else ():
        for name in outline.documents:
            found.setdefault(name, set()).add(("innovation", outline.id))
    return found


def is_off_kind(claim: Claim, evidence: Mapping[str, Evidence | EvidenceOutline]) -> bool:
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
    found: list[tuple[Claim, EvidenceUse]] = []
    evidence = outlined(model.evidence)
    for claim in claims(model, lambda outline: outline.is_unpaged):
        for use in claim.uses:
            record = evidence.get(use.evidence)
            if record is not None and record.kind not in WITHOUT_PAGES and has_no_page(use.pages):
                found.append((claim, use))
    served = users(model) if found else {}
    return ((claim, use) for claim, use in found if len(served[use.evidence]) > 1)


def has_no_page(pages: str | None) -> bool:
    """Whether a document is named without pages."""
    return not (pages or "").strip()


def is_off_page(pages: str | None) -> bool:
    """Whether the words for the pages name no page."""
    return pages is not None and bool(pages.strip()) and not read_pages(pages).names_a_page


class Crowd(NamedTuple):
    """A page of a document that is named for more items of a stage than it can prove."""

    evidence: str
    page: str | None
    """None for a document without pages."""
    claims: tuple[Claim, ...]
    use: EvidenceUse
    """The first reference that is too much."""


def crowds(model: Model) -> Iterator[Crowd]:
    """The pages that are named for too many items: of each document in each stage, the one that most items name."""
    named: dict[tuple[str | None, str], dict[str | int, dict[str, tuple[Claim, EvidenceUse]]]] = {}
    evidence = outlined(model.evidence)
    for claim in claims(model, in_no_doubt):
        for use in claim.uses if claim.by == "answer" and claim.claimed else ():
            for page in _pages(use.pages, evidence.get(use.evidence)):
                pages = named.setdefault((claim.stage, use.evidence), {})
                pages.setdefault(page, {}).setdefault(claim.id, (claim, use))
    for (_, document), pages in named.items():
        page, found = max(pages.items(), key=lambda entry: len(entry[1]))
        if len(found) > MOST_ITEMS:
            listed = tuple(found.values())
            yield Crowd(document, str(page) or None, tuple(claim for claim, _ in listed), listed[MOST_ITEMS][1])


def _pages(text: str | None, record: Evidence | EvidenceOutline | None) -> frozenset[str | int]:
    """The pages that a reference names: numbers, or its own words. A document without pages is one page."""
    named = " ".join((text or "").casefold().split())
    if not named:
        return frozenset(("",) if record is not None and record.kind in WITHOUT_PAGES else ())
    return read_pages(named).numbers or frozenset((named,))


CHECKED, UNCHECKED, BEYOND, NO_PAGE = "checked", "unchecked", "beyond", "no-page"


def page_state(record: Evidence | EvidenceOutline, pages: str | None) -> str:
    """What is known of the pages that a reference names: whether a document has them, as far as anybody has looked."""
    if record.kind in WITHOUT_PAGES:
        return CHECKED
    named = read_pages(pages) if pages and pages.strip() else None
    if named is not None and not named.names_a_page:
        return NO_PAGE
    if record.read is None:
        return UNCHECKED
    if named is None:
        return CHECKED
    last = record.read.last
    if last is not None and named.last is not None and named.last > last:
        return BEYOND
    return UNCHECKED if last is None or named.parts else CHECKED
