"""Regions next to each other as a page: the spread of each aspect with a mark for the own region, and the regions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from ...comparison.figures import FINAL, OWN, SUPPORTED, Unread
from ...comparison.league import League, LeagueRow
from ...comparison.own import MOST_ROWS, Gap, excerpt, is_called
from ...comparison.spread import SharedRank, Spread
from ...i18n import Language
from ...named import NamedTuple
from ..words.compared.sentences import (
    QUARTERS_NOTE,
    group_rows,
    has_quarters,
    notes,
    own_lines,
    part_name,
    region_name,
    scope,
    title,
    unread_line,
)
from ..words.points import signed
from ..words.scale import Span
from .environment import FIGURES_STYLE, FORMATS, STYLE, environment, generate, style

PAGE = "compare.html.j2"
STYLES = (STYLE, "html/chart.css", FIGURES_STYLE, "html/print.css", "html/compare.css")
_BINS = 24
_TALL = 22
"""The height of the highest bar, in pixels."""


class SpreadBar(NamedTuple):
    """A bar of a histogram: where it begins and how wide it is (percent), and how high (pixels)."""

    left: str
    width: str
    tall: str
    regions: int


class PartChart(NamedTuple):
    """The spread of the index or an aspect, and where the own region is."""

    name: str
    spread: Spread
    bars: tuple[SpreadBar, ...]
    own: Fraction | None
    place: SharedRank | None


class RegionLine(NamedTuple):
    """A region in the table, as words; `gap` is the number of regions that are summed up in its stead."""

    name: str
    gap: int
    is_own: bool
    cells: tuple[str, ...]


class LeaguePage(NamedTuple):
    """An evaluation as the template shows it."""

    id: str
    title: str
    scope: str
    span: Span
    charts: tuple[PartChart, ...]
    heads: tuple[str, ...]
    lines: tuple[RegionLine, ...]
    groups: tuple[tuple[str, int, tuple[str, ...]], ...]
    own: str | None
    own_lines: tuple[str, ...]
    notes: tuple[str, ...]


def render_comparison(
    leagues: Sequence[League], unread: Sequence[Unread], by: str, own: str | None, lang: Language
) -> Iterator[str]:
    """The pieces of the page, one after the other."""
    page = environment(FORMATS["html"], {"number": lang.number}, lang)
    values = {
        "lang": lang.code,
        "leagues": [_league(number, league, by, own, lang) for number, league in enumerate(leagues, 1)],
        "left_out": [unread_line(one, lang) for one in unread],
        "style": lambda: style(page, *STYLES),
        "share": _percent,
    }
    return generate(page, PAGE, values)


def _league(number: int, league: League, by: str, own: str | None, lang: Language) -> LeaguePage:
    mine = next((row for row in league.rows if own is not None and is_called(row.figures.region, own)), None)
    span = _span(league)
    return LeaguePage(
        id=f"e{number}",
        title=title(league, by, lang),
        scope=scope(league, lang),
        span=span,
        charts=tuple(
            PartChart(
                part_name(league, part, lang),
                spread,
                tuple(_bars(league, part, by, span)),
                mine.figures.value(part, by) if mine else None,
                mine.ranks.get(part) if mine else None,
            )
            for part, spread in (league.spreads.items() if len(league.rows) > 1 else ())
        ),
        heads=tuple(_heads(league, by, lang)),
        lines=tuple(_line(league, row, by, own, lang) for row in excerpt(league.rows, own)),
        groups=tuple(group_rows(league, lang))[:MOST_ROWS],
        own=region_name(mine, lang) if mine else None,
        own_lines=tuple(own_lines(mine, lang)) if mine else (),
        notes=(*([lang.translate(QUARTERS_NOTE)] if has_quarters(league) else []), *notes(league, lang)),
    )


def _span(league: League) -> Span:
    """The scale of the instrument; where it is not known, the whole figures around those compared."""
    if league.yardstick is not None:
        return Span(league.yardstick.lowest, league.yardstick.highest)
    lowest = floor(min((found.lowest for found in league.spreads.values()), default=Fraction(0)))
    highest = ceil(max((found.highest for found in league.spreads.values()), default=Fraction(1)))
    return Span(Fraction(lowest), Fraction(max(highest, lowest + 1)))


def _bars(league: League, part: str, by: str, span: Span) -> Iterator[SpreadBar]:
    counts = [0] * _BINS
    for row in league.rows:
        value = row.figures.value(part, by)
        if value is not None:
            counts[min(_BINS - 1, max(0, floor(span.share(value) * _BINS)))] += 1
    most = max(counts)
    for number, count in enumerate(counts):
        if count:
            left, width = Fraction(number, _BINS), Fraction(1, _BINS)
            yield SpreadBar(_percent(left), _percent(width), f"{max(2, count * _TALL / most):.1f}", count)


def _percent(share: Fraction) -> str:
    return f"{float(min(max(share, Fraction(0)), Fraction(1))) * 100:.2f}%"


def _heads(league: League, by: str, lang: Language) -> Iterator[str]:
    _ = lang.translate
    yield _("Rank")
    if has_quarters(league):
        yield _("Quarter")
    yield _("Index")
    if league.evaluation.basis == OWN:
        if by != SUPPORTED:
            yield _("Supported")
        yield _("Answered")
    yield _("Change")
    yield from (part_name(league, part, lang) for part in league.parts if part != FINAL)


def _line(league: League, row: LeagueRow | Gap, by: str, own: str | None, lang: Language) -> RegionLine:
    if isinstance(row, Gap):
        return RegionLine("", row.regions, False, ())  # noqa: FBT003 - a field of what is made
    one, place = row.figures, row.place

    def figure(part: str, by: str) -> str:
        value = one.value(part, by)
        return "–" if value is None else lang.number(value)

    cells = [
        str(place.rank) if place else "–",
        *([str(place.quarter) if place else "–"] if has_quarters(league) else []),
        figure(FINAL, by),
    ]
    if one.own:
        cells += [figure(FINAL, SUPPORTED)] if by != SUPPORTED else []
        cells += [f"{one.own.answered}/{one.own.items}"]
    cells += ["–" if one.change is None else signed(one.change.final, lang, 2)]
    cells += [figure(part, by) for part in league.parts if part != FINAL]
    is_own = own is not None and is_called(one.region, own)
    return RegionLine(region_name(row, lang), 0, is_own, tuple(cells))
