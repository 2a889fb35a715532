"""Owed: who has to do what by when, grouped by kind and aspect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from ...i18n import Text
from ...named import NamedTuple
from ..completeness import Missing
from ..parts import ZERO, Node
from ..score import Score
from .step import Blocker, Step
from .todo import Todo

LATER = ("raise", "external-raise", "survey-raise")
"""Steps that improve what is already proved; nobody owes them yet."""


class Owed(NamedTuple):
    """A thing to do. `gain` is what it adds to the supported final index, in points."""

    name: Text
    dimension: str
    agencies: tuple[str, ...]
    gain: Fraction
    wanted: tuple[str, ...]
    blocked_by: tuple[Blocker, ...]
    anchor: str
    """The anchor of the place in the report that shows it."""
    due: date | None = None
    item: str | None = None
    """The id of its item, if it is for one item; else its name says what it is for."""


class OwedGroup(NamedTuple):
    """Things of one kind to do; if they concern items, all are of one aspect."""

    what: str
    """The kind of step, or of what is missing but moves no figure."""
    aspect: Node | None
    gain: Fraction
    entries: tuple[Owed, ...]

    @property
    def is_raise(self) -> bool:
        """Whether it improves what is already proved; nobody owes that yet."""
        return self.what in LATER

    @property
    def unnamed(self) -> int:
        """How many of them have no responsible agency."""
        return sum(not entry.agencies for entry in self.entries)

    @property
    def bundles(self) -> tuple[tuple[Owed, ...], ...]:
        """The entries, those together of which the same is to be said: on paper each bundle takes one line."""
        found: list[list[Owed]] = []
        for entry in self.entries:
            same = next((bundle for bundle in found if self._said(bundle[0]) == self._said(entry)), None)
            found.append([entry]) if same is None else same.append(entry)
        return tuple(map(tuple, found))

    def _said(self, entry: Owed) -> tuple[object, ...]:
        """What is said of an entry next to its name."""
        wanted = entry.wanted if self.what == "evidence" else ()
        return (entry.dimension, entry.agencies, entry.gain, wanted, entry.blocked_by)


class Debtor(NamedTuple):
    """What an agency owes, or several agencies together; no agency: what nobody is responsible for yet."""

    agencies: tuple[str, ...]
    answers: int
    evidence: int
    surveys: int
    innovations: int
    gain: Fraction

    @property
    def things(self) -> int:
        """How many things it owes."""
        return self.answers + self.evidence + self.surveys + self.innovations


class Overdue(NamedTuple):
    """What agencies, grouped as in `Debtor`, should have done by now."""

    agencies: tuple[str, ...]
    things: int
    since: date
    """The earliest due day."""


def group_steps(todo: Todo, score: Score) -> tuple[OwedGroup, ...]:
    """All things to do, in groups, the largest gain first."""
    aspects = {aspect.id: aspect for aspect in score.aspects}
    grouped: dict[tuple[str, str | None], list[Owed]] = {}
    for step in todo.steps:
        grouped.setdefault((step.kind.id or "", step.aspect), []).append(_entry(step))
    for missing in todo.apart:
        grouped.setdefault((missing.what, None), []).append(_apart(missing))
    groups = (
        OwedGroup(what, aspects.get(aspect or ""), sum((entry.gain for entry in entries), ZERO), tuple(entries))
        for (what, aspect), entries in grouped.items()
    )
    return tuple(sorted(groups, key=lambda found: -found.gain))


def debtors(groups: Iterable[OwedGroup]) -> tuple[Debtor, ...]:
    """Who owes how much, the largest gain first."""
    owed: dict[tuple[str, ...], list[tuple[str, Fraction]]] = {}
    for what, entry in _owed(groups):
        owed.setdefault(entry.agencies, []).append((what, entry.gain))
    found = (
        Debtor(
            agencies,
            sum(what in ("answer", "level", "confirm") for what, _ in things),
            sum(what == "evidence" for what, _ in things),
            sum(what in ("survey", "survey-repair") for what, _ in things),
            sum(what.startswith("innovation-") for what, _ in things),
            sum((gain for _, gain in things), ZERO),
        )
        for agencies, things in owed.items()
    )
    return tuple(sorted(found, key=lambda debtor: (-debtor.gain, -debtor.things)))


def overdue(groups: Iterable[OwedGroup], today: date) -> tuple[Overdue, ...]:
    """What was due before today and is still owed, by agencies, the most things first."""
    owed: dict[tuple[str, ...], list[date]] = {}
    for _, entry in _owed(groups):
        if entry.due and entry.due < today:
            owed.setdefault(entry.agencies, []).append(entry.due)
    found = (Overdue(agencies, len(days), min(days)) for agencies, days in owed.items())
    return tuple(sorted(found, key=lambda entry: (-entry.things, entry.since)))


def next_due(groups: Iterable[OwedGroup], today: date) -> date | None:
    """The next day on which something is due; None if there is none."""
    return min((entry.due for _, entry in _owed(groups) if entry.due and entry.due >= today), default=None)


def _owed(groups: Iterable[OwedGroup]) -> Iterator[tuple[str, Owed]]:
    return ((found.what, entry) for found in groups if found.what not in LATER for entry in found.entries)


def _entry(step: Step) -> Owed:
    first = step.leaves[0].item
    anchor = f"item-{first.id}"
    if step.kind.id in ("survey", "survey-raise") and first.sub_dimension:
        anchor = f"part-{step.dimension}-{step.id}"
    return Owed(
        name=step.name,
        dimension=step.dimension,
        agencies=step.agencies,
        gain=step.gain,
        wanted=step.wanted,
        blocked_by=step.blocked_by,
        anchor=anchor,
        due=step.due,
        item=first.id if step.id == first.id else None,
    )


def _apart(missing: Missing) -> Owed:
    anchor = f"innovation-{missing.id}"
    return Owed(
        name=missing.name,
        dimension=missing.dimension,
        agencies=(missing.agency,) if missing.agency else (),
        gain=ZERO,
        wanted=(),
        blocked_by=(),
        anchor=anchor,
    )
