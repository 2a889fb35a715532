"""Sums: whether earlier versions together nearly make up a record, so that one to four people follow from all of them.

If one village is imported, then another one, then both, the sum of the first two is that of the third, except for those
who are in both or came later. Neither of the three differs from another one by few people. The same holds for three
villages or more, and for what is left when some of them are taken out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from ....named import NamedTuple
from ....privacy.groups import FEWEST
from .published import Figures, Group, groups_of
from .rest import Rest, rest_of

_MOST = 3
"""At most this many earlier versions are taken together in all ways."""
_MANY = 12
"""Of more versions than this only pairs are taken together, since there would be too many others."""


class Sum(NamedTuple):
    """Earlier versions that nearly add up to a record."""

    parts: tuple[tuple[int, Figures], ...]
    """The versions, each with 1 if it is added and -1 if it is taken away."""
    left: tuple[tuple[Group, Rest], ...]
    """What is left of each statement that all of them have."""

    def of(self, group: Group) -> list[tuple[int, Figures]] | None:
        """The figures of a group in the versions; None if one of them has none."""
        found = [(times, groups_of(version).get(group)) for times, version in self.parts]
        return None if any(one is None for _, one in found) else [(n, one) for n, one in found if one is not None]

    def told(self, marks: range) -> list[tuple[Group, Rest]]:
        """What is left about one to four people, or about people who came later and all gave one end of the scale."""
        added = all(times > 0 for times, _ in self.parts)
        return [
            (group, rest)
            for group, rest in self.left
            if (rest.is_of_few and not rest.is_nothing) or (added and rest.people > 0 and rest.is_at_an_end(marks, 0))
        ]


def sums_of(record: Figures, versions: Sequence[Figures], marks: range) -> Iterator[Sum]:
    """The sums of two or more earlier versions from which the record can differ by these people, in all statements.

    A survey that grows from 50 to 100 to 150 people has such numbers too, but not such sums.
    """
    earlier = [_statements_of(version) for version in versions]
    new = {
        group: own
        for group, own in _statements_of(record).items()
        # Figures that are published already tell nothing more; nor does a mark that everybody gave.
        if own["mean"] not in (marks[0], marks[-1])
        and not any(group in old and rest_of(own, [(1, old[group])]).is_nothing for old in earlier)
    }
    for size in range(2, _MOST + 1 if len(earlier) <= _MANY else 3):
        for chosen in combinations(range(len(earlier)), size):
            shared = [group for group in new if all(group in earlier[i] for i in chosen)]
            for signs in product((1, -1), repeat=size):
                left = _left(new, shared, [(sign, earlier[i]) for sign, i in zip(signs, chosen, strict=True)], marks)
                if left and 1 in signs:
                    parts = tuple((sign, versions[i]) for sign, i in zip(signs, chosen, strict=True))
                    yield Sum(parts, left)
    if len(earlier) <= _MANY:
        for many in _of_many(new, earlier):
            shared = [group for group in new if all(group in earlier[i] for _, i in many)]
            if left := _left(new, shared, [(sign, earlier[i]) for sign, i in many], marks):
                yield Sum(tuple((sign, versions[i]) for sign, i in many), left)


def _of_many(new: dict[Group, Figures], earlier: Sequence[dict[Group, Figures]]) -> set[tuple[tuple[int, int], ...]]:
    """More than three versions that all are added, or all taken away from one, and then have about as many people.

    Each is the sign and the index of a version. In other ways too many would meet by chance.
    """
    found = set[tuple[tuple[int, int], ...]]()
    for group, own in new.items():
        people = {i: one[group]["respondents"] for i, one in enumerate(earlier) if group in one}
        for chosen in _adding_up(people, own["respondents"], _MOST + 1):
            found.add(tuple((1, i) for i in chosen))
        for whole, count in people.items():
            others = {i: n for i, n in people.items() if i != whole}
            for chosen in _adding_up(others, count - own["respondents"], _MOST):
                found.add(((1, whole), *((-1, i) for i in chosen)))
    return found


def _adding_up(people: dict[int, int], total: int, least: int) -> Iterator[tuple[int, ...]]:
    """Versions, at least this many, whose numbers of people differ from a total by fewer than five."""
    order = sorted(people, key=lambda i: (-people[i], i))
    behind = [sum(people[i] for i in order[k:]) for k in range(len(order) + 1)]

    def search(k: int, chosen: tuple[int, ...], missing: int) -> Iterator[tuple[int, ...]]:
        if abs(missing) < FEWEST and len(chosen) >= least:
            yield tuple(sorted(chosen))
        if missing > -FEWEST and k < len(order) and behind[k] > missing - FEWEST:
            for j in range(k, len(order)):
                yield from search(j + 1, (*chosen, order[j]), missing - people[order[j]])

    yield from search(0, (), total)


def _left(
    new: dict[Group, Figures], shared: Sequence[Group], parts: Sequence[tuple[int, dict[Group, Figures]]], marks: range
) -> tuple[tuple[Group, Rest], ...]:
    """What is left of each statement; nothing if of one of them that cannot be."""
    left = []
    for group in shared:
        rest = rest_of(new[group], [(sign, own[group]) for sign, own in parts])
        if not rest.could_be_given(marks):
            return ()
        left.append((group, rest))
    return tuple(left)


def _statements_of(data: Figures) -> dict[Group, Figures]:
    return {group: one for group, one in groups_of(data).items() if group[0] == "statements"}
