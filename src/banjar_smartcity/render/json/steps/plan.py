"""A plan as JSON; documented in docs/json.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from ....i18n import Language
from ....model.instrument import Instrument
from ....model.program import Stage
from ....planning.plan import TargetPlan
from ....scoring.steps.step import Step
from ...words.json import number
from ...words.plan import asked_levels, plan_lines
from ...words.wording import express
from .todo import step_data


def plan_data(
    plan: TargetPlan, instrument: Instrument, stage: Stage, today: date, lang: Language, *, partial: bool
) -> dict[str, Any]:
    """A plan: what it reaches, its steps, and the steps that it does without."""
    swap = plan.instead
    return {
        "as_of": today.isoformat(),
        "stage": stage.id,
        "partial": partial,
        "target": None if plan.target is None else number(plan.target),
        "days": None if plan.days is None else number(plan.days),
        "supported": number(plan.supported),
        "reached": number(plan.reached),
        "is_reached": plan.is_reached,
        "highest": number(plan.highest),
        "at_highest_levels": number(plan.at_highest),
        "without_surveys": number(plan.without_surveys),
        "effort": None if plan.effort is None else number(plan.effort),
        "text": [express(line, lang) for line in plan_lines(plan, lang)],
        "instead": swap
        and {
            "step": swap.step.id,
            "level": swap.step.target,
            "by": swap.by.id,
            "by_level": swap.by.target,
        },
        "count": plan.number,
        "steps": [_planned(step, instrument, lang) for step in plan.steps],
        "rest": [step.id for step in plan.rest],
        "without_effort": [step.id for step in plan.unwritten],
        "fixed": list(plan.fixed),
    }


def _planned(step: Step, instrument: Instrument, lang: Language) -> dict[str, Any]:
    """All steps with an item, as one: how many they are, and what the levels ask for through which they take it."""
    levels = [
        {"level": asked.level, "text": express(asked.text, lang), "rubric": asked.rubric}
        for asked in asked_levels(step, instrument, lang)
    ]
    return {**step_data(step, lang), "rises": step.rises, "levels": levels}
