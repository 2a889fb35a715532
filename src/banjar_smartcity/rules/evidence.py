"""Evidence: its file must be where the record says, unchanged, and not expired."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Limit, Severity
from ..evidence.files import is_in_place
from ..evidence.holdings import Holding, agrees
from ..evidence.proof import says_something
from ..i18n import N_
from ..model.evidence import Evidence
from ..model.later import suspects
from ..model.outline import EvidenceOutline
from ..model.web_address import is_home_page, repaired, web_address
from ..workspace.tree import EVIDENCE_AS_IT_IS, PATH_OUTSIDE, is_hidden
from .context import Context

FILE_MISSING = Kind(
    id="evidence-file-missing",
    severity=Severity.ERROR,
    message=N_('the evidence file "{file}" is missing'),
    hint=N_("Add the file, or correct its path. Paths start at the root of the repository."),
    why=N_("The record promises a document that nobody could show to the assessors."),
    example="file: data/evidence/files/sk.pdf        # berkas tidak ada",
)
HASH = Kind(
    id="evidence-hash",
    severity=Severity.ERROR,
    message=N_('the file "{file}" is not the one that was recorded'),
    hint=N_("Restore the recorded file; or, if the new one is right, record its hash: {actual}."),
    why=N_("The hash shows that the document has not been replaced since it was checked."),
    example="sha256: 0000…",
)
LINE_ENDS = Kind(
    id="evidence-line-ends",
    severity=Severity.WARNING,
    message=N_('the file "{file}" differs from the recorded one only in its line ends, which git changes on Windows'),
    hint=N_("Add the line `{line}` to .gitattributes, or run `smartcity merge-driver --install`. {then}"),
    why=N_("With autocrlf, git writes text files with other line ends. The content is the same, but the hash is not."),
    example="sha256: 5f2a…        # nilai hash berkas dengan akhir baris LF; di sini CRLF",
)
EXPIRED = Kind(
    id="evidence-expired",
    severity=Severity.WARNING,
    message=N_("this evidence expired on {day}"),
    hint=N_("Ask the issuer for a document that is in force."),
    why=N_("A document that is no longer in force proves nothing for the stage."),
    example="expires_on: 2022-12-31",
)
INTERNAL = Kind(
    id="evidence-internal-file",
    severity=Severity.ERROR,
    message=N_("the file of an internal document must not be in the repository"),
    hint=N_("Remove the file from the repository; write in kept_at where it is kept, and record its hash."),
    why=N_("Everybody who can read the repository could open the internal document."),
    example="access: internal\nfile: data/evidence/files/rahasia.pdf",
)
NOWHERE = Kind(
    id="evidence-nowhere",
    severity=Severity.WARNING,
    message=N_("the record does not say where the document is"),
    hint=N_("Name its file or address; for an internal document, say in kept_at where it is kept."),
    why=N_("A document that nobody can find in time proves nothing."),
    example="file: null\naddress: null",
)
NO_HASH = Kind(
    id="evidence-without-hash",
    severity=Severity.WARNING,
    message=N_('the file "{file}" has no recorded hash'),
    hint=N_("Record its SHA-256: {actual}."),
    why=N_("Without a hash, nobody notices if the file is replaced or damaged."),
    example="sha256: null",
)
LEAKED = Kind(
    id="evidence-internal-leaked",
    severity=Severity.ERROR,
    message=N_('this internal document is in the repository as "{file}"'),
    hint=N_(
        "Delete that file. If it has been committed before, tell the maintainer of the repository: it "
        "stays in the history."
    ),
    why=N_(
        "Everybody who can read the repository could open the internal document, whatever the file is called there."
    ),
    example="access: internal\nsha256: 9f86…        # berkas dengan sidik ini ada di data/evidence/files/",
)
MISPLACED = Kind(
    id="evidence-file-misplaced",
    severity=Severity.ERROR,
    message=N_('the evidence file "{file}" is not in data/evidence/files/'),
    hint=N_(
        "Move the document itself there, not a link to it, and correct the path. Data and settings are not documents."
    ),
    why=N_("Any file of the repository could pass as a proof, and nobody would look for documents there."),
    example="file: data/program.yaml",
)
ADDRESS = Kind(
    id="evidence-address",
    severity=Severity.ERROR,
    message=N_('"{address}" is not a web address'),
    hint=N_(
        "Write an address of https or http, such as https://jdih.go.id/perbup. Where paper is kept goes into kept_at."
    ),
    why=N_(
        "Nobody can open it in a browser, so it proves nothing; some such addresses run a program if they are clicked."
    ),
    example="address: javascript:alert(1)",
)
HOME_PAGE = Kind(
    id="evidence-home-page",
    severity=Severity.WARNING,
    message=N_('"{address}" is the first page of a site, not the document'),
    hint=N_("Open the document in the browser and copy its own address, or add its file."),
    why=N_("The first page changes every day, and assessors do not search a site for the document."),
    example="address: https://jdih.go.id/",
)
KINDS = (FILE_MISSING, HASH, LINE_ENDS, EXPIRED, INTERNAL, NOWHERE, NO_HASH, LEAKED, MISPLACED, ADDRESS, HOME_PAGE)


def check_evidence(context: Context) -> Iterator[Diagnostic]:
    """The faults of the places and dates of all records of evidence."""

    def doubt(outline: EvidenceOutline) -> bool:
        has_expired = outline.expires_on is not None and outline.expires_on < context.today
        is_misplaced = outline.file is not None and any(True for _ in _file(context, outline, outline.file))
        return is_misplaced or outline.access == "internal" or has_expired or "evidence" in outline.remarks

    for _, record in suspects(context.model.evidence, doubt):
        if record.file is None:
            yield from _nowhere(record)
        else:
            yield from _file(context, record, record.file)
        yield from _address(record)
        if record.access == "internal":
            for path in context.leaks.get(record.sha256 or "", ()):
                if path != record.file:
                    yield Diagnostic(LEAKED, record.at / "sha256", {"file": path})
        begins = record.in_force_on or record.issued_on
        in_order = begins is None or record.expires_on is None or begins <= record.expires_on
        if in_order and record.expires_on and record.expires_on < context.today:
            yield Diagnostic(EXPIRED, record.at / "expires_on", {"day": record.expires_on})


def of_evidence(record: Evidence) -> Iterator[Diagnostic]:
    """The faults of a record without a file that do not depend on the day."""
    if record.file is None:
        yield from _nowhere(record)
    yield from _address(record)


def _address(record: Evidence) -> Iterator[Diagnostic]:
    if record.address is not None and web_address(record.address) is None:
        facts = {"address": record.address}
        yield Diagnostic(ADDRESS, record.at / "address", facts, suggestion=repaired(record.address))
    elif record.address is not None and record.file is None and is_home_page(record.address):
        yield Diagnostic(HOME_PAGE, record.at / "address", {"address": record.address})


def _nowhere(record: Evidence) -> Iterator[Diagnostic]:
    if record.address is None and not says_something(record.kept_at):
        yield Diagnostic(NOWHERE, record.at / "file")


def _file(context: Context, record: Evidence | EvidenceOutline, file: str) -> Iterator[Diagnostic]:
    at, holding = record.at / "file", context.holdings[file]
    content = holding.content
    if not holding.inside or is_hidden(file):
        meant = file.replace("\\", "/")
        yield Diagnostic(PATH_OUTSIDE, at, suggestion=meant if meant != file and is_in_place(meant) else None)
    elif record.access == "internal":
        yield Diagnostic(INTERNAL, at)
    elif not holding.present:
        yield Diagnostic(FILE_MISSING, at, {"file": file}, suggestion=holding.meant)
    elif holding.linked or not is_in_place(file):
        yield Diagnostic(MISPLACED, at, {"file": file})
    elif content.empty or content.looks is not None:
        return  # rules/evidence_content.py says what the file is
    elif record.sha256 is None:
        yield Diagnostic(NO_HASH, record.at / "sha256", {"file": file, "actual": holding.settled})
    elif holding.sha256 != record.sha256 and agrees(record, holding):
        yield Diagnostic(LINE_ENDS, at, {"file": file, "line": EVIDENCE_AS_IT_IS, "then": _then(file, holding)})
    elif holding.sha256 != record.sha256:
        yield Diagnostic(HASH, record.at / "sha256", {"file": file, "actual": holding.sha256})


def _then(file: str, holding: Holding) -> Limit:
    """What is to be done once git leaves the file alone."""
    if holding.plain:
        return Limit(N_("Then record the hash that the file has on every computer: {limit}."), holding.sha256)
    return Limit(N_("Then delete the file and run `git checkout -- {limit}`. Keep the recorded hash."), file)
