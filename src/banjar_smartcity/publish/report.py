"""Report: everything that a report of a stage shows, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..diagnostics import At, Finding, Position
from ..evidence.holdings import Holding
from ..evidence.proof import Proof, prove
from ..innovations.maturity import Maturity, assess_innovation
from ..model.dimension import CROSSCUTTING, Dimension, SubDimension
from ..model.evidence import Evidence
from ..model.innovation import Innovation
from ..model.later import LaterThings, each_made, glance_at, glances, outlined
from ..model.maturity import Indicator, indicators
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..model.parts import EvidenceUse
from ..model.register import Source
from ..named import NamedTuple
from ..scoring.completeness import Completeness, Part, compute_completeness
from ..scoring.losses import OfficialLoss, official_loss
from ..scoring.official import Standing, standing
from ..scoring.parts import Leaf, Node
from ..scoring.score import Score
from ..scoring.steps.todo import Todo, compute_todo, limit_todo
from .cited import cited_sources, sources_of
from .summary import Summary, build_summary

if TYPE_CHECKING:
    from ..seeing.pictured.shown import ShownPage
    from ..seeing.sight import Sight

NOTHING_SEEN: Mapping[At, Sight] = MappingProxyType({})
NO_PAGES: Mapping[At, ShownPage] = MappingProxyType({})


class Exhibit(NamedTuple):
    """A document shown as proof: its record, the pages that count, and whether it is valid on the day."""

    evidence: Evidence
    pages: str | None
    stands: bool
    at: At | None = None
    """The place of the reference; None if the document is not shown for one."""


class Answered(NamedTuple):
    """An item with its answer and documents."""

    leaf: Leaf
    exhibits: tuple[Exhibit, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it has no gap and no fault: all that it claims is supported, and no remark waits for a reply."""
        supported = self.leaf.answered and self.leaf.claimed == self.leaf.supported and not self.leaf.doubts
        return supported and not any(mark.is_open for mark in self.leaf.marks)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on record for it: no fact, no document and no remark of an assessor."""
        answer, marks = self.leaf.answer, self.leaf.marks
        return not self.leaf.answered and not marks and (answer is None or answer.is_empty)


class Portrait(NamedTuple):
    """An innovation with its documents and its maturity."""

    innovation: Innovation
    exhibits: tuple[Exhibit, ...]
    maturity: Maturity

    @property
    def is_complete(self) -> bool:
        """Whether its owner, a source and evidence are recorded."""
        return bool(self.innovation.owners and self.innovation.sources and self.innovation.evidence)


class SubSection(NamedTuple):
    """A sub-dimension: its survey statements and its innovations."""

    sub_dimension: SubDimension
    part: Part
    items: tuple[Answered, ...]
    innovations: Sequence[Portrait]

    @property
    def is_complete(self) -> bool:
        """Whether it has an innovation, and nothing in it has a gap or a fault."""
        return (
            all(answered.is_complete for answered in self.items)
            and bool(self.innovations)
            and all(portrait.is_complete for portrait in self.innovations)
        )


class Section(NamedTuple):
    """A dimension, or the cross-cutting items (`dimension` is None)."""

    dimension: Dimension | None
    node: Node
    part: Part
    items: tuple[Answered, ...]
    """Items of the dimension as a whole."""
    sub_sections: tuple[SubSection, ...]
    innovations: Sequence[Portrait]
    """Innovations that are not assigned to a sub-dimension yet."""


class Report(NamedTuple):
    """A report as of a day. `dimension` or `agency` is the one that it is limited to, if any."""

    model: Model
    today: date
    dimension: str | None
    score: Score
    completeness: Completeness
    todo: Todo
    official: Standing | None
    """The published result of the region for the year of the stage."""
    before: Standing | None
    """The published result for the year before."""
    loss: OfficialLoss | None
    """Where the latest official result lost its points."""
    summary: Summary
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    """The cited sources, in the order of the register."""
    partial: bool
    """Whether files with errors were excluded."""
    locate: Callable[[At], Position]
    documents: Sequence[Exhibit] = ()
    """All documents on record on the day, whatever they are used for."""
    agency: str | None = None
    seen: Mapping[At, Sight] = NOTHING_SEEN
    """What was seen on the pages of public documents, by the place of the reference; empty unless asked for."""
    pages_shown: Mapping[At, ShownPage] = NO_PAGES
    """Pages of public documents as pictures, by the place of the reference; empty unless asked for."""

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole region, so that it can be compared with published results."""
        return self.dimension is None and self.agency is None


