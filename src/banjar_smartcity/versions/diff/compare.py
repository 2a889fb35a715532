"""Compare: the difference between two versions of the data."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ...scoring.parts import ZERO
from .change import Change, sides_of
from .changes import list_changes
from .faults import Faults, compare_findings, findings_of
from .figures import IndexChange, Replays, compare_scores
from .records import compare_records
from .version import Version, same_rules, score_by


class Diff(NamedTuple):
    """The difference between two versions. `figures` is None if one of them has no instrument and variant in force."""

    base: Version
    head: Version
    changes: tuple[Change, ...]
    figures: IndexChange | None
    faults: Faults
    partial: bool = False
    """Whether only what can be read is to be compared."""

    @property
    def readable(self) -> bool:
        """Whether the two can be compared. If not, changes and figures are empty."""
        return self.partial or not (self.base.unread or self.head.unread)

    @property
    def claimed(self) -> Fraction:
        """What the claimed final index gains, in points."""
        return self.figures.head.final.claimed - self.figures.base.final.claimed if self.figures else ZERO

    @property
    def supported(self) -> Fraction:
        """What the supported final index gains, in points."""
        return self.figures.head.final.supported - self.figures.base.final.supported if self.figures else ZERO


def compare(base: Version, head: Version) -> Diff:
    """The difference between two versions."""
    records = compare_records(base.checked.sound, head.checked.sound)
    renamed = {record.before: record.path for record in records if record.before and record.before != record.path}
    figures = _figures(base, head)
    changes = tuple(list_changes(sides_of(base, head), records, figures))
    faults = compare_findings(findings_of(base.checked), findings_of(head.checked), renamed)
    return Diff(base, head, changes, figures, faults)


def _figures(base: Version, head: Version) -> IndexChange | None:
    if base.score is None or head.score is None:
        return None
    if same_rules(base.model, head.model):
        return compare_scores(base.score, Replays(base.score, head.score), head.score)
    old, new = score_by(base.model, head.model, base.proof), score_by(head.model, base.model, head.proof)
    if old is None or new is None:
        return None
    return compare_scores(base.score, Replays(old, new), head.score)
