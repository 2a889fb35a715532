"""The state of the evidence in the terminal: what is wrong, what will expire, then every document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ....evidence.claims import MOST_ITEMS
from ....evidence.proof import GUESSED
from ....evidence.state import (
    AGREES,
    CROWDED,
    DIFFERS,
    ERRORS,
    EXPIRED,
    IN_FORCE,
    NOT_YET,
    OFF_KIND,
    UNRECORDED,
    DocumentState,
    EvidenceState,
    Overuse,
)
from ....i18n import N_, Language
from ....model.evidence import EVIDENCE_KINDS
from ....model.later import outlined
from ....model.model import Model
from ....privacy.search import redact
from ...words.evidence.claimed import claim_title, item_title
from ...words.evidence.none_yet import NONE_YET
from ...words.wording import express
from ..console import WIDE, console, hanging, styled, table
from ..figures.score import heading
from ..many import further, shown, too_many
from ..titled import titled
from .evidence_sums import print_sums

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

HASHES = {
    AGREES: N_("as recorded"),
    DIFFERS: N_("not the recorded one"),
    UNRECORDED: N_("hash not recorded"),
}
FORCES = {IN_FORCE: N_("in force"), NOT_YET: N_("not in force yet"), EXPIRED: N_("expired")}
PLACES = {"address": N_("on the web"), "kept-at": N_("kept elsewhere"), None: N_("place unknown")}


def print_evidence(model: Model, state: EvidenceState, lang: Language, banner: str | None) -> None:
    """Print the state of the evidence for people."""
    out, _ = console(), lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, _(N_("Evidence")), state.today, lang), "bold"))
    stands = sum(document.stands for document in state.documents)
    text = lang.ngettext("{n} document is recorded", "{n} documents are recorded", len(state.documents))
    text += " · " + _(N_("{n} of them valid")).format(n=stands)
    out.print(styled(text.format(n=len(state.documents)), "bold"))
    if not state.documents:
        hanging(out, styled(_(NONE_YET)), 0, "")
    if state.unissued:
        n = len(state.unissued)
        later = lang.ngettext("{n} was not issued yet on that day", "{n} were not issued yet on that day", n)
        out.print(styled(later.format(n=n), "yellow"))
    if state.faulty:
        _listed(out, _(N_("Files with problems")), (_wrong(s, lang) for s in state.faulty), lang, "bold red")
    if state.not_counted:
        title = _(N_("Prove nothing as they are recorded"))
        _listed(out, title, (_not_counted(s, lang) for s in state.not_counted), lang)
    if state.overused:
        title = _(N_("Used for more than they can show"))
        _listed(out, title, (_overuse(over, model, lang) for over in state.overused), lang)
    if state.expired:
        _listed(out, _(N_("No longer in force")), (_until(s, lang) for s in state.expired), lang)
    if state.expiring:
        title = lang.ngettext("Expire within {n} day", "Expire within {n} days", state.within).format(n=state.within)
        _listed(out, title, (_until(s, lang) for s in state.expiring), lang)
    if state.unused:
        title = _(N_("No answer and no innovation refers to them"))
        _listed(out, title, (_unused(s, model, lang) for s in state.unused), lang)
    if state.unnamed:
        title = _(N_("Files that no record names (smartcity evidence add FILE)"))
        _listed(out, title, (styled(redact(path)) for path in state.unnamed), lang)
    if too_many(len(state.issued)):
        print_sums(out, state.issued, lang)
    elif state.issued:
        out.print()
        out.print(_documents(state, out.width, lang))


def _listed(out: Console, title: str, lines: Iterable[Styled], lang: Language, style: str = "yellow") -> None:
    entries = list(lines)
    out.print()
    out.print(styled(f"{title} ({len(entries)})", style))
    for line in shown(entries):
        hanging(out, line, 2)
    if left := further(len(entries), lang):
        out.print(styled(f"  {left}", "dim"))


def file_faults(state: DocumentState, lang: Language) -> list[str]:
    """What is wrong with the file of a document, in words."""
    _, record = lang.translate, state.evidence
    faults = []
    if state.present is False:
        faults.append(_(N_("{file} is missing")).format(file=record.file))
    if state.hash == DIFFERS:
        faults.append(_(N_("{file} is not the file that was recorded")).format(file=record.file))
    if record.access == "internal" and record.file is not None:
        faults.append(_(N_("the file of an internal document must not be in the repository")))
    for path in state.leaks:
        faults.append(_(N_('this internal document is in the repository as "{file}"')).format(file=path))
    if state.flaw in ERRORS:
        faults.append(express(state.flaw, lang))
    return faults


def _wrong(state: DocumentState, lang: Language) -> Styled:
    return titled(state.evidence, lang, "; ".join(file_faults(state, lang)))


def _not_counted(state: DocumentState, lang: Language) -> Styled:
    text = express(state.reason, lang)
    if state.reason is GUESSED:
        text += f" (smartcity evidence confirm {state.evidence.id})"
    elif state.repeats:
        text += f" ({state.repeats})"
    return titled(state.evidence, lang, text)


def _overuse(over: Overuse, model: Model, lang: Language) -> Styled:
    _ = lang.translate
    claim = claim_title(over.claim, model, lang)
    records = [outlined(model.evidence)[use.evidence] for use in over.uses]
    if over.reason == OFF_KIND:
        kinds = dict.fromkeys(record.kind for record in records)
        text = _(N_("{claim} requires {wanted}, not {found}")).format(
            claim=claim, wanted=_kinds(over.claim.wanted, lang), found=_kinds(kinds, lang)
        )
    elif over.reason == CROWDED:
        text = _(N_("{claim} names a page that is named for more than {n} items")).format(claim=claim, n=MOST_ITEMS)
    else:
        text = _(N_("{claim} names no pages, but the document is used elsewhere too")).format(claim=claim)
    line = styled("")
    for record in records[:-1]:
        line.append_text(titled(record, lang)).append(", ")
    return line.append_text(titled(records[-1], lang, text))


def _kinds(kinds: Iterable[str], lang: Language) -> str:
    return ", ".join(lang.translate(EVIDENCE_KINDS[kind]) for kind in kinds)


def _until(state: DocumentState, lang: Language) -> Styled:
    day = state.evidence.expires_on
    text = lang.translate(N_("until {day}")).format(day=lang.date(day) if day else "")
    if state.uses:
        used = lang.ngettext("used in {n} place", "used in {n} places", len(state.uses)).format(n=len(state.uses))
        text += "; " + used
    return titled(state.evidence, lang, text)


def _unused(state: DocumentState, model: Model, lang: Language) -> Styled:
    kind = lang.translate(EVIDENCE_KINDS[state.evidence.kind])
    if not state.wanted_by:
        text = lang.translate(N_("{kind}; no item requires this kind")).format(kind=kind)
    else:
        first, *others = state.wanted_by
        items = item_title(first, model, lang)
        if others:
            more = lang.ngettext("{item} and {n} more", "{item} and {n} more", len(others))
            items = more.format(item=items, n=len(others))
        text = lang.translate(N_("{kind}; this kind is required by {items}")).format(kind=kind, items=items)
    return titled(state.evidence, lang, text)


def _documents(state: EvidenceState, width: int, lang: Language) -> object:
    _ = lang.translate
    wide = width >= WIDE
    headings = [_(N_("Document")), _(N_("File")), _(N_("Used"))]
    if wide:
        headings[1:2] = [_(N_("Kind")), headings[1], _(N_("In force"))]

    def row(document: DocumentState) -> list[Styled | str]:
        record = document.evidence
        if document.present is None:
            file = styled(_(PLACES[document.place]), "" if document.place else "yellow")
        elif document.hash is None:
            file = styled(_(N_("missing")), "bold red")
        else:
            file = styled(_(HASHES[document.hash]), {AGREES: "", UNRECORDED: "yellow"}.get(document.hash, "bold red"))
        force = _(FORCES[document.force])
        name = styled(redact(lang.text(record.title))).append("\n").append_text(styled(redact(record.id), "dim"))
        cells: list[Styled | str] = [name, file, str(len(document.uses))]
        if wide:
            cells[1:2] = [
                _(EVIDENCE_KINDS[record.kind]),
                file,
                styled(force, "" if document.force == IN_FORCE else "yellow"),
            ]
        return cells

    return table(headings, [row(document) for document in state.issued])
