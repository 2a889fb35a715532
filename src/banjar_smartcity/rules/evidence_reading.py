"""Reading of evidence: whether what figures rest on, the pages of a document, was read in the file that is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..evidence.proof import place_fault
from ..evidence.unread import is_unread
from ..i18n import N_
from ..model.evidence import Evidence
from ..model.later import suspects
from .context import Context

UNREAD = Kind(
    id="evidence-unread",
    severity=Severity.WARNING,
    message=N_("nobody has read {file} yet, so it is not known how many pages it has"),
    hint=N_("Run `smartcity evidence verify {evidence}`: it reads the file and records what is in it."),
    why=N_("A page that does not exist supports as well as the right one, as long as nobody has counted the pages."),
    example="file: data/evidence/files/laporan-tahunan.pdf\nsha256: 2b1f…        # tanpa `document`",
)
READ_OTHER = Kind(
    id="evidence-read-other",
    severity=Severity.WARNING,
    message=N_("what is recorded here was read in another file than the one of `sha256`"),
    hint=N_("Run `smartcity evidence verify {evidence}`: it reads the file and records what is in it."),
    why=N_("The file was replaced. The new one can have fewer pages than the one that was read."),
    example="sha256: 2b1f…\ndocument:\n  sha256: 9c40…        # berkas yang lama\n  kind: pdf\n  pages: 52",
)
KINDS = (UNREAD, READ_OTHER)


def check_evidence_reading(context: Context) -> Iterator[Diagnostic]:
    """Files with pages that nobody has read, and records that say what was read in an earlier file."""
    for _, record in suspects(context.model.evidence, lambda outline: "reading" in outline.remarks):
        if not place_fault(record, context.holdings):  # else the file is another one, which is reported by itself
            yield from of_evidence(record)


def of_evidence(record: Evidence) -> Iterator[Diagnostic]:
    """The same of a record whose file is the recorded one."""
    if record.sha256 is None or not is_unread(record):
        return
    if record.document is not None:
        yield Diagnostic(READ_OTHER, record.at / "document" / "sha256", {"evidence": record.id})
    else:
        yield Diagnostic(UNREAD, record.at / "file", {"evidence": record.id, "file": record.file})
