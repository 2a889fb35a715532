"""Conversion: a table that turns a value of another body's index into a level of an instrument."""

from fractions import Fraction
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .parts import optional_text, text


class ConversionBand(NamedTuple):
    """A band of values. Within it the level goes straight from `lowest` to `highest`."""

    at: At
    first: float
    last: float
    lowest: float
    highest: float

    def level(self, value: Fraction) -> Fraction | None:
        """The exact level of a value; None outside the band."""
        first, last, lowest, highest = (Fraction(str(edge)) for edge in self[1:])
        if not first <= value <= last:
            return None
        return lowest if first == last else lowest + (highest - lowest) * (value - first) / (last - first)


class Conversion(NamedTuple):
    """A conversion table. Outside its bands the level is not known."""

    at: At
    id: str
    name: Text
    rubric: str
    """`unofficial` if the table is not from the ministry."""
    bands: tuple[ConversionBand, ...]
    sources: tuple[str, ...]
    note: Text | None

    def level(self, value: float) -> Fraction | None:
        """The exact level of a value, by the last band that holds it; None if no band is known for it."""
        levels = (band.level(Fraction(str(value))) for band in reversed(self.bands))
        return next((level for level in levels if level is not None), None)


def build_conversion(at: At, data: dict[str, Any]) -> Conversion:
    """A conversion table from a document that passed its schema."""
    bands = (
        ConversionBand(at / "bands" / i, b["from"], b["to"], b["lowest"], b["highest"])
        for i, b in enumerate(data["bands"])
    )
    return Conversion(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        rubric=data["rubric"],
        bands=tuple(sorted(bands, key=lambda band: band[1:])),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
    )
