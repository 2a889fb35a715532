"""Report of an agency: what of a report one agency owes or answers, as a report of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..diagnostics import Finding
from ..i18n import Text
from ..model.later import passing
from ..scoring.parts import Leaf, node
from ..scoring.steps.todo import limit_todo
from .report import Answered, Portrait, Report, Section, SubSection, cited_in
from .summary import build_summary


def limit_report(report: Report, agency: str) -> Report:
    """The report limited to an agency: its items, steps, documents and innovations, compared with nothing.

    Sections are left out if the agency has nothing in them.
    """
    model = report.model
    todo = limit_todo(report.todo, None, agency)
    owed = {item for step in todo.steps for item in step.items}
    leaves = [leaf for leaf in report.score.final.leaves if leaf.item.id in owed or _answers(leaf, agency)]
    own = frozenset(leaf.item.id for leaf in leaves)
    sections = tuple(filter(_has_content, (_section(section, own, agency) for section in report.sections)))
    part = node(agency, model.agencies[agency].name or Text(agency), leaves)
    cited = cited_in(sections, model)
    return report._replace(
        agency=agency,
        todo=todo,
        official=None,
        before=None,
        loss=None,
        summary=build_summary(model, report.score, todo, None, part),
        sections=sections,
        documents=tuple(shown for shown in report.documents if shown.evidence.agency == agency),
        findings=_findings(report, agency),
        sources=tuple(source for source in report.sources if source.id in cited),
    )


def _answers(leaf: Leaf, agency: str) -> bool:
    """Whether an agency answers an item, or owns the programme that citizens were asked about."""
    programmes = leaf.survey.programmes if leaf.survey else ()
    return leaf.agency == agency or any(
        programme.agency == agency and programme.sub_dimension == leaf.item.sub_dimension for programme in programmes
    )


def _section(section: Section, own: Collection[str], agency: str) -> Section:
    kept = [leaf for leaf in section.node.leaves if leaf.item.id in own]
    subs = (
        sub._replace(items=_items(sub.items, own), innovations=_owned(sub.innovations, agency))
        for sub in section.sub_sections
    )
    return section._replace(
        node=node(section.node.id, section.node.name, kept),
        items=_items(section.items, own),
        sub_sections=tuple(filter(_has_content, subs)),
        innovations=_owned(section.innovations, agency),
    )


def _has_content(part: Section | SubSection) -> bool:
    subs = part.sub_sections if isinstance(part, Section) else ()
    return bool(part.items or part.innovations or subs)


def _items(items: tuple[Answered, ...], own: Collection[str]) -> tuple[Answered, ...]:
    return tuple(answered for answered in items if answered.leaf.item.id in own)


def _owned(portraits: Iterable[Portrait], agency: str) -> tuple[Portrait, ...]:
    return tuple(p for p in portraits if any(owner.agency == agency for owner in p.innovation.owners))


def _findings(report: Report, agency: str) -> tuple[Finding, ...]:
    """The findings in its innovations, its documents and its answers."""
    model = report.model
    own = {record.at.path for record in passing(model.evidence) if record.agency == agency}
    for innovations in (model.innovations, model.drafts):
        owned = (r for r in passing(innovations) if any(owner.agency == agency for owner in r.owners))
        own |= {record.at.path for record in owned}
    sheets = _sheets(report)

    def concerns(finding: Finding) -> bool:
        if finding.path in own:
            return True
        lines = sheets.get(finding.path, [])
        place = bisect_right(lines, (finding.position.line, "\uffff")) - 1
        return place >= 0 and lines[place][1] == agency

    return tuple(filter(concerns, report.findings))


def _sheets(report: Report) -> Mapping[str, list[tuple[int, str]]]:
    """For each file of answers, the line where each answer begins, in order, and the agency responsible for it."""
    begins: dict[str, list[tuple[int, str]]] = {}
    for path, line, agency in _answered_at(report):
        begins.setdefault(path, []).append((line, agency))
    return {path: sorted(lines) for path, lines in begins.items()}


def _answered_at(report: Report) -> Iterator[tuple[str, int, str]]:
    for leaf in report.score.final.leaves:
        if leaf.answer:
            yield leaf.answer.at.path, report.locate(leaf.answer.at).line, leaf.agency or ""
