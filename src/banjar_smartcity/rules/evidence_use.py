"""Use of evidence: no document may be used for more than it can prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.claims import claims, crowds, is_off_kind, unpaged
from ..i18n import N_
from ..model.evidence import EVIDENCE_KINDS
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
