"""Charts of a report: the values that templates draw, taken from the report.

A figure that is not known has no mark, and the template says so in words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ....i18n import Language, Text
from ....innovations.matrix import sub_dimension_matrix
from ....model.dimension import CROSSCUTTING
from ....model.survey import PartResult, StatementResult
from ....named import NamedTuple
from ....publish.report import Report
from ....scoring.completeness import Part
from ....scoring.official import Nation, Standing, latest_distribution, latest_standing
from ....scoring.parts import ZERO, Node
from ...words.scale import scale_of
from . import radar

SHADES, FEWEST_AXES, MOST_AXES = 4, 3, 12


class Beside(NamedTuple):
    """An aspect or the final index compared with all regions.

    `spread` is the lowest figure, the three quartiles and the highest; `published` and `rank` are those of the region.
    """

    node: Node
    spread: tuple[float, ...] | None
    published: float | None
    rank: int | None


class Spokes(NamedTuple):
    """The dimensions or the aspects: as a radar, or as bars where it would have very few or very many axes."""

    of: str
    """What is shown: `dimension`, or `aspect` if there are fewer than three dimensions."""
    answered: bool
    """Whether an item is answered, so that the region's own figures are shown with those of the assessors."""
    drawn: radar.Radar | None
    """None for bars."""
    rows: tuple[tuple[Node, Fraction | None], ...]
    """Each dimension or aspect, and the assessors' figure of it."""
    assessed_in: int | None
    """The year of the assessors' figures; None if they are not recorded item by item."""


class Tile(NamedTuple):
    """One cell of the heat map. `name` is None for the dimension as a whole."""

    name: Text | None
    items: int
    answered: int
    wanted: int
    complete: int
    innovations: int
    proved: int

    @property
    def shade(self) -> int:
        """From 0 (nothing is there) to `SHADES` (everything is).

        Answers and complete evidence count; in a sub-dimension also whether an innovation has evidence.
        """
        shares = [Fraction(n, of) for n, of in ((self.answered, self.items), (self.complete, self.wanted)) if of]
        if self.name:
            shares.append(Fraction(min(self.proved, 1)))
        whole = sum(shares, ZERO) / len(shares) if shares else ZERO
        return int(whole) * SHADES or (1 + int((SHADES - 1) * whole) if whole else 0)


def charts_view(report: Report, lang: Language) -> dict[str, Any]:
    """The values of the charts by name, for the templates."""
    published = latest_standing(report.model, report.score.stage.year)
    nation = latest_distribution(report.model, report.score.stage.year)
    matrix = sub_dimension_matrix(report.model)
    rows = tuple(part for part in matrix.dimensions if report.dimension in (None, part.dimension.id))
    return {
        "published": published,
        "nation": nation,
        "beside": beside(report, published, nation),
        "by": _shown(report)[0],
        "spokes": spokes(report, published, lang),
        "heat": heat(report),
        "matrix": rows,
        "placed_by_us": any(not set(row.innovations).isdisjoint(matrix.placed_by_us) for p in rows for row in p.rows),
        "innovations": sum(part.total for part in rows),
        "error_bar": lambda result: error_bar(result, report.score.instrument.survey_levels),
    }


def beside(report: Report, published: Standing | None, nation: Nation | None) -> tuple[Beside, ...]:
    """The aspects and the final index compared with all regions; empty if nothing is published."""
    if published is None and nation is None:
        return ()
    aspects = published.row.aspects if published else {}
    ranks = published.row.ranks if published else {}
    values = nation.distribution.values if nation else {}
    final = published.final if published else None
    return tuple(
        Beside(node, values.get(node.id), final if node.id == "final" else aspects.get(node.id), ranks.get(node.id))
        for node in (*report.score.aspects, report.score.final)
    )


def spokes(report: Report, published: Standing | None, lang: Language) -> Spokes | None:
    """The radar or the bars; None for one dimension, or if there are no answers and no assessors' scores."""
    of, nodes = _shown(report)
    answered = any(node.answered for node in nodes)
    given = [_assessed(report, node, published) for node in nodes]
    if report.dimension is not None or not (answered or None not in given):
        return None
    series = [("claims", [node.claimed for node in nodes]), ("supports", [node.supported for node in nodes])]
    series = series if answered else []
    known = [value for value in given if value is not None]
    if len(known) == len(nodes):
        series.append(("assessors", known))
    else:
        given = [None] * len(nodes)
    names = [lang.text(node.name) for node in nodes]
    is_radar = FEWEST_AXES <= len(nodes) <= MOST_AXES
    drawn = radar.draw(names, series, scale_of(report.score.instrument)) if is_radar else None
    complete = published is not None and len(known) == len(nodes)
    year = published.result.year if complete and published else None
    return Spokes(of, answered, drawn, tuple(zip(nodes, given, strict=True)), year)


def _shown(report: Report) -> tuple[str, tuple[Node, ...]]:
    """The dimensions that have items; the aspects where there are too few for a radar."""
    nodes = tuple(node for node in report.score.dimensions if node.id != CROSSCUTTING and node.items)
    return ("dimension", nodes) if len(nodes) >= FEWEST_AXES else ("aspect", report.score.aspects)


def _assessed(report: Report, node: Node, published: Standing | None) -> Fraction | None:
    """The assessors' figure of an aspect as published, or else from their item scores; None if it is not recorded."""
    if published is None or published.result.instrument != report.score.instrument.id:
        return None
    if node in report.score.aspects and node.id in published.row.aspects:
        return Fraction(str(published.row.aspects[node.id]))
    scores = [published.row.items.get(leaf.item.id) for leaf in node.leaves]
    total = ZERO
    for leaf, score in zip(node.leaves, scores, strict=True):
        if score is None:
            return None
        total += leaf.weight * Fraction(str(score))
    return total / node.weight if node.weight else None


def heat(report: Report) -> tuple[tuple[Part, tuple[Tile, ...]], ...]:
    """The dimensions with their tiles; empty if there is no answer and no innovation yet."""
    rows = tuple((part, tiles(part)) for part in report.completeness.dimensions if part.parts)
    return rows if any(tile.answered or tile.innovations for _, found in rows for tile in found) else ()


def tiles(part: Part) -> tuple[Tile, ...]:
    """A tile for the items of the dimension as a whole, then one for each sub-dimension."""
    rest = Tile(
        name=None,
        items=part.items - sum(sub.items for sub in part.parts),
        answered=part.answered - sum(sub.answered for sub in part.parts),
        wanted=part.evidence_wanted - sum(sub.evidence_wanted for sub in part.parts),
        complete=part.evidence_complete - sum(sub.evidence_complete for sub in part.parts),
        innovations=part.innovations.total - sum(sub.innovations.total for sub in part.parts),
        proved=part.innovations.with_evidence - sum(sub.innovations.with_evidence for sub in part.parts),
    )
    return (rest, *map(_tile, part.parts))


def _tile(part: Part) -> Tile:
    innovations = part.innovations
    return Tile(
        name=part.name,
        items=part.items,
        answered=part.answered,
        wanted=part.evidence_wanted,
        complete=part.evidence_complete,
        innovations=innovations.total,
        proved=innovations.with_evidence,
    )


def error_bar(result: StatementResult | PartResult, marks: range) -> tuple[Fraction, Fraction] | None:
    """One standard deviation below and above the mean, within the marks of the scale; None if none is recorded."""
    if result.mean is None or result.deviation is None:
        return None
    mean, deviation = Fraction(str(result.mean)), Fraction(str(result.deviation))
    return max(Fraction(marks[0]), mean - deviation), min(Fraction(marks[-1]), mean + deviation)
