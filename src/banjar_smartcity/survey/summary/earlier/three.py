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
from .published import Figures, groups_of

_CLOSE = 1e-6
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""


class Sum(NamedTuple):
    """Figures that two earlier versions nearly add up to: of how many people, and of how many they are."""

    group: str
    before: int
    after: int


def together(record: Figures, versions: Sequence[Figures], statements: Statements) -> Iterator[Sum]:
    """What a record and two earlier versions give of a few people: all statements that they share have to agree.

    A survey that grows from 50 to 100 to 150 people has such numbers too, but not such sums.
    """
    earlier = [_statements_of(version) for version in versions]
    # Figures that are published already tell nothing more.
    new = {item: own for item, own in _statements_of(record).items() if all(old.get(item) != own for old in earlier)}
    for one, other in combinations(earlier, 2):
        shared = [item for item in new if item in one and item in other]
        for first, second, sign in ((one, other, 1), (one, other, -1), (other, one, -1)):
            rest = [_left_over(first[item], second[item], new[item], sign) for item in shared]
            if rest and is_of_few(rest, statements.marks, 3 * max(new[item][0] for item in shared)):
                item = shared[0]
                yield Sum(item, first[item][0] + sign * second[item][0], new[item][0])


def _statements_of(data: Figures) -> dict[str, tuple[int, float]]:
    return {item: people_and_sum(one) for (kind, item, _), one in groups_of(data).items() if kind == "statements"}


def _left_over(
    first: tuple[int, float], second: tuple[int, float], new: tuple[int, float], sign: int
) -> tuple[int, float]:
    return first[0] + sign * second[0] - new[0], first[1] + sign * second[1] - new[1]


def people_and_sum(figures: Figures) -> tuple[int, float]:
    """How many people answered, and the sum of what they gave."""
    return figures["respondents"], figures["respondents"] * figures["mean"]


def is_of_few(rest: Sequence[tuple[int, float]], marks: range, people: int) -> bool:
    """Whether what is left over can be the marks of one to four people, one perhaps in place of another one."""
    close = people * _CLOSE
    if all(n == 0 and abs(total) <= close for n, total in rest):
        return False
    return all(abs(n) < FEWEST and _could_give(n, total, marks, close) for n, total in rest)


def _could_give(n: int, total: float, marks: range, close: float) -> bool:
    """Whether a few people, `n` more in one version than in the other, can account for a sum."""
    others = 1 if abs(n) <= 1 else 0
    more, fewer = max(n, 0) + others, max(-n, 0) + others
    least, most = more * marks[0] - fewer * marks[-1], more * marks[-1] - fewer * marks[0]
    return least - close <= total <= most + close
