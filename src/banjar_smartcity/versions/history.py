"""History: score, completeness and findings over the versions that changed the data, each as of its own day."""

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
from .diff.version import Version, same_rules, version


class VersionFigures(NamedTuple):
    """What the data of a version make: scores, and how much is answered and proved."""

    stage: str
    top: int
    """The highest level of its instrument, and so the highest score there is."""
    claimed: Fraction
    supported: Fraction
    items: int
    answered: int
    evidence_wanted: int
    evidence_complete: int


class Point(NamedTuple):
    """One version. `figures` is None where nothing can be computed: no instrument is in force, or it cannot be read."""

    step: DataCommit
    figures: VersionFigures | None
    errors: int
    warnings: int
    new_rules: bool
    """The instrument, its variant, its file or the dimensions are others than before: figures do not compare."""
    new_stage: bool
    """It is another stage than before, which begins without answers."""

    @property
    def partial(self) -> bool:
        """Whether files with errors are left out of the figures."""
        return self.figures is not None and self.errors > 0


class History(NamedTuple):
    """Versions, the oldest first. `dimension` is the one that the figures are limited to, if any."""

    points: tuple[Point, ...]
    dimension: str | None
    shallow: bool
    """The clone has only the last commits: there is more history elsewhere."""
    later: int
    """So many versions of after the day that counts as today are left out."""


def compute_history(root: Path, steps: Sequence[DataCommit], dimension: str | None) -> Iterator[Point]:
    """A point for each version that changed the data. Raises `GitFaultError` where git cannot give one."""
    known = nothing_known()
    before: tuple[Model, VersionFigures] | None = None  # the last version of which something could be computed
    for step, tree in open_versions(root, steps, known):
        checked = check_tree(tree, step.day, known)
        seen = version(checked, tree, step.day)
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
        seen.score.stage.id,
        seen.score.instrument.highest,
        node.claimed,
        node.supported,
        whole.items,
        whole.answered,
        whole.evidence_wanted,
        whole.evidence_complete,
    )
