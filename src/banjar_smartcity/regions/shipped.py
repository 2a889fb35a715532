"""Shipped: the instruments that come with the tool, with the sources, dimensions and crosswalks that belong to them.

They are the tool's own data of Kabupaten Banjar, so that nothing exists twice. Nothing else of that region is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .. import resources
from ..diagnostics import At
from ..i18n import Text
from ..model.instrument import PER_INNOVATION, Instrument, build_instrument
from ..model.maturity import build_former
from ..model.parts import optional_text, text
from ..named import NamedTuple
from ..source.document import parse


class Shipped(NamedTuple):
    """A shipped instrument."""

    path: str
    text: str
    kind: str
    data: Mapping[str, Any]
    instrument: Instrument

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])

    @property
    def name(self) -> Text:
        """Its name."""
        return text(self.data["name"])

    @property
    def version(self) -> str:
        """Its version."""
        return str(self.data["version"])

    @property
    def note(self) -> Text | None:
        """What its authors say of it."""
        return optional_text(self.data.get("note"))

    @property
    def is_official(self) -> bool:
        """Whether the texts of its levels and evidence are those of the ministry."""
        said = str(self.data.get("rubric") or self.data.get("evidence_rubric"))
        return said == "official"

    @property
    def size(self) -> int:
        """How many items or indicators it has."""
        return len(self.data.get("items") or self.data.get("indicators") or ())

    @property
    def is_of_innovations(self) -> bool:
        """Whether it is answered in the records of innovations, not in sheets."""
        return self.instrument.per == PER_INNOVATION

    @property
    def is_answered(self) -> bool:
        """Whether a region answers it in sheets: it is about the region, and its items are recorded."""
        return not self.is_of_innovations and self.size > 0


def shipped_instruments() -> dict[str, Shipped]:
    """The shipped instruments by id."""
    found = (_instrument(path) for path in sorted((resources.DATA / "instruments").glob("*.yaml")))
    return {shipped.id: shipped for shipped in found}


def shipped_dimensions() -> dict[str, Mapping[str, Any]]:
    """The dimensions that shipped instruments use, by id."""
    found = (_read(path)[1] for path in sorted((resources.DATA / "dimensions").glob("*/dimension.yaml")))
    return {data["id"]: data for data in found}


def shipped_crosswalks() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Path, text and data of each shipped crosswalk between two instruments."""
    for path in sorted((resources.DATA / "crosswalks").glob("*.yaml")):
        yield _place(path), *_read(path)


def shipped_sources() -> dict[str, Mapping[str, Any]]:
    """The register of sources, by id: of it a region gets what its instruments cite."""
    data = _read(resources.DATA / "sources.yaml")[1]
    return {entry["id"]: entry for entry in data["sources"]}


def cited(value: object) -> Iterator[str]:
    """The ids of all sources that a record names, at any depth."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "sources" and isinstance(part, list):
                yield from part
            else:
                yield from cited(part)
    elif isinstance(value, list):
        for part in value:
            yield from cited(part)


def _instrument(path: Path) -> Shipped:
    return _built(_place(path), path.read_bytes())


@cache
def _built(place: str, content: bytes) -> Shipped:
    """An instrument by its bytes: a command asks for all of them several times."""
    whole, data = _parsed(place, content)
    if "indicators" in data:
        return Shipped(place, whole, "maturity", data, build_former(At(place), dict(data)))
    return Shipped(place, whole, "instrument", data, build_instrument(At(place), dict(data)))


def _place(path: Path) -> str:
    return f"data/{path.relative_to(resources.DATA).as_posix()}"


def _read(path: Path) -> tuple[str, Mapping[str, Any]]:
    return _parsed(_place(path), path.read_bytes())


def _parsed(place: str, content: bytes) -> tuple[str, Mapping[str, Any]]:
    document, _ = parse(place, content)
    if document is None or not isinstance(document.data, dict):
        raise AssertionError(place)
    return document.text, document.data
