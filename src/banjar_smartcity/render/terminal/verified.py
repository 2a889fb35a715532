"""Documents that were read, in the terminal: one line each, then the pages that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from ...evidence.claims import BEYOND, NO_PAGE
from ...evidence.proof import OWN_DATA
from ...evidence.verified import NO_FILE, VerifiedDocument
from ...i18n import N_, Language
from ...model.model import Model
from ...privacy.search import redact
from ...publish.verification import ExaminedDocument, Verification
from ...reading.document import READ, STOPPED
from ...reading.embedded.pictures import PHOTOS, PLACES, UNSEARCHED
from ...reading.formats import NAMES
from ...reading.photo import DEVICE, PLACE, TAKEN
from ...seeing.claimed import SeenUse
from ...seeing.pictured.by_machine import seen_by_machine
from ...seeing.record import contradicts
from ...seeing.sight import ABSENT, BEHIND, ELSEWHERE, UNCLEAR, UNREADABLE
from ..words.evidence.by_machine import machine_lines, machine_summary, machine_text
from ..words.evidence.claimed import claim_title
from ..words.evidence.looked_up import looked_up_lines, looked_up_summary
from ..words.evidence.none_yet import NONE_YET
from ..words.evidence.record import record_lines, record_summary
from ..words.evidence.seen import seen_summary, seen_text
from ..words.wording import express
from .console import console, hanging, styled
from .titled import titled

_STATES = {BEYOND: N_("beyond the last page"), NO_PAGE: N_("names no page")}
_AGAIN = N_(
    "What was read within the bounds of one document (time, memory, text) is remembered. To try again: "
    "`smartcity evidence verify {id}`. If it stays so, split the file and record the part that has the named pages."
)
_SHOWN = frozenset((ABSENT, BEHIND, ELSEWHERE, UNCLEAR, UNREADABLE))
_STYLES: Mapping[str | None, str] = {
    ABSENT.id: "red",
    BEHIND.id: "yellow",
    ELSEWHERE.id: "yellow",
    UNREADABLE.id: "yellow",
}
_LISTED = 8
"""The most numbers of pages that are listed."""
_CAMERA_DAY = re.compile(r"(\d{4}):(\d\d):(\d\d)")
"""How cameras write a day."""


def print_verified(found: Verification, model: Model, lang: Language, *, all_words: bool) -> None:
    """Print what was read for people; of words that were seen on the page that is named only if all are asked for."""
    out, _ = console(), lang.translate
    for one in found.documents:
        document = one.document
        style = "red" if document.faulty else "" if document.read else "dim"
        hanging(out, titled(document.evidence, lang, _document(document, lang), style), 0)
        if document.read is not None and document.read.state is STOPPED:
            hanging(out, styled(_(_AGAIN).format(id=document.evidence.id), "red"), 2)
        if document.own:
            hanging(out, styled(express(OWN_DATA, lang), "red"), 2)
        for named in document.pages:
            if named.state in _STATES:
                title = claim_title(named.claim, model, lang)
                text = f"{title}: {redact(str(named.pages))}: {_(_STATES[named.state])}"
                hanging(out, styled(text, "red"), 2)
        for text, verdict in _seen(one.seen, model, lang, all_words=all_words).items():
            hanging(out, styled(text, _STYLES.get(verdict, "")), 2)
        for text in _by_machine(one, model, lang):
            hanging(out, styled(text, "dim"), 2)
        for line in record_lines(document.evidence, one.record, lang, everything=all_words):
            hanging(out, styled(line, "yellow" if any(map(contradicts, one.record)) else ""), 2)
        for line, faulty in looked_up_lines(document.evidence.id, found.looked_up, lang):
            hanging(out, styled(line, "red" if faulty else ""), 2)
        if one.unwritten:
            text = _(N_("the record cannot be changed safely; write `document` into it by hand"))
            hanging(out, styled(text, "red"), 2)
    _print_sums(found, lang)


def _print_sums(found: Verification, lang: Language) -> None:
    out, _ = console(), lang.translate
    documents = [one.document for one in found.documents]
    read = sum(document.read is not None for document in documents)
    text = lang.ngettext("{n} document was read", "{n} documents were read", read).format(n=read)
    if others := sum(document.reason == NO_FILE for document in documents):
        without = lang.ngettext("{n} has no file here", "{n} have no file here", others)
        text += ", " + without.format(n=others)
    out.print(styled(text + ".", "bold"))
    if not found.documents:
        hanging(out, styled(_(NONE_YET)), 0, "")
    records = {one.document.evidence.id: one.record for one in found.documents}
    seen = [entry for one in found.documents for entry in one.seen]
    machine = [one.machine for one in found.documents if one.machine is not None]
    lookups = (*looked_up_summary(found.looked_up, lang), *record_summary(records, lang))
    for line in (*lookups, *seen_summary(seen, lang), *machine_summary(machine, lang)):
        out.print(styled(line, "bold"))


def _seen(seen: Iterable[SeenUse], model: Model, lang: Language, *, all_words: bool) -> Mapping[str, str | None]:
    """What was seen for each claim, once, with the verdict."""
    shown: dict[str, str | None] = {}
    for entry in seen:
        if entry.sight is not None:
            text = seen_text(entry, model, lang)
            if text and (all_words or entry.sight.verdict in _SHOWN):
                shown[text] = entry.sight.verdict.id
    return shown


def _by_machine(one: ExaminedDocument, model: Model, lang: Language) -> Iterator[str]:
    """What a machine read from pictures of pages, once."""
    if one.machine is None or one.document.read is None:
        return
    yield from machine_lines(one.machine, lang)
    shown: dict[str, None] = {}
    for entry in one.seen:
        sight = seen_by_machine(entry, one.document.read, one.machine)
        if sight is not None:
            shown[machine_text(entry, sight, model, lang)] = None
    yield from shown


def _document(document: VerifiedDocument, lang: Language) -> str:
    _, read, content = lang.translate, document.read, document.evidence.document
    if read is None:
        reason = express(document.reason, lang) if document.reason else ""
        return _(N_("not read: {reason}")).format(reason=reason)
    parts = [_(NAMES.get(read.kind, read.kind))]
    if read.pages is not None:
        parts.append(lang.ngettext("{n} page", "{n} pages", read.pages).format(n=read.pages))
    if content is not None and content.last_printed is not None:
        parts.append(_(N_("the last one has the number {n}")).format(n=content.last_printed))
    if read.state != READ:
        parts.append(express(read.state, lang))
    elif read.scanned:
        parts.append(_(N_("no text on page {pages}")).format(pages=_listed(read.scanned)))
    elif read.garbled:
        parts.append(_(N_("unreadable text on page {pages}")).format(pages=_listed(read.garbled)))
    if PHOTOS in read.made:
        count = int(read.made[PHOTOS])
        parts.append(
            lang.ngettext(
                "{n} picture in it names its camera or day", "{n} pictures in it name their camera or day", count
            ).format(n=count)
        )
    if PLACES in read.made:
        count = int(read.made[PLACES])
        parts.append(
            lang.ngettext(
                "{n} picture in it shows where it was taken", "{n} pictures in it show where they were taken", count
            ).format(n=count)
        )
    if UNSEARCHED in read.made:
        parts.append(_(N_("its pictures could not all be searched for camera and place")))
    if PLACE in read.made:
        parts.append(_(N_("it shows where it was taken")))
    parts += _of_camera(read.made, lang)
    if _program(document):
        parts.append(_(N_("made by {program}")).format(program=redact(_program(document))))
    return " · ".join(parts)


def _of_camera(made: Mapping[str, str], lang: Language) -> Iterator[str]:
    if device := made.get(DEVICE):
        yield lang.translate(N_("taken with {device}")).format(device=redact(device))
    if day := _CAMERA_DAY.match(made.get(TAKEN, "")):
        with suppress(ValueError):  # cameras whose clock was never set write 0000:00:00
            yield lang.translate(N_("by its camera of {day}")).format(day=lang.date(date(*map(int, day.groups()))))


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:_LISTED])) + (" …" if len(pages) > _LISTED else "")


def _program(document: VerifiedDocument) -> str:
    made = document.read.made if document.read else {}
    day = made.get("ModDate") or made.get("CreationDate") or ""
    return " ".join(filter(None, (made.get("Producer") or made.get("Creator"), day)))
