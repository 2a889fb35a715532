"""The page of a plan: what it reaches, its steps with the index after each, and what each agency does by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ...i18n import Language
from ...model.model import Model
from ...planning.by_agency import AgencyShare
from ...planning.plan import TargetPlan
from ...scoring.score import Score
from ...scoring.steps.step import Step
from ..words.index import unofficial_line
from ..words.plan import USUAL, asked_levels, asked_line, plan_lines, usual_levels
from ..words.points import PLACES
from ..words.steps import action, when
from .environment import FORMATS, environment, generate, style

PAGE = "plan.html.j2"
STYLES = ("html/style.css", "html/figures.css", "html/print.css")


def render_plan(
    plan: TargetPlan,
    shares: Iterable[AgencyShare],
    model: Model,
    score: Score,
    today: date,
    lang: Language,
    *,
    banner: str | None,
) -> Iterator[str]:
    """The pieces of the page, one after the other."""
    page = environment(FORMATS["html"], {"text": lang.text}, lang)
    usual = usual_levels(plan.steps, score.instrument, lang)
    index = plan.supported
    rows = []
    for step in plan.steps:
        index += step.gain
        levels = [asked_line(asked, lang) for asked in asked_levels(step, score.instrument, lang) if asked not in usual]
        rows.append({**_row(step, model, today, lang), "index": lang.number(index, PLACES), "levels": levels})
    values = {
        "lang": lang.code,
        "region": lang.text(model.program.region) if model.program else "",
        "stage": score.stage.name,
        "day": lang.date(today),
        "banner": banner,
        "lines": plan_lines(plan, lang),
        "rows": rows,
        "usual_title": lang.translate(USUAL),
        "usual": [asked_line(asked, lang) for asked in usual],
        "unofficial": unofficial_line(score, lang),
        "has_days": plan.counts_days,
        "estimates": any(step.estimate for step in plan.steps),
        "shares": [_share(share, model, today, lang) for share in shares],
        "style": lambda: style(page, *STYLES),
    }
    return generate(page, PAGE, values)


def _share(share: AgencyShare, model: Model, today: date, lang: Language) -> dict[str, Any]:
    agency = model.agencies.get(share.agency or "")
    return {
        "id": share.agency,
        "name": (lang.text(agency.name) or agency.abbreviation) if agency else share.agency,
        "gain": lang.number(share.gain, PLACES),
        "count": share.number,
        "days": None if share.effort is None else _days(share, lang),
        "rows": [_row(step, model, today, lang) for step in share.steps],
    }


def _row(step: Step, model: Model, today: date, lang: Language) -> dict[str, Any]:
    owners = (model.agencies.get(name) for name in step.agencies)
    return {
        "id": step.id,
        "name": lang.text(step.name),
        "action": action(step, lang),
        "gain": lang.number(step.gain, PLACES) + ("*" if step.estimate else ""),
        "who": [owner.abbreviation for owner in owners if owner],
        "due": when(step.due, today, lang),
        "days": None if step.effort is None else lang.number(step.effort, 1),
    }


def _days(share: AgencyShare, lang: Language) -> str:
    days = share.effort or 0
    return lang.number(days, 0 if days == int(days) else 1)
