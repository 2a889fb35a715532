"""Edited: submissions that were sent again after a change, which name the one that they replace (`deprecatedID`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...columns.names import REPLACES
from ..forms import FormRows


def replaced_keys(parts: Sequence[FormRows]) -> frozenset[int]:
    """The keys of the submissions that a later one in the table replaces. They are let go of, as they name nobody."""
    found: set[int] = set()
    for part in parts:
        later = part.people.pop(REPLACES, None)
        own = part.people.get("instance", ())
        if later is not None:
            found.update(key for key, instance in zip(later, own, strict=False) if key and key != instance)
    return frozenset(found)


def kept_places(part: FormRows, replaced: Collection[int]) -> Sequence[int]:
    """The places of the rows that no later submission replaces."""
    instances = part.people.get("instance", ())
    return [i for i, key in enumerate(instances) if key not in replaced]
