"""Crosswalk: which items of two instruments ask for related things, so that one proof can serve both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .parts import optional_text

SAME, BROADER, NARROWER, OVERLAPS = "same", "broader", "narrower", "related"
FACT, EVIDENCE, LEVEL = "fact", "evidence", "level"
"""What one answer can use of the other."""
OPPOSITE: Mapping[str, str] = {SAME: SAME, BROADER: NARROWER, NARROWER: BROADER, OVERLAPS: OVERLAPS}
"""The relation as seen from the second item."""


class Link(NamedTuple):
    """An item of the first instrument, one of the second, and how the first is related to it."""

    at: At
    first: str
    second: str
    relation: str
    carries: tuple[str, ...]
    confidence: str
    note: Text | None


class Crosswalk(NamedTuple):
    """The links between the items of two instruments. They are hints: nothing is copied without a person."""

    at: At
    first: str
    second: str
    links: tuple[Link, ...]
    sources: tuple[str, ...]
    note: Text | None

    @property
    def id(self) -> str:
        """The name of its file."""
        return f"{self.first}--{self.second}"


def build_crosswalk(at: At, data: dict[str, Any]) -> Crosswalk:
    """A crosswalk from a document that passed its schema."""
    return Crosswalk(
        at,
        data["from"],
        data["to"],
        tuple(_link(at / "links" / i, link) for i, link in enumerate(data["links"])),
        tuple(data.get("sources", ())),
        optional_text(data.get("note")),
    )


def _link(at: At, data: dict[str, Any]) -> Link:
    return Link(
        at=at,
        first=data["from"],
        second=data["to"],
        relation=data["relation"],
        carries=tuple(data["carries"]),
        confidence=data["confidence"],
        note=optional_text(data.get("note")),
    )
