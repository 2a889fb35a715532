"""Predicate: the word that an instrument has for an index."""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .parts import optional_text, text


class Predicate(NamedTuple):
    """A predicate. It counts from its first index up to the next predicate."""

    at: At
    first: float
    name: Text
    note: Text | None


class Predicates(NamedTuple):
    """The predicates of an instrument, the lowest first."""

    at: At | None
    rounded: bool
    """Whether the index is rounded to `places` before it is judged."""
    places: int
    bands: tuple[Predicate, ...]

    def of(self, index: Fraction) -> Predicate | None:
        """The predicate of an exact index; None below the first band."""
        judged = self._judged(index)
        return next((band for band in reversed(self.bands) if Fraction(str(band.first)) <= judged), None)

    def next(self, index: Fraction) -> tuple[Predicate, Fraction] | None:
        """The next better predicate, and what the exact index needs to get it; None if there is none."""
        judged = self._judged(index)
        found = next((band for band in self.bands if Fraction(str(band.first)) > judged), None)
        if found is None:
            return None
        edge, unit = Fraction(str(found.first)), 10**self.places
        if self.rounded:
            edge = Fraction(ceil(edge * unit), unit) - Fraction(1, 2 * unit)
        return found, edge - index

    def _judged(self, index: Fraction) -> Fraction:
        """The index that is judged: rounded half up, as the ministry rounds, or exact."""
        unit = 10**self.places
        return Fraction(floor(index * unit + Fraction(1, 2)), unit) if self.rounded else index


NO_PREDICATES = Predicates(None, rounded=False, places=0, bands=())
"""The predicates of an instrument that has none."""


def build_predicates(at: At, data: dict[str, Any]) -> Predicates:
    """The predicates from a document that passed its schema."""
    bands = (
        Predicate(at / "bands" / i, b["from"], text(b["name"]), optional_text(b.get("note")))
        for i, b in enumerate(data["bands"])
    )
    ordered = tuple(sorted(bands, key=lambda band: band.first))
    return Predicates(at, data["judges"] == "rounded", data.get("places", 2), ordered)
