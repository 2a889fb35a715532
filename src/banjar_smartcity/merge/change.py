"""Change: which of two versions of a value counts."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class ClashError(Exception):
    """Both sides changed, in different ways, what cannot be divided further."""


def changed_side(base: T, ours: T, theirs: T) -> T:
    """The version of the side that changed the value, or of both if they are the same. Else raise `ClashError`."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    raise ClashError
