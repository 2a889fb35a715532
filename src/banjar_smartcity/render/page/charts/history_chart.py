"""A history as a chart, for the report and as a picture by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ....i18n import Language
from ....versions.history import History, Point
from ...words.history import NOTES, notes, remarks
from ...words.wording import as_written
from ..environment import CHART_STYLE, FORMATS, environment, generate, style
from . import chart

PAGE = "history.svg.j2"
_SIGNS = {"!": "▲", ">": "■"}
"""The signs in a chart for the marks of a version."""
_MOST_ROWS = 40
"""The most versions in a table; if there are more, it shows the last of each month."""


def history_svg(history: History, lang: Language) -> Iterator[str]:
    """The pieces of the picture (SVG), one after the other."""
    filters: dict[str, Callable[..., Any]] = {
        "number": lang.number,
        "date": lang.date,
        "figure": lambda value: as_written(value, lang),
    }
    page = environment(FORMATS["html"], filters, lang)
    values = {"history": history_view(history, lang), "style": lambda: style(page, CHART_STYLE)}
    return generate(page, PAGE, values)


def history_view(history: History, lang: Language) -> dict[str, Any]:
    """The values of a history by name, for the templates."""
    points = history.points
    known = [point for point in points if point.figures]
    figures = [point.figures for point in points]
    rows = _rows(points)
    drawn = [(_SIGNS[sign], is_set, text) for sign, is_set, text in NOTES if sign in _SIGNS]
    marks = [(place, sign) for place, point in enumerate(points) for sign, is_set, _ in drawn if is_set(point)]
    return {
        "points": points,
        "varies": len({(found.claimed, found.supported) for found in figures if found}) > 1,
        "rows": [(point, notes(point, lang)) for point in rows],
        "thinned": len(rows) < len(points),
        "first": known[0] if known else None,
        "last": known[-1] if known else None,
        "remarks": (*_partial(points, lang), *remarks(history, lang)),
        "signs": [(sign, lang.translate(text)) for sign, is_set, text in drawn if any(map(is_set, points))],
        "height": chart.HEIGHT,
        "chart": chart.draw(
            [point.step.day for point in points],
            (
                ("claims", [found and found.claimed for found in figures]),
                ("supports", [found and found.supported for found in figures]),
            ),
            marks,
            max((found.top for found in figures if found), default=1),
        ),
    }


def _partial(points: Sequence[Point], lang: Language) -> Iterator[str]:
    """A remark that some versions leave files with errors out of their figures."""
    if count := sum(point.partial for point in points):
        text = lang.ngettext(
            "{n} version leaves files with errors out of its figures.",
            "{n} versions leave files with errors out of their figures.",
            count,
        )
        yield text.format(n=count)


def _rows(points: Sequence[Point]) -> Sequence[Point]:
    if len(points) <= _MOST_ROWS:
        return points
    return list({(point.step.day.year, point.step.day.month): point for point in points}.values())
