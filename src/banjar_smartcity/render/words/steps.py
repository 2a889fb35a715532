"""Steps in words: what to do, what blocks it, and when it is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ...diagnostics import Phrase
from ...i18n import N_, Language
from ...model.crosswalk import EVIDENCE as EVIDENCE_PART
from ...model.crosswalk import FACT
from ...model.crosswalk import LEVEL as LEVEL_PART
from ...model.evidence import EVIDENCE_KINDS
from ...model.meeting import Meeting, Resolution
from ...model.model import Model
from ...model.related import Related
from ...privacy.search import redact
from ...publish.summary import FirstWeek
from ...scoring.steps.decisions import OpenDecision
from ...scoring.steps.step import (
    ANSWER,
    BETTER,
    CONFIRM,
    EVIDENCE,
    IMPROVE,
    LEVEL,
    RAISE,
    REPAIR,
    SURVEY,
    VALUE,
    Blocker,
    Step,
)

ACTIONS: Mapping[Phrase, str] = {
    CONFIRM: N_("confirm or change what was carried over, with {kinds}"),
    ANSWER: N_("answer it, with {kinds}"),
    LEVEL: N_("set its level, with {kinds}"),
    EVIDENCE: N_("add {kinds}: level {target} then counts"),
    RAISE: N_("raise it to level {target}, with {kinds}"),
    BETTER: N_("improve the other body's index, to level {target}, with {kinds}"),
    VALUE: N_("record the value of the other body's index, with {kinds}"),
    SURVEY: N_("run the citizen survey for its {n} statements"),
    REPAIR: N_("fix the survey: the means of its {n} statements then count"),
    IMPROVE: N_("improve the service and survey again ({n} statements)"),
}
RISES: Mapping[Phrase, str] = {
    CONFIRM: N_("confirm or change what was carried over, at level {target}, with {kinds}"),
    ANSWER: N_("answer it at level {target}, with {kinds}"),
    LEVEL: N_("set its level to {target}, with {kinds}"),
    EVIDENCE: N_("add {kinds} for its level, and raise it to level {target}"),
}
"""Where several steps are taken with an item."""


DECIDED = N_("Decided in meetings, not done yet:")
PARTS: Mapping[str, str] = {FACT: N_("the fact"), EVIDENCE_PART: N_("the evidence"), LEVEL_PART: N_("the level")}
"""The parts of an answer."""


def action(step: Step, lang: Language) -> str:
    """What to do in a step, in words."""
    kinds = ", ".join(lang.translate(EVIDENCE_KINDS[kind]) for kind in step.wanted)
    msgid = RISES.get(step.kind) if step.rises > 1 else None
    return lang.translate(msgid or ACTIONS[step.kind]).format(
        target=lang.number(step.target) if isinstance(step.target, float) else step.target,
        kinds=kinds or lang.translate(N_("evidence")),
        n=len(step.leaves),
    )


def blocker(entry: Blocker, lang: Language) -> str:
    """What blocks a step, in words."""
    reason = lang.translate(entry.reason.msgid)
    if "{thing}" in reason:
        return reason.format(thing=lang.text(entry.words) or entry.thing, needed=entry.needed)
    if entry.words:
        return f"{reason} {lang.text(entry.words)}"
    if entry.document:
        return f'"{redact(lang.text(entry.document))}" ({entry.thing}): {reason}'
    return f"{entry.thing}: {reason}" if entry.thing else reason


def relation(entry: Related, lang: Language) -> str:
    """What the answer to a related item of another instrument has for this one, or could get from it."""
    parts = entry.usable or entry.carries
    facts = {
        "item": entry.item.id,
        "instrument": lang.text(entry.instrument.name),
        "parts": ", ".join(lang.translate(PARTS[part]) for part in parts),
    }
    if entry.usable:
        return lang.translate(N_("an answer here could use {parts} of {item} ({instrument})")).format(**facts)
    if parts:
        return lang.translate(N_("{parts} here could also serve {item} ({instrument})")).format(**facts)
    return lang.translate(N_("related to {item} ({instrument})")).format(**facts)


def first_week(week: FirstWeek, lang: Language) -> tuple[str, ...]:
    """What to do in the first week, one sentence each, the most urgent first."""
    _ = lang.translate
    lines = []
    if week.unnamed:
        text = N_("Name the agency that answers: for {unnamed} of {items} items nobody is named.")
        lines.append(_(text).format(unnamed=week.unnamed, items=week.items))
    if week.surveys:
        text = N_("Start the citizen surveys, which take longest: {n} of at least {respondents} respondents each.")
        lines.append(_(text).format(n=week.surveys, respondents=week.respondents))
    if week.heaviest:
        text = N_(
            "Answer {aspect} first: one level of one of its items adds {points} to the index, the most of all here."
        )
        aspect, points = lang.text(week.heaviest.aspect.name), lang.number(week.heaviest.most, 4)
        lines.append(_(text).format(aspect=aspect, points=points))
    if week.documents:
        kinds = (f"{lang.translate(EVIDENCE_KINDS[kind])} ({items})" for kind, items in week.documents)
        text = N_("Ask for the documents that most items require: {kinds}.")
        lines.append(_(text).format(kinds=", ".join(kinds)))
    return tuple(lines)


def decision_line(entry: OpenDecision, today: date | None, lang: Language) -> str:
    """What a meeting decided, who carries it out and by when, in a line."""
    named = lang.text(entry.office.name) if entry.office else entry.abbreviation
    return lang.translate(N_("{what}: {who}, {when} ({meeting})")).format(
        what=lang.text(entry.decision.text),
        who=named or lang.translate(N_("nobody named yet")),
        when=when(entry.decision.due, today, lang),
        meeting=lang.text(entry.meeting.name),
    )


def meeting_lines(model: Model, meeting: Meeting, today: date, lang: Language) -> Iterator[str]:
    """A line for each thing that is known of a meeting beyond its day and place."""
    _ = lang.translate
    if meeting.chair or meeting.host:
        named = [_office(model, meeting.chair, lang), _agency(model, meeting.host)]
        chaired = _(N_("chair: {chair}; host: {host}")) if all(named) else _(N_("chair: {chair}"))
        yield (chaired if named[0] else _(N_("host: {host}"))).format(chair=named[0], host=named[1])
    if meeting.attended is not None:
        came = ", ".join(_office(model, name, lang) for name in meeting.attended) or _(N_("nobody"))
        yield _(N_("came: {names}")).format(names=came)
    if meeting.minutes is not None:
        document = model.evidence.get(meeting.minutes)
        yield _(N_("minutes: {title}")).format(title=lang.text(document.title) if document else meeting.minutes)
    for decision in meeting.decisions:
        yield _decided(model, decision, today, lang)


def _decided(model: Model, decision: Resolution, today: date, lang: Language) -> str:
    _ = lang.translate
    who = ", ".join(filter(None, (_office(model, decision.office, lang), _agency(model, decision.agency))))
    done = decision.done_on
    state = _(N_("done on {day}")).format(day=lang.date(done)) if done else when(decision.due, today, lang)
    text = _(N_("decided: {what} ({who}, {when})"))
    return text.format(what=lang.text(decision.text), who=who or _(N_("nobody named yet")), when=state)


def _office(model: Model, name: str | None, lang: Language) -> str:
    offices = model.program.offices if model.program else ()
    found = next((office for office in offices if office.id == name), None)
    return lang.text(found.name) if found else name or ""


def _agency(model: Model, name: str | None) -> str:
    found = model.agencies.get(name or "")
    return found.abbreviation if found else name or ""


def when(due: date | None, today: date | None, lang: Language) -> str:
    """The day by which a step is due, and whether it is overdue."""
    if due is None:
        return lang.translate(N_("no date"))
    day = lang.date(due)
    return lang.translate(N_("{day} (overdue)")).format(day=day) if today and due < today else day
