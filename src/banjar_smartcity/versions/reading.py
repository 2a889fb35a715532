"""Reading: the documents that a change describes, opened to check what their records say was read in them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..checking.gathering.cores import cores
from ..diagnostics import At, Fact, Finding, Kind
from ..evidence.claims import BEYOND, claims, page_state
from ..evidence.verified import content_of, is_own
from ..model.evidence import Evidence
from ..model.model import Model
from ..reading.document import DAMAGED, ENCRYPTED, STOPPED, ReadDocument
from ..reading.formats import recognise
from ..reading.together.within import read_within
from ..rules.evidence_content import OWN_DATA
from ..rules.policy import (
    DOCUMENT_LOST_PAGE,
    DOCUMENT_MISREAD,
    DOCUMENT_NOT_READ,
    DOCUMENT_SAYS_ANOTHER,
    WORDS_NOT_FOUND,
)
from ..seeing.claimed import Looking, is_missing, look_in, seen_uses
from ..seeing.record import FIELDS, FieldCheck, check_record, contradicts
from ..seeing.sight import Sight
from ..source import Locator
from ..workspace.sample import take
from ..workspace.tree import Tree
from .index.version import Version

if TYPE_CHECKING:
    from concurrent.futures import Future

SECONDS = 60.0
"""Of computing for all documents of a review, by all processes together."""
_BLOCK, _AHEAD = 1 << 20, 2
"""Of a file that is copied, and how many documents wait for each processor."""


def read_changes(described: Iterable[Evidence], head: Version, tree: Tree) -> Iterator[Finding]:
    """Open each document that a change describes. `tree` has the files of the new version."""
    locate = Locator(head.checked.texts)
    read: dict[str, ReadDocument] = {}
    for record, document in _read_all(described, tree):
        place = record.at / ("file" if record.read is None else "document")
        if document is None or (document.pages is None and document.texts == () and document.state not in _LOST):
            yield _finding(DOCUMENT_NOT_READ, place, locate, file=record.file, evidence=record.id)
            continue
        read[record.id] = document
        if is_own(document):
            yield _finding(OWN_DATA, record.at / "file", locate, file=record.file)
        if record.read is None:
            yield from _lost_pages(record, document, head.checked.model, locate)
        elif not _fits(record, document):
            found = document.state if document.state in _LOST else _summary(document.kind, document.pages)
            recorded = _summary(record.document.kind, record.document.pages) if record.document else None
            facts = {"file": record.file, "recorded": recorded, "found": found, "evidence": record.id}
            yield _finding(DOCUMENT_MISREAD, place, locate, **facts)
        for check in filter(contradicts, check_record(record, document.texts, document.pictured)):
            yield _another(record, check, locate)

    def look_for(record: Evidence, looking: Looking) -> Sight | None:
        document = read.get(record.id)
        return None if document is None else look_in(document, looking)

    if read:
        for seen in seen_uses(head.checked.model, look_for, read):
            if is_missing(seen):
                at = seen.use.at / ("pages" if seen.use.pages else "evidence")
                yield _finding(WORDS_NOT_FOUND, at, locate, id=seen.claim.id, evidence=seen.use.evidence)


_LOST = (ENCRYPTED, DAMAGED)


def _lost_pages(record: Evidence, document: ReadDocument, model: Model, locate: Locator) -> Iterator[Finding]:
    """The pages that a replaced file does not have, where nobody has recorded what is in it."""
    content = content_of(record.sha256 or "", document)
    now = record._replace(document=content)
    for claim in claims(model):
        for use in claim.uses:
            if use.evidence == record.id and page_state(now, use.pages) == BEYOND:
                facts = {"evidence": record.id, "pages": use.pages, "id": claim.id}
                yield _finding(DOCUMENT_LOST_PAGE, use.at / "pages", locate, **facts)


def _another(record: Evidence, check: FieldCheck, locate: Locator) -> Finding:
    recorded: Mapping[str, Fact] = {
        "number": record.number,
        "issued_on": record.issued_on,
        "expires_on": record.expires_on,
        "title": record.title.id,
        "issuer": record.issuer and record.issuer.id,
    }
    facts = {"what": FIELDS[check.field], "recorded": recorded[check.key], "page": check.sheet, "words": check.words}
    return _finding(DOCUMENT_SAYS_ANOTHER, record.at / check.key, locate, evidence=record.id, **facts)


def _fits(record: Evidence, document: ReadDocument) -> bool:
    """Whether a record says what was read. A last number stays as a person wrote it if pages have no text."""
    said = record.document
    if said is None or document.state in _LOST or (said.kind, said.pages) != (document.kind, document.pages):
        return False
    if document.state is STOPPED:  # its last pages were not read, and the number that is printed there
        return True
    return said.last_printed == document.last_printed or bool(said.last_printed and document.scanned)


def _read_all(records: Iterable[Evidence], tree: Tree) -> Iterator[tuple[Evidence, ReadDocument | None]]:
    """What is in the files of these records; None if one is not there, or if there was no time left for it."""
    most = _AHEAD * cores()
    waiting: deque[tuple[Evidence, Future[ReadDocument | None] | None]] = deque()
    with TemporaryDirectory() as folder, read_within(SECONDS, cores()) as within:
        for number, record in enumerate(records):
            if len(waiting) == most:
                yield _answer(*waiting.popleft())
            place = Path(folder) / str(number % (most + 1))  # of one that was answered
            kind = None if within.is_spent() else _copied(record, tree, place)
            waiting.append((record, None if kind is None else within.start(place, kind)))
        while waiting:
            yield _answer(*waiting.popleft())


def _answer(record: Evidence, future: Future[ReadDocument | None] | None) -> tuple[Evidence, ReadDocument | None]:
    return record, None if future is None else future.result()


def _copied(record: Evidence, tree: Tree, place: Path) -> str | None:
    """The format of the file of a record, copied out of its version; None if it is not there."""
    source = tree.open(record.file) if record.file else None
    if source is None:
        return None
    with source, open(place, "wb") as out:
        while block := source.read(_BLOCK):
            out.write(block)
    with open(place, "rb") as copy:
        return recognise(take(iter(lambda: copy.read(_BLOCK), b""))[1])


def _summary(kind: str, pages: int | None) -> str:
    return kind if pages is None else f"{kind}, {pages}"


def _finding(kind: Kind, at: At, locate: Locator, **facts: Fact) -> Finding:
    return Finding(kind, at.path, locate(at), facts, None, at.pointer)
