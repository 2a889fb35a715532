"""Notes: the comments and empty lines above entries, of two versions as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .pick import ClashError, pick
from .tree import KeyEntry

_Entries = Mapping[str, KeyEntry]


def merge_notes(base: str, ours: str, theirs: str) -> str:
    """What one side changed; where both did, what ours says and what theirs adds to it."""
    try:
        return pick(base, ours, theirs)
    except ClashError:
        known = {*base.splitlines(), *ours.splitlines()}
        return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line.strip() and line not in known)


def handed_on(base: _Entries, ours: _Entries, theirs: _Entries) -> frozenset[str]:
    """Comments that both sides gave to entries that they put below them: once is enough."""
    moved = _lines(base.values())
    for side in (ours, theirs):
        kept = _lines(entry for name, entry in side.items() if name in base)
        moved = moved & _lines(entry for name, entry in side.items() if name not in base) - kept
    return frozenset(moved)


def without(entry: KeyEntry, notes: frozenset[str]) -> KeyEntry:
    """An entry without some of the comments above it."""
    if not notes:
        return entry
    kept = (line for line in entry.lead.splitlines(keepends=True) if line.strip() not in notes)
    return entry._replace(lead="".join(kept))


def _lines(entries: Iterable[KeyEntry]) -> set[str]:
    return {line for entry in entries for line in map(str.strip, entry.lead.splitlines()) if line}
