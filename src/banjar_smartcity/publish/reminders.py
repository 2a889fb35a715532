"""Reminders: what each agency is reminded of on a day. Nothing is remembered: the day and the data decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..model.model import Model
from ..model.program import Stage
from ..model.register import Agency
from ..scoring.completeness import stage_is_over
from ..scoring.steps.owed import LATER
from ..scoring.steps.remarks import OpenRemark
from ..scoring.steps.step import Step


class Due(NamedTuple):
    """A step with the day by which it is due."""

    step: Step
    day: date
    is_own: bool
    """Whether an answer or an assignment gives the day; else it is that of the stage."""


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
    ahead: Collection[int],
    remarks: Sequence[OpenRemark] = (),
) -> tuple[Reminder, ...]:
    """What each agency is reminded of, in the order of the register; only remarks of assessors if the stage is over.

    `ahead` are numbers of days: what is due in exactly that many counts, and all that is overdue.
    """
    owed: dict[str, dict[date, list[Due]]] = {}
    for step in () if stage_is_over(model, stage, today) else steps:
        if step.kind.id in LATER or step.due is None:
            continue
        if step.due < today or (step.due - today).days in ahead:
            due = Due(step, step.due, any(leaf.due for leaf in step.leaves))
            for name in step.agencies:
                owed.setdefault(name, {}).setdefault(due.day, []).append(due)
    found = []
    for agency in model.agencies.values():
        days = owed.get(agency.id, {})
        due_days = tuple(DueDay(d, (d - today).days, tuple(days[d])) for d in sorted(days))
        own = tuple(entry for entry in remarks if agency.id in entry.agencies)
        if due_days or own:
            found.append(Reminder(agency, stage, today, due_days, own))
    return tuple(found)
