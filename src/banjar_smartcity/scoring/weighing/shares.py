"""Shares: what part of the index each item is, down the tree of aspects, groups and items.

Among what one place holds, the share of each is its own weight divided by the sum of all weights. A group without a
weight weighs as much as what it holds, so a heading changes nothing. The weight of an aspect is its percentage of the
index in the variant, whatever groups hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ...model.group import Group, outwards
from ...model.instrument import Instrument, Item, Variant
from .counting import exact
from .sums import total

Path = tuple[str, ...]
"""An aspect and the groups in it that lead to an item, the outermost first."""


def path_of(item: Item, groups: Mapping[str, Group]) -> Path:
    """The aspect of an item and the groups that lead to it; the aspect alone if its group belongs elsewhere."""
    way, holder = outwards(item.within, groups)
    return (item.aspect, *reversed(way)) if holder == item.aspect else (item.aspect,)


def weight_of(item: Item) -> Fraction:
    """The weight of an item among the others of its place: its own, as often as it counts."""
    weight = exact(item.weight)
    return weight if item.times == 1 else weight * item.times


def shares_within(instrument: Instrument, items: Iterable[Item]) -> dict[str, Fraction]:
    """The share of each of these items in its aspect, by id. The shares in an aspect are together 1."""
    groups = {group.id: group for group in instrument.groups}
    own = {group.id: exact(group.weight) for group in instrument.groups if group.weight is not None}
    paths = [(item, path_of(item, groups), weight_of(item)) for item in items]
    weights: dict[Path, list[Fraction]] = {}
    for _, path, weight in paths:
        weights.setdefault(path, []).append(weight)
    held = {path: total(within) for path, within in weights.items()}
    places = sorted({path[:end] for path in held for end in range(1, len(path) + 1)}, key=len)
    for place in reversed(places):
        if len(place) > 1:
            held[place[:-1]] = held.get(place[:-1], Fraction(0)) + own.get(place[-1], held[place])
    share: dict[Path, Fraction] = {}
    for place in places:
        above = place[:-1]
        share[place] = share[above] * own.get(place[-1], held[place]) / held[above] if above else Fraction(1)
    unit = {path: share[path] / held[path] for path in weights}
    return {item.id: unit[path] * weight for item, path, weight in paths}


def shares_of_index(instrument: Instrument, variant: Variant, counted: Iterable[Item]) -> dict[str, Fraction]:
    """The share of each item that counts in the index, by id.

    If all items of an aspect are excluded because they do not apply, the other aspects share its weight.
    """
    items = tuple(counted)
    percent = {aspect: exact(weight) for aspect, weight in variant.weights.items()}
    asked = sum(percent[aspect] for aspect in {item.aspect for item in instrument.items_of(variant)})
    left = sum(percent[aspect] for aspect in {item.aspect for item in items})
    scale = Fraction(asked, 100 * left) if left else Fraction(0)
    within = shares_within(instrument, items)
    return {item.id: percent[item.aspect] * scale * within[item.id] for item in items}


def places_of(instrument: Instrument, item: Item) -> tuple[str, ...]:
    """All groups that hold an item: those above its aspect and those in it, the outermost first."""
    groups = {group.id: group for group in instrument.groups}
    aspect = instrument.aspect(item.aspect)
    above, _ = outwards(aspect.within if aspect else None, groups)
    return (*reversed(above), *path_of(item, groups)[1:])
