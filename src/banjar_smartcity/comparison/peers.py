"""Peers: groups of regions of the same province, class or size, as far as their data say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from ..i18n import Text
from ..named import NamedTuple
from .figures import ComparedRegion
from .spread import quantile

_CLASSES: Mapping[str, tuple[str, Text]] = {
    "kab": ("regency", Text("kabupaten", "regencies")),
    "kabupaten": ("regency", Text("kabupaten", "regencies")),
    "kota": ("city", Text("kota", "cities")),
    "prov": ("province", Text("provinsi", "provinces")),
    "provinsi": ("province", Text("provinsi", "provinces")),
}
"""The class of a region by the first word of its official name."""
_THIRDS = (
    (
        "small",
        Text("kecil: sepertiga dengan kecamatan paling sedikit", "small: the third with the fewest subdistricts"),
    ),
    ("medium", Text("sedang: sepertiga tengah menurut kecamatan", "medium: the middle third by subdistricts")),
    ("large", Text("besar: sepertiga dengan kecamatan paling banyak", "large: the third with the most subdistricts")),
)
_LEAST = 6
"""Regions of a known size from which thirds mean something."""


class PeerGroup(NamedTuple):
    """A group: its id, which is the same in every language, and its name."""

    id: str
    name: Text


def groups_of(kind: str, regions: Sequence[ComparedRegion]) -> tuple[PeerGroup | None, ...]:
    """The group of each region by `province`, `class` or `size`; None if its data do not say."""
    return PEERS[kind](regions)


def _by_province(regions: Sequence[ComparedRegion]) -> tuple[PeerGroup | None, ...]:
    return tuple(PeerGroup(one.province.id, one.province) if one.province else None for one in regions)


def _by_class(regions: Sequence[ComparedRegion]) -> tuple[PeerGroup | None, ...]:
    def found(region: ComparedRegion) -> PeerGroup | None:
        word = region.official_name.split(" ", 1)[0].rstrip(".").casefold()
        return PeerGroup(*_CLASSES[word]) if word in _CLASSES else None

    return tuple(map(found, regions))


def _by_size(regions: Sequence[ComparedRegion]) -> tuple[PeerGroup | None, ...]:
    """Thirds by the number of subdistricts; regions with the same number are in the same third."""
    sizes = sorted(Fraction(one.subdistricts) for one in regions if one.subdistricts is not None)
    if len(sizes) < _LEAST:
        return (None,) * len(regions)
    edges = [quantile(sizes, Fraction(n, 3)) for n in (1, 2)]

    def found(size: int | None) -> PeerGroup | None:
        return None if size is None else PeerGroup(*_THIRDS[sum(size > edge for edge in edges)])

    return tuple(found(one.subdistricts) for one in regions)


PEERS: Mapping[str, Callable[[Sequence[ComparedRegion]], tuple[PeerGroup | None, ...]]] = {
    "province": _by_province,
    "class": _by_class,
    "size": _by_size,
}
