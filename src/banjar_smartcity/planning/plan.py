"""Plan: which steps to take, so that a target is reached, and what follows from them.

Steps cost what offices wrote as effort, in working days. Where a step has none, nothing is guessed: then steps are
counted, and the plan has the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..scoring.parts import ZERO
from ..scoring.steps.step import Step
from .choice import PricedStep, cheapest, largest_gain


class TargetPlan(NamedTuple):
    """The steps to take. Figures are of the supported final index; gains of surveys are estimates."""

    supported: Fraction
    target: Fraction | None
    days: Fraction | None
    """The working days that there are; None if the plan has no such limit."""
    counts_days: bool
    """Whether steps cost working days; else each step counts as one."""
    steps: tuple[Step, ...]
    """What is to be done, the earliest due date first."""
    rest: tuple[Step, ...]
    """The other steps, the ones that gain most for their cost first."""
    unwritten: tuple[Step, ...]
    """Steps for which nobody has written the effort."""
    highest: Fraction
    """What all steps together reach."""

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
        """The index with all items of the steps at their highest levels: a step takes them to the next one only."""
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
    def instead(self) -> tuple[Step, Step] | None:
        """The next best plan: a step of this one, and the step that replaces it at the lowest extra cost.

        None if no single step can replace another one.
        """
        if self.target is None or not self.is_reached:
            return None
        pairs = [
            (_cost(other, days=self.counts_days) - _cost(step, days=self.counts_days), place, step, other)
            for step in self.steps
            for place, other in enumerate(self.rest)
            if self.reached - step.gain + other.gain >= self.target
        ]
        best = min(pairs, key=lambda pair: pair[:2], default=None)
        return None if best is None else best[2:]


def make_plan(supported: Fraction, steps: Sequence[Step], target: Fraction | None, days: Fraction | None) -> TargetPlan:
    """The cheapest steps that reach the target within the days, or else those within the days that gain most.

    Without days the target has to be reached if all steps together can; else the plan has all steps. Raise
    `ImportError` if the library for many steps is not installed.
    """
    ordered = sorted((step for step in steps if step.gain > 0), key=lambda step: (step.due or date.max, step.id))
    unwritten = tuple(step for step in ordered if step.effort is None)
    counts_days = bool(ordered) and not unwritten
    choices = [PricedStep(step.gain, _cost(step, days=counts_days)) for step in ordered]
    need = ZERO if target is None else target - supported
    chosen = cheapest(choices, need) if target is not None else None
    if days is not None and (chosen is None or _sum(choices, chosen) > days):
        chosen = cheapest(choices, largest_gain(choices, days))
    if chosen is None:
        chosen = frozenset(range(len(ordered)))
    rest = [step for number, step in enumerate(ordered) if number not in chosen]
    return TargetPlan(
        supported=supported,
        target=target,
        days=days,
        counts_days=counts_days,
        steps=tuple(step for number, step in enumerate(ordered) if number in chosen),
        rest=tuple(sorted(rest, key=lambda step: -step.gain / _cost(step, days=counts_days))),
        unwritten=unwritten,
        highest=supported + sum((step.gain for step in ordered), ZERO),
    )


def _cost(step: Step, *, days: bool) -> Fraction:
    return (step.effort or ZERO) if days else Fraction(1)


def _sum(choices: Sequence[PricedStep], chosen: frozenset[int]) -> Fraction:
    return sum((choices[number].cost for number in chosen), ZERO)
