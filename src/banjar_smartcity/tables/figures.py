"""Figures: surveys and their statements, published results, and the scores of the stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.model import Model, stem
from ..model.program import Program
from ..model.result import OfficialResult, ResultRow
from ..publish.report import Report
from ..scoring.parts import Node
from ..scoring.score import Score
from .answers import item_key
from .table import OpenColumn, OpenTable, Row
from .values import both, figure, joined, texts


def figure_tables(report: Report) -> Iterator[OpenTable]:
    """Surveys, results and scores."""
    yield from _surveys(report.model)
    yield from _results(report.model.result_list)
    yield score_table(report.score, report.model.program)


def _surveys(model: Model) -> Iterator[OpenTable]:
    surveys = model.surveys.values()
    yield OpenTable(
        "surveys",
        (
            *(
                OpenColumn("id"),
                OpenColumn("stage", refers="stages"),
                OpenColumn("dimension"),
                OpenColumn("starts_on", "date"),
            ),
            *(
                OpenColumn("ends_on", "date"),
                OpenColumn("official_wording", "boolean"),
                OpenColumn("respondents", "integer"),
            ),
        ),
        tuple(
            {
                "id": s.id,
                "stage": s.stage,
                "dimension": s.dimension,
                "starts_on": s.starts_on,
                "ends_on": s.ends_on,
                "official_wording": s.official_wording,
                "respondents": s.respondents,
            }
            for s in surveys
        ),
    )
    yield OpenTable(
        "survey_statements",
        (
            *(
                OpenColumn("id"),
                OpenColumn("survey", refers="surveys", needed=True),
                OpenColumn("item", refers="items"),
            ),
            *(OpenColumn("respondents", "integer"), OpenColumn("mean", "number"), OpenColumn("deviation", "number")),
        ),
        tuple(
            {
                "id": f"{survey.id}/{s.item}",
                "survey": survey.id,
                "item": item_key(model, survey.stage, s.item),
                "respondents": s.respondents,
                "mean": figure(s.mean),
                "deviation": figure(s.deviation),
            }
            for survey in surveys
            for s in survey.statements
        ),
    )


def _results(results: tuple[OfficialResult, ...]) -> Iterator[OpenTable]:
    rows = [(f"{stem(result.at.path)}/{row.region}", result, row) for result in results for row in result.rows]
    yield OpenTable(
        "results",
        (
            *(
                OpenColumn("id"),
                OpenColumn("region"),
                OpenColumn("year", "integer"),
                OpenColumn("instrument"),
                OpenColumn("variant"),
            ),
            *(
                OpenColumn("final", "number"),
                OpenColumn("final_derived", "number"),
                OpenColumn("improvement", "number"),
            ),
            *(OpenColumn("ranked", "integer"), OpenColumn("ranks_basis"), OpenColumn("sources")),
        ),
        tuple(_result(key, result, row) for key, result, row in rows),
    )
    yield OpenTable(
        "result_parts",
        (
            *(
                OpenColumn("id"),
                OpenColumn("result", refers="results", needed=True),
                OpenColumn("kind"),
                OpenColumn("part"),
            ),
            *(OpenColumn("value", "number"), OpenColumn("rank", "integer")),
        ),
        tuple(part for key, _, row in rows for part in _parts(key, row)),
    )


def _result(key: str, result: OfficialResult, row: ResultRow) -> Row:
    return {
        "id": key,
        "region": row.region,
        "year": result.year,
        "instrument": result.instrument,
        "variant": row.variant,
        "final": figure(row.final),
        "final_derived": figure(row.derived.final) if row.derived else None,
        "improvement": figure(row.improvement),
        "ranked": row.ranked,
        "ranks_basis": row.ranks_basis,
        "sources": joined(row.sources or result.sources),
    }


def _parts(key: str, row: ResultRow) -> Iterator[Row]:
    """The aspects of a row with their ranks, and its items; a rank without a score is a row too."""
    aspects: Mapping[str, float] = row.aspects
    for name in dict.fromkeys((*aspects, *row.ranks)):
        value = figure(aspects.get(name, row.final if name == "final" else None))
        yield {
            "id": f"{key}/aspect/{name}",
            "result": key,
            "kind": "aspect",
            "part": name,
            "value": value,
            "rank": row.ranks.get(name),
        }
    for name, score in row.items.items():
        yield {"id": f"{key}/item/{name}", "result": key, "kind": "item", "part": name, "value": figure(score)}


def score_table(score: Score, program: Program | None) -> OpenTable:
    """The index and its parts. The official name of the region is in each row, since a country is read from this."""
    nodes = [("final", score.final), *(("aspect", n) for n in score.aspects)]
    nodes += [*(("group", n) for n in score.groups), *(("dimension", n) for n in score.dimensions)]
    return OpenTable(
        "scores",
        (
            *(
                OpenColumn("id"),
                OpenColumn("stage", refers="stages", needed=True),
                OpenColumn("official_name"),
                OpenColumn("instrument"),
                OpenColumn("variant"),
                OpenColumn("kind"),
                OpenColumn("part"),
            ),
            *(
                *both("name"),
                OpenColumn("weight", "number"),
                OpenColumn("claimed", "number"),
                OpenColumn("supported", "number"),
            ),
            *(OpenColumn("lowest", "number"), OpenColumn("highest", "number"), OpenColumn("items", "integer")),
            OpenColumn("answered", "integer"),
        ),
        tuple(_score(score, program, kind, node) for kind, node in nodes),
    )


def _score(score: Score, program: Program | None, kind: str, node: Node) -> Row:
    return {
        "id": f"{score.stage.id}/{kind}/{node.id}",
        "stage": score.stage.id,
        "official_name": program and program.official_name,
        "instrument": score.instrument.id,
        "variant": score.variant.id,
        "kind": kind,
        "part": node.id,
        **texts("name", node.name),
        "weight": figure(node.weight * 100),
        "claimed": figure(node.claimed),
        "supported": figure(node.supported),
        "lowest": figure(node.lowest),
        "highest": figure(node.highest),
        "items": node.items,
        "answered": node.answered,
    }
