"""Official results: published results computed with the same formula, and the region among other regions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..model.instrument import Instrument, Item, Variant
from ..model.model import Model
from ..model.result import Distribution, OfficialResult, ResultRow
from ..named import NamedTuple
from .weighing.counting import counting, exact
from .weighing.shares import shares_within
from .weighing.sums import total_of_products

RESTS_ON = frozenset(("program", "instrument", "results", "sources"))
"""Kinds of record from which published results are computed again."""
TOLERANCE = Fraction(151, 10_000)
"""The largest difference between the published final index and one computed from rounded aspects (domain page,
section 2)."""


class ComputedRow(NamedTuple):
    """The final index and aspects computed from a published row. `basis` is `items`, `aspects`, or `mixed` for both."""

    final: Fraction
    aspects: Mapping[str, Fraction]
    basis: str


class OfficialRow(NamedTuple):
    """A published row and what its own figures give; None if its variant is not known."""

    row: ResultRow
    computed: ComputedRow | None

    @property
    def difference(self) -> Fraction | None:
        """Computed minus published final index."""
        if self.computed is None or self.row.final is None:
            return None
        return self.computed.final - Fraction(str(self.row.final))


class Standing(NamedTuple):
    """What was published about a region in a year."""

    result: OfficialResult
    row: ResultRow

    @property
    def final(self) -> float | None:
        """The published final index, or the derived one if none was published."""
        return self.row.derived.final if self.row.final is None and self.row.derived else self.row.final


class Nation(NamedTuple):
    """The latest year with a recorded distribution of all regions."""

    year: int
    distribution: Distribution


def compute_row(
    instrument: Instrument, variant: Variant, row: ResultRow, shares: Mapping[str, Fraction] | None = None
) -> ComputedRow | None:
    """The aspects and final index computed from the item scores of a row, or else from its aspect scores.

    An aspect is the mean of all its items as they weigh in it. If only some of its item scores are recorded, its
    published score counts; if that is missing too, missing items count as unanswered. None if an aspect of the variant
    has no score. `shares` are those of all items of the variant, if they are known from another row.
    """
    groups: dict[str, list[Item]] = {aspect: [] for aspect in variant.weights}
    for item in instrument.items_of(variant):
        groups[item.aspect].append(item)
    aspects = {aspect: exact(score) for aspect, score in row.aspects.items()}
    by_items = [
        aspect
        for aspect, items in groups.items()
        if items and (row.items.keys() >= {i.id for i in items} or (row.items and aspect not in aspects))
    ]
    for aspect in by_items:
        within = shares or shares_within(instrument, groups[aspect])
        parts = ((within[item.id], _published(instrument, item, row)) for item in groups[aspect])
        aspects[aspect] = total_of_products(parts)
    if any(aspect not in aspects for aspect in variant.weights):
        return None
    used = {aspect: aspects[aspect] for aspect in variant.weights}
    final = total_of_products((exact(variant.weights[a]), score) for a, score in used.items()) / 100
    basis = "items" if len(by_items) == len(used) else "mixed" if by_items else "aspects"
    return ComputedRow(final, used, basis)


def _published(instrument: Instrument, item: Item, row: ResultRow) -> Fraction:
    """The published score of an item; if there is none, what an unanswered item counts."""
    score = row.items.get(item.id)
    return counting(instrument, item).unanswered if score is None else exact(score)


def official_rows(model: Model, year: int) -> tuple[OfficialRow, ...] | None:
    """Every published row of a year, recomputed if its variant is known; None if nothing is recorded for the year."""
    result = model.results.get(year)
    if result is None:
        return None
    instrument = model.instruments.get(result.instrument or "")

    def computed(row: ResultRow) -> ComputedRow | None:
        variant = instrument.variant(row.variant) if instrument else None
        return compute_row(instrument, variant, row) if instrument and variant else None

    return tuple(OfficialRow(row, computed(row)) for row in result.rows)


def standing(model: Model, year: int) -> Standing | None:
    """The published result of the region in a year; None if it is not recorded."""
    result = model.results.get(year)
    row = result.row(model.program.official_name) if result and model.program else None
    return Standing(result, row) if result and row else None


def latest_standing(model: Model, year: int) -> Standing | None:
    """The latest published result of the region up to a year; None if there is none."""
    years = sorted((known for known in model.results if known <= year), reverse=True)
    found = (standing(model, known) for known in years)
    return next((s for s in found if s is not None and s.final is not None), None)


def latest_distribution(model: Model, year: int) -> Nation | None:
    """The distribution of all regions in the latest recorded year up to a year; None if there is none."""
    spread = {known: result.distribution for known, result in model.results.items() if known <= year}
    years = [known for known, distribution in spread.items() if distribution]
    if not years:
        return None
    distribution = spread[max(years)]
    return Nation(max(years), distribution) if distribution else None
