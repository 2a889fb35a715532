"""Regions next to each other in the terminal. Of many regions only some are shown, and the rest is summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...comparison.figures import FINAL, OWN, SUPPORTED
from ...comparison.league import League, LeagueRow
from ...comparison.own import MOST_ROWS, Gap, excerpt, is_called
from ...i18n import N_, Language
from ..words.compared.sentences import group_rows, notes, own_lines, part_name, quarter, region_name, scope, title
from ..words.points import signed
from .console import WIDE, broken, console, hanging, styled, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

_NONE = "–"
NOT_SHOWN = N_("… {n} more")
ALL_IN_FILES = N_("All regions are in --format csv and --format json.")
MORE_IN_WIDE = N_("A terminal of at least {columns} columns shows more: the aspects of each region, and all quartiles.")


def print_comparison(leagues: Sequence[League], by: str, own: str | None, lang: Language) -> None:
    """Print every league for people. `own` is the name of the reader's region."""
    out = console()
    for number, league in enumerate(leagues):
        if number:
            out.print()
        out.print(styled(title(league, by, lang), "bold"))
        out.print(styled(scope(league, lang), "dim"))
        out.print()
        shown = list(excerpt(league.rows, own))
        out.print(_regions(league, shown, by, own, out.width, lang))
        if len(league.rows) > 1 and league.spreads:
            out.print()
            out.print(_spreads(league, by, own, out.width, lang))
        if groups := list(group_rows(league, lang)):
            out.print()
            out.print(_groups(groups, out.width, lang))
        _print_own(out, league, own, lang)
        more = [lang.translate(MORE_IN_WIDE).format(columns=WIDE)] if out.width < WIDE else []
        lines = [*more, *notes(league, lang)]
        if any(isinstance(row, Gap) for row in shown):
            lines.append(lang.translate(ALL_IN_FILES))
        if lines:
            out.print()
        for line in lines:
            out.print(styled(line, "dim"))


def _regions(
    league: League, shown: Sequence[LeagueRow | Gap], by: str, own: str | None, width: int, lang: Language
) -> object:
    _ = lang.translate
    wide = width >= WIDE
    answers = league.evaluation.basis == OWN
    aspects = [part for part in league.parts if part != FINAL] if wide else []
    heads = [_(N_("Region")), _(N_("Rank")), _(N_("Index"))]
    heads += [_(N_("Supported")), _(N_("Answered"))] if answers and by != SUPPORTED else [_(N_("Answered"))] * answers
    heads += [_(N_("Change")), *(part_name(league, part, lang) for part in aspects)]
    rows = [
        [_(NOT_SHOWN).format(n=row.regions), *[""] * (len(heads) - 1)]
        if isinstance(row, Gap)
        else _cells(row, aspects, by, own, lang, answers=answers)
        for row in shown
    ]
    return table(broken(heads), rows)


def _cells(
    row: LeagueRow, aspects: Sequence[str], by: str, own: str | None, lang: Language, *, answers: bool
) -> list[Styled | str]:
    one, place = row.figures, row.place
    is_own = own is not None and is_called(one.region, own)
    mark, style = ("▶ ", "bold") if is_own else ("", "")

    def figure(part: str, by: str) -> str:
        value = one.value(part, by)
        return _NONE if value is None else lang.number(value)

    cells = [str(place.rank) if place else _NONE, figure(FINAL, by)]
    if answers and one.own:
        cells += [figure(FINAL, SUPPORTED)] if by != SUPPORTED else []
        cells += [f"{one.own.answered}/{one.own.items}"]
    cells += [_NONE if one.change is None else signed(one.change.final, lang, 2)]
    cells += [figure(part, by) for part in aspects]
    return [styled(mark + region_name(row, lang), style), *(styled(cell, style) for cell in cells)]


def _spreads(league: League, by: str, own: str | None, width: int, lang: Language) -> object:
    """The spread of the index and each aspect, and where the own region is in it."""
    _ = lang.translate
    mine = next((row for row in league.rows if own and is_called(row.figures.region, own)), None)
    heads = [_(N_("Lowest")), _(N_("Quartile 1")), _(N_("Median")), _(N_("Quartile 3")), _(N_("Highest"))]
    kept = slice(1, 4) if mine and width < WIDE else slice(0, 5)  # there is no room for all
    heads = [_(N_("Aspect")), *heads[kept], *([_(N_("Own")), _(N_("Rank"))] if mine else [])]

    def cells() -> Iterator[list[str]]:
        for part, found in league.spreads.items():
            edges = [found.lowest, found.first, found.median, found.third, found.highest][kept]
            line = [part_name(league, part, lang), *(lang.number(edge) for edge in edges)]
            if mine:
                value, place = mine.figures.value(part, by), mine.ranks.get(part)
                line += [_NONE if value is None else lang.number(value)]
                line += [f"{place.rank}/{place.of}" if place else _NONE]
            yield line

    return table(broken(heads), cells(), least=10 if width < WIDE else 17)


def _groups(groups: Sequence[tuple[str, int, tuple[str, ...]]], width: int, lang: Language) -> object:
    """The index of each group of peers: provinces, classes and sizes."""
    _ = lang.translate
    edges = [_(N_("Lowest")), _(N_("Quartile 1")), _(N_("Median")), _(N_("Quartile 3")), _(N_("Highest"))]
    kept = slice(0, 5) if width >= WIDE else slice(0, 5, 2)
    heads = [_(N_("Peers")), _(N_("Regions")), *edges[kept]]
    rows = [[name, str(regions), *figures[kept]] for name, regions, figures in groups[:MOST_ROWS]]
    if len(groups) > MOST_ROWS:
        rows.append([_(NOT_SHOWN).format(n=len(groups) - MOST_ROWS), *[""] * (len(heads) - 1)])
    return table(broken(heads), rows)


def _print_own(out: Console, league: League, own: str | None, lang: Language) -> None:
    for row in league.rows:
        if own is not None and is_called(row.figures.region, own):
            out.print()
            place = row.place
            words = quarter(place, lang) if place else None
            out.print(styled(region_name(row, lang) + (f" · {words}" if words else ""), "bold"))
            for line in own_lines(row, lang):
                hanging(out, styled(line), 0)
