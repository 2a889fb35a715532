"""Losses: where the points of an official result were lost, by aspect, and by group and item if their scores are known.

The losses of all aspects and the rest add up exactly to what was lost. The rest is rounding: aspects are published with
two decimals, and so is the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ..i18n import Text
from ..model.instrument import Instrument, Item, Variant
from ..model.model import Model
from ..named import NamedTuple
from .official import TOLERANCE, Standing, compute_row, latest_standing, standing
from .parts import ZERO
from .weighing.counting import exact
from .weighing.shares import shares_of_index

FINAL = Text("Indeks akhir", "Final index")


class PartLoss(NamedTuple):
    """What an aspect, group or item lost of the final index, in points."""

    id: str
    name: Text
    score: Fraction
    """Its official score, in levels."""
    points: Fraction
    change: Fraction | None = None
    """How its score changed since the result of the year before, in levels; None if that is not recorded."""
    rank: int | None = None
    spread: tuple[float, ...] | None = None
    """The lowest score of all regions, the three quartiles and the highest."""

    @property
    def to_median(self) -> Fraction | None:
        """The levels that are missing to the median of all regions; 0 if none are, None if it is not known."""
        return self._to(2)

    @property
    def to_upper_quartile(self) -> Fraction | None:
        """The levels that are missing to the upper quartile; 0 if none are, None if it is not known."""
        return self._to(3)

    def _to(self, quartile: int) -> Fraction | None:
        return max(ZERO, exact(self.spread[quartile]) - self.score) if self.spread else None


class OfficialLoss(NamedTuple):
    """What an official result lost, the largest loss first in each part."""

    standing: Standing
    top: Fraction
    """The highest index of the instrument."""
    points: Fraction
    """The highest index minus the published one."""
    aspects: tuple[PartLoss, ...]
    groups: tuple[PartLoss, ...]
    """Groups of the form, by aspect and dimension; empty unless every item score is recorded."""
    items: tuple[PartLoss, ...]
    """Items; empty unless every item score is recorded."""
    final: PartLoss
    """The index itself."""

    @property
    def rest(self) -> Fraction:
        """What the losses of the aspects leave: the rounding of the published figures."""
        return self.points - sum((part.points for part in self.aspects), ZERO)


def official_loss(model: Model, year: int) -> OfficialLoss | None:
    """Where the latest official result up to a year lost its points.

    None if its index, its weights or an aspect is missing, or if its index does not follow from them: then it would not
    be rounding that is left.
    """
    found = latest_standing(model, year)
    instrument = model.instruments.get(found.result.instrument or "") if found else None
    variant = instrument.variant(found.row.variant) if found and instrument else None
    if found is None or found.row.final is None or instrument is None or variant is None:
        return None
    computed = compute_row(instrument, variant, found.row)
    if computed is None or abs(computed.final - Fraction(str(found.row.final))) > TOLERANCE:
        return None
    tops = {aspect.id: Fraction(str(aspect.highest)) for aspect in instrument.aspects}
    weights = {aspect: Fraction(str(weight)) / 100 for aspect, weight in variant.weights.items()}
    top = sum((weights[aspect] * tops[aspect] for aspect in computed.aspects), ZERO)
    before = standing(model, found.result.year - 1)
    aspects = (
        _placed(
            _part(a.id, a.name, computed.aspects[a.id], weights[a.id] * (tops[a.id] - computed.aspects[a.id])),
            found,
            before.row.aspects.get(a.id) if before else None,
        )
        for a in instrument.aspects
        if a.id in computed.aspects
    )
    index = Fraction(str(found.row.final))
    complete = computed.basis == "items"
    shares = shares_of_index(instrument, variant, instrument.items_of(variant)) if complete else {}
    scores = {item: Fraction(str(score)) for item, score in found.row.items.items()}
    return OfficialLoss(
        standing=found,
        top=top,
        points=top - index,
        aspects=_sorted(aspects),
        groups=_sorted(_groups(instrument, variant, shares, scores, tops)) if complete else (),
        items=_sorted(_items(instrument, variant, shares, scores, tops)) if complete else (),
        final=_final(index, top, found, before),
    )


def _final(index: Fraction, top: Fraction, found: Standing, before: Standing | None) -> PartLoss:
    """The index among all regions; its change as published, if the year before is not."""
    final = _placed(_part("final", FINAL, index, top - index), found, before.row.final if before else None)
    published = found.row.improvement
    return final if final.change is not None or published is None else final._replace(change=exact(published))


def _placed(part: PartLoss, found: Standing, before: float | None) -> PartLoss:
    """The part among all regions, and what it was the year before."""
    spread = found.result.distribution
    return part._replace(
        change=None if before is None else part.score - exact(before),
        rank=found.row.ranks.get(part.id),
        spread=spread.values.get(part.id) if spread else None,
    )


def _part(name: str, label: Text, score: Fraction, points: Fraction) -> PartLoss:
    return PartLoss(id=name, name=label, score=score, points=points)


def _sorted(parts: Iterable[PartLoss]) -> tuple[PartLoss, ...]:
    return tuple(sorted(parts, key=lambda part: -part.points))


def _items(
    instrument: Instrument,
    variant: Variant,
    shares: Mapping[str, Fraction],
    scores: Mapping[str, Fraction],
    tops: Mapping[str, Fraction],
) -> Iterable[PartLoss]:
    for item in instrument.items_of(variant):
        lost = shares[item.id] * (tops[item.aspect] - scores[item.id])
        yield _part(item.id, item.question, scores[item.id], lost)


def _groups(
    instrument: Instrument,
    variant: Variant,
    shares: Mapping[str, Fraction],
    scores: Mapping[str, Fraction],
    tops: Mapping[str, Fraction],
) -> Iterable[PartLoss]:
    """The groups of the form; two of the same heading in different aspects or dimensions are two groups."""
    names = {aspect.id: aspect.name for aspect in instrument.aspects}
    held: dict[tuple[str, str, str | None], list[Item]] = {}
    for item in instrument.items_of(variant):
        if item.group is not None:
            held.setdefault((item.aspect, item.group.id, item.dimension), []).append(item)
    for (aspect, heading, _), items in held.items():
        weight = sum((shares[item.id] for item in items), ZERO)
        lost = sum((shares[item.id] * (tops[aspect] - scores[item.id]) for item in items), ZERO)
        name, group = names[aspect], items[0].group or Text(heading)
        whole = Text(f"{name.id}: {group.id}", f"{name.en or name.id}: {group.en or group.id}")
        yield _part(f"{aspect}/{heading}", whole, tops[aspect] - lost / weight, lost)
