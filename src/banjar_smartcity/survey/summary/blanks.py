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

    @property
    def at_risk(self) -> list[int]:
        """The statements for which the same holds of the sum of their marks."""
        answered = [j for j, both in enumerate(zip(self.given, self.room, strict=True)) if any(both)]
        return [j for j in answered if self.people < FEWEST or 0 in (self.given[j], self.room[j])]


def are_given_away(kinds: Mapping[bytes, int], marks: range, before: Mapping[int, int] | None = None) -> bool:
    """Whether the mean of people gives some of them away; `kinds` are how many gave the same marks.

    `before` are the sums (by place, counted from the lowest mark; -1 the number of people) of an earlier version whose
    people answered every statement. Then it is asked of those who are not in it.
    """
    groups = list(_groups(kinds, marks, before or {}))
    if len({group.answers for group in groups}) < 2:
        return False
    # A mark that everybody gave to a statement is known anyway.
    places = range(len(groups[0].given))
    varied = [j for j in places if any(one.given[j] for one in groups) and any(one.room[j] for one in groups)]
    for group in groups:
        others = [other for other in groups if other is not group]
        if group.is_at_risk and not _could_differ(group, others):
            return True
        if not all(_could_differ_at(j, group, others) for j in group.at_risk if j in varied):
            return True
    return False


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
            amounts = _amounts(low, middle, high)
            if _flows(amounts, low.room, high.room, middle.given) or _flows(
                amounts, low.given, high.given, middle.room
            ):
                return True
    return False


def _could_differ_at(j: int, group: _SameBlanks, others: Sequence[_SameBlanks]) -> bool:
    """Whether the sum of a group could be another one for a statement while all that is published stays the same."""
    by_answers = {
        n: found
        for n in {other.answers for other in others}
        if (found := _together([other for other in others if other.answers == n]))
    }
    for own, free in ((group.given, group.room), (group.room, group.given)):
        if not own[j]:
            continue
        for n, other in by_answers.items():
            theirs, rest = (other.room, other.given) if own is group.given else (other.given, other.room)
            if not theirs[j]:
                continue
            # Others with as many answers give it; or others give it, and take as much of another statement.
            if n == group.answers or any(a and b for i, (a, b) in enumerate(zip(free, rest, strict=True)) if i != j):
                return True
    return any(
        _flows_at(j, group, one, other)
        for n, one in by_answers.items()
        for m, other in by_answers.items()
        if n < m and group.answers not in (n, m)
    )


def _flows_at(j: int, group: _SameBlanks, one: _SameBlanks, other: _SameBlanks) -> bool:
    """As `_flows`, of which at least one step is about a statement of this group."""
    low, middle, high = sorted((group, one, other), key=lambda found: found.answers)
    amounts = _amounts(low, middle, high)
    for lows, middles, highs in ((low.room, middle.given, high.room), (low.given, middle.room, high.given)):
        for first in (True, False):
            # One step at this statement is taken; by which of the other two, if the group is in the middle.
            if (group is low and not first) or (group is high and first):
                continue
            taken = [lows if first else highs, middles]
            if not all(side[j] for side in taken):
                continue
            less = [tuple(n - (i == j) for i, n in enumerate(side)) for side in taken]
            left = (amounts[0] - first, amounts[1] - (not first))
            if _flows(left, *((less[0], highs) if first else (lows, less[0])), less[1]):
                return True
    return False


def _amounts(low: _SameBlanks, middle: _SameBlanks, high: _SameBlanks) -> tuple[int, int]:
    """In which amounts people with fewer and with more answers exchange marks with those between them."""
    first = low.answers * (high.answers - middle.answers)
    last = high.answers * (middle.answers - low.answers)
    part = gcd(first, last)
    return first // part, last // part


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
