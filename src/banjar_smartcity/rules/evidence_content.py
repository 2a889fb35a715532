"""Contents of evidence: there must be something in a file, and it must be what the name and the record say."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.contents.titles import is_only_a_title
from ..evidence.files import is_in_place
from ..evidence.proof import EMPTY_HASH, is_unlikely
from ..i18n import N_
from ..model.evidence import EVIDENCE_KINDS, Evidence
from ..model.later import suspects
from ..model.outline import EvidenceOutline
from ..reading.formats import NAMES, promised_format
from .context import Context

EMPTY = Kind(
    id="evidence-empty",
    severity=Severity.ERROR,
    message=N_('there is nothing in the evidence file "{file}"'),
    hint=N_("Get the document again from the agency that owns it; a form that is not filled in yet is not evidence."),
    why=N_("An empty file, a page without text or a picture of one colour proves nothing."),
    example="file: data/evidence/files/sk.txt        # berkas 0 byte",
)
FORMAT = Kind(
    id="evidence-format",
    severity=Severity.ERROR,
    message=N_('the evidence file "{file}" is not what its name says: the name says {named}, the file is {found}'),
    hint=N_("Open the file: if it is the document, give it the ending of its format; if not, get the document again."),
    why=N_("Often a page that asks for a password was saved instead of the document, or an upload was cut off."),
    example="file: data/evidence/files/sk.pdf        # isinya halaman web",
)
OWN_DATA = Kind(
    id="evidence-own-data",
    severity=Severity.ERROR,
    message=N_('the evidence file "{file}" only repeats these data: it is a copy, or smartcity wrote it'),
    hint=N_("Record the document from which the data were taken: the decree, the report, the minutes."),
    why=N_("Data do not prove themselves: a copy or a report of them says only what the region claims already."),
    example="file: data/evidence/files/jalan.txt        # salinan data/dimensions/living/answers/2026-tahap-1.yaml",
)
OTHER_KIND = Kind(
    id="evidence-kind",
    severity=Severity.WARNING,
    message=N_('this is recorded as {kind}, but "{file}" cannot be one'),
    hint=N_("Correct kind, or record the file that shows it."),
    why=N_(
        "A document proves only items that require its kind: a text called a video proves nothing until this is fixed."
    ),
    example="kind: video\nfile: data/evidence/files/kegiatan.txt",
)
ONLY_TITLE = Kind(
    id="evidence-only-title",
    severity=Severity.WARNING,
    message=N_('the evidence file "{file}" holds only a title'),
    hint=N_("Record the document itself instead of its title page."),
    why=N_("A file that repeats the title of its record shows nothing that an assessor could read."),
    example="file: data/evidence/files/sk.txt        # isinya hanya judul",
)
KINDS = (EMPTY, FORMAT, OWN_DATA, OTHER_KIND, ONLY_TITLE)


def check_contents(context: Context) -> Iterator[Diagnostic]:
    """Files in their place that hold nothing, or not what their name or record says."""

    def doubt(outline: EvidenceOutline) -> bool:
        if outline.file is None:
            return outline.sha256 == EMPTY_HASH
        return any(True for _ in _file(context, outline, outline.file))

    for _, record in suspects(context.model.evidence, doubt):
        if record.file is not None:
            yield from _file(context, record, record.file)
        elif record.sha256 == EMPTY_HASH:
            yield Diagnostic(EMPTY, record.at / "sha256", {"file": record.id})


def _file(context: Context, record: Evidence | EvidenceOutline, file: str) -> Iterator[Diagnostic]:
    """What is wrong with a file; of an outline, which has no title, also what may be."""
    holding = context.holdings[file]
    if not holding.present or holding.linked or not is_in_place(file) or record.access == "internal":
        return
    at, content = record.at / "file", holding.content
    if content.empty:
        yield Diagnostic(EMPTY, at, {"file": file})
    elif content.own:
        yield Diagnostic(OWN_DATA, at, {"file": file})
    elif content.looks is not None:
        named, found = (Phrase(NAMES[name]) for name in (promised_format(file) or "binary", content.looks))
        yield Diagnostic(FORMAT, at, {"file": file, "named": named, "found": found})
    elif is_unlikely(record.kind, file, content):
        yield Diagnostic(OTHER_KIND, record.at / "kind", {"kind": Phrase(EVIDENCE_KINDS[record.kind]), "file": file})
    elif content.words is not None and (isinstance(record, EvidenceOutline) or is_only_a_title(record, content.words)):
        yield Diagnostic(ONLY_TITLE, at, {"file": file})
