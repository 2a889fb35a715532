"""Step: a thing to do that takes items to their next supported level, and what it gains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from ...diagnostics import Phrase
from ...i18n import N_, Text
from ...model.instrument import Level
from ...model.program import Stage
from ...model.related import Related
from ...named import NamedTuple
from ..parts import ZERO, Leaf

ANSWER = Phrase(N_("answer it"), "answer")
LEVEL = Phrase(N_("set its level"), "level")
CONFIRM = Phrase(N_("confirm what was carried over, or change it"), "confirm")
EVIDENCE = Phrase(N_("complete its evidence"), "evidence")
RAISE = Phrase(N_("raise it by one level, with its evidence"), "raise")
VALUE = Phrase(N_("record the value of the other body's index"), "external")
BETTER = Phrase(N_("improve the other body's index"), "external-raise")
SURVEY = Phrase(N_("run the citizen survey"), "survey")
REPAIR = Phrase(N_("fix the citizen survey"), "survey-repair")
IMPROVE = Phrase(N_("improve the service and survey again"), "survey-raise")
KINDS = (CONFIRM, EVIDENCE, REPAIR, LEVEL, ANSWER, VALUE, RAISE, BETTER, SURVEY, IMPROVE)
"""Kinds of step. Of steps with the same gain and due day, the ones that take less work come first."""

WAITING = Phrase(N_("waits for"), "waiting")


class Blocker(NamedTuple):
    """An obstacle to a step: a reason, and the record or the words that it is about."""

    reason: Phrase
    thing: str | None = None
    words: Text | None = None
    needed: int | None = None
    """The number of respondents that are required."""
    document: Text | None = None
    """The title of the document that it is about."""


class NextLevel(NamedTuple):
    """A level that an item can reach, and what it adds to the supported final index from where the item is now."""

    level: Level
    gain: Fraction


class Step(NamedTuple):
    """A thing to do for an item, or for the items that a survey answers together."""

    id: str
    """The id of the item; of the sub-dimension if a survey is to be run; of the survey if it is to be corrected."""
    kind: Phrase
    name: Text
    aspect: str
    dimension: str
    agencies: tuple[str, ...]
    """The responsible agencies; a survey may have programmes of several. Empty while nobody is named."""
    due: date | None
    leaves: tuple[Leaf, ...]
    target: Level | None
    """The level that the item reaches, rounded if it cannot be written as a decimal; None for surveys."""
    gain: Fraction
    """What it adds to the supported final index, in points."""
    most: Fraction
    """What its items could add at their highest level, in points."""
    estimate: bool
    """Whether the gain is the mean of a survey, which the ministry may turn into a score in another way."""
    wanted: tuple[str, ...]
    """Kinds of evidence that are required."""
    blocked_by: tuple[Blocker, ...]
    related: tuple[Related, ...] = ()
    """Items of other instruments of the region that the answer has to do with."""
    effort: Fraction | None = None
    """The working days that it takes; None if nobody has written them down."""
    rungs: tuple[NextLevel, ...] = ()
    """The levels that its item can reach, one a step, the target first. Empty if others decide what it gives: citizens
    in a survey, or another body with its index."""
    rises: int = 1
    """How many steps are taken with its item, one after the other."""

    @property
    def longest(self) -> int:
        """How many steps its item has to the highest level."""
        return max(len(self.rungs), 1)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items."""
        return tuple(leaf.item.id for leaf in self.leaves)


def taken(step: Step, times: int) -> Step:
    """A step of the to-do and those that follow with the same item, as one: each costs the effort of a step."""
    if times == step.rises:
        return step
    level, gain = step.rungs[times - 1]
    effort = None if step.effort is None else step.effort / step.rises * times
    return step._replace(target=level, gain=gain, effort=effort, rises=times)


def earliest_due(stage: Stage, leaves: Iterable[Leaf]) -> date | None:
    """The earliest day that an answer or an assignment names, else that of the stage."""
    return min((leaf.due for leaf in leaves if leaf.due), default=stage.starts_on or stage.ends_on)


def written_effort(leaves: Sequence[Leaf]) -> Fraction | None:
    """The working days that the assignments name for a step; None if one of its items has none, as nobody wrote it."""
    found = {leaf.assignment.at: leaf.assignment.effort for leaf in leaves if leaf.assignment}
    days = [None if effort is None else Fraction(str(effort)) for effort in found.values()]
    if not days or any(leaf.assignment is None for leaf in leaves):
        return None
    return None if None in days else sum((day for day in days if day is not None), ZERO)
