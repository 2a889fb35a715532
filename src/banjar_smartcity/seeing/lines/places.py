"""Places: the villages, districts and regencies that a text names, with their level.

"Kecamatan Umpama" and its village "Umpama" have one name, and different figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...named import NamedTuple

VILLAGE, DISTRICT, REGENCY, PROVINCE = range(4)
"""Levels, rising."""
_LEVELS = {
    **dict.fromkeys(("desa", "kelurahan", "kel", "nagari", "gampong", "village", "villages"), VILLAGE),
    **dict.fromkeys(("kecamatan", "kec", "distrik", "district", "districts", "subdistrict", "subdistricts"), DISTRICT),
    **dict.fromkeys(("kabupaten", "kab", "kota", "regency", "city"), REGENCY),
    **dict.fromkeys(("provinsi", "propinsi", "province"), PROVINCE),
}
_LEVEL = r"(desa|kelurahan|kel|nagari|gampong|kecamatan|kec|distrik|kabupaten|kab|kota|provinsi|propinsi)"
_NO_NAME = rf"(?!(?:{_LEVEL[1:-1]}|tahun|dalam|menurut|dan|pada|kode|jumlah|total|no)\b)"
_WORD = rf"{_NO_NAME}(?-i:[A-Z][\w'-]{{1,40}})"
_NAME = rf"({_WORD}(?:\s{_WORD}){{0,2}})"
_PLACE = re.compile(rf"(?i)\b(?:di)?{_LEVEL}\b\.?\s+{_NAME}")
_PLACE_IN_ENGLISH = re.compile(rf"(?i)(?<![\w'-]){_NAME}\s+(village|sub-?district|district|regency|city|province)\b")
_NO_PLACES = frozenset(("cerdas", "pintar", "kreatif", "layak", "sehat", "smart"))
"""What a city can be: "Kota Cerdas"."""
_OTHER = r"desa|kelurahan|kecamatan|kabupaten|kota|village|sub-?district|district|regency"
_BY = re.compile(rf"(?i)\b(?:menurut|per|by)\s+({_OTHER})s?\b")
_COLUMN = re.compile(rf"(?i)(?:no\.?\s+)?({_OTHER})s?(?:\s*/\s*(?:{_OTHER})s?)*")


class Locality(NamedTuple):
    """A place by its level and the words of its name."""

    level: int
    name: tuple[str, ...]


def places(text: str) -> Iterator[Locality]:
    """The places that a text names by their level, in its order."""
    for pattern, level, name in ((_PLACE, 1, 2), (_PLACE_IN_ENGLISH, 2, 1)):
        for found in pattern.finditer(text):
            words = tuple(found[name].casefold().split())
            if _NO_PLACES.isdisjoint(words):
                yield Locality(_LEVELS[found[level].casefold().replace("-", "")], words)


def smallest(text: str) -> Locality | None:
    """The place of the lowest level, the last of equals: that is what a text speaks about."""
    return min(reversed(list(places(text))), key=lambda place: place.level, default=None)


def level_of_rows(heads: Iterable[str]) -> int | None:
    """The level of the places in the rows of a table: "menurut Desa", or a head that is only "Desa/Kelurahan"."""
    for head in heads:
        found = _BY.search(head) or _COLUMN.fullmatch(head.strip())
        if found:
            return _LEVELS[found[1].casefold().replace("-", "")]
    return None
