"""Marks of assessors in words: what they gave, by when the region may reply, and what it replied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from ....i18n import N_, Language
from ....model.assessment import ACCEPTED, REVISE, AssessorMark
from ....scoring.weighing.spread import LevelSpread
from ..times import clock

_CLAIMED, _SUPPORTED, _GIVEN = N_("Claimed"), N_("Supported"), N_("Assessed")
VERDICTS: Mapping[str, str] = {ACCEPTED: N_("accepted"), REVISE: N_("to be revised")}


def mark_text(mark: AssessorMark, lang: Language) -> str:
    """What an assessor gave and remarked: `Assessor 2: 2.5, to be revised: the annex is missing`."""
    _ = lang.translate
    level = () if mark.level is None else (lang.number(mark.level, 0 if mark.level == int(mark.level) else 2),)
    said = (*level, *((_(VERDICTS[mark.verdict]),) if mark.verdict else ()))
    text = _(N_("Assessor {n}: {what}")).format(n=mark.assessor, what=", ".join(said) or _(N_("no mark")))
    return f"{text}: {lang.text(mark.remark)}" if mark.remark else text


def mark_lines(mark: AssessorMark, hours: float | None, today: date | None, lang: Language) -> Iterator[str]:
    """What an assessor gave, by when the region may answer, and what it answered. `hours` are those of the rebuttal."""
    _ = lang.translate
    yield mark_text(mark, lang)
    if mark.received_at is not None:
        yield _(N_("received {time}")).format(time=clock(mark.received_at, lang))
    if mark.replied_at is not None:
        text = lang.text(mark.reply) or _(N_("answered"))
        yield _(N_("our reply: {text}")).format(text=text) + f" ({clock(mark.replied_at, lang)})"
        return
    yield from unsent_lines(mark, lang)
    if mark.is_open:
        yield reply_by(mark.deadline(hours), today, lang)


def waiting_lines(mark: AssessorMark, hours: float | None, today: date | None, lang: Language) -> Iterator[str]:
    """What an assessor gave, what is written as a reply to it, and by when the region may answer."""
    yield mark_text(mark, lang)
    yield from unsent_lines(mark, lang)
    yield reply_by(mark.deadline(hours), today, lang)


def unsent_lines(mark: AssessorMark, lang: Language) -> Iterator[str]:
    """The reply that is written down and was not sent, if there is one."""
    if mark.reply is not None and not mark.is_sent:
        yield lang.translate(N_("our reply, not sent yet: {text}")).format(text=lang.text(mark.reply))


def reply_by(deadline: datetime | None, today: date | None, lang: Language) -> str:
    """By when a remark is answered, and whether that is over."""
    if deadline is None:
        return lang.translate(N_("not answered; the end of the rebuttal is not known"))
    text = N_("reply by {time}")
    if today and deadline.date() < today:
        text = N_("the rebuttal ended {time}")
    return lang.translate(text).format(time=clock(deadline, lang))


def spread_lines(found: LevelSpread, lang: Language) -> Iterator[str]:
    """What the items of an agency weigh, and the lowest, mean and highest level of each kind."""
    _ = lang.translate
    text = lang.ngettext(
        "{n} item weighs {share} % of the index.", "{n} items weigh {share} % of the index.", found.items
    )
    yield text.format(n=found.items, share=lang.number(found.weight * 100, 1))
    for name, levels in ((_CLAIMED, found.claimed), (_SUPPORTED, found.supported), (_GIVEN, found.given)):
        if levels is not None:
            figures = {"low": lang.number(levels.lowest), "mean": lang.number(levels.mean)}
            line = _(N_("{name} ({n}): lowest {low}, mean {mean}, highest {high}"))
            yield line.format(name=_(name), n=levels.items, high=lang.number(levels.highest), **figures)
