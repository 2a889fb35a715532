"""Own: which region is the reader's, and the rows around it where there are too many to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..diagnostics import closest
from ..named import NamedTuple
from .figures import ComparedRegion
from .league import LeagueRow

MOST_ROWS = 40
"""Regions that are shown one by one; of more, the first, the last and those around the own one."""
_FIRST, _AROUND, _LAST = 10, 2, 3
_LONG = {"kab": "kabupaten", "prov": "provinsi"}


class Gap(NamedTuple):
    """Regions that are not shown one by one."""

    regions: int


def is_called(region: ComparedRegion, name: str) -> bool:
    """Whether a name means a region: its id, official name or name, with `Kab.` for `Kabupaten`."""
    return _plain(name) in map(_plain, _names(region))


def meant_region(name: str, regions: Iterable[ComparedRegion]) -> str | None:
    """The official name of the region that a mistyped name probably means; None if none is similar enough."""
    known = {_plain(own): region.official_name for region in regions for own in _names(region)}
    found = closest(_plain(name), known)
    return known[found] if found else None


def _names(region: ComparedRegion) -> tuple[str, ...]:
    return tuple(name for name in (region.id, region.official_name, *(region.name or ())) if name)


def _plain(name: str) -> str:
    first, *rest = name.casefold().split() or [""]
    first = first.rstrip(".")
    return " ".join((_LONG.get(first, first), *rest))


def excerpt(rows: Sequence[LeagueRow], own: str | None) -> Iterator[LeagueRow | Gap]:
    """The rows to show, with a gap for those between them."""
    if len(rows) <= MOST_ROWS:
        yield from rows
        return
    shown = {*range(_FIRST), *range(len(rows) - _LAST, len(rows))}
    for number, row in enumerate(rows):
        if own is not None and is_called(row.figures.region, own):
            shown |= set(range(max(0, number - _AROUND), min(len(rows), number + _AROUND + 1)))
    last = -1
    for number in sorted(shown):
        if number > last + 1:
            yield Gap(number - last - 1)
        yield rows[number]
        last = number
