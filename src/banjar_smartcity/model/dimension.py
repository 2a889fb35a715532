"""Dimension: one of the six, with its sub-dimensions and its working group (pokja)."""

from collections.abc import Iterable
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .parts import text

CROSSCUTTING = "crosscutting"
"""The id that stands for the items that belong to no dimension."""


class SubDimension(NamedTuple):
    """A part of a dimension."""

    at: At
    id: str
    name: Text


class WorkingGroup(NamedTuple):
    """A working group (pokja). Members are None while they are not published."""

    at: At
    id: str
    name: Text
    lead: str | None
    members: tuple[str, ...] | None


class Dimension(NamedTuple):
    """A dimension of the smart city programme."""

    at: At
    id: str
    name: Text
    sub_dimensions: tuple[SubDimension, ...]
    working_group: WorkingGroup
    sources: tuple[str, ...]


def unread_dimension(at: At, dimension: str, parts: Iterable[str]) -> Dimension:
    """A dimension whose file could not be read, so that only its id and those of its parts are known."""
    return Dimension(
        at,
        dimension,
        Text(dimension),
        tuple(SubDimension(at, part, Text(part)) for part in dict.fromkeys(parts)),
        WorkingGroup(at, f"pokja-{dimension}", Text(dimension), None, None),
        (),
    )


def build_dimension(at: At, data: dict[str, Any]) -> Dimension:
    """A dimension from a document that passed its schema."""
    group = data["working_group"]
    members = group["members"]
    return Dimension(
        at,
        data["id"],
        text(data["name"]),
        tuple(
            SubDimension(at / "sub_dimensions" / i, s["id"], text(s["name"]))
            for i, s in enumerate(data["sub_dimensions"])
        ),
        WorkingGroup(
            at / "working_group",
            group["id"],
            text(group["name"]),
            group["lead"],
            None if members is None else tuple(members),
        ),
        tuple(data["sources"]),
    )
