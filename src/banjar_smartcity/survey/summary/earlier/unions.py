"""Unions: programmes that together are nearly the people of an earlier version, or of some of its programmes.

A sub-dimension of 20 people in one version, and two of three programmes with 12 and 9 people in the next one, tell what
one person gave, though neither programme is about as many people as the sub-dimension was. So do they the other way
round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from ....named import NamedTuple
from ....privacy.groups import FEWEST
from .published import Figures, groups_of
from .rest import Rest, rest_of

_OTHERS = "\n"
"""In place of a name: the people without a programme, or with one that few wrote."""
_MOST = 8
"""Of more programmes than this only those next to each other by name are taken together."""
_SMALL = 2 * FEWEST
"""A programme may have entirely other people in the next version only if it has fewer than this."""


class Union(NamedTuple):
    """Some programmes of a sub-dimension, or all of it, with the people and the mean of all of them."""

    names: frozenset[str]
    """The programmes; none where the sub-dimension has no several ones."""
    is_whole: bool
    figures: Figures


class UnionPair(NamedTuple):
    """A union of a record and one of an earlier version, and what is left of the first without the second."""

    new: Union
    old: Union
    rest: Rest


def close_unions(part: str, record: Figures, version: Figures, marks: range) -> list[UnionPair]:
    """The unions of a sub-dimension that, next to another one of an earlier version, tell what some people gave.

    What was published before tells nothing more.
    """
    sides = [_programmes(part, one) for one in (record, version)]
    own, others = (list(_unions(part, *side)) for side in zip((record, version), sides, strict=True))
    # People seldom change between programmes that both versions have: such programmes are in both unions, or in none.
    fixed = {
        name for name in sides[0].keys() & sides[1].keys() if max(side[name]["respondents"] for side in sides) >= _SMALL
    }
    known = [one for one in own if not any(rest_of(one.figures, [(1, old.figures)]).is_nothing for old in others)]
    found = []
    for new, old in product(known, others):
        rest = rest_of(new.figures, [(1, old.figures)])
        are_related = not (new.names ^ old.names) & fixed
        is_close = rest.is_of_few and rest.could_be_of_four(marks)
        # Of people who have nothing to do with each other the sums differ by such an amount now and then.
        is_at_an_end = are_related and rest.is_at_an_end(marks, 0) and new.figures["mean"] not in (marks[0], marks[-1])
        # A name may have been given to another programme by mistake.
        are_single = len(new.names) == len(old.names) == 1 and _OTHERS not in new.names | old.names
        if not _are_compared_by_name(new, old) and ((is_close and (are_related or are_single)) or is_at_an_end):
            found.append(UnionPair(new, old, rest))
    return found


def parts_of(record: Figures) -> list[str]:
    """The sub-dimensions of which a record has means of people."""
    return list(dict.fromkeys(part for kind, part, _ in groups_of(record) if kind != "statements"))


def _are_compared_by_name(new: Union, old: Union) -> bool:
    """Whether both are figures of the same name in their records."""
    if new.is_whole or old.is_whole:
        return new.is_whole and old.is_whole
    return new.names == old.names and len(new.names) == 1 and _OTHERS not in new.names


def _programmes(part: str, record: Figures) -> Mapping[str, Figures]:
    """The figures of several programmes of a sub-dimension by name, with those of the others; none of one."""
    groups = groups_of(record)
    found = {name: one for (kind, about, name), one in groups.items() if (kind, about) == ("programmes", part)}
    whole = groups.get(("sub_dimensions", part, ""))
    if whole is not None and found:
        rest = rest_of(whole, [(1, one) for one in found.values()])
        if rest.people > 0:
            found[_OTHERS] = {"respondents": rest.people, "mean": rest.total / rest.people}
    return found if len(found) > 1 or whole is None else {}


def _unions(part: str, record: Figures, programmes: Mapping[str, Figures]) -> Iterator[Union]:
    """The sub-dimension, and its programmes in every other combination."""
    whole = groups_of(record).get(("sub_dimensions", part, ""))
    if whole is not None:
        yield Union(frozenset(programmes), is_whole=True, figures=whole)
    for names in _combined(sorted(programmes)):
        if whole is None or len(names) < len(programmes):
            some = [programmes[name] for name in names]
            people = sum(one["respondents"] for one in some)
            total = sum(one["respondents"] * one["mean"] for one in some)
            yield Union(frozenset(names), is_whole=False, figures={"respondents": people, "mean": total / people})


def _combined(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(names) + 1):
        if len(names) <= _MOST:
            yield from combinations(names, size)
        else:
            yield from (tuple(names[i : i + size]) for i in range(len(names) - size + 1))
