"""LevelSpread: the lowest, mean and highest level of a set of items, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ...named import NamedTuple
from ..parts import ZERO, Leaf


class LevelRange(NamedTuple):
    """The levels of some items; each of them counts once, whatever it weighs."""

    items: int
    lowest: Fraction
    mean: Fraction
    highest: Fraction


class LevelSpread(NamedTuple):
    """The levels of the items of an agency."""

    items: int
    weight: Fraction
    """Their share of the final index, 0-1."""
    claimed: LevelRange | None
    """Of the answered items; None if there are none."""
    supported: LevelRange | None
    given: LevelRange | None
    """By the ministry's item scores or the assessors' marks; None if there are none."""


def spread(leaves: Iterable[Leaf]) -> LevelSpread:
    """The spread of these items."""
    kept = tuple(leaves)
    answered = [leaf for leaf in kept if leaf.answered]
    return LevelSpread(
        items=len(kept),
        weight=sum((leaf.weight for leaf in kept), ZERO),
        claimed=_range([leaf.claimed for leaf in answered]),
        supported=_range([leaf.supported for leaf in answered]),
        given=_range([leaf.given for leaf in kept if leaf.given is not None]),
    )


def spread_by_agency(leaves: Iterable[Leaf]) -> Mapping[str, LevelSpread]:
    """The spread of the items of each agency, in the order of the form."""
    owned: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        for agency in owners(leaf):
            owned.setdefault(agency, []).append(leaf)
    return {agency: spread(found) for agency, found in owned.items()}


def owners(leaf: Leaf) -> tuple[str, ...]:
    """The agencies of an item: the responsible one, else those of the programmes that citizens were asked about."""
    if leaf.agency:
        return (leaf.agency,)
    asked = leaf.survey.programmes if leaf.survey else ()
    return tuple(dict.fromkeys(p.agency for p in asked if p.agency and p.sub_dimension == leaf.item.sub_dimension))


def _range(levels: list[Fraction]) -> LevelRange | None:
    return LevelRange(len(levels), min(levels), sum(levels, ZERO) / len(levels), max(levels)) if levels else None
