"""A plan in words: what it reaches, why these steps, what its levels ask for, and what would be next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...i18n import N_, Language
from ...model.instrument import Instrument, Level
from ...named import NamedTuple
from ...planning.plan import TargetPlan
from ...scoring.steps.step import Step

NAMED = 10
"""Ids in a sentence; the others are counted."""


USUAL = N_("What the levels ask for, unless a step says otherwise:")


class AskedLevel(NamedTuple):
    """What a level of an item asks for, and whether that is the ministry's text or ours."""

    level: Level
    text: str
    rubric: str


def asked_levels(step: Step, instrument: Instrument, lang: Language) -> tuple[AskedLevel, ...]:
    """What the levels ask for through which the steps take their item: the one that it reaches and those below."""
    ladder = instrument.ladder(step.leaves[0].item) if len(step.leaves) == 1 else None
    if ladder is None or step.target is None:
        return ()
    climbed = (level for level in sorted(ladder.levels) if step.leaves[0].supported < level <= step.target)
    return tuple(AskedLevel(level, lang.text(ladder.levels[level]), ladder.rubric) for level in climbed)


def asked_line(asked: AskedLevel, lang: Language) -> str:
    """What a level asks for, in a line."""
    return lang.translate(N_("level {level}: {text}")).format(level=_level(asked.level, lang), text=asked.text)


def usual_levels(steps: Sequence[Step], instrument: Instrument, lang: Language) -> tuple[AskedLevel, ...]:
    """What each level asks for in most of the steps, where several ask for the same: it is said once for all."""
    counted = Counter(asked for step in steps for asked in asked_levels(step, instrument, lang))
    usual = {asked.level: asked for asked, times in reversed(counted.most_common()) if times > 1}
    return tuple(usual[level] for level in sorted(usual))


def plan_lines(plan: TargetPlan, lang: Language) -> tuple[str, ...]:
    """What a plan reaches, what it rests on, and what would be next, in sentences."""
    _ = lang.translate
    lines = [_reaches(plan, lang), *_why(plan, lang), *(_hinders(plan, lang) if plan.is_out_of_reach else ())]
    if plan.number > len(plan.steps):
        text = N_("A step is one level of one item, or one survey: {n} steps with {items} items and surveys.")
        lines.append(_(text).format(n=plan.number, items=len(plan.steps)))
    if plan.days is not None:
        text = N_("{effort} of {days} working days are used.")
        lines.append(_(text).format(effort=_days(plan.effort or Fraction(0), lang), days=_days(plan.days, lang)))
    elif plan.effort is not None and plan.steps:
        lines.append(_(N_("They take {days} working days.")).format(days=_days(plan.effort, lang)))
    elif plan.steps:
        text = N_(
            "The steps are counted, because nobody has written the effort for {n} items or surveys (effort in {file})."
        )
        lines.append(_(text).format(n=len(plan.unwritten), file="data/assignments.yaml"))
    if plan.without_surveys != plan.reached:
        text = N_("If no survey succeeds, they reach {index}.")
        lines.append(_(text).format(index=lang.number(plan.without_surveys)))
    if swap := plan.instead:
        step, other = swap
        lines.append(
            _(N_("Next best: {other} instead of {step}.")).format(
                step=named_step(step, lang), other=named_step(other, lang)
            )
        )
    return tuple(lines)


def named_step(step: Step, lang: Language) -> str:
    """A step in a sentence: its name, which people know, its id, which no other step has, and the level it reaches."""
    facts = {"name": lang.text(step.name), "id": step.id}
    if step.target is None:
        return '"{name}" ({id})'.format(**facts)
    text = lang.translate(N_('"{name}" ({id}, level {level})'))
    return text.format(**facts, level=_level(step.target, lang))


def _level(level: Level, lang: Language) -> str:
    return lang.number(level) if isinstance(level, float) else str(level)


def _reaches(plan: TargetPlan, lang: Language) -> str:
    _ = lang.translate
    facts = {
        "n": plan.number,
        "supported": lang.number(plan.supported),
        "reached": lang.number(plan.reached),
        "highest": lang.number(plan.highest),
        "target": lang.number(plan.target or Fraction(0)),
    }
    if plan.target is None:
        text = lang.ngettext(
            "{n} step raises the supported index from {supported} to {reached}.",
            "{n} steps raise the supported index from {supported} to {reached}.",
            plan.number,
        )
    elif plan.supported >= plan.target:
        text = _(N_("The target {target} is reached: {supported} is supported."))
    elif plan.is_reached:
        text = lang.ngettext(
            "{n} step reaches the target {target}: from {supported} to {reached}.",
            "{n} steps reach the target {target}: from {supported} to {reached}.",
            plan.number,
        )
    elif plan.is_out_of_reach:
        text = _(N_("The target {target} is out of reach: all {n} steps together reach {highest}."))
        facts["n"] = plan.all_steps
    else:
        text = _(N_("The target {target} is not reached in this time: {n} steps reach {reached}."))
    return text.format(**facts)


def _why(plan: TargetPlan, lang: Language) -> Iterator[str]:
    """Why these steps and not others: what is proved of them."""
    if not plan.steps or (plan.is_out_of_reach and plan.days is None):
        return
    if plan.target is None or not plan.is_reached:
        yield lang.translate(N_("No other steps gain more in this time."))
    elif plan.counts_days:
        yield lang.translate(N_("No other steps reach it with less work."))
    else:
        yield lang.translate(N_("No fewer steps reach it."))


def _hinders(plan: TargetPlan, lang: Language) -> Iterator[str]:
    """What keeps a target out of reach."""
    _ = lang.translate
    if plan.of_others:
        line = lang.ngettext(
            "{n} survey or index of another body counts one step further only, since a plan cannot promise what others "
            "decide. At its highest level all steps reach {index}.",
            "{n} surveys and indices of other bodies count one step further only, since a plan cannot promise what "
            "others decide. At their highest levels all steps reach {index}.",
            plan.of_others,
        )
        yield line.format(n=plan.of_others, index=lang.number(plan.at_highest))
    if plan.fixed:
        line = lang.ngettext(
            "{n} item has no step that gains anything: {items}.",
            "{n} items have no step that gains anything: {items}.",
            len(plan.fixed),
        )
        yield line.format(n=len(plan.fixed), items=_some(plan.fixed, lang))
    blocked = [step.id for step in (*plan.steps, *plan.rest) if step.blocked_by]
    if blocked:
        line = lang.ngettext("{n} step is blocked: {steps}.", "{n} steps are blocked: {steps}.", len(blocked))
        yield line.format(n=len(blocked), steps=_some(blocked, lang))


def _some(ids: Sequence[str], lang: Language) -> str:
    """The first ids; the others are counted."""
    if len(ids) <= NAMED:
        return ", ".join(ids)
    text = lang.translate(N_("{ids} and {n} more"))
    return text.format(ids=", ".join(ids[:NAMED]), n=len(ids) - NAMED)


def _days(days: Fraction, lang: Language) -> str:
    return lang.number(days, 0 if days.denominator == 1 else 1)
