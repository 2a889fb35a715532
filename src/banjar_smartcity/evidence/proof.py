"""Proof: whether a document supports what it is named for on a day, and what evidence an answer still needs.

`Proof.fault` is the only place that decides. Score, to-do list, rules, state, pack, report and review all ask it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.answer import Answer
from ..model.evidence import Evidence
from ..model.instrument import Item
from ..model.later import glance_at, look_at, outlined
from ..model.model import Model
from ..model.outline import EvidenceOutline
from ..model.parts import EvidenceUse
from ..model.web_address import is_on_public_web, web_address
from ..named import NamedTuple
from ..reading.formats import ARCHIVES, FILMS, TEXT, promised_format
from ..workspace.sample import Content
from .claims import BEYOND, NO_PAGE, UNCHECKED, page_state, users
from .contents.texts import words_of
from .contents.titles import STAND_IN, is_only_a_title
from .files import is_in_place
from .holdings import Holding, agrees


class Doubt(NamedTuple):
    """A document of an answer that does not support it on the day, and why."""

    evidence: str
    reason: Phrase


UNRECORDED = Phrase(N_("it is not recorded"), "evidence-unrecorded")
EXPIRED = Phrase(N_("it has expired"), "evidence-expired")
NOT_YET = Phrase(N_("it is not in force yet"), "evidence-not-yet")
GUESSED = Phrase(N_("its record is a guess that nobody has confirmed"), "evidence-guessed")
UNIDENTIFIED = Phrase(N_("its record gives neither a hash nor a number"), "evidence-unidentified")
NOWHERE = Phrase(N_("its place is not recorded"), "evidence-nowhere")
NO_ADDRESS = Phrase(N_("its address is not a web address"), "evidence-address")
FILE_MISSING = Phrase(N_("its file is missing"), "evidence-file-missing")
MISPLACED = Phrase(N_("its file is not in data/evidence/files/"), "evidence-file-misplaced")
CHANGED = Phrase(N_("its file is not the one recorded"), "evidence-hash")
EMPTY = Phrase(N_("there is nothing in its file"), "evidence-empty")
OTHER_FORMAT = Phrase(N_("its file is not of the format that its name says"), "evidence-format")
OTHER_KIND = Phrase(N_("its file cannot be a document of this kind"), "evidence-kind")
OWN_DATA = Phrase(N_("its file only repeats these data"), "evidence-own-data")
ONLY_TITLE = Phrase(N_("its file holds only a title"), "evidence-only-title")
REPEATED = Phrase(N_("the same document is recorded twice"), "evidence-repeated")
BEYOND_END = Phrase(N_("it does not have the page that is named"), "evidence-page-beyond")
NOT_A_PAGE = Phrase(N_("what is given as its page names no page"), "evidence-no-page")
_PAGE_FAULTS = {BEYOND: BEYOND_END, NO_PAGE: NOT_A_PAGE}

EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of a file with 0 bytes."""
_NUMBER = r"\d+"
_YEAR = r"(?:19|20)\d\d"
"""A year alone identifies no document."""


_NO_NUMBER = (
    r"(?i)\b(?:tidak|tak|tdk|belum|blm|tanpa|menyusul|kosong|nihil|nanti|none|not|without|unknown|pending|tbd)\b"
    r"|^\W*n/a\b"
)
"""Words that say that there is no number, whatever digits stand beside them: `tidak ada (2)`."""


