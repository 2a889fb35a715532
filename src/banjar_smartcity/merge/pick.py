"""Pick: which of two versions of a piece counts."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class ClashError(Exception):
    """Both sides changed what cannot be taken apart."""


def pick(base: T, ours: T, theirs: T) -> T:
    """What one side changed, or both alike. Raises `ClashError`."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    raise ClashError
