"""History: score, completeness and findings of each version that changed the data, as of its own day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from ..checking.memory.store import PartStore
from ..checking.one_file import nothing_known
from ..checking.pipeline import Checked, check_tree
from ..model.instrument import Instrument
from ..model.model import Model
from ..named import NamedTuple
from ..scoring.completeness import compute_completeness
from .commits import DataCommit, open_versions
from .index.version import Facet, same_rules, version


class VersionFigures(NamedTuple):
    """The figures of a version: scores, and how much is answered and proved."""

    stage: str
    top: float
    """The highest level of its instrument, which is also the highest score."""
    claimed: Fraction
    supported: Fraction
    items: int
    answered: int
    evidence_wanted: int
    evidence_complete: int


class Point(NamedTuple):
    """A version. `figures` is None if nothing can be computed: no instrument is in force, or it cannot be read."""

    step: DataCommit
    figures: VersionFigures | None
    errors: int
    warnings: int
    new_rules: bool
    """Whether the instrument, its variant or the dimensions have changed, so that the figures cannot be compared."""
    new_stage: bool
    """Whether another stage has begun, which starts without answers."""
    others: Mapping[str, Point] = MappingProxyType({})
    """The same version by each other instrument that the region answered then, if it has figures."""

    @property
    def partial(self) -> bool:
        """Whether the figures exclude files with errors."""
        return self.figures is not None and self.errors > 0


class History(NamedTuple):
    """The versions, the oldest first. `dimension` is the one that the figures are limited to, if any."""

    points: tuple[Point, ...]
    dimension: str | None
    shallow: bool
    """Whether the clone has only the last commits, so that older history is missing."""
    later: int
    """The number of versions that are excluded because they are later than the day that counts as today."""
    instrument: str | None = None
    """The instrument that the figures are limited to; None for the default one of each version, and all others."""

    @property
    def instruments(self) -> tuple[str, ...]:
        """The other instruments of which a version has figures."""
        return tuple(dict.fromkeys(name for point in self.points for name in point.others))


_Before = dict[str | None, tuple[Model, VersionFigures]]
"""The last version with figures, by instrument; None for the one that is shown first."""


def compute_history(
    root: Path,
    steps: Sequence[DataCommit],
    dimension: str | None,
    wanted: Instrument | None = None,
    store: PartStore | None = None,
) -> Iterator[Point]:
    """A point for each version that changed the data. Raise `GitFaultError` if git cannot give one.

    Files that are in the store are not examined again, and new ones are put there.
    The figures are those of the `wanted` instrument, or of the one of its evaluation that was answered then; without
    one, those of the default instrument of each version, and of its others.
    """
    known = nothing_known()
    before: _Before = {}

    def forget() -> None:
        known.forget()
        if store:
            store.save()
            store.forget()

    for step, tree in open_versions(root, steps, forget):
        checked = check_tree(tree, step.day, known, store=store)
        facets = version(checked, step.day).facets
        first = facets[0] if wanted is None else _facet_of(facets, wanted)

        def point(facet: Facet | None, key: str | None, step: DataCommit = step, checked: Checked = checked) -> Point:
            figures = _figures(facet, step.day, dimension) if facet else None
            new_rules = new_stage = False
            if facet and figures:
                if key in before:
                    new_rules = not same_rules(before[key][0], facet.model)
                    new_stage = before[key][1].stage != figures.stage
                before[key] = facet.model, figures
            return Point(
                step=step,
                figures=figures,
                errors=checked.errors,
                warnings=checked.warnings,
                new_rules=new_rules,
                new_stage=new_stage,
            )

        others = facets[1:] if wanted is None else ()
        seen = {facet.instrument: point(facet, facet.instrument) for facet in others if facet.instrument}
        yield point(first, None)._replace(others={name: found for name, found in seen.items() if found.figures})
    if store:
        store.save()


def _facet_of(facets: Sequence[Facet], wanted: Instrument) -> Facet | None:
    """The version by an instrument, or else by one of the same evaluation."""
    same = (facet for facet in facets if facet.instrument == wanted.id)
    alike = (facet for facet in facets if (found := facet.model.instrument) and found.series == wanted.series)
    return next(same, None) or next(alike, None)


def _figures(seen: Facet, day: date, dimension: str | None) -> VersionFigures | None:
    if seen.score is None:
        return None
    node = seen.score.final if dimension is None else seen.score.dimension(dimension)
    if node is None:
        return None
    whole = compute_completeness(seen.model, seen.score, day, dimension).whole
    return VersionFigures(
        stage=seen.score.stage.id,
        top=seen.score.instrument.highest,
        claimed=node.claimed,
        supported=node.supported,
        items=whole.items,
        answered=whole.answered,
        evidence_wanted=whole.evidence_wanted,
        evidence_complete=whole.evidence_complete,
    )
