"""Rest: what is left of figures when those of earlier versions are taken away, and whose marks it can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....named import NamedTuple
from ....privacy.groups import FEWEST

CLOSE = 1e-6
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""


class Rest(NamedTuple):
    """How many people are left, below 0 if too many were taken away, and the sum of what they gave."""

    people: int
    total: float
    weighed: int
    """How many people all figures together are about, on which it depends how well the sum is known."""

    @property
    def is_nothing(self) -> bool:
        """Whether the figures agree."""
        return self.people == 0 and abs(self.total) <= self.close

    @property
    def is_of_few(self) -> bool:
        """Whether it is about fewer than five people more or less."""
        return abs(self.people) < FEWEST

    @property
    def close(self) -> float:
        """How far the sum may be from the true one."""
        return self.weighed * CLOSE

    def could_be_given(self, marks: range) -> bool:
        """Whether this many people can have given it; of one or none, perhaps another one in their place."""
        return self._is_between(marks, 1 if abs(self.people) <= 1 else 0)

    def could_be_of_four(self, marks: range) -> bool:
        """Whether up to four people can account for it, some who came and some who left."""
        return self._is_between(marks, max(FEWEST - 1 - abs(self.people), 0) // 2)

    def _is_between(self, marks: range, others: int) -> bool:
        more, fewer = max(self.people, 0) + others, max(-self.people, 0) + others
        least, most = more * marks[0] - fewer * marks[-1], more * marks[-1] - fewer * marks[0]
        return least - self.close <= self.total <= most + self.close

    def is_at_an_end(self, marks: range, swapped: int) -> bool:
        """Whether all of them must have given one end of the scale; perhaps others, who were `swapped`, are gone."""
        people, beyond = abs(self.people), swapped * (marks[-1] - marks[0])
        given = self.total if self.people > 0 else -self.total
        least, most = people * marks[0], people * marks[-1]
        at_least = least - beyond - self.close <= given <= least + self.close
        return at_least or most - self.close <= given <= most + beyond + self.close


class TooClose(NamedTuple):
    """A figure that may not be published next to an earlier version."""

    group: str
    before: int
    after: int
    missing: int
    """How many more respondents there must be at least."""
    also: tuple[str, ...] = ()
    """The other groups of as many respondents of which the same is true."""


def rest_of(new: Mapping[str, Any], old: list[tuple[int, Mapping[str, Any]]]) -> Rest:
    """The figures of a record without those of earlier versions, each as often as its number says."""
    people = new["respondents"] - sum(times * one["respondents"] for times, one in old)
    total = _sum_of(new) - sum(times * _sum_of(one) for times, one in old)
    return Rest(people, total, new["respondents"] + sum(one["respondents"] for _, one in old))


def _sum_of(figures: Mapping[str, Any]) -> float:
    total: float = figures["respondents"] * figures["mean"]
    return total
