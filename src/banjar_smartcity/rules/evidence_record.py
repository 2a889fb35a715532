"""Records of evidence: they must say what the document is, and each document must be recorded once."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.proof import NOWHERE, find_repeated, is_unidentified, own_fault, says_something
from ..i18n import N_
from ..model.evidence import Evidence
from ..model.later import suspects
from ..model.outline import EvidenceOutline
from .context import Context

GUESSED = Kind(
    id="evidence-guessed",
    severity=Severity.WARNING,
    message=N_("{keys}: guessed from the name of the file, and not confirmed by anybody"),
    hint=N_(
        "Read the document and correct the record; then run `smartcity evidence confirm {id}`, or delete the marks."
    ),
    why=N_("Until somebody has looked into the document, the record proves nothing."),
    example='# TEBAKAN dari nama berkas, harus diperiksa:\ntitle: "Data Jalan"',
)
UNIDENTIFIED = Kind(
    id="evidence-unidentified",
    severity=Severity.WARNING,
    message=N_("this document has neither a hash nor a number, so nobody can say which one is meant"),
    hint=N_("Write its number as printed, or its hash: `smartcity evidence add FILE --internal` records it."),
    why=N_("Any paper in the cupboard could be shown as this document, so it proves nothing."),
    example="access: internal\nnumber: null\nkept_at: Lemari arsip\nsha256: null",
)
REPEATED = Kind(
    id="evidence-repeated",
    severity=Severity.WARNING,
    message=N_('this is the same document as "{first}"'),
    hint=N_("Name that record where this one is named, and delete this one; or record the document that was meant."),
    why=N_("One document recorded twice, perhaps as two kinds, would count as two proofs. This record proves nothing."),
    example="id: laporan-kesehatan        # berkas yang sama dengan data-kesehatan",
)
NO_ISSUER = Kind(
    id="evidence-without-issuer",
    severity=Severity.WARNING,
    message=N_("not known of this document: {what}"),
    hint=N_("Write who issued it and when, as printed on it."),
    why=N_("Assessors ask first who issued a document and when. It counts, but it is weak."),
    example="issuer: null\nissued_on: null",
)
NOT_YET = Kind(
    id="evidence-not-yet",
    severity=Severity.WARNING,
    message=N_("this evidence is not in force before {day}"),
    hint=N_("Check the date. If it is right, the document counts from that day on."),
    why=N_("A document that does not exist or is not in force yet proves nothing."),
    example="issued_on: 2099-01-31",
)
KINDS = (GUESSED, UNIDENTIFIED, REPEATED, NO_ISSUER, NOT_YET)


def check_records(context: Context) -> Iterator[Diagnostic]:
    """Records that nobody confirmed, that do not say which document is meant, or that repeat another."""
    model, holdings, today = context.model, context.holdings, context.today
    repeated = find_repeated(model, holdings, today)
    others = {model.evidence[name].at.path for name in repeated}

    def doubt(outline: EvidenceOutline) -> bool:
        is_early = outline.begins is not None and outline.begins > today
        return is_early or outline.path in others or "records" in outline.remarks

    for name, record in suspects(model.evidence, doubt):
        if record.guessed:
            yield Diagnostic(GUESSED, record.at / record.guessed[0], {"keys": record.guessed, "id": record.id})
        elif unknown := _unknown(record):
            facts = {"what": tuple(words for _, words in unknown)}
            yield Diagnostic(NO_ISSUER, record.at / unknown[0][0], facts)
        if is_unidentified(record) and own_fault(record, holdings, today) != NOWHERE:
            yield Diagnostic(UNIDENTIFIED, record.at / "number")
        if name in repeated:
            first = repeated[name]
            yield Diagnostic(REPEATED, record.at / _shared(record, model.evidence[first]), {"first": first})
        if record.begins is not None and record.begins > today:
            key = "in_force_on" if record.begins == record.in_force_on else "issued_on"
            yield Diagnostic(NOT_YET, record.at / key, {"day": record.begins})


def of_evidence(record: Evidence) -> Iterator[Kind]:
    """What there may be to say about a record by itself."""
    if record.guessed or _unknown(record):
        yield GUESSED if record.guessed else NO_ISSUER
    if is_unidentified(record):
        yield UNIDENTIFIED


def _unknown(record: Evidence) -> list[tuple[str, Phrase]]:
    """The keys of what is not known about where a document comes from, in words."""
    issued_by = record.issuer is not None and says_something(record.issuer.id)
    known = {"issuer": issued_by, "issued_on": record.issued_on is not None}
    words = {"issuer": Phrase(N_("who issued it")), "issued_on": Phrase(N_("when it was issued"))}
    return [(key, words[key]) for key, value in known.items() if not value]


def _shared(record: Evidence, other: Evidence) -> str:
    """The key of what two records have in common."""
    if record.page is not None and record.page == other.page:
        return "address"
    return "file" if record.file is not None else "sha256"
