"""The values of a report for its templates, grouped and looked up as they show them. Nothing is rounded here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from ...i18n import Language, Text
from ...model.innovation import Innovation
from ...model.instrument import Aspect, Item
from ...model.meeting import Meeting
from ...model.moment import Moment
from ...model.program import Mission, Vision
from ...model.survey import StatementResult, Survey
from ...model.view import is_undated
from ...named import NamedTuple
from ...publish.report import Answered, Exhibit, Report, Section, SubSection, innovations_of
from ...scoring.bridge import bridge, differences
from ...scoring.completeness import Part
from ...scoring.parts import Leaf
from ...scoring.steps.owed import OwedGroup, debtors, group_steps, next_due, overdue
from ...scoring.weighing.spread import spread
from ..words.evidence.seen import SEEN_NOTE, sight_text
from ..words.evidence.took_part import took_part_line
from ..words.exchange.mark_words import mark_lines, spread_lines, waiting_lines
from ..words.index import (
    change,
    loss_line,
    predicate_line,
    standing_verdict,
    unknown_lines,
    unofficial_line,
    unread_line,
)
from ..words.plan import plan_lines
from ..words.records.innovation import KEYS, Told, asked, money_lines, paid, unasked
from ..words.records.survey_words import marks_line
from ..words.scale import scale_of
from ..words.steps import blocker, decision_line, first_week, meeting_lines
from ..words.times import notices, period_note, plan_note
from .charts.view import charts_view
from .findings_view import group_findings, subjects
from .page_pictures import PictureView, picture_view


class Citation(NamedTuple):
    """A reference to a source: its number in the list of sources; None if the register does not have it."""

    number: int | None
    source: str


def report_view(report: Report, lang: Language) -> dict[str, Any]:
    """The fields of the report and the values derived from them, by name."""
    steps = group_steps(report.todo, report.score)
    official = report.model.results.get(report.score.stage.year)
    program = report.model.program
    node = None if report.is_whole else report.summary.node
    shown = report._asdict()
    del shown["locate"]  # it reads files; templates use the filter `place` instead
    del shown["seen"]  # templates ask `seen_words` for a document
    del shown["pages_shown"]  # templates ask `page_picture` for a document
    return {
        **shown,
        "whole": report.is_whole,
        "lang": lang.code,
        "stage": report.score.stage,
        "top": report.score.instrument.highest,
        "predicate_line": predicate_line(report.score, lang) if node is None else None,
        "is_smart_city": report.score.instrument.is_of_programme,
        "survey_aspects": [lang.text(a.name) for a in _surveyed(report)],
        "has_dimensions": len(report.score.dimensions) > 1,
        "loss_line": loss_line(report.loss, lang) if report.loss else None,
        "verdict": standing_verdict(report.summary, lang),
        "first_week": first_week(report.summary.first_week, lang) if report.summary.first_week else (),
        "plan_line": plan_lines(report.summary.plan, lang)[0] if report.summary.plan else None,
        "not_known": unknown_lines(report.summary, lang) if node is None else (),
        "change": lambda compared: change(compared, lang),
        "first_mark": next(iter(report.score.instrument.survey_levels), 0),
        "levels": scale_of(report.score.instrument).ticks,
        "program": program,
        "node": node or report.score.final,
        "node_part": _part(report),
        "steps": steps,
        "decided": [decision_line(entry, report.today, lang) for entry in report.todo.decisions],
        "debtors": debtors(steps),
        "agencies_of_steps": sorted({name for step in steps for entry in step.entries for name in entry.agencies}),
        "agencies_shown": _agencies(report, steps),
        "late": () if report.completeness.is_over else overdue(steps, report.today),
        "over": tuple(
            notices(report.model, report.score.stage, report.today, lang, stage_over=report.completeness.is_over)
        ),
        "next_due": next_due(steps, report.today),
        "charts": charts_view(report, lang),
        "distribution": official.distribution if official else None,
        "groups": group_findings(report.findings, report.model, lang),
        "about": subjects(report.findings, report.model, lang).get,
        "unofficial": unofficial_line(report.score, lang),
        "spread": tuple(spread_lines(spread(report.summary.node.leaves), lang)) if report.agency and node else (),
        "seen_words": lambda exhibit: _seen_words(report, exhibit, lang),
        "page_picture": lambda exhibit: _page_picture(report, exhibit, lang),
        "has_pictures": any(page.picture is not None for page in report.pages_shown.values()),
        "seen_note": lang.translate(SEEN_NOTE) if report.seen else None,
        "unread": unread_line(node or report.score.final, lang),
        "bridge": lambda part: bridge(part, report.score.instrument),
        "differences": differences,
        "blocked": lambda entry: blocker(entry, lang),
        **_lookups(report, lang),
    }


def _lookups(report: Report, lang: Language) -> dict[str, Callable[..., Any]]:
    """The functions that templates can call to look something up."""
    numbers = {source.id: number for number, source in enumerate(report.sources, 1)}
    register, model = report.model.sources, report.model
    program, levels = model.program, report.score.instrument.survey_levels
    missions = {mission.id: mission.text for mission in program.missions} if program else {}
    others = {mission.id: mission for mission in program.other_missions} if program else {}
    missions |= {name: mission.text for name, mission in others.items()}
    offices = {office.id: office.name for office in program.offices} if program else {}
    ladders = {ladder.id: ladder for ladder in report.score.instrument.ladders}

    cited: set[str] = set()

    def cite(sources: Iterable[str]) -> tuple[Citation, ...]:
        shown = tuple(Citation(numbers.get(s), s) for s in sources if s in numbers or not is_later(s))
        cited.update(citation.source for citation in shown)
        return shown

    def is_later(source: str) -> bool:
        earliest = register[source].earliest if source in register else None
        return earliest is not None and earliest > report.today

    def undated(sources: Iterable[str], happened: Moment | date | None = None) -> bool:
        moment = Moment(happened, happened) if isinstance(happened, date) else happened
        return is_undated(sources, register, moment)

    def planned(happens: Moment | date | None, *, marked: bool = False) -> str | None:
        return plan_note(happens, report.today, lang, planned=marked)

    def period(part: Vision | Mission) -> str | None:
        return program and period_note(part.period, program, report.today, lang)

    def sub_dimension(record: Innovation) -> Text | None:
        parts = model.dimensions[record.dimension].sub_dimensions if record.dimension in model.dimensions else ()
        return next((part.name for part in parts if part.id == record.sub_dimension), None)

    def other_period(name: str) -> str | None:
        return period(others[name]) if name in others else None

    def profile(record: Innovation) -> tuple[tuple[str, tuple[Told, ...]], ...]:
        told = (*asked(record, lang), *paid(record, lang))
        return tuple((label, tuple(parts)) for label, parts in groupby(told, lambda part: part.label))

    def level_text(item: Item, level: int) -> Text | None:
        ladder = ladders.get(item.ladder or "")
        return ladder.levels.get(level) if ladder else None

    def surveyed(leaf: Leaf) -> StatementResult | None:
        statements = leaf.survey.statements if leaf.survey else ()
        return next((s for s in statements if s.item == leaf.item.id), None)

    def surveys(items: Iterable[Answered]) -> tuple[Survey, ...]:
        return tuple({a.leaf.survey.id: a.leaf.survey for a in items if a.leaf.survey}.values())

    def drafts(dimension: str | None = None) -> tuple[str, ...]:
        return tuple(record.id for record in model.drafts.values() if dimension in (None, record.dimension))

    return {
        "cite": cite,
        "number_of": numbers.get,
        "cited_sources": lambda: tuple(source for source in report.sources if source.id in cited),
        "drafts": drafts,
        "undated": undated,
        "planned": planned,
        "period": period,
        "other_period": other_period,
        "sub_dimension_name": sub_dimension,
        "level_text": level_text,
        "surveyed": surveyed,
        "took_part": lambda survey, programme: took_part_line(survey, programme, model.evidence, lang),
        "marks_line": lambda result: marks_line(result.distribution, next(iter(levels), 0), lang),
        "surveys": surveys,
        "mission": missions.get,
        "office": offices.get,
        "innovation": model.innovations.get,
        "meeting_lines": lambda record: (
            tuple(meeting_lines(model, record, report.today, lang)) if isinstance(record, Meeting) else ()
        ),
        "profile": profile,
        "assessor_lines": lambda leaf, waiting=None: assessor_lines(leaf, report, lang, waiting=waiting),
        "paid_by": lambda answer: tuple(money_lines(answer, lang)),
        "unasked": lambda record: unasked(record, lang),
        "cited": lambda answer: tuple(lang.translate(KEYS[key]) for key in answer.cites),
    }


def _seen_words(report: Report, exhibit: Exhibit, lang: Language) -> str:
    """What was seen on the pages that are named; empty if nobody looked, or could."""
    sight = report.seen.get(exhibit.at) if exhibit.at else None
    return sight_text(sight, lang) if sight else ""


def _page_picture(report: Report, exhibit: Exhibit, lang: Language) -> PictureView | None:
    """The page that is named as a picture, or why there is none; None if nobody asked for it."""
    shown = report.pages_shown.get(exhibit.at) if exhibit.at else None
    return picture_view(shown, exhibit.evidence.title, _seen_words(report, exhibit, lang), lang)


def _part(report: Report) -> Part | None:
    """What is complete of what the report is about; None if that is an agency without items and innovations."""
    if report.agency is not None:
        return next((part for part in report.completeness.agencies if part.id == report.agency), None)
    return report.completeness.whole if report.dimension is None else report.completeness.dimensions[0]


def _agencies(report: Report, steps: Iterable[OwedGroup]) -> tuple[str, ...]:
    """The agencies that anything in the report belongs to, by their abbreviation."""
    found = {name for step in steps for entry in step.entries for name in entry.agencies}
    for section in report.sections:
        parts: tuple[Section | SubSection, ...] = (section, *section.sub_sections)
        found.update(answered.leaf.agency or "" for part in parts for answered in part.items)
        found.update(agency for record in innovations_of(section, report.model) for agency in record.agencies)
    known = report.model.agencies
    return tuple(sorted(found & known.keys(), key=lambda name: (known[name].abbreviation.casefold(), name)))


def _surveyed(report: Report) -> tuple[Aspect, ...]:
    """The aspects that count here and that the citizen survey answers."""
    return tuple(a for a in report.score.instrument.surveyed if a.id in report.score.variant.weights)


def assessor_lines(leaf: Leaf, report: Report, lang: Language, *, waiting: bool | None = None) -> tuple[str, ...]:
    """What each assessor gave an item, and what was replied: all, or only what waits for a reply, or what does not."""
    hours = report.score.instrument.rebuttal_hours
    chosen = (mark for mark in leaf.marks if waiting in (None, mark.is_open))
    lines = waiting_lines if waiting else mark_lines
    return tuple(" · ".join(lines(mark, hours, report.today, lang)) for mark in chosen)
