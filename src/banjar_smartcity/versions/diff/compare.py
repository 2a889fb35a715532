"""Compare: the difference between two versions of the data."""

from __future__ import annotations

from fractions import Fraction

from ...checking.gathering.documents import without
from ...named import NamedTuple
from ...scoring.parts import ZERO
from ..index.comparison import IndexComparison, compare_instruments
from ..index.figures import IndexChange
from ..index.version import Version, same_files
from .change import Change, sides_of
from .changes import list_changes
from .faults import (
    Faults,
    Findings,
    Places,
    compare_findings,
    findings_of,
    item_of,
    with_files,
    without_doubtful,
    without_unjudged,
)
from .records import compare_records
from .unreadable import hidden_files, with_unreadable, without_unreadable


class Diff(NamedTuple):
    """The difference between two versions."""

    base: Version
    head: Version
    changes: tuple[Change, ...]
    comparisons: tuple[IndexComparison, ...]
    """By each instrument, the default first."""
    faults: Faults
    partial: bool = False
    """Whether only what can be read is to be compared."""
    conflicts: tuple[str, ...] = ()
    """Files that both sides changed and that cannot be merged; they are compared as they are in the new version."""

    @property
    def figures(self) -> IndexChange | None:
        """The figures of the default instrument; None if a version has no instrument and variant in force."""
        return self.comparisons[0].figures

    @property
    def others(self) -> tuple[IndexComparison, ...]:
        """The comparisons by the other instruments."""
        return self.comparisons[1:]

    @property
    def readable(self) -> bool:
        """Whether the two can be compared. If not, changes and figures are empty."""
        return self.partial or not (self.base.unread or self.head.unread)

    @property
    def claimed(self) -> Fraction:
        """What the claimed final index gains, in points, through all that has a figure in both versions."""
        return self.figures.claimed if self.figures else ZERO

    @property
    def supported(self) -> Fraction:
        """What the supported final index gains, in points, through all that has a figure in both versions."""
        return self.figures.supported if self.figures else ZERO


def compare(base: Version, head: Version) -> Diff:
    """The difference between two versions."""
    same = same_files(base, head)
    before, after = (tuple(without(side.checked.readable, same)) for side in (base, head))
    records = compare_records(before, after)
    sides = sides_of(base, head, before, after, same)
    renamed = {record.before: record.path for record in records if record.before and record.before != record.path}
    comparisons = compare_instruments(base, head)
    # What is taken away comes first, so that additions cannot push it out of sight.
    hidden = hidden_files(base), hidden_files(head)
    listed = with_unreadable(list_changes(sides, records, comparisons), *hidden)
    changes = tuple(sorted(listed, key=lambda change: change.rank))
    old, new = findings_of(base.checked), findings_of(head.checked)
    faulty = _faulty_items(base, old), _faulty_items(head, new)
    faults = without_doubtful(compare_findings(old, new, renamed, same), old, new, faulty)
    unread = [side.checked.model.unreadable for side in (base, head)]
    faults = without_unjudged(faults, old, new, (bool(unread[0] - unread[1]), bool(unread[1] - unread[0])))
    faults = without_unreadable(faults, *hidden)
    faults = with_files(faults, base.files.findings, head.files.findings)
    return Diff(base=base, head=head, changes=changes, comparisons=comparisons, faults=faults)


def _faulty_items(side: Version, found: Findings) -> Places:
    """The answers of a version that have errors."""
    places = ((at.path, item_of(found.data.get(at.path), at.pointer)) for at in side.faulty.entries)
    return frozenset(place for place in places if place[1])
