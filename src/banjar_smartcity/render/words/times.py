"""Times in words: what is still a plan, which period a vision or mission belongs to, what ends sooner or is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ...i18n import N_, Language
from ...model.focus import sooner
from ...model.in_force import period_years, plan_on
from ...model.model import Model
from ...model.moment import Moment
from ...model.program import Program, Stage
from ...model.view import is_plan


def plan_note(happens: Moment | date | None, today: date, lang: Language, *, planned: bool = False) -> str | None:
    """The words that mark a plan: what is still to come, or what its sources only planned; None for an event."""
    if is_plan(today, happens):
        return lang.translate(N_("planned"))
    return lang.translate(N_("planned; not known whether it took place")) if planned else None


def period_note(period: str | None, program: Program, today: date, lang: Language) -> str:
    """The years of an RPJMD, and whether another one is in force on the day."""
    years, plan = period_years(period), plan_on(program, today)
    text = period or lang.translate(N_("period unknown"))
    if years is None or (plan and years == (plan.first, plan.last)):
        return text
    ahead = years[0] > today.year
    note = lang.translate(N_("not yet in force")) if ahead else lang.translate(N_("no longer in force"))
    return f"{text}, {note}"


def sooner_line(model: Model, stage: Stage, today: date, lang: Language) -> str | None:
    """That the stage of another instrument ends sooner; None if none does."""
    other = sooner(model, stage, today)
    if other is None or other.ends_on is None:
        return None
    text = lang.ngettext(
        "Sooner: {stage} ends on {day}, in {n} day.",
        "Sooner: {stage} ends on {day}, in {n} days.",
        (other.ends_on - today).days,
    )
    days = (other.ends_on - today).days
    return text.format(stage=lang.text(other.name), day=lang.date(other.ends_on), n=days)


def notices(model: Model, stage: Stage, today: date, lang: Language, *, stage_over: bool) -> Iterator[str]:
    """What a reader of a stage's figures must know first: the stage that ends sooner, and what is over on the day.

    Over is the stage if none is to come, and the RPJMD.
    """
    program = model.program
    if (line := sooner_line(model, stage, today, lang)) is not None:
        yield line
    if stage_over and stage.ends_on:
        text = N_("{stage} ended on {day}. No later stage is recorded.")
        yield lang.translate(text).format(stage=lang.text(stage.name), day=lang.date(stage.ends_on))
    plan = program and plan_on(program, today)
    if plan and plan.is_over:
        text = N_("The RPJMD of {first}–{last} is over. No later one is recorded.")
        yield lang.translate(text).format(first=plan.first, last=plan.last)


_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def clock(time: datetime, lang: Language) -> str:
    """A time with its day and its zone: 9 Jun 2026 14.00 WITA."""
    shift = time.utcoffset() or timedelta()
    zone = _ZONES.get(shift // timedelta(hours=1)) if not shift % timedelta(hours=1) else None
    hour = time.strftime("%H.%M" if lang.code == "id" else "%H:%M")
    return f"{lang.date(time.date())} {hour} {zone or time.strftime('UTC%z')}"
