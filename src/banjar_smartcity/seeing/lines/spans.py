"""Spans: the stretches of a text that are not looked at, and which places of it are within one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate


def within(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Whether a place is within one of the spans, of which a hostile text has as many as it has places."""
    known = sorted(spans)
    starts = [start for start, _ in known]
    ends = list(accumulate((end for _, end in known), max))

    def is_within(place: int) -> bool:
        before = bisect_right(starts, place)
        return before > 0 and place < ends[before - 1]

    return is_within
