"""Agency names: which agency of the register a name means, however people shorten it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from .register import Agency

_WORD = re.compile(r"[^\W_]+")
_LONG_FORM = {"dis": "dinas", "din": "dinas", "dns": "dinas", "bdn": "badan", "sekr": "sekretariat", "kec": "kecamatan"}
_OF_REGION = frozenset(
    (
        *("kab", "kabupaten", "kota", "pemkab", "pemko", "pemkot", "pemda", "pemerintah", "daerah"),
        *("regency", "city", "government", "municipality"),
    )
)
"""Words that are part of an agency's name only together with the name of the region."""
_AREAS = frozenset(("kab", "kabupaten", "kota", "prov", "provinsi", "province"))
"""Words after which the name of a regency, city or province stands."""
_SMALL = frozenset(["dan", "and", "of", "the"])
_LEAST_LETTERS = 3
_LEAST = 8
"""The least letters of a name of which a part is enough."""


def agency_key(name: str, region: Collection[str]) -> tuple[str, ...]:
    """The words of an agency's name without those of the region; empty for the region itself.

    `region` are the names of the region: "Kabupaten Banjar". "Dis. Kesehatan Kab. Banjar" and "Dinas Kesehatan
    Kabupaten Banjar" have the same words.
    """
    own = {word for text in region for word in _words(text)} - _OF_REGION
    words = list(_words(name))
    kept: list[str] = []
    for i, word in enumerate(words):
        if word in own and (i == 0 or words[i - 1] in _OF_REGION or i == len(words) - 1):
            continue
        if word in _OF_REGION and not (word == "daerah" and kept):
            continue
        if word not in _SMALL:
            kept.append(_LONG_FORM.get(word, word))
    return tuple(kept)


def find_agency(name: str, agencies: Sequence[Agency], region: Collection[str]) -> Agency | None:
    """The agency that a name means: its id, abbreviation or full name, or the only one that fits a part of it."""
    wanted = agency_key(name, region)
    if not wanted:
        return None
    joined = "".join(wanted)
    raw = "".join(word for word in _words(name) if word not in _OF_REGION)
    for agency in agencies:
        keys = [agency_key(text, region) for text in _names(agency)]
        if wanted in keys or joined in map("".join, keys) or raw in map("".join, keys):
            return agency
    if _of_another_region(name, region):
        return None
    for agency in agencies:  # "Dinas Kesehatan (Dinkes)"
        short = agency_key(agency.abbreviation, region)
        if len(short) == 1 and short[0] in wanted:
            return agency
    for fits in (_within, _shortens):
        found = [a for a in agencies if any(fits(wanted, agency_key(text, region)) for text in _full(a))]
        if len(found) == 1:
            return found[0]
    return None


def near_agency(name: str, agencies: Sequence[Agency], region: Collection[str]) -> Agency | None:
    """The only agency that has all words of a name in its own, such as "Kesehatan"; None if not one."""
    wanted = set(agency_key(name, region))
    found = [a for a in agencies if any(wanted <= {*agency_key(text, region)} for text in _full(a))]
    return found[0] if wanted and len(found) == 1 and not _of_another_region(name, region) else None


def _of_another_region(name: str, region: Collection[str]) -> bool:
    """Whether a name has that of another regency or city, or of a province without this region's."""
    own = {word for text in region for word in _words(text)}
    words = [word for word in _words(name) if word not in _SMALL]
    areas = [
        (word, after)
        for before, (word, after) in zip(("", *words), pairwise(words), strict=False)
        if word in _AREAS and before != "tata"  # "Dinas Tata Kota" plans a town
    ]
    # "Kota Banjar Baru" is not in "Kabupaten Banjar", although a part of its name is.
    return bool(areas) and not any(after in own and (word != "kota" or word in own) for word, after in areas)


def same_agencies(agencies: Sequence[Agency], region: Collection[str]) -> Iterator[tuple[Agency, Agency]]:
    """Each agency in force that has the full name or the abbreviation of an earlier one, with that one."""
    seen: dict[tuple[str, ...], Agency] = {}
    for agency in agencies:
        if agency.ends is not None:
            continue
        keys = {agency_key(text, region) for text in (agency.abbreviation, *_full(agency))} - {()}
        earlier = next((seen[key] for key in sorted(keys) if key in seen), None)
        if earlier is not None and earlier.id != agency.id:
            yield agency, earlier
        for key in keys:
            seen.setdefault(key, agency)


def _words(text: str) -> Iterator[str]:
    yield from _WORD.findall(text.casefold())


def _names(agency: Agency) -> Iterable[str]:
    return (agency.id, agency.abbreviation, *_full(agency))


def _full(agency: Agency) -> Iterable[str]:
    return filter(None, (agency.name.id, agency.name.en)) if agency.name else ()


def _shortens(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word of a name is the beginning of one in the other, as in "Dinas Kes."."""
    pairs = list(zip(one, other, strict=False))
    return len(one) == len(other) > 1 and all(b.startswith(a) and len(a) >= _LEAST_LETTERS for a, b in pairs)


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter of two names is all in the other, one word after the other."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    if len(short) < 2 or len("".join(short)) < _LEAST:
        return False
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