def build_report(
    model: Model,
    score: Score,
    today: date,
    dimension: str | None,
    holdings: Mapping[str, Holding],
    findings: tuple[Finding, ...],
    locate: Callable[[At], Position],
    *,
    partial: bool,
) -> Report:
    """The report of a score, or of one dimension of it."""
    completeness = compute_completeness(model, score, today, dimension)
    nodes = [node for node in score.dimensions if dimension in (None, node.id)]
    proof = prove(model, holdings, today)
    asked = indicators(model.maturity_instrument)
    sections = tuple(
        _section(model, proof, asked, node, part) for node, part in zip(nodes, completeness.dimensions, strict=True)
    )
    year = score.stage.year
    todo = _todo(model, score, today, completeness, dimension)
    loss = official_loss(model, year)
    official, before = standing(model, year), standing(model, year - 1)
    return Report(
        model=model,
        today=today,
        dimension=dimension,
        score=score,
        completeness=completeness,
        todo=todo,
        official=official,
        before=before,
        loss=loss if dimension is None else None,
        summary=build_summary(model, score, todo, loss, None if dimension is None else nodes[0]),
        sections=sections,
        findings=_concerning(findings, model, dimension),
        sources=cited_sources(model, score, cited_in(sections, model), (official, before), today),
        partial=partial,
        locate=locate,
        documents=exhibit_documents(proof),
    )


def _todo(model: Model, score: Score, today: date, completeness: Completeness, dimension: str | None) -> Todo:
    return limit_todo(compute_todo(model, score, today, completeness.missing), dimension, None)


def _exhibits(proof: Proof, uses: Iterable[EvidenceUse]) -> tuple[Exhibit, ...]:
    return tuple(
        Exhibit(proof.evidence[use.evidence], use.pages, proof.supports(use), use.at)
        for use in uses
        if use.evidence in proof.evidence
    )


def exhibit_documents(proof: Proof) -> Sequence[Exhibit]:
    """All documents, whatever they are used for."""
    return each_made(proof.evidence, lambda name, record: Exhibit(record, None, proof.stands(name)))


def _section(model: Model, proof: Proof, asked: tuple[Indicator, ...], node: Node, part: Part) -> Section:
    dimension = next((d for d in model.ordered_dimensions if d.id == node.id), None)
    items = [Answered(leaf, _exhibits(proof, leaf.answer.evidence if leaf.answer else ())) for leaf in node.leaves]
    mine = {name: r.sub_dimension for name, r in glances(model.innovations) if r.dimension == node.id}

    def portrait(_name: str, record: Innovation) -> Portrait:
        return Portrait(record, _exhibits(proof, record.evidence), assess_innovation(record, asked, proof))

    def shown(names: Iterable[str]) -> Sequence[Portrait]:
        return each_made(model.innovations, portrait, list(names))

    sub_dimensions = dimension.sub_dimensions if dimension else ()
    known = {sub.id for sub in sub_dimensions}
    return Section(
        dimension,
        node,
        part,
        tuple(a for a in items if a.leaf.item.sub_dimension not in known),
        tuple(
            SubSection(
                sub,
                sub_part,
                tuple(a for a in items if a.leaf.item.sub_dimension == sub.id),
                shown(name for name, place in mine.items() if place == sub.id),
            )
            for sub, sub_part in zip(sub_dimensions, part.parts, strict=True)
        ),
        shown(name for name, place in mine.items() if place not in known),
    )


def cited_in(sections: Iterable[Section], model: Model) -> set[str]:
    """The ids of the sources that sections cite."""
    cited: set[str] = set()
    for section in sections:
        cited.update(section.dimension.sources if section.dimension else ())
        for answered in (*section.items, *(item for sub in section.sub_sections for item in sub.items)):
            cited.update(answered.leaf.answer.sources if answered.leaf.answer else ())
        for record in innovations_of(section, model):
            cited.update(sources_of(record))
    return cited


def innovations_of(section: Section, model: Model) -> Iterator[Innovation | InnovationOutline]:
    """The innovations of a section; of those that are built later the outlines, as far as these say the same."""
    for some in (*(sub.innovations for sub in section.sub_sections), section.innovations):
        if isinstance(some, LaterThings):
            yield from (glance_at(model.innovations, name) for name in some.names)
        else:
            yield from (portrait.innovation for portrait in some)


def portraits(section: Section) -> Iterator[Portrait]:
    """The innovations of a section, in the order in which they are shown."""
    for sub in section.sub_sections:
        yield from sub.innovations
    yield from section.innovations


def _concerning(findings: Iterable[Finding], model: Model, dimension: str | None) -> tuple[Finding, ...]:
    """The findings in files of a dimension; all findings for the whole region."""
    if dimension is None:
        return tuple(findings)
    folder = "data/crosscutting/" if dimension == CROSSCUTTING else f"data/dimensions/{dimension}/"
    innovations = (*outlined(model.innovations).values(), *outlined(model.drafts).values())
    paths = {record.at.path for record in innovations if record.dimension == dimension}
    paths |= {survey.at.path for survey in model.surveys.values() if survey.dimension == dimension}
    return tuple(finding for finding in findings if finding.path.startswith(folder) or finding.path in paths)
