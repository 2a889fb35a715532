"""Parsed: the sentences and table rows of a page with their figures, and what the label of a row names."""

from __future__ import annotations

from functools import lru_cache

from ..named import NamedTuple
from .lines.cells import columns_marked, entry_without_figures, row_of
from .lines.figures import Figure, figures
from .lines.places import smallest
from .lines.stretches import Stretch, stretches
from .sought import names_in

TOTALS = frozenset(["total", "keseluruhan", "seluruh", "rata", "average", "mean", "kab", "kabupaten", "kota"])
"""Words of labels that name no row among others."""


class Parsed(NamedTuple):
    """A sentence or row with its figures."""

    stretch: Stretch
    figures: tuple[Figure, ...]
    label: str | None
    """The words before the cells of a row; None if it is a sentence, or its cells are not known."""
    names: frozenset[str] = frozenset()
    """What the label names."""
    level: int | None = None
    """The level of the place that the label names."""


@lru_cache(maxsize=1024)
def parsed(page: str) -> tuple[Parsed, ...]:
    """The sentences and rows of a page that have figures. Many claims ask about the same pages."""
    return tuple(found for found in map(_parsed, stretches(page)) if found.figures)


def _parsed(stretch: Stretch) -> Parsed:
    row = row_of(stretch.text, stretch.columns) if stretch.row else None
    if row is None or not row.figures:  # the last cell is only a year, or empty
        first = entry_without_figures(stretch.text)
        found = () if columns_marked(stretch.text) is not None else figures(stretch.text)
        return Parsed(stretch, tuple(figure for figure in found if figure.start >= first), None)
    place = smallest(row.label)
    return Parsed(stretch, row.figures, row.label, names_in(row.label), place.level if place else None)
