"""Renames: which records of the old version have another path in the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ...diagnostics import Pointer

Data = Mapping[str, tuple[str, object]]
"""Kind and data of each record by its path."""
_SIMILAR = 0.5
"""A removed and an added record whose similarity, 0-1, is at least this are one record that was renamed."""
_MOST_PAIRS = 64
"""A value that more pairs of records than this have in common is not used, or the search would be quadratic."""


def find_renames(old: Data, new: Data) -> dict[str, str]:
    """New path by old path. Exchanging old and new gives the same pairs, since ties are decided by both names."""
    removed = {path: _contents(*old[path]) for path in sorted(old) if path not in new}
    added = {path: _contents(*new[path]) for path in sorted(new) if path not in old}
    found = dict(_identical(removed, added))
    taken = {*found, *found.values()}
    likely = [
        (_similarity(removed[was], added[now]), was, now)
        for was, now in _pairs(removed, added)
        if was not in taken and now not in taken
    ]
    for similarity, was, now in sorted(likely, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        if similarity >= _SIMILAR and was not in taken and now not in taken:
            found[was] = now
            taken |= {was, now}
    return found


def _identical(
    removed: Mapping[str, frozenset[object]], added: Mapping[str, frozenset[object]]
) -> Iterator[tuple[str, str]]:
    """Pairs of records with the same contents, in the order of their names."""
    places: dict[frozenset[object], list[str]] = {}
    for path, contents in added.items():
        places.setdefault(contents, []).append(path)
    waiting = {contents: iter(paths) for contents, paths in places.items()}
    for path, contents in removed.items():
        if (now := next(waiting.get(contents, iter(())), None)) is not None:
            yield path, now


def _pairs(
    removed: Mapping[str, frozenset[object]], added: Mapping[str, frozenset[object]]
) -> Iterable[tuple[str, str]]:
    """Pairs with a value in common that few others have, and how many such values."""
    holders: dict[object, tuple[list[str], list[str]]] = {}
    for side, records in enumerate((removed, added)):
        for path, contents in records.items():
            for leaf in contents:
                holders.setdefault(leaf, ([], []))[side].append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for before, after in holders.values():
        if len(before) * len(after) <= _MOST_PAIRS:
            shared.update((was, now) for was in before for now in after)
    return shared


def _similarity(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _contents(kind: str, data: object) -> frozenset[object]:
    return frozenset((("kind", kind), *_leaves(data)))


def _leaves(value: object, pointer: Pointer = ()) -> Iterator[object]:
    """The values of a record with their paths, without its id and without nulls."""
    if isinstance(value, dict):
        for key, entry in value.items():
            if (pointer, key) != ((), "id"):
                yield from _leaves(entry, (*pointer, key))
    elif isinstance(value, list):
        for entry in value:
            yield from _leaves(entry, pointer)
    elif value is not None:
        yield pointer, repr(value)
