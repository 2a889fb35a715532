"""Official: published results put through the same formula, and how a region stood beside others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..model.instrument import Instrument, Variant
from ..model.model import Model
from ..model.result import Distribution, OfficialResult, ResultRow

RESTS_ON = frozenset(("program", "instrument", "results", "sources"))
"""Kinds of record that published results and their computation rest on."""
TOLERANCE = Fraction(151, 10_000)
"""How far a final index computed from rounded aspects may lie from the published one (domain page, section 2)."""


class ComputedRow(NamedTuple):
    """A published row put through the formula. `basis`: `items`, `aspects`, or both, `mixed`."""

    final: Fraction
    aspects: Mapping[str, Fraction]
    basis: str


class OfficialRow(NamedTuple):
    """A published row beside what its own figures give; None where its variant is not known."""

    row: ResultRow
    computed: ComputedRow | None

    @property
    def difference(self) -> Fraction | None:
        """Computed minus published final index."""
        if self.computed is None or self.row.final is None:
            return None
        return self.computed.final - Fraction(str(self.row.final))


class Standing(NamedTuple):
    """What was published of a region in one year."""

    result: OfficialResult
    row: ResultRow

    @property
    def final(self) -> float | None:
        """The published final index; the derived one where no row was published."""
        return self.row.derived.final if self.row.final is None and self.row.derived else self.row.final


class Nation(NamedTuple):
    """The latest year of which it is recorded how all regions spread."""

    year: int
    distribution: Distribution


def compute_row(instrument: Instrument, variant: Variant, row: ResultRow) -> ComputedRow | None:
    """The aspects and final index that a row's item scores, or else its aspect scores, give.

    An aspect is the mean of all its items. Where only some of its item scores are recorded, its published score counts;
    where there is none, the lacking ones are 0. None where an aspect of the variant is lacking.
    """
    groups: dict[str, list[str]] = {aspect: [] for aspect in variant.weights}
    for item in instrument.items_of(variant):
        groups[item.aspect].append(item.id)
    aspects = {aspect: Fraction(str(score)) for aspect, score in row.aspects.items()}
    by_items = [
        aspect
        for aspect, items in groups.items()
        if items and (row.items.keys() >= set(items) or (row.items and aspect not in aspects))
    ]
    for aspect in by_items:
        scores = (Fraction(str(row.items.get(item, 0))) for item in groups[aspect])
        aspects[aspect] = sum(scores, Fraction(0)) / len(groups[aspect])
    if any(aspect not in aspects for aspect in variant.weights):
        return None
    used = {aspect: aspects[aspect] for aspect in variant.weights}
    final = sum((Fraction(str(variant.weights[a])) * score for a, score in used.items()), Fraction(0)) / 100
    basis = "items" if len(by_items) == len(used) else "mixed" if by_items else "aspects"
    return ComputedRow(final, used, basis)


def official_rows(model: Model, year: int) -> tuple[OfficialRow, ...] | None:
    """Every row published of a year, recomputed where its variant is known; None where nothing of it is recorded."""
    result = model.results.get(year)
    if result is None:
        return None
    instrument = model.instruments.get(result.instrument or "")

    def computed(row: ResultRow) -> ComputedRow | None:
        variant = instrument.variant(row.variant) if instrument else None
        return compute_row(instrument, variant, row) if instrument and variant else None

    return tuple(OfficialRow(row, computed(row)) for row in result.rows)


def standing(model: Model, year: int) -> Standing | None:
    """The region's own published result of a year."""
    result = model.results.get(year)
    row = result.row(model.program.official_name) if result and model.program else None
    return Standing(result, row) if result and row else None


def latest_standing(model: Model, year: int) -> Standing | None:
    """The region's latest published result up to a year."""
    years = sorted((known for known in model.results if known <= year), reverse=True)
    found = (standing(model, known) for known in years)
    return next((s for s in found if s is not None and s.final is not None), None)


def latest_distribution(model: Model, year: int) -> Nation | None:
    """How all regions spread in the latest recorded year up to a year."""
    spread = {known: result.distribution for known, result in model.results.items() if known <= year}
    years = [known for known, distribution in spread.items() if distribution]
    if not years:
        return None
    distribution = spread[max(years)]
    return Nation(max(years), distribution) if distribution else None
