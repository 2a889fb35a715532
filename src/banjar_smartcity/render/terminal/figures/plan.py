"""A plan in the terminal: its steps by due date, with the index after each of them."""

from __future__ import annotations

from datetime import date

from ....i18n import N_, Language
from ....model.model import Model
from ....planning.plan import TargetPlan
from ....scoring.score import Score
from ...words.index import unofficial_line
from ...words.plan import USUAL, asked_levels, asked_line, plan_lines, usual_levels
from ...words.points import PLACES
from ...words.steps import when
from ..console import WIDE, broken, console, styled, table
from .score import heading
from .todo import described, who


def print_plan(
    model: Model, score: Score, today: date, plan: TargetPlan, lang: Language, *, banner: str | None
) -> None:
    """Print a plan for people."""
    out = console()
    _ = lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, lang.text(score.stage.name), today, lang), "bold"))
    for place, line in enumerate(plan_lines(plan, lang)):
        out.print(styled(line, "bold" if place == 0 else ""))
    if not plan.steps:
        return
    out.print()
    wide = out.width >= WIDE
    heads = [_(N_("Step")), _(N_("Gain")), _(N_("Index then"))]
    heads += [_(N_("Who")), _(N_("Due"))] if wide else []
    heads += [_(N_("Days"))] if plan.counts_days else []
    usual = usual_levels(plan.steps, score.instrument, lang)
    index, rows = plan.supported, []
    for step in plan.steps:
        index += step.gain
        who_and_when = [who(model, step, lang), when(step.due, today, lang)]
        highest = asked_levels(step, score.instrument, lang)[-1:]
        asked = [asked_line(level, lang) for level in highest if level not in usual]
        first = described(step, asked if wide else [*asked, ", ".join(who_and_when)], lang)
        gain = "+" + lang.number(step.gain, PLACES) + ("*" if step.estimate else "")
        row = [first, gain, lang.number(index, PLACES), *(who_and_when if wide else ())]
        rows.append([*row, *([lang.number(step.effort or 0, 1)] if plan.counts_days else [])])
    out.print(table(heads if wide else broken(heads), rows))
    for line in (_(USUAL), *(f"  {asked_line(level, lang)}" for level in usual)) if usual else ():
        out.print(styled(line))
    text = N_(
        "Answer a level only if its documents exist: its own and those of the levels below it. "
        "`smartcity item ID` shows them all."
    )
    out.print(styled(_(text), "dim"))
    if (ours := unofficial_line(score, lang)) is not None:
        out.print(styled(ours, "dim"))
    if any(step.estimate for step in plan.steps):
        out.print(styled(_(N_("* is an estimate: the mean of a survey that is still to come or to be fixed.")), "dim"))
