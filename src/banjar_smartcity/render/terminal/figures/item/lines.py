"""The lines about an item that need no console: what an answer states, a conversion table, an objection to a survey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from .....i18n import N_, Language
from .....model.answer import Answer
from .....model.conversion import Conversion
from .....model.dimension import Dimension
from .....scoring.steps.item_view import ItemView
from .....scoring.support import Objection
from ....words.evidence.here import ON_THIS_COMPUTER
from ....words.exchange.mark_words import mark_lines
from ....words.records.innovation import money_lines
from ....words.wording import as_written


def level_text(level: Fraction | float, lang: Language) -> str:
    """A level, without decimals if it is whole."""
    return lang.number(level, 0 if level == int(level) else 2)


def answer_lines(answer: Answer, lang: Language) -> Iterator[str]:
    """What an answer states, its sources, and the programme, activity and budget line that pay for it."""
    _ = lang.translate
    if answer.carried:
        yield _(N_("Carried over from {stage}; nobody has confirmed it.")).format(stage=answer.carried)
    if answer.confirmed_from:
        yield _(N_("Carried over from {stage} and confirmed.")).format(stage=answer.confirmed_from)
    if answer.level is not None:
        yield _(N_("Level {level}")).format(level=level_text(answer.level, lang))
    if answer.not_applicable:
        yield _(N_("Not applicable: {reason}")).format(reason=lang.text(answer.not_applicable))
    if answer.fact:
        cited = _(N_("source: {sources}")).format(sources=", ".join(answer.sources))
        yield lang.text(answer.fact) + (f" ({cited})" if answer.sources else "")
    if (figure := answer.statistic) is not None:
        yield f"{as_written(figure.value, lang)} {figure.unit} ({figure.year})"
    if (other := answer.external) is not None:
        value = _(N_("Value of the other body: {value} ({year})"))
        body = f" · {lang.text(other.body)}" if other.body else ""
        yield value.format(value=as_written(other.value, lang), year=other.year) + body
    yield from money_lines(answer, lang)
    if answer.answered_on:
        yield _(N_("Answered on {day}")).format(day=lang.date(answer.answered_on))
    if answer.note:
        yield _(N_("Note: {note}")).format(note=lang.text(answer.note))


def beside_lines(view: ItemView, today: date, lang: Language, *, seen: bool) -> Iterator[str]:
    """What the assessors gave and remarked, the meetings whose minutes the answer names, and official scores.

    With `seen`, first where the words come from that were seen in documents.
    """
    _ = lang.translate
    if seen:
        yield _(ON_THIS_COMPUTER)
    for mark in view.leaf.marks if view.leaf else ():
        yield " · ".join(mark_lines(mark, view.instrument.rebuttal_hours, today, lang))
    for meeting in view.meetings:
        day = lang.date(meeting.starts_on) if meeting.starts_on else _(N_("no date"))
        text = _(N_("{minutes} is the minutes of: {meeting} ({day})."))
        yield text.format(minutes=meeting.minutes, meeting=lang.text(meeting.name), day=day)
    for year, score in view.assessed:
        text = _(N_("The assessors gave {score} in {year}."))
        yield text.format(score=level_text(score, lang), year=year)


def band_lines(table: Conversion, lang: Language) -> Iterator[str]:
    """The bands of a conversion table: values, and the levels that they become."""
    text = lang.translate(N_("a value of {values} becomes level {levels}"))
    for band in table.bands:
        values, levels = _span(band.first, band.last, lang), _span(band.lowest, band.highest, lang)
        yield text.format(values=values, levels=levels)


def _span(first: float, last: float, lang: Language) -> str:
    return "–".join(dict.fromkeys((as_written(first, lang), as_written(last, lang))))


def objection_line(entry: Objection, name: str | None, lang: Language) -> str:
    """Why the means of a survey are not supported. `name` is that of the sub-dimension that it is about."""
    reason = lang.translate(entry.reason.msgid)
    return reason.format(thing=name or entry.thing, needed=entry.needed) if "{" in reason else reason


def part_name(dimension: Dimension | None, name: str, lang: Language) -> str:
    """The name of a sub-dimension; its id if there is none."""
    parts = dimension.sub_dimensions if dimension else ()
    return next((lang.text(part.name) for part in parts if part.id == name), name)
