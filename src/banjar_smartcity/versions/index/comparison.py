"""Comparison: two versions of the data by each instrument that they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...named import NamedTuple
from .figures import IndexChange, Replays, compare_scores
from .version import Facet, Version, same_rules, score_by


class IndexComparison(NamedTuple):
    """Two versions by one instrument. A side is None if the region does not answer the instrument there."""

    instrument: str | None
    """That of the new version, or of the old one if it is answered there only."""
    base: Facet | None
    head: Facet | None
    figures: IndexChange | None
    """None if one of the two has no instrument and variant in force."""

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The sides that answer it, the old one first."""
        return tuple(facet for facet in (self.base, self.head) if facet is not None)

    @property
    def stages(self) -> frozenset[str]:
        """The stages whose answers move its index."""
        return frozenset(facet.stage for facet in self.facets if facet.stage is not None)


Comparisons = tuple[IndexComparison, ...]
"""By each instrument: those of the new version, the default first, then those of the old one only."""


def compare_instruments(base: Version, head: Version) -> Comparisons:
    """The comparison by each instrument of the new version, the default first, then by those of the old one only."""
    return tuple(
        IndexComparison(
            instrument=facet.instrument if (facet := new or old) else None,
            base=old,
            head=new,
            figures=_figures(base, head, old, new) if old and new else None,
        )
        for old, new in _pairs(base.facets, head.facets)
    )


def _pairs(old: Sequence[Facet], new: Sequence[Facet]) -> Iterator[tuple[Facet | None, Facet | None]]:
    """The same instrument on both sides; of what is left, the two defaults, then two of the same evaluation."""
    found: dict[int, int] = {}
    for fits in (_same, lambda one, other: one is old[0] and other is new[0], _follows):
        for place, facet in enumerate(new):
            former = next((n for n, o in enumerate(old) if n not in found.values() and fits(o, facet)), None)
            if place not in found and former is not None:
                found[place] = former
    yield from ((old[found[place]] if place in found else None, facet) for place, facet in enumerate(new))
    yield from ((facet, None) for place, facet in enumerate(old) if place not in found.values())


def _same(old: Facet, new: Facet) -> bool:
    return old.instrument == new.instrument


def _follows(old: Facet, new: Facet) -> bool:
    one, other = old.model.instrument, new.model.instrument
    return one is not None and other is not None and one.series == other.series


def _figures(base: Version, head: Version, old: Facet, new: Facet) -> IndexChange | None:
    if old.score is None or new.score is None:
        return None
    unknown = old.unknown, new.unknown
    if same_rules(old.model, new.model):
        return compare_scores(old.score, Replays(old.score, new.score), new.score, unknown)
    before, after = score_by(old.model, new.model, base.proof), score_by(new.model, old.model, head.proof)
    if before is None or after is None:
        return None
    return compare_scores(old.score, Replays(before, after), new.score, unknown)
