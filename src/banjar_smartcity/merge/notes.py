"""Notes: merge the comments and empty lines above entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .change import ClashError, changed_side
from .tree import KeyEntry

_Entries = Mapping[str, KeyEntry]


def merge_notes(base: str, ours: str, theirs: str) -> str:
    """The notes of the side that changed them; if both did, our notes and the lines that theirs adds."""
    try:
        return changed_side(base, ours, theirs)
    except ClashError:
        known = {*base.splitlines(), *ours.splitlines()}
        return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line.strip() and line not in known)


def moved_notes(base: _Entries, ours: _Entries, theirs: _Entries) -> frozenset[str]:
    """Comments of the base that both sides moved above entries that they added, and which are to be kept once."""
    moved = _lines(base.values())
    for side in (ours, theirs):
        kept = _lines(entry for name, entry in side.items() if name in base)
        moved = moved & _lines(entry for name, entry in side.items() if name not in base) - kept
    return frozenset(moved)


def without(entry: KeyEntry, notes: frozenset[str]) -> KeyEntry:
    """An entry without these comments above it."""
    if not notes:
        return entry
    kept = (line for line in entry.lead.splitlines(keepends=True) if line.strip() not in notes)
    return entry._replace(lead="".join(kept))


def _lines(entries: Iterable[KeyEntry]) -> set[str]:
    return {line for entry in entries for line in map(str.strip, entry.lead.splitlines()) if line}
