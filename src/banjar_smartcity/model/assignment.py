"""Assignment: which agency answers which items of a stage, by when, before there is an answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..diagnostics import At
from ..named import NamedTuple
from .dimension import CROSSCUTTING
from .group import outwards
from .instrument import Instrument, Item
from .moment import parse_date


class Assignment(NamedTuple):
    """What an agency has to answer in a stage: the items that have everything that is named here."""

    at: At
    stage: str
    item: str | None
    group: str | None
    """The heading or the id of a group of the form."""
    aspect: str | None
    sub_dimension: str | None
    dimension: str | None
    agency: str
    due: date | None
    effort: float | None
    """The working days that the agency needs for each step; None if nobody has written it."""
    decided_on: date | None
    sources: tuple[str, ...]

    def covers(self, instrument: Instrument, item: Item) -> bool:
        """Whether it assigns this item."""
        return (
            self.item in (None, item.id)
            and self.aspect in (None, item.aspect)
            and self.dimension in (None, item.dimension or CROSSCUTTING)
            and self.sub_dimension in (None, item.sub_dimension)
            and (self.group is None or self.group in _groups_of(instrument, item))
        )


def _groups_of(instrument: Instrument, item: Item) -> frozenset[str]:
    """The heading of an item, and the groups that hold it."""
    groups = {group.id: group for group in instrument.groups}
    inside, _ = outwards(item.within, groups)
    aspect = instrument.aspect(item.aspect)
    above, _ = outwards(aspect.within if aspect else None, groups)
    return frozenset((*inside, *above, *((item.group.id,) if item.group else ())))


def headings(instrument: Instrument) -> frozenset[str]:
    """The headings of the form in Indonesian, and the ids of its groups."""
    return frozenset(name for item in instrument.items for name in _groups_of(instrument, item))


def build_assignments(at: At, data: dict[str, Any]) -> tuple[Assignment, ...]:
    """The assignments of a document that passed its schema."""
    return tuple(
        Assignment(
            at=at / "assignments" / i,
            stage=a["stage"],
            item=a.get("item"),
            group=a.get("group"),
            aspect=a.get("aspect"),
            sub_dimension=a.get("sub_dimension"),
            dimension=a.get("dimension"),
            agency=a["agency"],
            due=parse_date(a.get("due")),
            effort=a.get("effort"),
            decided_on=parse_date(a.get("decided_on")),
            sources=tuple(a.get("sources", ())),
        )
        for i, a in enumerate(data["assignments"])
    )


def covered(assignment: Assignment, instrument: Instrument) -> frozenset[str]:
    """The items that an assignment covers."""
    return frozenset(item.id for item in instrument.items if assignment.covers(instrument, item))


def assigned(assignments: Iterable[Assignment], stage: str, instrument: Instrument) -> dict[str, Assignment]:
    """The assignment of each item of a stage: the one that names it, else the one that covers the fewest items.

    Of two that cover as many, the first.
    """
    found: dict[str, tuple[tuple[bool, int], Assignment]] = {}
    for assignment in assignments:
        items = covered(assignment, instrument) if assignment.stage == stage else frozenset[str]()
        width = (assignment.item is None, len(items))
        for item in items:
            if item not in found or width < found[item][0]:
                found[item] = (width, assignment)
    return {item: assignment for item, (_, assignment) in found.items()}
