"""League: the regions of one evaluation with their places, as a whole and among their peers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ..i18n import N_, Text
from ..model.result import Distribution
from ..named import NamedTuple
from .figures import FINAL, Evaluation, RegionFigures, Unread, Yardstick
from .peers import PEERS, groups_of
from .spread import SharedRank, Spread, rank_steps
from .yardstick import shared_names

CONFLICT = N_("its figures of {region} differ from those in {other}")


class PeerRank(NamedTuple):
    """The place of a region in a group of peers, by the index."""

    group: str
    name: Text
    rank: SharedRank
    spread: Spread
    """The spread of the whole group."""


class LeagueRow(NamedTuple):
    """A region with its places by the index and each aspect, and among its peers; none where a figure is missing."""

    figures: RegionFigures
    ranks: Mapping[str, SharedRank]
    peers: Mapping[str, PeerRank]

    @property
    def place(self) -> SharedRank | None:
        """Its place by the index."""
        return self.ranks.get(FINAL)


class League(NamedTuple):
    """The regions of one evaluation, the highest index first; those without an index come last."""

    evaluation: Evaluation
    yardstick: Yardstick | None
    parts: tuple[str, ...]
    """The index and the aspects, in the order of the instrument."""
    spreads: Mapping[str, Spread]
    rows: tuple[LeagueRow, ...]
    all_regions: Distribution | None

    def name(self, part: str) -> Text:
        """The name of an aspect; without an instrument that of the shipped ones, or else its id."""
        known = self.yardstick.aspects if self.yardstick else shared_names()
        return known.get(part, Text(part))

    @property
    def groups(self) -> dict[str, tuple[PeerRank, ...]]:
        """The groups of peers by kind, those with the highest median first, each by its best region."""
        found: dict[str, dict[str, PeerRank]] = {}
        for row in self.rows:
            for kind, peer in row.peers.items():
                found.setdefault(kind, {}).setdefault(peer.group, peer)
        order = {kind: sorted(peers.values(), key=lambda peer: -peer.spread.median) for kind, peers in found.items()}
        return {kind: tuple(order[kind]) for kind in PEERS if kind in order}


def without_repeats(figures: Iterable[RegionFigures]) -> tuple[tuple[RegionFigures, ...], tuple[Unread, ...]]:
    """Each region once in an evaluation, and what contradicts it. The same figures from two places are one."""
    kept: dict[object, RegionFigures] = {}
    conflicts: list[Unread] = []
    for found in figures:
        key = found.evaluation, found.region.id or found.region.official_name
        other = kept.setdefault(key, found)
        if (other.final, other.aspects) != (found.final, found.aspects):
            facts = {"region": found.region.official_name, "other": other.place}
            conflicts.append(Unread(found.place, CONFLICT, facts))
    return tuple(kept.values()), tuple(conflicts)


def leagues(figures: Iterable[RegionFigures], by: str) -> tuple[League, ...]:
    """A league for each evaluation, the newest first. Different instruments or years are never in one."""
    found: dict[Evaluation, list[RegionFigures]] = {}
    for one in figures:
        found.setdefault(one.evaluation, []).append(one)
    order = sorted(found, key=lambda e: (-e.year, e.instrument or "", e.basis, e.place or ""))
    return tuple(_league(evaluation, found[evaluation], by) for evaluation in order)


def _league(evaluation: Evaluation, figures: list[RegionFigures], by: str) -> League:
    measured = next((f.yardstick for f in figures if f.yardstick), None)
    known = measured.aspects if measured else {}
    named = {name for f in figures for name in f.aspects}
    parts = (FINAL, *(name for name in known if name in named), *sorted(named - set(known)))
    steps_of = {part: steps for part in parts if (steps := rank_steps(_values(figures, part, by))) is not None}
    peers = _peers(figures, by)
    rows = [
        LeagueRow(
            one,
            {
                part: steps.place(value)
                for part, steps in steps_of.items()
                if (value := one.value(part, by)) is not None
            },
            peers[number],
        )
        for number, one in enumerate(figures)
    ]
    return League(
        evaluation=evaluation,
        yardstick=measured,
        parts=parts,
        spreads={part: steps.spread for part, steps in steps_of.items()},
        rows=tuple(sorted(rows, key=_order)),
        all_regions=next((f.all_regions for f in figures if f.all_regions), None),
    )


def _order(row: LeagueRow) -> tuple[bool, int, str]:
    return row.place is None, row.place.rank if row.place else 0, row.figures.region.official_name


def _values(figures: Iterable[RegionFigures], part: str, by: str) -> Iterator[Fraction]:
    return (value for one in figures if (value := one.value(part, by)) is not None)


def _peers(figures: list[RegionFigures], by: str) -> list[dict[str, PeerRank]]:
    """The place of each region in its groups. A group of one has no rank and is left out."""
    places: list[dict[str, PeerRank]] = [{} for _ in figures]
    for kind in PEERS:
        groups = groups_of(kind, [one.region for one in figures])
        members: dict[str, list[Fraction]] = {}
        for one, group in zip(figures, groups, strict=True):
            value = one.value(FINAL, by)
            if group is not None and value is not None:
                members.setdefault(group.id, []).append(value)
        steps_of = {name: rank_steps(values) for name, values in members.items() if len(values) > 1}
        for number, (one, group) in enumerate(zip(figures, groups, strict=True)):
            value = one.value(FINAL, by)
            steps = steps_of.get(group.id) if group is not None else None
            if group is not None and value is not None and steps is not None:
                places[number][kind] = PeerRank(group.id, group.name, steps.place(value), steps.spread)
    return places