class Proof(NamedTuple):
    """The evidence of a region on a day, with which answers are checked. `prove` makes it."""

    evidence: Mapping[str, Evidence]
    holdings: Mapping[str, Holding]
    today: date
    repeated: Mapping[str, str] = {}
    """Records of a document that another record has already, each with the id of that record."""
    judged: dict[str, Phrase | None] | None = None
    """What `fault` has said: thousands of innovations name the same documents, whose records are not kept."""

    def stands(self, evidence_id: str) -> bool:
        """Whether a document exists, is what its record says, and is in force on the day."""
        return self.fault(evidence_id) is None

    def fault(self, evidence_id: str) -> Phrase | None:
        """Why a document supports nothing on the day; None if it supports what it is named for."""
        if evidence_id not in self.evidence:
            return UNRECORDED
        judged = {} if self.judged is None else self.judged
        if evidence_id not in judged:
            own = own_fault(judged_by(self.evidence, evidence_id, self.holdings), self.holdings, self.today)
            judged[evidence_id] = own or (REPEATED if evidence_id in self.repeated else None)
        return judged[evidence_id]

    def supports(self, use: EvidenceUse) -> bool:
        """Whether a document is valid on the day and has, as far as is known, the pages that a reference names."""
        return self.use_fault(use) is None

    def use_fault(self, use: EvidenceUse) -> Phrase | None:
        """Why a document supports nothing where it is named with these pages; None if it does."""
        fault = self.fault(use.evidence)
        return fault or _PAGE_FAULTS.get(page_state(outlined(self.evidence)[use.evidence], use.pages))

    def is_unread(self, item: Item, answer: Answer) -> bool:
        """Whether the item has a required kind for which nobody has checked the pages of any valid document."""
        uses = [use for use in answer.evidence if self.supports(use)]
        kinds = {required.kind for required in item.evidence}
        read = {
            self.evidence[u.evidence].kind for u in uses if page_state(self.evidence[u.evidence], u.pages) != UNCHECKED
        }
        return not kinds <= read

    def doubts(self, answer: Answer) -> tuple[Doubt, ...]:
        """The documents of an answer that do not support it."""
        found = ((use.evidence, self.use_fault(use)) for use in answer.evidence)
        return tuple(Doubt(evidence, fault) for evidence, fault in found if fault)

    def missing(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """The kinds of evidence that the item requires and of which the answer has no valid document."""
        proved = {self.evidence[use.evidence].kind for use in answer.evidence if self.supports(use)}
        return tuple(dict.fromkeys(required.kind for required in item.evidence if required.kind not in proved))


def prove(model: Model, holdings: Mapping[str, Holding], today: date) -> Proof:
    """The evidence of a model on a day."""
    return Proof(model.evidence, holdings, today, find_repeated(model, holdings, today), {})


def judged_by(
    evidence: Mapping[str, Evidence], name: str, holdings: Mapping[str, Holding]
) -> Evidence | EvidenceOutline:
    """The outline of a record if it decides by itself whether the document supports something, else the record."""
    one: Evidence | EvidenceOutline = glance_at(evidence, name)
    return look_at(evidence, name) if isinstance(one, EvidenceOutline) and _may_say_more(one, holdings) else one


def _may_say_more(outline: EvidenceOutline, holdings: Mapping[str, Holding]) -> bool:
    """Whether something decides that only the record has: a rule about it, its place, or words of a short text."""
    if "records" in outline.remarks:
        return True
    if outline.file is None:
        return outline.page is None
    holding = holdings.get(outline.file)
    return holding is not None and holding.content.words is not None


def own_fault(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding], today: date) -> Phrase | None:
    """Why a document supports nothing on a day, whatever else is recorded. An outline is one that decides it."""
    if record.expires_on and record.expires_on < today:
        return EXPIRED
    if record.begins and record.begins > today:
        return NOT_YET
    flaw = place_fault(record, holdings)
    if flaw or isinstance(record, EvidenceOutline):
        return flaw
    if record.guessed:
        return GUESSED
    return UNIDENTIFIED if is_unidentified(record) else None


def place_fault(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding]) -> Phrase | None:
    """Why nobody can open a document and read something in it; None if the record leads to it."""
    if record.sha256 == EMPTY_HASH:
        return EMPTY
    return _file_fault(record, holdings) if record.file is not None else _no_file_fault(record)


def is_unidentified(record: Evidence) -> bool:
    """Whether nobody could say if a document is the recorded one: it has no hash, no number, and no public place."""
    opened = record.file is not None or (record.address is not None and is_on_public_web(record.address))
    number = record.number or ""
    said = any(part.strip("0") for part in re.findall(_NUMBER, number) if not re.fullmatch(_YEAR, part))
    numbered = said and not re.search(_NO_NUMBER, number)
    return not (record.access == "public" and opened) and record.sha256 is None and not numbered


