"""What a plan asks of each agency."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..named import NamedTuple
from ..scoring.parts import ZERO
from ..scoring.steps.step import Step


class AgencyShare(NamedTuple):
    """The steps of a plan that an agency carries out, alone or with others."""

    agency: str | None
    """None for steps for which nobody is named."""
    steps: tuple[Step, ...]
    """In the order of the plan: the earliest due date first."""

    @property
    def number(self) -> int:
        """How many steps they are: several may be taken with an item."""
        return sum(step.rises for step in self.steps)

    @property
    def gain(self) -> Fraction:
        """What its steps add. A step of two agencies is counted with both of them."""
        return sum((step.gain for step in self.steps), ZERO)

    @property
    def effort(self) -> Fraction | None:
        """The working days of its steps; None where nobody has written those of one of them."""
        efforts = [step.effort for step in self.steps if step.effort is not None]
        return sum(efforts, ZERO) if len(efforts) == len(self.steps) else None


def by_agency(steps: Iterable[Step], order: Iterable[str]) -> tuple[AgencyShare, ...]:
    """The steps of each agency, in the order of the register; last those for which nobody is named."""
    shares: dict[str | None, list[Step]] = {name: [] for name in order}
    for step in steps:
        for agency in step.agencies or (None,):
            shares.setdefault(agency, []).append(step)
    nobody = shares.pop(None, [])
    found = [*shares.items(), (None, nobody)]
    return tuple(AgencyShare(agency, tuple(owed)) for agency, owed in found if owed)
