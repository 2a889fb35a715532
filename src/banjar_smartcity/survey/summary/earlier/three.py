"""Three: whether a record and two earlier versions together are about one to four people.

If one village is imported, then another one, then both, the sum of the first two is that of the third, except for those
who are in both or came later. Neither of the three differs from another one by few people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ....privacy.groups import FEWEST
from ...columns.statements import Statements
from .published import Figures, Group, groups_of

_CLOSE = 1e-6
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""


class Sum(NamedTuple):
    """Figures that two earlier versions nearly add up to: of how many people, and of how many they are."""

    group: str
    before: int
    after: int


def together(record: Figures, versions: Sequence[Figures], statements: Statements) -> Iterator[Sum]:
    """The sub-dimensions of a record that together with two earlier versions are about a few people."""
    new = groups_of(record)
    parts: dict[str, list[Group]] = {}
    for key in new:
        part = statements.sub_dimension_of(key[1]) if key[0] == "statements" else key[1]
        if key[0] != "programmes" and part:
            parts.setdefault(part, []).append(key)
    earlier = list(map(groups_of, versions))
    for part, keys in parts.items():
        asked = [old for old in earlier if all(key in old for key in keys)]
        known = {tuple(people_and_sum(old[key]) for key in keys) for old in asked}
        own = tuple(people_and_sum(new[key]) for key in keys)
        if own in known:
            continue  # these figures are published already
        for one, other in combinations(known, 2):
            for first, second, sign in ((one, other, 1), (one, other, -1), (other, one, -1)):
                rest = [
                    (a + sign * b - c, s + sign * t - u)
                    for (a, s), (b, t), (c, u) in zip(first, second, own, strict=True)
                ]
                if is_of_few(rest, statements.marks, 3 * max(n for n, _ in own)):
                    yield Sum(part, first[0][0] + sign * second[0][0], own[0][0])


def people_and_sum(figures: Figures) -> tuple[int, float]:
    """How many people answered, and the sum of what they gave."""
    return figures["respondents"], figures["respondents"] * figures["mean"]


def is_of_few(rest: Sequence[tuple[int, float]], marks: range, people: int) -> bool:
    """Whether what is left over can be the marks of one to four people, or of one in place of another one."""
    close = people * _CLOSE
    if all(n == 0 and abs(total) <= close for n, total in rest):
        return False
    for n, total in rest:
        ends = (n * marks[0], n * marks[-1]) if n else (marks[0] - marks[-1], marks[-1] - marks[0])
        if abs(n) >= FEWEST or not min(ends) - close <= total <= max(ends) + close:
            return False
    return True