def _no_file_fault(record: Evidence | EvidenceOutline) -> Phrase | None:
    if isinstance(record, EvidenceOutline):
        return None  # its page is one on the web
    if record.address is not None:
        return None if web_address(record.address) else NO_ADDRESS
    return None if says_something(record.kept_at) else NOWHERE


def says_something(text: str | None) -> bool:
    """Whether a text has a word or a number that is not a stand-in; a dash has none."""
    return not words_of(text or "") <= STAND_IN


def _file_fault(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding]) -> Phrase | None:
    file = record.file or ""
    holding = holdings.get(file)
    if holding is None or not holding.inside or not holding.present:
        return FILE_MISSING
    if holding.linked or not is_in_place(file):
        return MISPLACED
    if (fault := content_fault(holding.content)) is not None:
        return fault
    if not agrees(record, holding):
        return CHANGED
    if is_unlikely(record.kind, file, holding.content):
        return OTHER_KIND
    if isinstance(record, EvidenceOutline):
        return None
    return ONLY_TITLE if is_only_a_title(record, holding.content.words) else None


def content_fault(content: Content) -> Phrase | None:
    """Why nobody could read anything in a file; None if somebody could."""
    if content.empty:
        return EMPTY
    if content.own:
        return OWN_DATA
    return OTHER_FORMAT if content.looks is not None else None


_SEEN = frozenset({"photo", "screenshot"})
_HEARD = frozenset({"video", "other"})


def is_unlikely(kind: str, file: str, content: Content) -> bool:
    """Whether a file cannot be a document of a kind: a text called a video, a film called minutes."""
    found = promised_format(file) or (TEXT if content.plain else None)
    if kind == "video":
        return found is not None and found not in FILMS | ARCHIVES
    if found in FILMS:
        return kind not in _HEARD
    return kind in _SEEN and found == TEXT


def possible_kind(kind: str, file: str, content: Content) -> str:
    """The kind, or `other` where the file cannot be a document of it."""
    return "other" if is_unlikely(kind, file, content) else kind


def find_repeated(model: Model, holdings: Mapping[str, Holding], today: date) -> Mapping[str, str]:
    """Records of a document that another record has already: the same bytes, or the same address without a hash.

    One of them counts: one without a fault of its own, then the one that more answers and innovations name, then the
    first by its id. So a copy that is recorded later takes nothing from the original.
    """
    # What looks the same to a reader is the same document, whatever the line ends, the layout or the archive.
    read = [h for h in holdings.values() if h.content.core is not None]
    texts = {name: h.content.core for h in read for name in (h.sha256, h.settled)}
    evidence: Mapping[str, Evidence | EvidenceOutline] = outlined(model.evidence)
    hashes = {name: _hash_of(record, holdings) for name, record in evidence.items()}
    bytes_of = {name: texts.get(found, found) for name, found in hashes.items()} if texts else hashes
    known = list(filter(None, (*bytes_of.values(), *(record.page for record in evidence.values()))))
    if len(set(known)) == len(known):
        return {}
    same: dict[str, list[str]] = {}
    for name, record in evidence.items():
        for key in filter(None, (bytes_of[name], record.page)):
            same.setdefault(key, []).append(name)
    groups = [names for names in same.values() if len(names) > 1]
    named = users(model)

    def rank(name: str) -> tuple[bool, int, str]:
        fault = own_fault(model.evidence[name], holdings, today)
        return fault is not None, -len(named.get(name, ())), name

    found: dict[str, str] = {}
    for names in groups:
        first, *others = sorted((name for name in names if name not in found), key=rank) or [""]
        # Many files may come from one page of the web; only a record without a file is that page.
        several = len({bytes_of[name] for name in names} - {None}) > 1
        for other in others:
            if bytes_of[other] == bytes_of[first] or bytes_of[other] is None or not (several or bytes_of[first]):
                found[other] = first
    return found


def _hash_of(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding]) -> str | None:
    """The hash of the bytes of a document, as far as known."""
    holding = holdings.get(record.file) if record.file is not None else None
    return (holding.settled if holding else None) or record.sha256
