"""Official result: what the ministry published about a year, and how the regions compare."""

from collections.abc import Mapping
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import Moment, parse_moment
from .parts import optional_text, sources, text


class Derived(NamedTuple):
    """A final index that was derived because none was published, with its tolerance and an explanation."""

    final: float
    tolerance: float
    text: Text


class ResultRow(NamedTuple):
    """The published result of a region; aspect scores, ranks and item scores by id."""

    at: At
    region: str
    variant: str | None
    aspects: Mapping[str, float]
    final: float | None
    improvement: float | None
    derived: Derived | None
    ranks: Mapping[str, int | None]
    ranked: int | None
    ranks_basis: str | None
    items: Mapping[str, float]
    sources: tuple[str, ...]
    note: Text | None


class Distribution(NamedTuple):
    """Minimum, quartiles and maximum of all regions, by aspect and for the final index."""

    regions: int
    basis: str
    values: Mapping[str, tuple[float, ...]]


class OfficialResult(NamedTuple):
    """The published results of a year."""

    at: At
    year: int
    instrument: str | None
    published: Moment | None
    sources: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    distribution: Distribution | None

    def row(self, region: str) -> ResultRow | None:
        """The row of a region by its official name; None if it has none."""
        return next((row for row in self.rows if row.region == region), None)


def build_results(at: At, data: dict[str, Any]) -> OfficialResult:
    """The results of a year from a document that passed its schema."""
    spread = data.get("distribution")
    return OfficialResult(
        at=at,
        year=data["year"],
        instrument=data["instrument"],
        published=parse_moment(data["published"]),
        sources=tuple(data["sources"]),
        rows=tuple(_row(at / "rows" / i, row) for i, row in enumerate(data["rows"])),
        distribution=spread
        and Distribution(spread["regions"], spread["basis"], {k: tuple(v) for k, v in spread["values"].items()}),
    )


def _row(at: At, data: dict[str, Any]) -> ResultRow:
    derived = data.get("derived")
    return ResultRow(
        at=at,
        region=data["region"],
        variant=data["variant"],
        aspects=data["aspects"],
        final=data["final"],
        improvement=data.get("improvement"),
        derived=derived and Derived(derived["final"], derived["tolerance"], text(derived["text"])),
        ranks=data.get("ranks", {}),
        ranked=data.get("ranked"),
        ranks_basis=data.get("ranks_basis"),
        items=data.get("items", {}),
        sources=sources(data),
        note=optional_text(data.get("note")),
    )
