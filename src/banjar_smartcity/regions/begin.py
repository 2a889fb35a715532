"""Begin: the plan of a new workspace: the region, the instruments that it answers, and empty sheets for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..diagnostics import closest
from ..i18n import N_, Text
from ..model.instrument import Variant
from ..named import NamedTuple
from ..stages.start import Sheet, StartError, blank_sheets
from ..workspace.layout import LONGEST_ID
from .shipped import Shipped, cited, shipped_crosswalks, shipped_dimensions, shipped_instruments, shipped_sources

_SHORT = {"kabupaten": "KAB.", "kota": "KOTA"}
"""How lists of official results write the kind of a region."""
_UNKNOWN = {
    "instrument": (
        N_("unknown instrument {instrument}; choose from {known}"),
        N_("unknown instrument {instrument}; did you mean {meant}? Choose from {known}"),
    ),
    "variant": (
        N_("unknown variant {variant}; choose from {known}"),
        N_("unknown variant {variant}; did you mean {meant}? Choose from {known}"),
    ),
}
MARK = ":"
"""What is between an instrument and its variant on the command line."""


class RegionWish(NamedTuple):
    """What a person asks for. `instruments` are ids, each perhaps with its variant; none for the usual ones."""

    name: str
    official_name: str | None
    language: str
    instruments: tuple[str, ...]
    year: int


class FirstStage(NamedTuple):
    """An instrument that the region answers, in a variant and in a first stage with its sheets."""

    shipped: Shipped
    variant: Variant
    stage: str
    stage_name: Text
    sheets: tuple[Sheet, ...]


class Region(NamedTuple):
    """A region before it is written. The first of `answered` is the default."""

    id: str
    name: str
    official_name: str
    language: str
    year: int
    answered: tuple[FirstStage, ...]
    kept: tuple[Shipped, ...]
    """Instruments that are not answered in sheets: of innovations, or kept for the results of earlier years."""
    dimensions: tuple[Mapping[str, Any], ...]
    """Those that the programme lists come first."""
    listed: tuple[str, ...]
    crosswalks: tuple[tuple[str, str], ...]
    """Path and text of each."""
    sources: tuple[Mapping[str, Any], ...]


def plan_region(wish: RegionWish) -> Region:
    """The plan of a new workspace. Raise `StartError` if an instrument or a variant does not exist."""
    known = shipped_instruments()
    chosen = [_choice(known, text) for text in wish.instruments or usual(known)]
    by_id = {shipped.id: (shipped, variant) for shipped, variant in chosen}
    # The programme lists the dimensions of the default, which other instruments and innovations share.
    in_order = sorted(by_id.values(), key=lambda choice: not _dimensions(choice[0]))
    answered = tuple(_answered(in_order, wish.year))
    if not answered:
        text = N_("{named} cannot be answered in sheets; name also one of {known}")
        possible = ", ".join(shipped.id for shipped in known.values() if shipped.is_answered)
        raise StartError(text, named=", ".join(by_id), known=possible)
    links = [(path, text, data) for path, text, data in shipped_crosswalks() if {data["from"], data["to"]} <= {*by_id}]
    needed = list(dict.fromkeys(name for part in answered for name in _dimensions(part.shipped)))
    own = {name for part in answered for name in _own(part.shipped)}
    records = shipped_dimensions()
    names = {name for shipped, _ in by_id.values() for name in cited(shipped.data)}
    names |= {name for _, _, data in links for name in cited(data)}
    return Region(
        id=region_id(wish.name),
        name=wish.name,
        official_name=wish.official_name or official_name(wish.name),
        language=wish.language,
        year=wish.year,
        answered=answered,
        kept=tuple(shipped for shipped, _ in by_id.values() if not shipped.is_answered),
        dimensions=tuple({**records[name], "sources": _among(records[name], names)} for name in needed),
        listed=tuple(name for name in needed if name not in own or name in _dimensions(answered[0].shipped)),
        crosswalks=tuple((path, text) for path, text, _ in links),
        sources=tuple(entry for name, entry in shipped_sources().items() if name in names),
    )


def usual(known: Mapping[str, Shipped]) -> tuple[str, ...]:
    """The instruments of a region that names none: the newest that asks by dimension, and the newest of innovations."""
    by_dimension = [s for s in known.values() if s.is_answered and any(_dimensions(s))]
    of_innovations = [s for s in known.values() if s.is_of_innovations]
    newest = (max(found, key=lambda s: s.version, default=None) for found in (by_dimension, of_innovations))
    return tuple(shipped.id for shipped in newest if shipped is not None)


def region_id(name: str) -> str:
    """An id from the name of a region; other letters are written by their nearest of the alphabet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "")).split()
    return "-".join(words)[:LONGEST_ID].strip("-") or "daerah"


def official_name(name: str) -> str:
    """The name as lists of official results probably write it."""
    kind, _, rest = name.partition(" ")
    return f"{_SHORT[kind.lower()]} {rest}".upper() if kind.lower() in _SHORT and rest else name.upper()


def _choice(known: Mapping[str, Shipped], text: str) -> tuple[Shipped, str | None]:
    name, _, variant = text.partition(MARK)
    found = known.get(name)
    if found is None:
        raise unknown("instrument", name, known)
    variants = [v.id for v in found.instrument.variants]
    if variant and variant not in variants:
        raise unknown("variant", variant, variants)
    return found, variant or None


def unknown(what: str, name: str, known: Iterable[str]) -> StartError:
    """The error about an instrument or a variant that does not exist, with the one that was probably meant."""
    names = list(known)
    meant = closest(name, names)
    plain, similar = _UNKNOWN[what]
    return StartError(similar if meant else plain, **{what: name}, meant=meant, known=", ".join(names))


def _answered(chosen: Iterable[tuple[Shipped, str | None]], year: int) -> Iterator[FirstStage]:
    taken: set[str] = set()
    for shipped, named in chosen:
        instrument = shipped.instrument
        if not shipped.is_answered:
            continue
        variant = (instrument.variant(named) if named else None) or instrument.variants[0]
        stage = next(s for s in (f"{year}-{instrument.series}", f"{year}-{instrument.id}") if s not in taken)
        taken.add(stage)
        sheets = blank_sheets(stage, instrument.items_of(variant))
        yield FirstStage(shipped, variant, stage, _stage_name(shipped, year), sheets)


def _stage_name(shipped: Shipped, year: int) -> Text:
    """The name of the instrument with the year of the stage in place of its own."""
    name = shipped.name

    def named(text: str) -> str:
        return f"{text.removesuffix(shipped.version).strip()} {year}"

    return Text(named(name.id), named(name.en) if name.en else None)


def _dimensions(shipped: Shipped) -> tuple[str, ...]:
    """The dimensions of an instrument: its own, or those that its items name, in the order of the form."""
    instrument = shipped.instrument
    named = (item.dimension for item in instrument.items)
    return instrument.dimensions or tuple(dict.fromkeys(name for name in named if name is not None))


def _own(shipped: Shipped) -> Sequence[str]:
    """The dimensions that only an instrument has, so that the programme does not list them."""
    return shipped.instrument.dimensions or ()


def _among(record: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The sources of a record that the region has."""
    kept = set(names)
    return [name for name in record["sources"] if name in kept]
