"""Evidence: its file is where the record says, unchanged, and in date."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Limit, Severity
from ..evidence.holdings import Holding, agrees
from ..i18n import N_
from ..model.evidence import Evidence
from ..workspace.tree import EVIDENCE_AS_IT_IS, PATH_OUTSIDE, is_hidden
from .context import Context

FILE_MISSING = Kind(
    "evidence-file-missing",
    Severity.ERROR,
    N_('the evidence file "{file}" is not there'),
    N_("Add the file, or correct its path, counted from the root of the repository."),
    N_("The record promises a proof that nobody could open before the assessors."),
    "file: data/evidence/files/sk.pdf        # berkas tidak ada",
)
HASH = Kind(
    "evidence-hash",
    Severity.ERROR,
    N_('the file "{file}" is not the one that was recorded'),
    N_("Put the recorded file back; or, if the new one is right, record its hash: {actual}."),
    N_("The hash shows that the proof has not been exchanged since someone checked it."),
    "sha256: 0000…",
)
LINE_ENDS = Kind(
    "evidence-line-ends",
    Severity.WARNING,
    N_('the file "{file}" differs from the recorded one only in its line ends, which git changes on Windows'),
    N_("Add the line `{line}` to .gitattributes; `smartcity merge-driver --install` does so. {then}"),
    N_("git with autocrlf writes text files with other line ends. The content is the same, but the hash is not."),
    "sha256: 5f2a…        # nilai hash berkas dengan akhir baris LF; di sini CRLF",
)
EXPIRED = Kind(
    "evidence-expired",
    Severity.WARNING,
    N_("this evidence expired on {day}"),
    N_("Ask the issuer for one that is in force."),
    N_("A document that is no longer in force proves nothing for the stage."),
    "expires_on: 2022-12-31",
)
INTERNAL = Kind(
    "evidence-internal-file",
    Severity.ERROR,
    N_("an internal document may not have a file in the repository"),
    N_("Remove the file from the repository; write in kept_at where it is kept, and record its hash."),
    N_("Everybody who can read the repository could open the internal document."),
    "access: internal\nfile: data/evidence/files/rahasia.pdf",
)
NOWHERE = Kind(
    "evidence-nowhere",
    Severity.WARNING,
    N_("the record does not say where the document is"),
    N_("Name its file or address; for an internal document, say in kept_at where it is kept."),
    N_("A proof that nobody can find in time is no proof."),
    "file: null\naddress: null",
)
NO_HASH = Kind(
    "evidence-without-hash",
    Severity.WARNING,
    N_('the file "{file}" has no recorded hash'),
    N_("Record its SHA-256: {actual}."),
    N_("Without a hash nobody notices when the file is exchanged or damaged."),
    "sha256: null",
)
LEAKED = Kind(
    "evidence-internal-leaked",
    Severity.ERROR,
    N_('this internal document lies in the repository as "{file}"'),
    N_(
        "Delete that file. If it has been committed before, tell the keeper of the repository: it stays in the history."
    ),
    N_("Everybody who can read the repository could open the internal document, whatever the file is called there."),
    "access: internal\nsha256: 9f86…        # berkas dengan sidik ini ada di data/evidence/files/",
)
KINDS = (FILE_MISSING, HASH, LINE_ENDS, EXPIRED, INTERNAL, NOWHERE, NO_HASH, LEAKED)


def check_evidence(context: Context) -> Iterator[Diagnostic]:
    """The faults of every record of evidence."""
    for record in context.model.evidence.values():
        yield from _place(context, record)
        if record.access == "internal":
            for path in context.leaks.get(record.sha256 or "", ()):
                if path != record.file:
                    yield Diagnostic(LEAKED, record.at / "sha256", {"file": path})
        begins = record.in_force_on or record.issued_on
        in_order = begins is None or record.expires_on is None or begins <= record.expires_on
        if in_order and record.expires_on and record.expires_on < context.today:
            yield Diagnostic(EXPIRED, record.at / "expires_on", {"day": record.expires_on})


def _place(context: Context, record: Evidence) -> Iterator[Diagnostic]:
    if record.file is None:
        if record.address is None and record.kept_at is None:
            yield Diagnostic(NOWHERE, record.at / "file")
        return
    at, holding = record.at / "file", context.holdings[record.file]
    if not holding.inside or is_hidden(record.file):
        yield Diagnostic(PATH_OUTSIDE, at)
    elif record.access == "internal":
        yield Diagnostic(INTERNAL, at)
    elif not holding.present:
        yield Diagnostic(FILE_MISSING, at, {"file": record.file})
    elif record.sha256 is None:
        yield Diagnostic(NO_HASH, record.at / "sha256", {"file": record.file, "actual": holding.settled})
    elif holding.sha256 != record.sha256 and agrees(record, holding):
        yield Diagnostic(
            LINE_ENDS, at, {"file": record.file, "line": EVIDENCE_AS_IT_IS, "then": _then(record.file, holding)}
        )
    elif holding.sha256 != record.sha256:
        yield Diagnostic(HASH, record.at / "sha256", {"file": record.file, "actual": holding.sha256})


def _then(file: str, holding: Holding) -> Limit:
    """What is to be done once git leaves the file alone."""
    if holding.plain:
        return Limit(N_("Then record the hash that the file has on every computer: {limit}."), holding.sha256)
    return Limit(N_("Then delete the file and run `git checkout -- {limit}`. Keep the recorded hash."), file)
