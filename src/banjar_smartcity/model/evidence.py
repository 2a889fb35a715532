"""Evidence: a document that proves something, shared by answers and innovations."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import N_, Text
from ..named import NamedTuple
from .guess_marks import guessed_keys
from .moment import parse_date
from .parts import number_as_text, optional_text, text
from .web_address import page_of, web_address

ANY_KIND = N_("any valid document")
"""What an indicator requires that names no kind."""
EVIDENCE_KINDS = {
    "regulation": N_("regulation"),
    "decree": N_("decree"),
    "plan": N_("plan"),
    "report": N_("report"),
    "minutes": N_("minutes"),
    "letter": N_("letter"),
    "budget": N_("budget document"),
    "data": N_("data"),
    "screenshot": N_("screenshot"),
    "photo": N_("photo"),
    "video": N_("video"),
    "slides": N_("slides"),
    "agreement": N_("agreement"),
    "manual": N_("manual"),
    "certificate": N_("certificate"),
    "list": N_("list"),
    "other": N_("other document"),
}
"""Kinds of document, and their names."""


class FileContent(NamedTuple):
    """What was found in a file when it was last read: its hash, its format, and its pages, slides or sheets."""

    sha256: str
    kind: str
    pages: int | None
    """None if the format has no pages of its own, or they could not be counted."""
    last_printed: int | None
    """The highest number that is printed on a page, if that is not the number of pages."""
    without_text: bool = False
    """Whether nobody can search its words, as in a scan. No figure depends on it."""

    @property
    def last(self) -> int | None:
        """The highest number of a page that a reader could look for; None if it is not known."""
        return None if self.pages is None or self.kind in SHEETS else max(self.pages, self.last_printed or 0)


SHEETS = frozenset({"xlsx", "ods"})
"""Formats whose sheets have names; a number is that of a printed page."""


class Evidence(NamedTuple):
    """A document. `file` is a path from the root; an internal document has no file but a place where it is kept."""

    at: At
    id: str
    title: Text
    kind: str
    issuer: Text | None
    number: str | None
    issued_on: date | None
    in_force_on: date | None
    expires_on: date | None
    access: str
    file: str | None
    address: str | None
    kept_at: str | None
    sha256: str | None
    agency: str | None
    note: Text | None
    guessed: tuple[str, ...] = ()
    """The keys that are marked as a guess, which nobody has confirmed."""
    document: FileContent | None = None
    """What was found in its file; None if nobody has read it."""

    @property
    def read(self) -> FileContent | None:
        """What was found in the very file that is recorded; None if nobody has read that one."""
        found = self.document
        return found if found is not None and found.sha256 == self.sha256 else None

    @property
    def page(self) -> str | None:
        """The page of its address, as it is compared with others; None without an address on the web."""
        return page_of(self.address) if self.address is not None else None

    @property
    def begins(self) -> date | None:
        """The first day on which it can prove anything: it has been issued and is in force."""
        return max(filter(None, (self.issued_on, self.in_force_on)), default=None)

    def as_of(self, day: date) -> Evidence:
        """The record, without what it says of a document that was issued after the day."""
        if self.issued_on is None or self.issued_on <= day:
            return self
        return self._replace(title=Text(self.id), issuer=None, number=None, note=None)


def build_evidence(at: At, data: dict[str, Any], source: str = "") -> Evidence:
    """A record of evidence from a document that passed its schema. `source` is its text, with the comments."""
    address = data["address"]
    return Evidence(
        at=at,
        id=data["id"],
        title=text(data["title"]),
        kind=data["kind"],
        issuer=optional_text(data["issuer"]),
        number=number_as_text(data["number"]),
        issued_on=parse_date(data["issued_on"]),
        in_force_on=parse_date(data.get("in_force_on")),
        expires_on=parse_date(data["expires_on"]),
        access=data["access"],
        file=_plain_path(data["file"]),
        address=address and (web_address(address) or address),
        kept_at=data.get("kept_at"),
        sha256=data["sha256"],
        agency=data["agency"],
        note=optional_text(data.get("note")),
        guessed=guessed_keys(source),
        document=_document(data.get("document")),
    )


def _document(data: dict[str, Any] | None) -> FileContent | None:
    if data is None:
        return None
    return FileContent(
        data["sha256"], data["kind"], data["pages"], data.get("last_printed"), data.get("without_text", False)
    )


def _plain_path(path: str | None) -> str | None:
    """A path without steps that lead nowhere, `./` and `//`, so that it is the same on disk and in a commit."""
    if path is None or path.startswith("/"):
        return path
    return "/".join(part for part in path.split("/") if part not in ("", ".")) or path
