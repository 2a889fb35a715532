"""Group: items, aspects or groups that an instrument holds together, to any depth."""

from collections.abc import Mapping

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple


class Group(NamedTuple):
    """A group between the index, the aspects and the items. Without a weight it is a heading only."""

    at: At
    id: str
    name: Text
    within: str | None
    """The aspect or group that holds it; None if it is directly below the index."""
    weight: float | None


def outwards(place: str | None, groups: Mapping[str, Group]) -> tuple[tuple[str, ...], str | None]:
    """The groups from a place outwards, and what holds the last of them: an aspect, nothing, or one of them again."""
    way: list[str] = []
    while place is not None and place in groups and place not in way:
        way.append(place)
        place = groups[place].within
    return tuple(way), place
