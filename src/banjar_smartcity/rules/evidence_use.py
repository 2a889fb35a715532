"""Use of evidence: no document may be used for more than it can prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.claims import claims, crowds, is_off_kind, unpaged
from ..i18n import N_
from ..model.evidence import EVIDENCE_KINDS
from .context import Context

OFF_KIND = Kind(
    "evidence-off-kind",
    Severity.WARNING,
    N_('the item "{item}" wants {wanted}, but only {found} is named here'),
    N_("Name a document of a kind that the item wants; correct the record's kind if that is wrong."),
    N_("A document of another kind proves nothing for this item, so the level counts as unsupported."),
    "item: baseline-planning-council-meeting        # meminta notula\nevidence:\n  - evidence: foto-rapat",
)
NO_PAGES = Kind(
    "evidence-without-pages",
    Severity.WARNING,
    N_('"{evidence}" serves several claims, and no page is named here'),
    N_('Name the pages that prove this: pages: "3-4".'),
    N_("Assessors do not search a document that has to prove several things; they ask for the page."),
    "evidence:\n  - evidence: sk-tim-smart-city\n    pages: null",
)
CROWDED = Kind(
    "evidence-page-crowded",
    Severity.WARNING,
    N_('one page of "{evidence}" is to prove {n} items: {items}'),
    N_("Name for each item the page that proves it, or a document of its own."),
    N_("A page that proves everything proves little: assessors look for the sentence that is about the item."),
    'evidence:\n  - evidence: laporan-tahunan\n    pages: "1"        # halaman yang sama untuk empat butir',
)
KINDS = (OFF_KIND, NO_PAGES, CROWDED)


def check_evidence_use(context: Context) -> Iterator[Diagnostic]:
    """Levels without a document of a required kind, shared documents without pages, and pages that prove too much."""
    model = context.model
    for claim in claims(model):
        if is_off_kind(claim, model.evidence):
            found = tuple(dict.fromkeys(model.evidence[use.evidence].kind for use in claim.uses))
            facts = {"item": claim.id, "wanted": _words(claim.wanted), "found": _words(found)}
            yield Diagnostic(OFF_KIND, claim.at.key("evidence"), facts)
    for _, use in unpaged(model):
        yield Diagnostic(NO_PAGES, use.at / "evidence", {"evidence": use.evidence})
    for crowd in crowds(model):
        items = tuple(claim.id for claim in crowd.claims)
        at = crowd.use.at / ("evidence" if crowd.page is None else "pages")
        yield Diagnostic(CROWDED, at, {"evidence": crowd.evidence, "n": len(items), "items": items})


def _words(kinds: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(Phrase(EVIDENCE_KINDS[kind]) for kind in kinds)
