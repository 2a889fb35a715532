"""Plan: which steps to take, so that a target is reached, and what follows from them.

A step takes an item one level up, as in the to-do list, or counts a level that is claimed already. A plan may take
several steps with an item, up to its highest level. What citizens or another body decide counts for one step only.
Steps cost what offices wrote as effort, in working days for each step. Where a step has none, nothing is guessed: then
steps are counted, and the plan has the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from ..named import NamedTuple
from ..scoring.parts import ZERO
from ..scoring.score import Score
from ..scoring.steps.step import Step, taken
from ..scoring.weighing.counting import exact
from .choice import PricedStep, cheapest, largest_gain


class Swap(NamedTuple):
    """A step that is left out, and the one that is taken in its place, each as far as its item gets with it."""

    step: Step
    by: Step


class TargetPlan(NamedTuple):
    """The steps to take. Figures are of the supported final index; gains of surveys are estimates."""

    supported: Fraction
    target: Fraction | None
    days: Fraction | None
    """The working days that there are; None if the plan has no such limit."""
    counts_days: bool
    """Whether steps cost working days; else each step counts as one."""
    steps: tuple[Step, ...]
    """What is to be done, the earliest due date first: all steps with an item, or with a survey, as one."""
    rest: tuple[Step, ...]
    """The items and surveys with which no step is taken, the ones that gain most for their cost first."""
    unwritten: tuple[Step, ...]
    """Steps for which nobody has written the effort."""
    highest: Fraction
    """What all steps together reach."""
    fixed: tuple[str, ...] = ()
    """Items below their highest level for which there is no step that gains anything."""

    @property
    def number(self) -> int:
        """How many steps are taken."""
        return sum(step.rises for step in self.steps)

    @property
    def of_others(self) -> int:
        """How many steps would gain more if citizens or another body decided so, which a plan cannot promise."""
        return sum(not step.rungs and step.most > step.gain for step in (*self.steps, *self.rest))

    @property
    def all_steps(self) -> int:
        """How many steps there are."""
        return sum(step.longest for step in (*self.steps, *self.rest))

    @property
    def gain(self) -> Fraction:
        """What the steps add."""
        return sum((step.gain for step in self.steps), ZERO)

    @property
    def reached(self) -> Fraction:
        """The index after the steps."""
        return self.supported + self.gain

    @property
    def without_surveys(self) -> Fraction:
        """The index after the steps if no survey succeeds."""
        return self.reached - sum((step.gain for step in self.steps if step.estimate), ZERO)

    @property
    def effort(self) -> Fraction | None:
        """The working days of the steps; None if steps are counted."""
        return sum((step.effort or ZERO for step in self.steps), ZERO) if self.counts_days else None

    @property
    def at_highest(self) -> Fraction:
        """The index with all items of the steps at their highest levels, also those of surveys and other bodies."""
        return self.supported + sum((step.most for step in (*self.steps, *self.rest)), ZERO)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether all steps together do not reach the target."""
        return self.target is not None and self.highest < self.target

    @property
    def is_reached(self) -> bool:
        """Whether the steps reach the target, if there is one."""
        return self.target is None or self.reached >= self.target

    @property
    def instead(self) -> Swap | None:
        """The next best plan: the last step with an item, and the step that replaces it at the lowest extra cost.

        None if no single step can replace another one.
        """
        if self.target is None or not self.is_reached:
            return None
        further = [taken(step, step.rises + 1) for step in self.steps if step.rises < step.longest]
        others = sorted((*self.rest, *further), key=lambda step: -self._worth(step))
        spare = self.reached - self.target
        known = [(_last_gain(other), _cost(other, days=self.counts_days), other) for other in others]
        pairs = [
            (cost - _cost(step, days=self.counts_days), place, Swap(step, other))
            for step in self.steps
            for missing in (_last_gain(step) - spare,)
            for place, (gain, cost, other) in enumerate(known)
            if gain >= missing and other.id != step.id
        ]
        best = min(pairs, key=lambda pair: pair[:2], default=None)
        return None if best is None else best[2]

    def _worth(self, step: Step) -> Fraction:
        """What the last step with an item gains for its cost."""
        return _last_gain(step) / _cost(step, days=self.counts_days)


def make_plan(supported: Fraction, steps: Sequence[Step], target: Fraction | None, days: Fraction | None) -> TargetPlan:
    """The cheapest steps that reach the target within the days, or else those within the days that gain most.

    Without days the target has to be reached if all steps together can; else the plan has all steps. Raise
    `ImportError` if the library for many steps is not installed.
    """
    ordered = sorted((step for step in steps if step.gain > 0), key=lambda step: (step.due or date.max, step.id))
    unwritten = tuple(step for step in ordered if step.effort is None)
    counts_days = bool(ordered) and not unwritten
    choices = [_priced(step, days=counts_days) for step in ordered]
    need = ZERO if target is None else target - supported
    chosen = cheapest(choices, need) if target is not None else None
    if days is not None and (chosen is None or _sum(choices, chosen) > days):
        chosen = cheapest(choices, largest_gain(choices, days))
    if chosen is None:
        chosen = tuple(step.longest for step in ordered)
    rest = [step for step, times in zip(ordered, chosen, strict=True) if not times]
    return TargetPlan(
        supported=supported,
        target=target,
        days=days,
        counts_days=counts_days,
        steps=tuple(taken(step, times) for step, times in zip(ordered, chosen, strict=True) if times),
        rest=tuple(sorted(rest, key=lambda step: -step.gain / _cost(step, days=counts_days))),
        unwritten=unwritten,
        highest=supported + sum((taken(step, step.longest).gain for step in ordered), ZERO),
    )


def plan_stage(score: Score, steps: Sequence[Step], target: Fraction | None, days: Fraction | None) -> TargetPlan:
    """The plan of a stage by the steps of its to-do. Raise `ImportError` as `make_plan` does."""
    tops = {aspect.id: exact(aspect.highest) for aspect in score.instrument.aspects}
    moved = {item for step in steps if step.gain > 0 for item in step.items}
    below = (leaf for leaf in score.final.leaves if leaf.supported < tops[leaf.item.aspect])
    fixed = tuple(leaf.item.id for leaf in below if leaf.item.id not in moved)
    return make_plan(score.final.supported, steps, target, days)._replace(fixed=fixed)


def _priced(step: Step, *, days: bool) -> tuple[PricedStep, ...]:
    """What an item gains and costs after each number of steps."""
    cost = _cost(step, days=days)
    gains = [rung.gain for rung in step.rungs] or [step.gain]
    return tuple(PricedStep(gain, cost * times) for times, gain in enumerate(gains, 1))


def _cost(step: Step, *, days: bool) -> Fraction:
    """What one step with an item costs."""
    return (step.effort or ZERO) / step.rises if days else Fraction(1)


def _last_gain(step: Step) -> Fraction:
    """What the last of the steps with an item adds."""
    return step.gain - (step.rungs[step.rises - 2].gain if step.rises > 1 else ZERO)


def _sum(choices: Sequence[Sequence[PricedStep]], chosen: Sequence[int]) -> Fraction:
    return sum((steps[times - 1].cost for steps, times in zip(choices, chosen, strict=True) if times), ZERO)
