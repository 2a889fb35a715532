"""History: score, completeness and findings of each version that changed the data, as of its own day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from ..checking.one_file import nothing_known
from ..checking.pipeline import check_tree
from ..model.model import Model
from ..scoring.completeness import compute_completeness
from .commits import DataCommit, open_versions
from .index.version import Version, same_rules, version


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


def compute_history(root: Path, steps: Sequence[DataCommit], dimension: str | None) -> Iterator[Point]:
    """A point for each version that changed the data. Raise `GitFaultError` if git cannot give one."""
    known = nothing_known()
    before: tuple[Model, VersionFigures] | None = None  # the last version with figures
    for step, tree in open_versions(root, steps, known):
        checked = check_tree(tree, step.day, known)
        seen = version(checked, step.day)
        figures = _figures(seen, step.day, dimension)
        new_rules = new_stage = False
        if figures and before:
            new_rules = not same_rules(before[0], seen.model)
            new_stage = before[1].stage != figures.stage
        yield Point(step, figures, checked.errors, checked.warnings, new_rules, new_stage)
        if figures:
            before = seen.model, figures


def _figures(seen: Version, day: date, dimension: str | None) -> VersionFigures | None:
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
