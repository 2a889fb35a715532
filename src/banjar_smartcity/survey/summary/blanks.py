"""Blanks: whether the mean of people, next to those of the statements, gives away those who left something blank.

A person who answered k statements adds a k-th part of the marks to the mean of people, and each mark to its statement.
So what people with the same blanks gave together follows, unless it could be something else while both stay the same:
others with as many blanks may have given some of it, or people with fewer blanks and people with more. A distribution
may tell that nobody gave certain marks: where all gave 0 or 4, nobody could have given 1 more or less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import gcd

from ...named import NamedTuple
from ...privacy.groups import FEWEST
from ..cells.answer import BLANK


class _SameBlanks(NamedTuple):
    """People with the same number of answers: how many there are, and by statement how much they could give or lose."""

    answers: int
    people: int
    given: tuple[int, ...]
    """By statement, the sum of the marks, counted in steps from the lowest."""
    room: tuple[int, ...]
    """By statement, how much higher that sum could be."""

    @property
    def is_at_risk(self) -> bool:
        """Whether its sum would be about few people, or reveal them all, since they gave one end of the scale."""
        return self.people < FEWEST or not any(self.given) or not any(self.room)


def are_given_away(kinds: Mapping[bytes, int], marks: range, before: Mapping[int, int] | None = None) -> bool:
    """Whether the mean of people gives some of them away; `kinds` are how many gave the same marks.

    `before` are the sums (by place, counted from the lowest mark; -1 the number of people) of an earlier version whose
    people answered every statement. Then it is asked of those who are not in it.
    """
    groups = list(_groups(kinds, marks, before or {}))
    if len({group.answers for group in groups}) < 2:
        return False
    return any(
        group.is_at_risk and not _could_differ(group, [other for other in groups if other is not group])
        for group in groups
    )


def _groups(kinds: Mapping[bytes, int], marks: range, before: Mapping[int, int]) -> Iterable[_SameBlanks]:
    given_marks = marks if before else _range_of(kinds, marks)
    lowest, unit, span = given_marks.start, given_marks.step, len(given_marks) - 1
    people: dict[tuple[bool, ...], int] = {}
    sums: dict[tuple[bool, ...], list[int]] = {}
    for given, count in kinds.items():
        blanks = tuple(mark == BLANK for mark in given)
        people[blanks] = people.get(blanks, 0) + count
        own = sums.setdefault(blanks, [0] * len(given))
        for j, mark in enumerate(given):
            own[j] += 0 if mark == BLANK else count * ((mark - lowest) // unit)
    for blanks, count in people.items():
        answered = [not blank for blank in blanks]
        own = sums[blanks]
        if before and all(answered):
            count -= before[-1]  # noqa: PLW2901 - those who are new
            own = [total - before[j] for j, total in enumerate(own)]
        if count <= 0:
            continue
        room = [span * count - total if is_asked else 0 for total, is_asked in zip(own, answered, strict=True)]
        yield _SameBlanks(sum(answered), count, tuple(max(n, 0) for n in own), tuple(max(n, 0) for n in room))


def _range_of(kinds: Mapping[bytes, int], marks: range) -> range:
    """The marks that somebody could have given, as a distribution may tell: from the lowest to the highest by steps."""
    used = sorted({mark for given in kinds for mark in given if mark != BLANK})
    if len(used) < 2:
        return marks
    return range(used[0], used[-1] + 1, gcd(*(mark - used[0] for mark in used)))


def _could_differ(group: _SameBlanks, others: Sequence[_SameBlanks]) -> bool:
    """Whether the sum of a group could be another one while all that is published stays the same."""
    same = _together([other for other in others if other.answers == group.answers])
    if same and any(
        (a and free) or (b and room)
        for a, room, b, free in zip(group.given, group.room, same.given, same.room, strict=True)
    ):
        return True
    by_answers = [
        found
        for n in sorted({other.answers for other in others} - {group.answers})
        if (found := _together([other for other in others if other.answers == n]))
    ]
    for i, one in enumerate(by_answers):
        for other in by_answers[i + 1 :]:
            low, middle, high = sorted((group, one, other), key=lambda found: found.answers)
            first = low.answers * (high.answers - middle.answers)
            last = high.answers * (middle.answers - low.answers)
            part = gcd(first, last)
            amounts = first // part, last // part
            if _flows(amounts, low.room, high.room, middle.given) or _flows(
                amounts, low.given, high.given, middle.room
            ):
                return True
    return False


def _together(groups: Sequence[_SameBlanks]) -> _SameBlanks | None:
    if not groups:
        return None
    return _SameBlanks(
        groups[0].answers,
        sum(group.people for group in groups),
        tuple(map(sum, zip(*(group.given for group in groups), strict=True))),
        tuple(map(sum, zip(*(group.room for group in groups), strict=True))),
    )


def _flows(amounts: tuple[int, int], low: Sequence[int], high: Sequence[int], middle: Sequence[int]) -> bool:
    """Whether the middle can exchange these amounts with the other two, statement by statement."""
    first, last = amounts
    return (
        sum(map(min, low, middle)) >= first
        and sum(map(min, high, middle)) >= last
        and sum(min(a + b, m) for a, b, m in zip(low, high, middle, strict=True)) >= first + last
    )
