"""Use of evidence: no document may be used for more than it can prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.claims import BEYOND, NO_PAGE, Claim, claims, crowds, is_off_kind, page_state, unpaged
from ..i18n import N_
from ..model.evidence import EVIDENCE_KINDS, Evidence
from ..model.later import outlined
from ..model.outline import EvidenceOutline, InnovationOutline
from .context import Context

OFF_KIND = Kind(
    id="evidence-off-kind",
    severity=Severity.WARNING,
    message=N_('the item "{item}" requires {wanted}, but only {found} is named here'),
    hint=N_("Name a document of a kind that the item requires; if the kind in the record is wrong, correct it."),
    why=N_("A document of another kind proves nothing for this item, so the level does not count as supported."),
    example="item: baseline-planning-council-meeting        # meminta notula\nevidence:\n  - evidence: foto-rapat",
)
NO_PAGES = Kind(
    id="evidence-without-pages",
    severity=Severity.WARNING,
    message=N_('"{evidence}" is used in several places, but no page is named here'),
    hint=N_('Name the pages that prove this: pages: "3-4".'),
    why=N_("Assessors do not search a document that has to prove several things; they ask for the page."),
    example="evidence:\n  - evidence: sk-tim-smart-city\n    pages: null",
)
CROWDED = Kind(
    id="evidence-page-crowded",
    severity=Severity.WARNING,
    message=N_('one page of "{evidence}" is to prove {n} items: {items}'),
    hint=N_("Name for each item the page that proves it, or a document of its own."),
    why=N_("A page that proves everything proves little: assessors look for the sentence that is about the item."),
    example='evidence:\n  - evidence: laporan-tahunan\n    pages: "1"        # halaman yang sama untuk empat butir',
)
BEYOND_END = Kind(
    id="evidence-page-beyond",
    severity=Severity.ERROR,
    message=N_('"{pages}" is beyond the last page of "{evidence}", which is {last}'),
    hint=N_("Name the page that proves this. If the file was replaced, run `smartcity evidence verify {evidence}`."),
    why=N_("Assessors open the page that is named. A page that does not exist proves nothing."),
    example='evidence:\n  - evidence: laporan-tahunan        # 12 halaman\n    pages: "48-52"',
)
NOT_A_PAGE = Kind(
    id="evidence-no-page",
    severity=Severity.WARNING,
    message=N_('"{pages}" names no page of "{evidence}"'),
    hint=N_('Name the page as "5", "3-4" or "Lampiran II", or write null for the whole document.'),
    why=N_("Assessors would not know where to look, so the document does not support the level."),
    example='evidence:\n  - evidence: laporan-tahunan\n    pages: "halaman entah"',
)
KINDS = (OFF_KIND, NO_PAGES, CROWDED, BEYOND_END, NOT_A_PAGE)


def check_evidence_use(context: Context) -> Iterator[Diagnostic]:
    """Levels without a document of a required kind, shared documents without pages, and pages that prove too much."""
    model, evidence = context.model, outlined(context.model.evidence)
    read = {name for name, record in evidence.items() if record.read is not None}

    def doubt(outline: InnovationOutline) -> bool:
        return outline.is_off_page or not read.isdisjoint(outline.documents)

    for claim in claims(model, doubt):
        if is_off_kind(claim, evidence):
            found = tuple(dict.fromkeys(evidence[use.evidence].kind for use in claim.uses))
            facts = {"item": claim.id, "wanted": _words(claim.wanted), "found": _words(found)}
            yield Diagnostic(OFF_KIND, claim.at.key("evidence"), facts)
        yield from _pages(claim, evidence)
    for _, use in unpaged(model):
        yield Diagnostic(NO_PAGES, use.at / "evidence", {"evidence": use.evidence})
    for crowd in crowds(model):
        items = tuple(claim.id for claim in crowd.claims)
        at = crowd.use.at / ("evidence" if crowd.page is None else "pages")
        yield Diagnostic(CROWDED, at, {"evidence": crowd.evidence, "n": len(items), "items": items})


def _pages(claim: Claim, evidence: Mapping[str, Evidence | EvidenceOutline]) -> Iterator[Diagnostic]:
    """Pages that do not exist, and texts that name no page."""
    for use in claim.uses:
        record = evidence.get(use.evidence)
        state = page_state(record, use.pages) if record is not None else None
        facts = {"pages": use.pages, "evidence": use.evidence}
        if record is not None and state == BEYOND and record.read is not None:
            yield Diagnostic(BEYOND_END, use.at / "pages", {**facts, "last": record.read.last})
        elif state == NO_PAGE:
            yield Diagnostic(NOT_A_PAGE, use.at / "pages", facts)


def _words(kinds: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(Phrase(EVIDENCE_KINDS[kind]) for kind in kinds)
