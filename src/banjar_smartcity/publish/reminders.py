"""Reminders: what each agency is reminded of on a day. Nothing is remembered: the day and the data decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from ..diagnostics import Phrase
from ..i18n import N_, Text
from ..model.model import Model
from ..model.program import Stage
from ..model.register import Agency
from ..named import NamedTuple
from ..scoring.completeness import stage_is_over
from ..scoring.steps.decisions import OpenDecision
from ..scoring.steps.owed import LATER
from ..scoring.steps.remarks import OpenRemark
from ..scoring.steps.step import Step

DECISION = Phrase(N_("decided in a meeting"), "decision")


class Due(NamedTuple):
    """A step, or a decision of a meeting, with the day by which it is due."""

    id: str
    name: Text
    kind: Phrase
    day: date
    is_own: bool
    """Whether the day is its own; else it is that of the stage."""
    step: Step | None
    meeting: Text | None = None
    """The meeting that decided it; None for a step."""


class DueDay(NamedTuple):
    """A day on which an agency has things due."""

    day: date
    left: int
    """Days until then; negative if it has passed."""
    entries: tuple[Due, ...]


class Reminder(NamedTuple):
    """What an agency is reminded of: what is overdue and what is due in the chosen number of days, by day."""

    agency: Agency
    stage: Stage
    today: date
    days: tuple[DueDay, ...]
    remarks: tuple[OpenRemark, ...] = ()
    """What assessors remarked and the agency has not answered yet, whenever the rebuttal ends."""

    @property
    def things(self) -> int:
        """How many things it is reminded of."""
        return len(self.remarks) + sum(len(day.entries) for day in self.days)

    @property
    def borrowed(self) -> date | None:
        """The day of the stage that counts where nobody has set a due date; None if all have one."""
        return next((day.day for day in self.days for entry in day.entries if not entry.is_own), None)


def reminders(
    model: Model,
    stage: Stage,
    today: date,
    steps: Iterable[Step],
    decisions: Iterable[OpenDecision],
    ahead: Collection[int],
    remarks: Sequence[OpenRemark] = (),
) -> tuple[Reminder, ...]:
    """What each agency is reminded of, in the order of the register; only remarks of assessors if the stage is over.

    `ahead` are numbers of days: what is due in exactly that many counts, and all that is overdue.
    """
    owed: dict[str, dict[date, list[Due]]] = {}
    is_over = stage_is_over(model, stage, today)
    for name, due in () if is_over else (*_of_decisions(decisions), *_of_steps(steps)):
        if due.day < today or (due.day - today).days in ahead:
            owed.setdefault(name, {}).setdefault(due.day, []).append(due)
    found = []
    for agency in model.agencies.values():
        days = owed.get(agency.id, {})
        due_days = tuple(DueDay(d, (d - today).days, tuple(days[d])) for d in sorted(days))
        own = tuple(entry for entry in remarks if agency.id in entry.agencies)
        if due_days or own:
            found.append(Reminder(agency, stage, today, due_days, own))
    return tuple(found)


def _of_steps(steps: Iterable[Step]) -> Iterator[tuple[str, Due]]:
    for step in steps:
        if step.kind.id not in LATER and step.due is not None:
            own = any(leaf.due for leaf in step.leaves)
            due = Due(id=step.id, name=step.name, kind=step.kind, day=step.due, is_own=own, step=step)
            yield from ((agency, due) for agency in step.agencies)


def _of_decisions(decisions: Iterable[OpenDecision]) -> Iterator[tuple[str, Due]]:
    for entry in decisions:
        made = entry.decision
        if entry.agency is not None and made.due is not None:
            name = entry.meeting.name
            yield (
                entry.agency,
                Due(id=made.id, name=made.text, kind=DECISION, day=made.due, is_own=True, step=None, meeting=name),
            )
