"""Verified evidence: what was read in each file, which named pages it has, and what its record says of that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from yaml import Node

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.evidence import Evidence, FileContent
from ..model.later import outlined
from ..model.model import Model
from ..model.outline import EvidenceOutline
from ..model.parts import EvidenceUse
from ..named import NamedTuple
from ..reading.document import DAMAGED, ENCRYPTED, GARBLED, SCAN, STOPPED, ReadDocument
from ..source.yaml_edit import Splice, edit_file, pairs_of
from ..source.yaml_ends import line_after, value_end
from .claims import BEYOND, NO_PAGE, Claim, claims, page_state
from .contents.own_output import is_own_output
from .holdings import Holding
from .proof import OWN_DATA, place_fault

NO_FILE = Phrase(N_("it has no file here"), "no-file")
NO_HASH = Phrase(N_("its hash is not recorded"), "no-hash")
UNREADABLE = (ENCRYPTED, DAMAGED, STOPPED)
_READING_FAULTS = {
    ENCRYPTED.id: Phrase(N_("it has a password, so nobody can check what is in it")),
    DAMAGED.id: Phrase(N_("it cannot be opened")),
    STOPPED.id: Phrase(N_("it is too large to be read to its end")),
    SCAN.id: Phrase(N_("it is a scan without text, so its words cannot be searched")),
    GARBLED.id: Phrase(N_("the letters of its text cannot be read, so its words cannot be searched")),
}
_OPTIONAL = ("last_printed", "without_text")
"""Keys that are written only if they say something."""
Read = Callable[[str, str], ReadDocument]
"""Reads the file at a path, of which the hash is given."""


class NamedPage(NamedTuple):
    """Pages that an answer, innovation or survey names, and whether the document has them."""

    claim: Claim
    use: EvidenceUse
    state: str

    @property
    def pages(self) -> str | None:
        """The pages as they were written."""
        return self.use.pages


class VerifiedDocument(NamedTuple):
    """A record of evidence after its file was read."""

    evidence: Evidence
    """The record, with what was read just now."""
    read: ReadDocument | None
    """None if its file was not read."""
    reason: Phrase | None
    """Why its file was not read."""
    recorded: bool
    """Whether the record says already what was read."""
    pages: tuple[NamedPage, ...]
    own: bool
    """Whether its first page is one that this tool wrote from the data, whatever program saved it."""

    def without_texts(self) -> VerifiedDocument:
        """The same without the texts of its pages, which nobody asks for any more."""
        return self._replace(read=self.read.without_texts()) if self.read is not None else self

    @property
    def faulty(self) -> bool:
        """Whether its file cannot be read, only repeats the data, or has not the pages that are named."""
        lost = self.own or (self.reason is not None and self.reason not in (NO_FILE, NO_HASH))
        unreadable = self.read is not None and self.read.state in UNREADABLE
        return lost or unreadable or any(named.state in (BEYOND, NO_PAGE) for named in self.pages)


def verify(
    model: Model, holdings: Mapping[str, Holding], names: Collection[str], read: Read
) -> Iterator[VerifiedDocument]:
    """Read the files of these records, in the order of the records."""
    uses: dict[str, list[tuple[Claim, EvidenceUse]]] = {}
    for claim in claims(model):
        for use in claim.uses:
            uses.setdefault(use.evidence, []).append((claim, use))
    for name in _listed(model, names):
        yield _verified(model.evidence[name], holdings, uses.get(name, ()), read)


def to_read(
    model: Model, holdings: Mapping[str, Holding], names: Collection[str]
) -> Iterator[tuple[str, str, str, str | None]]:
    """The files of these records that `verify` reads: id, path, hash, and the format that the record gives."""
    evidence = outlined(model.evidence)
    for name in _listed(model, names):
        record = evidence[name]
        if record.file and record.sha256 and _not_read(record, holdings) is None:
            yield name, record.file, record.sha256, record.read.kind if record.read is not None else None


def _listed(model: Model, names: Collection[str]) -> Iterator[str]:
    """These names in the order of the records."""
    chosen = frozenset(names)
    return (name for name in model.evidence if name in chosen)


def _verified(
    record: Evidence, holdings: Mapping[str, Holding], uses: Iterable[tuple[Claim, EvidenceUse]], read: Read
) -> VerifiedDocument:
    reason = _not_read(record, holdings)
    found = read(record.file, record.sha256) if record.file and record.sha256 and reason is None else None
    kept = record.read.last_printed if record.read is not None else None
    content = content_of(record.sha256, found, kept) if found is not None and record.sha256 else None
    now = record._replace(document=content) if content is not None else record
    named = tuple(NamedPage(claim, use, page_state(now, use.pages)) for claim, use in uses)
    return VerifiedDocument(
        evidence=now,
        read=found,
        reason=reason,
        recorded=content is None or record.document == content,
        pages=named,
        own=found is not None and is_own(found),
    )


def _not_read(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding]) -> Phrase | None:
    if record.file is None:
        return NO_FILE
    return place_fault(record, holdings) or (NO_HASH if record.sha256 is None else None)


def content_of(sha256: str, found: ReadDocument, kept: int | None = None) -> FileContent | None:
    """What a record should say of its file; None if the file could not be read.

    A last number that a person has written (`kept`) stays if none was found, as in a scan.
    """
    if found.state in UNREADABLE:
        return None
    return FileContent(sha256, found.kind, found.pages, found.last_printed or kept, found.state in (SCAN, GARBLED))


def is_own(found: ReadDocument) -> bool:
    """Whether the first page of a file is one that this tool wrote from the data."""
    return bool(found.texts) and is_own_output(found.texts[0])


def reading_fault(found: ReadDocument) -> Phrase | None:
    """What a reader finds wrong with the words of a file; None if nothing, or if it is of a format without words."""
    return OWN_DATA if is_own(found) else _READING_FAULTS.get(found.state.id or "")


def with_document(content: bytes, data: Mapping[str, Any], document: FileContent) -> bytes:
    """The text of a record that says what its file holds. Raise `EditError` if it cannot be changed safely."""
    plain: Any = {key: value for key, value in document._asdict().items() if not _is_left_out(key, value)}

    def edits(text: str, root: Node) -> list[Splice]:
        keys = pairs_of(root)
        place = line_after(text, value_end(text, keys["sha256"][1]))
        new = "\n".join(document_lines(document)) + "\n"
        if "document" not in keys:
            return [Splice(place, place, new)]
        key, value = keys["document"]
        return [Splice(key.start_mark.index, line_after(text, value_end(text, value)), new)]

    expected: dict[str, Any] = {}
    for key, value in data.items():  # in the order of the text
        expected[key] = plain if key == "document" else value
        if key == "sha256" and "document" not in data:
            expected["document"] = plain
    return edit_file(content, edits, expected)


def _is_left_out(key: str, value: object) -> bool:
    return key in _OPTIONAL and (value is None or value is False)


def document_lines(document: FileContent) -> list[str]:
    """The lines of a record that say what its file holds."""
    pages = "null" if document.pages is None else document.pages
    lines = ["document:", f"  sha256: {document.sha256}", f"  kind: {document.kind}", f"  pages: {pages}"]
    lines += [f"  last_printed: {document.last_printed}"] if document.last_printed is not None else []
    return [*lines, *(["  without_text: true"] if document.without_text else [])]
