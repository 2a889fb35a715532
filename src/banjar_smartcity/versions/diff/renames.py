"""Renames: which record of the old version lives on under another path in the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ...diagnostics import Pointer

Said = Mapping[str, tuple[str, object]]
"""Kind and data of each record by its path."""
_ALIKE = 0.5
"""A removed and an added record that share so much of what they say are one record under another name."""
_RARE = 64
"""What more pairs of records than these have in common tells nothing, and would make the search quadratic."""


def find_renames(old: Said, new: Said) -> dict[str, str]:
    """New path by old path. Turned round, the same pairs come out: ties go by the names, whichever is the old one."""
    gone = {path: _says(*old[path]) for path in sorted(old) if path not in new}
    come = {path: _says(*new[path]) for path in sorted(new) if path not in old}
    found = dict(_twins(gone, come))
    taken = {*found, *found.values()}
    likely = [
        (_likeness(gone[was], come[now]), was, now)
        for was, now in _pairs(gone, come)
        if was not in taken and now not in taken
    ]
    for likeness, was, now in sorted(likely, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        if likeness >= _ALIKE and was not in taken and now not in taken:
            found[was] = now
            taken |= {was, now}
    return found


def _twins(gone: Mapping[str, frozenset[object]], come: Mapping[str, frozenset[object]]) -> Iterator[tuple[str, str]]:
    """Records that say exactly the same, in the order of their names."""
    places: dict[frozenset[object], list[str]] = {}
    for path, said in come.items():
        places.setdefault(said, []).append(path)
    waiting = {said: iter(paths) for said, paths in places.items()}
    for path, said in gone.items():
        if (now := next(waiting.get(said, iter(())), None)) is not None:
            yield path, now


def _pairs(gone: Mapping[str, frozenset[object]], come: Mapping[str, frozenset[object]]) -> Iterable[tuple[str, str]]:
    """Pairs that have something in common that few others have."""
    holders: dict[object, tuple[list[str], list[str]]] = {}
    for side, records in enumerate((gone, come)):
        for path, said in records.items():
            for leaf in said:
                holders.setdefault(leaf, ([], []))[side].append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for before, after in holders.values():
        if len(before) * len(after) <= _RARE:
            shared.update((was, now) for was in before for now in after)
    return shared


def _likeness(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _says(kind: str, data: object) -> frozenset[object]:
    return frozenset((("kind", kind), *_leaves(data)))


def _leaves(value: object, pointer: Pointer = ()) -> Iterator[object]:
    """What a record says, without its id and without what is unknown."""
    if isinstance(value, dict):
        for key, entry in value.items():
            if (pointer, key) != ((), "id"):
                yield from _leaves(entry, (*pointer, key))
    elif isinstance(value, list):
        for entry in value:
            yield from _leaves(entry, pointer)
    elif value is not None:
        yield pointer, repr(value)
