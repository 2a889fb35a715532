"""Unreadable: what a version does not say because its file cannot be read there; it is not called removed or new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...diagnostics import Finding, Severity
from ...workspace.layout import FILE_MISSING
from ..index.version import Version
from .change import CANNOT_BE_READ, COULD_NOT_BE_READ, Change
from .faults import Faults
from .records import ADDED, REMOVED


def hidden_files(side: Version) -> frozenset[str]:
    """The files of a version that are there and cannot be read."""
    return frozenset(finding.path for finding in side.obstacles if finding.kind != FILE_MISSING)


def with_unreadable(changes: Iterable[Change], base: frozenset[str], head: frozenset[str]) -> Iterator[Change]:
    """The changes, with a note on each that only seems to remove or add something. Gates see them as before."""
    for change in changes:
        if change.what == REMOVED and change.path in head:
            yield change._replace(notes=(*change.notes, CANNOT_BE_READ))
        elif change.what == ADDED and change.path in base:
            yield change._replace(notes=(*change.notes, COULD_NOT_BE_READ))
        else:
            yield change


def without_unreadable(faults: Faults, base: frozenset[str], head: frozenset[str]) -> Faults:
    """The findings, where warnings of a file that cannot be read in the other version are neither new nor fixed."""

    def is_unsure(finding: Finding, other: frozenset[str]) -> bool:
        return finding.kind.severity is Severity.WARNING and finding.path in other

    unsure = tuple(finding for finding in faults.new if is_unsure(finding, base))
    return Faults(
        tuple(finding for finding in faults.new if finding not in unsure),
        (*faults.inherited, *unsure),
        tuple(finding for finding in faults.fixed if not is_unsure(finding, head)),
    )
