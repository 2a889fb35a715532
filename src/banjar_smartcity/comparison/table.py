"""Table: every region of every evaluation as one row, for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..tables.table import OpenColumn, OpenTable, Row, Value
from ..tables.values import both, figure, texts
from .figures import FINAL, SUPPORTED
from .league import League, LeagueRow
from .peers import PEERS


def comparison_table(leagues: Sequence[League], by: str) -> OpenTable:
    """All leagues in one table. Ranks and quarters are those within the evaluation of the row."""
    aspects = tuple(dict.fromkeys(part for league in leagues for part in league.parts if part != FINAL))
    return OpenTable(
        "comparison",
        (
            *(OpenColumn("key"), OpenColumn("instrument"), OpenColumn("year", "integer"), OpenColumn("basis")),
            *(
                OpenColumn("region_id"),
                OpenColumn("region"),
                *both("name"),
                OpenColumn("province"),
                OpenColumn("variant"),
            ),
            *(OpenColumn("rank", "integer"), OpenColumn("of", "integer"), OpenColumn("quarter", "integer")),
            *(OpenColumn("final", "number"), OpenColumn("supported", "number"), OpenColumn("answered", "integer")),
            *(OpenColumn("items", "integer"), OpenColumn("partial", "boolean"), OpenColumn("derived", "boolean")),
            *(OpenColumn("change", "number"), OpenColumn("change_since", "integer"), OpenColumn("change_basis")),
            *(column for part in aspects for column in _part_columns(part)),
            *(column for kind in PEERS for column in _peer_columns(kind)),
        ),
        tuple(_row(league, row, by, aspects) for league in leagues for row in league.rows),
    )


def _part_columns(part: str) -> Iterator[OpenColumn]:
    yield OpenColumn(part, "number")
    yield OpenColumn(f"{part}_rank", "integer")


def _peer_columns(kind: str) -> Iterator[OpenColumn]:
    yield OpenColumn(f"{kind}_group")
    yield OpenColumn(f"{kind}_rank", "integer")
    yield OpenColumn(f"{kind}_of", "integer")


def _row(league: League, row: LeagueRow, by: str, aspects: Sequence[str]) -> Row:
    one, evaluation, own = row.figures, league.evaluation, row.figures.own
    change, place = one.change, row.place
    key = evaluation.instrument or "", evaluation.year, evaluation.basis, one.region.id or one.region.official_name
    cells: dict[str, Value] = {
        "key": "/".join(map(str, key)),
        "instrument": evaluation.instrument,
        "year": evaluation.year,
        "basis": evaluation.basis,
        "region_id": one.region.id,
        "region": one.region.official_name,
        **texts("name", one.region.name),
        "province": one.region.province.id if one.region.province else None,
        "variant": one.variant,
        "rank": place and place.rank,
        "of": place and place.of,
        "quarter": place and place.quarter,
        "final": figure(one.value(FINAL, "")),
        "supported": figure(one.value(FINAL, SUPPORTED)) if own else None,
        "answered": own.answered if own else None,
        "items": own.items if own else None,
        "partial": one.partial,
        "derived": one.derived,
        "change": figure(change.final) if change else None,
        "change_since": change.since if change else None,
        "change_basis": change.basis if change else None,
    }
    for part in aspects:
        cells[part] = figure(one.value(part, by))
        cells[f"{part}_rank"] = row.ranks[part].rank if part in row.ranks else None
    for kind, peer in row.peers.items():
        cells[f"{kind}_group"], cells[f"{kind}_rank"], cells[f"{kind}_of"] = peer.group, peer.rank.rank, peer.rank.of
    return cells
