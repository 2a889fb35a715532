"""Sentences: what is compared, who is left out, and where a region is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePath

from ....comparison.figures import FINAL, OWN, SUPPORTED, Unread, YearChange
from ....comparison.league import League, LeagueRow
from ....comparison.spread import SharedRank
from ....i18n import N_, Language
from ....scoring.losses import FINAL as FINAL_NAME
from ..points import signed
from ..wording import express

QUARTERS = (
    N_("upper quarter"),
    N_("second quarter from the top"),
    N_("third quarter from the top"),
    N_("lowest quarter"),
)
_MOST_FILES = 3
_LEAST_QUARTERED = 4
"""Ranked regions from which their quarters are named."""
QUARTERS_NOTE = N_("Quarter 1 is at or above the upper quartile, 4 is below the lower one.")
LEFT_OUT = N_("Left out: {place}: {why}")
UNRANKED = N_("A region without any answer has no index and no rank.")
PARTIAL = N_("† Answers and files with errors are left out of its figures.")
DERIVED = N_("‡ The index was not published; it is derived from other figures.")
ANSWERS = N_("The index of answers counts what nobody has answered yet as unanswered; compare how much is answered.")
_BASES: Mapping[str, str] = {
    "improvement": N_("published difference"),
    "published": N_("from the published result"),
    "derived": N_("from a derived result"),
    "claimed": N_("from the region's own answers"),
    "supported": N_("from what its own answers supported"),
}


def title(league: League, by: str, lang: Language) -> str:
    """What is compared in a league."""
    evaluation = league.evaluation
    _ = lang.translate
    if evaluation.basis != OWN:
        text = _(N_("{evaluation}: published results"))
    elif by == SUPPORTED:
        text = _(N_("{evaluation}: the regions' own answers, as far as supported"))
    else:
        text = _(N_("{evaluation}: the regions' own answers, as claimed"))
    named = lang.text(league.yardstick.name) if league.yardstick else evaluation.instrument
    named = named or _(N_("Instrument not known"))
    has_year = named.endswith(f" {evaluation.year}")
    return text.format(evaluation=named if has_year else f"{named}, {evaluation.year}")


def scope(league: League, lang: Language) -> str:
    """How many regions are compared, and of how many."""
    compared = len(league.rows)
    text = lang.ngettext("{n} region.", "{n} regions.", compared).format(n=compared)
    known = league.all_regions.regions if league.all_regions else None
    if known is not None and known > compared:
        more = lang.translate(N_("Not all {all} regions of the year are here; ranks count only those compared."))
        return f"{text} {more.format(all=known)}"
    return text


def part_name(league: League, part: str, lang: Language) -> str:
    """The name of the index or an aspect."""
    return lang.text(FINAL_NAME if part == FINAL else league.name(part))


def region_name(row: LeagueRow, lang: Language) -> str:
    """The name of a region, with marks for what is to be known of its figures."""
    region = row.figures.region
    mark = " †" if row.figures.partial else " ‡" if row.figures.derived else ""
    return (lang.text(region.name) if region.name else region.official_name) + mark


def has_quarters(league: League) -> bool:
    """Whether enough regions are ranked that a quarter of them is at least one."""
    return any(row.place is not None and row.place.of >= _LEAST_QUARTERED for row in league.rows)


def quarter(place: SharedRank, lang: Language) -> str | None:
    """The quarter of a rank in words; None among so few regions that there are no quarters."""
    return lang.translate(QUARTERS[place.quarter - 1]) if place.of >= _LEAST_QUARTERED else None


def origin(league: League, lang: Language) -> str | None:
    """The files from which published results are; None for answers, as the regions are named."""
    if league.evaluation.basis == OWN:
        return None
    # Only the end of the path: a page goes to others, and what is before it is of one computer.
    files = dict.fromkeys("/".join(PurePath(row.figures.place).parts[-3:]) for row in league.rows)
    named = ", ".join(islice(files, _MOST_FILES)) + (", …" if len(files) > _MOST_FILES else "")
    return lang.translate(N_("Figures from {files}.")).format(files=named)


def change_words(change: YearChange, lang: Language) -> str:
    """How much the index changed since the year before, and from what."""
    text = lang.translate(N_("{change} since {year} ({basis})"))
    basis = lang.translate(_BASES[change.basis])
    return text.format(change=signed(change.final, lang, 2), year=change.since, basis=basis)


def own_lines(row: LeagueRow, lang: Language) -> Iterator[str]:
    """Where the reader's own region is: as a whole, among its peers, in the published list, and since last year."""
    _ = lang.translate
    if row.place is None:
        yield _(N_("Nothing is answered, so there is no index."))
        return
    if row.place.of > 1:
        words = quarter(row.place, lang)
        text = _(
            N_("Rank {rank} of {of} by the index, {quarter}.") if words else N_("Rank {rank} of {of} by the index.")
        )
        yield text.format(rank=row.place.rank, of=row.place.of, quarter=words)
    for peer in row.peers.values():
        text = _(N_("Among its peers ({group}): rank {rank} of {of}, their median is {median}."))
        yield text.format(
            group=lang.text(peer.name), rank=peer.rank.rank, of=peer.rank.of, median=lang.number(peer.spread.median)
        )
    recorded = row.figures.rank
    if recorded is not None:
        known = (
            _(N_("Rank {rank} of {of} in the list of the year ({basis})."))
            if recorded.ranked
            else _(N_("Rank {rank} in the list of the year ({basis})."))
        )
        basis = _(N_("reconstructed")) if recorded.basis == "reconstructed" else _(N_("published"))
        yield known.format(rank=recorded.rank, of=recorded.ranked, basis=basis)
    if row.figures.change is not None:
        yield change_words(row.figures.change, lang) + "."


def group_rows(league: League, lang: Language) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Each group of peers: its name, its regions, and its lowest figure, quartiles and highest, of the index."""
    for groups in league.groups.values():
        for peer in groups:
            found = peer.spread
            edges = (found.lowest, found.first, found.median, found.third, found.highest)
            yield lang.text(peer.name), found.regions, tuple(lang.number(edge) for edge in edges)


def notes(league: League, lang: Language) -> Iterator[str]:
    """What is to be known of the figures of a league."""
    _ = lang.translate
    if files := origin(league, lang):
        yield files
    rows = [row.figures for row in league.rows]
    if any(row.partial for row in rows):
        yield _(PARTIAL)
    if any(row.derived for row in rows):
        yield _(DERIVED)
    if any(row.own and row.own.answered < row.own.items for row in rows):
        yield _(ANSWERS)
    if any(row.value(FINAL, "") is None for row in rows):
        yield _(UNRANKED) if league.evaluation.basis == OWN else _(N_("A region without an index has no rank."))


def unread_line(one: Unread, lang: Language) -> str:
    """Why a place has no figures."""
    why = lang.translate(one.msgid).format(**{name: express(fact, lang) for name, fact in one.facts.items()})
    return lang.translate(LEFT_OUT).format(place=one.place, why=why)
