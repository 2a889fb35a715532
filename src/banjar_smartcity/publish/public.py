"""Public: the part of a report that may be shown to everybody. Internal documents are not even named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import overload

from ..diagnostics import Finding
from ..evidence.holdings import Holding
from ..evidence.proof import Proof, prove
from ..i18n import Text
from ..model.evidence import Evidence
from ..model.later import chosen, each_changed, each_made, outlined, passing
from ..named import NamedTuple
from ..workspace.layout import ID
from .report import Answered, Exhibit, Portrait, Report, Section, exhibit_documents, portraits

_EVIDENCE = "data/evidence/"
_WITHHELD = frozenset(("personal-data", "personal-data-in-name", "personal-data-in-document", "survey-rows"))
"""Findings that name a place with something that nobody should read."""


class PublicUse(NamedTuple):
    """What names a document: the anchor in the report, the name there, and the pages that count."""

    anchor: str
    name: Text
    pages: str | None


class PublicDocument(NamedTuple):
    """A public document, whether it is valid on the day, and what names it."""

    evidence: Evidence
    stands: bool
    uses: tuple[PublicUse, ...]


class PublicInnovation(NamedTuple):
    """An innovation and its section."""

    section: Section
    portrait: Portrait


class Site(NamedTuple):
    """A report without anything internal, and lists of its documents and innovations."""

    report: Report
    documents: Sequence[PublicDocument]
    innovations: Sequence[PublicInnovation]
    unlisted: int
    """The number of findings that are not shown: they would name an internal document or a place with personal data."""
    hidden: frozenset[str] = frozenset()
    """Ids and other details of what is not public."""

    def may_show(self, text: str) -> bool:
        """Whether a text names nothing that is hidden."""
        return not _names(text, self.hidden)


def publish(report: Report, holdings: Mapping[str, Holding]) -> Site:
    """The part of a report that anybody may see."""
    evidence = outlined(report.model.evidence)
    public = chosen(report.model.evidence, {name for name, record in evidence.items() if record.access == "public"})
    hidden = _hidden(report, public)
    findings = tuple(finding for finding in report.findings if _may_be_public(finding, public, hidden))
    proof = prove(report.model, holdings, report.today)._replace(evidence=public)
    shown = report._replace(
        model=report.model._replace(evidence=public),
        todo=report.todo._replace(
            steps=tuple(
                step._replace(blocked_by=tuple(b for b in step.blocked_by if b.thing not in hidden))
                for step in report.todo.steps
            )
        ),
        sections=tuple(_section(section) for section in report.sections),
        findings=findings,
        documents=exhibit_documents(proof),
    )
    return Site(
        shown,
        _documents(shown, proof),
        _Innovations(shown.sections),
        len(report.findings) - len(findings),
        hidden,
    )


def answered(section: Section) -> Iterator[Answered]:
    """The items of a section, in the order in which they are shown."""
    yield from section.items
    for sub in section.sub_sections:
        yield from sub.items


def _hidden(report: Report, public: Mapping[str, Evidence]) -> frozenset[str]:
    """Ids and other details of documents that are internal, or that no valid record declares public."""
    names = {PurePosixPath(f.path).stem for f in report.findings if f.path.startswith(_EVIDENCE)} - set(public)
    for record in passing(report.model.evidence, lambda outline: outline.access != "public"):
        if record.id not in public:
            details = (record.title.id, record.title.en, record.number, record.kept_at, record.file, record.sha256)
            names.update((record.id, *filter(None, details)))
    return frozenset(names)


def _may_be_public(finding: Finding, public: Mapping[str, Evidence], hidden: frozenset[str]) -> bool:
    if finding.kind.id in _WITHHELD:
        return False
    if finding.path.startswith(_EVIDENCE) and PurePosixPath(finding.path).stem not in public:
        return False
    return not any(_names(text, hidden) for text in _texts((*finding.facts.values(), finding.suggestion)))


def _texts(facts: Iterable[object]) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, str):
            yield fact
        elif type(fact) is tuple:
            yield from _texts(fact)


def _names(text: str, hidden: frozenset[str]) -> bool:
    return text in hidden or not hidden.isdisjoint(ID.findall(text))


def _section(section: Section) -> Section:
    return section._replace(
        items=tuple(a._replace(exhibits=_public(a.exhibits)) for a in section.items),
        sub_sections=tuple(
            sub._replace(
                items=tuple(a._replace(exhibits=_public(a.exhibits)) for a in sub.items),
                innovations=each_changed(sub.innovations, _public_portrait),
            )
            for sub in section.sub_sections
        ),
        innovations=each_changed(section.innovations, _public_portrait),
    )


def _public_portrait(portrait: Portrait) -> Portrait:
    return portrait._replace(exhibits=_public(portrait.exhibits))


class _Innovations(Sequence[PublicInnovation]):
    """The innovations of all sections, each made when it is asked for."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections

    @overload
    def __getitem__(self, place: int) -> PublicInnovation: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[PublicInnovation]: ...
    def __getitem__(self, place: int | slice) -> PublicInnovation | Sequence[PublicInnovation]:
        return tuple(self)[place]

    def __len__(self) -> int:
        return sum(
            len(section.innovations) + sum(len(sub.innovations) for sub in section.sub_sections)
            for section in self._sections
        )

    def __iter__(self) -> Iterator[PublicInnovation]:
        return (PublicInnovation(section, portrait) for section in self._sections for portrait in portraits(section))


def _public(exhibits: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    return tuple(exhibit for exhibit in exhibits if exhibit.evidence.access == "public")


def _documents(report: Report, proof: Proof) -> Sequence[PublicDocument]:
    uses: dict[str, list[PublicUse]] = {}
    for section in report.sections:
        for item in answered(section):
            for exhibit in item.exhibits:
                use = PublicUse(f"item-{item.leaf.item.id}", item.leaf.item.question, exhibit.pages)
                uses.setdefault(exhibit.evidence.id, []).append(use)
        for portrait in portraits(section):
            for exhibit in portrait.exhibits:
                use = PublicUse(f"innovation-{portrait.innovation.id}", Text(portrait.innovation.name), exhibit.pages)
                uses.setdefault(exhibit.evidence.id, []).append(use)
    evidence = report.model.evidence
    issued = [n for n, r in outlined(evidence).items() if r.issued_on is None or r.issued_on <= report.today]
    return each_made(
        evidence, lambda name, record: PublicDocument(record, proof.stands(name), tuple(uses.get(name, ()))), issued
    )
