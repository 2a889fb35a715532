"""Figures: what is compared of a region in one evaluation, and why a place has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ..i18n import Text
from ..model.result import Distribution
from ..named import NamedTuple

PUBLISHED, OWN = "published", "own"
"""Where figures come from: a list of results, or the answers of the region."""
CLAIMED, SUPPORTED = "claimed", "supported"
FINAL = "final"
"""The id of the index among the ids of aspects."""


class ComparedRegion(NamedTuple):
    """A region as its data describe it; what they do not say is None."""

    id: str | None
    official_name: str
    name: Text | None = None
    province: Text | None = None
    subdistricts: int | None = None


class Evaluation(NamedTuple):
    """What figures must share to be ranked together: the instrument, the year, and where they come from.

    If the instrument is not known, only regions of the same list can be compared, which `place` names.
    """

    instrument: str | None
    year: int
    basis: str
    place: str | None = None


class Yardstick(NamedTuple):
    """The name and series of an instrument, the names of its aspects in their order, and the ends of its scale."""

    name: Text
    series: str
    aspects: Mapping[str, Text]
    lowest: Fraction
    highest: Fraction


class YearChange(NamedTuple):
    """How figures differ from those of the year before.

    `basis` is `published` or `derived` for a result of that year, `claimed` or `supported` for the region's own
    figures, and `improvement` if the difference itself was published.
    """

    since: int
    basis: str
    final: Fraction
    aspects: Mapping[str, Fraction]


class PublishedRank(NamedTuple):
    """The rank that is recorded with a result, and whether it is published or reconstructed."""

    rank: int
    ranked: int | None
    basis: str | None


class OwnFigures(NamedTuple):
    """What else is known of figures that rest on answers."""

    supported: Fraction
    supported_aspects: Mapping[str, Fraction]
    lowest: Fraction
    highest: Fraction
    answered: int
    items: int


class RegionFigures(NamedTuple):
    """The figures of a region in one evaluation. `partial` is true if answers or files with errors are left out."""

    place: str
    region: ComparedRegion
    evaluation: Evaluation
    variant: str | None
    final: Fraction | None
    aspects: Mapping[str, Fraction]
    yardstick: Yardstick | None = None
    own: OwnFigures | None = None
    derived: bool = False
    partial: bool = False
    change: YearChange | None = None
    rank: PublishedRank | None = None
    all_regions: Distribution | None = None
    """The recorded distribution of all regions of the year."""

    def value(self, part: str, by: str) -> Fraction | None:
        """The index or an aspect, as claimed or published, or as supported; None where nothing is answered."""
        if self.own is not None and not self.own.answered:
            return None
        if by == SUPPORTED and self.own is not None:
            return self.own.supported if part == FINAL else self.own.supported_aspects.get(part)
        return self.final if part == FINAL else self.aspects.get(part)


class Unread(NamedTuple):
    """A place without figures. `msgid` and `facts` say why; `errors` is true if its data have errors."""

    place: str
    msgid: str
    facts: Mapping[str, object]
    errors: bool = False


class PlaceReading(NamedTuple):
    """What a folder or file has: figures, or the reason why it has none."""

    figures: tuple[RegionFigures, ...]
    unread: tuple[Unread, ...] = ()


class CompareWish(NamedTuple):
    """What is compared: the day, the instrument (None: the first of each region), by claimed or supported figures.

    With `partial`, answers and files with errors are left out instead of the region.
    """

    today: date
    instrument: str | None = None
    by: str = CLAIMED
    partial: bool = False
