"""Remarks: what assessors remarked and nobody has answered yet, and by when the rebuttal ends."""

from __future__ import annotations

from datetime import UTC, datetime

from ...model.assessment import AssessorMark
from ...model.dimension import CROSSCUTTING
from ...named import NamedTuple
from ..parts import Leaf
from ..score import Score
from ..weighing.spread import owners

_LAST = datetime.max.replace(tzinfo=UTC)


class OpenRemark(NamedTuple):
    """A remark that waits for an answer."""

    leaf: Leaf
    mark: AssessorMark
    deadline: datetime | None
    """The end of the rebuttal; None if it is not known."""

    @property
    def dimension(self) -> str:
        """The dimension of its item, or `crosscutting`."""
        return self.leaf.item.dimension or CROSSCUTTING

    @property
    def agencies(self) -> tuple[str, ...]:
        """Who has to answer it; empty while nobody is named."""
        return owners(self.leaf)


def open_remarks(score: Score) -> tuple[OpenRemark, ...]:
    """The remarks that wait for an answer, by the end of their rebuttal; those without an end are last."""
    hours = score.instrument.rebuttal_hours
    found = (
        OpenRemark(leaf, mark, mark.deadline(hours))
        for leaf in score.final.leaves
        for mark in leaf.marks
        if mark.is_open
    )
    return tuple(sorted(found, key=lambda entry: entry.deadline or _LAST))
