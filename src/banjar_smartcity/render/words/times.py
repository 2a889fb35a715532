"""Times in words: what is still a plan, which period a vision or mission belongs to, and what is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...i18n import N_, Language
from ...model.as_of import is_plan
from ...model.in_force import period_years, plan_on
from ...model.moment import Moment
from ...model.program import Program, Stage


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


def over(program: Program | None, stage: Stage, today: date, lang: Language, *, stage_over: bool) -> Iterator[str]:
    """What is over on a day, in sentences: the stage if none is to come, and the RPJMD."""
    if stage_over and stage.ends_on:
        text = N_("{stage} ended on {day}. No later stage is recorded.")
        yield lang.translate(text).format(stage=lang.text(stage.name), day=lang.date(stage.ends_on))
    plan = program and plan_on(program, today)
    if plan and plan.is_over:
        text = N_("The RPJMD of {first}–{last} is over. No later one is recorded.")
        yield lang.translate(text).format(first=plan.first, last=plan.last)
