"""Regions next to each other as JSON. Documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...comparison.figures import FINAL, SUPPORTED, Unread
from ...comparison.league import League, LeagueRow
from ...comparison.own import is_called
from ...comparison.spread import SharedRank, Spread
from ...i18n import Language
from ..words.compared.sentences import unread_line
from ..words.json import number


def comparison_data(
    leagues: Sequence[League], unread: Sequence[Unread], by: str, own: str | None, lang: Language
) -> dict[str, Any]:
    """Every evaluation with its spread and all of its regions."""
    return {
        "by": by,
        "partial": bool(unread) or any(row.figures.partial for league in leagues for row in league.rows),
        "left_out": [{"place": one.place, "errors": one.errors, "message": unread_line(one, lang)} for one in unread],
        "evaluations": [_league(league, by, own) for league in leagues],
    }


def _league(league: League, by: str, own: str | None) -> dict[str, Any]:
    evaluation, all_regions = league.evaluation, league.all_regions
    return {
        "instrument": evaluation.instrument,
        "year": evaluation.year,
        "basis": evaluation.basis,
        "regions": len(league.rows),
        "spread": {part: _spread(found) for part, found in league.spreads.items()},
        "all_regions": None if all_regions is None else {"regions": all_regions.regions, "basis": all_regions.basis},
        "peers": {
            kind: [{"group": peer.group, **_spread(peer.spread)} for peer in groups]
            for kind, groups in league.groups.items()
        },
        "rows": [_row(row, by, own) for row in league.rows],
    }


def _spread(found: Spread) -> dict[str, Any]:
    return {
        "regions": found.regions,
        "lowest": number(found.lowest),
        "quartile_1": number(found.first),
        "median": number(found.median),
        "quartile_3": number(found.third),
        "highest": number(found.highest),
    }


def _row(row: LeagueRow, by: str, own: str | None) -> dict[str, Any]:
    one, change, recorded = row.figures, row.figures.change, row.figures.rank
    region = one.region
    return {
        "place": one.place,
        "region": region.official_name,
        "id": region.id,
        "province": region.province.id if region.province else None,
        "own": own is not None and is_called(region, own),
        "variant": one.variant,
        **_ranked(row.place),
        "final": number(one.value(FINAL, "")),
        "supported": number(one.value(FINAL, SUPPORTED)) if one.own else None,
        "lowest": number(one.own.lowest) if one.own else None,
        "highest": number(one.own.highest) if one.own else None,
        "answered": one.own.answered if one.own else None,
        "items": one.own.items if one.own else None,
        "derived": one.derived,
        "partial": one.partial,
        "aspects": {
            part: {"score": number(one.value(part, by)), **_ranked(row.ranks.get(part))} for part in one.aspects
        },
        "change": None
        if change is None
        else {
            "since": change.since,
            "basis": change.basis,
            "final": number(change.final),
            "aspects": {part: number(value) for part, value in change.aspects.items()},
        },
        "published_rank": None
        if recorded is None
        else {"rank": recorded.rank, "of": recorded.ranked, "basis": recorded.basis},
        "peers": {
            kind: {"group": peer.group, **_ranked(peer.rank), "median": number(peer.spread.median)}
            for kind, peer in row.peers.items()
        },
    }


def _ranked(place: SharedRank | None) -> dict[str, Any]:
    return {
        "rank": place and place.rank,
        "of": place and place.of,
        "quarter": place and place.quarter,
    }
