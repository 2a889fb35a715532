"""Findings, scores and completeness as JSON; keys, ids and numbers are never localised. Documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...diagnostics import Finding, Kind, Severity
from ...i18n import Language
from ...model.focus import sooner, stage_instrument
from ...model.model import Model
from ...model.program import Stage
from ...scoring.bridge import bridge, differences
from ...scoring.completeness import Completeness, Part
from ...scoring.losses import OfficialLoss, PartLoss
from ...scoring.official import OfficialRow, Standing
from ...scoring.parts import Leaf, Node
from ...scoring.score import Score
from ...scoring.weighing.judgement import Judgement
from ...scoring.weighing.spread import spread_by_agency
from ..words.json import number, percent
from ..words.wording import express, hint, message, pattern
from .steps.marks import mark_data, spread_data


def findings_data(findings: Iterable[Finding], files: int, lang: Language) -> dict[str, Any]:
    """Findings as plain data; only `message` and `hint` are in the chosen language."""
    listed = [
        {
            "id": f.kind.id,
            "severity": f.kind.severity.value,
            "path": f.path,
            "line": f.position.line,
            "column": f.position.column,
            "message": message(f, lang),
            "hint": hint(f, lang),
            "suggestion": f.suggestion,
        }
        for f in findings
    ]
    errors = sum(entry["severity"] == Severity.ERROR.value for entry in listed)
    return {"findings": listed, "summary": {"files": files, "errors": errors, "warnings": len(listed) - errors}}


def kinds_data(kinds: Iterable[Kind], lang: Language) -> dict[str, Any]:
    """Kinds of findings with message, reason, hint and example."""
    return {
        "kinds": [
            {
                "id": kind.id,
                "severity": kind.severity.value,
                "message": pattern(kind.message, lang),
                "why": pattern(kind.why, lang),
                "hint": pattern(kind.hint, lang),
                "example": kind.example,
            }
            for kind in kinds
        ]
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "score": number(node.claimed),
        "supported": number(node.supported),
        "supported_unread": number(node.unread),
        "assessed": number(node.assessed),
        "marked": number(node.given) if node.marked else None,
        "marked_items": node.marked,
        "lowest": number(node.lowest),
        "highest": number(node.highest),
        "weight": percent(node.weight),
        "contribution": number(node.contribution),
        "cost_of_unanswered": number(node.cost),
        **{key: getattr(node, key) for key in ("items", "answered", "carried", "confirmed", "estimated")},
    }


def leaf_data(leaf: Leaf, hours: float | None) -> dict[str, Any]:
    """What an item counts, and why. `hours` are those of the instrument's rebuttal."""
    return {
        "aspect": leaf.item.aspect,
        "dimension": leaf.item.dimension,
        "sub_dimension": leaf.item.sub_dimension,
        "score": number(leaf.claimed),
        "supported": number(leaf.supported),
        "assessed": number(leaf.assessed),
        "lowest": number(leaf.lowest),
        "highest": number(leaf.highest),
        "weight": percent(leaf.weight),
        "contribution": number(leaf.contribution),
        "answered": leaf.answered,
        "estimate": leaf.estimate,
        "reason": leaf.reason.id,
        "carried": leaf.carried,
        "missing_evidence": list(leaf.facts),
        "unread": leaf.unread,
        "marked": number(leaf.marked),
        "marks": [mark_data(mark, hours) for mark in leaf.marks],
        "evidence_not_standing": [{"id": doubt.evidence, "reason": doubt.reason.id} for doubt in leaf.doubts],
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    row = standing.row
    return {
        "year": standing.result.year,
        "final": number(standing.final),
        "derived": row.final is None and row.derived is not None,
        "aspects": dict(row.aspects),
        "rank": row.ranks.get("final"),
        "ranked": row.ranked,
        "ranks_basis": row.ranks_basis,
    }


def score_data(
    model: Model,
    score: Score,
    today: date,
    official: Standing | None,
    before: Standing | None,
    loss: OfficialLoss | None,
    dimension: str | None,
    *,
    explain: bool,
    partial: bool,
) -> dict[str, Any]:
    """A score with its aspects and dimensions, or with one dimension; `explain` or a dimension adds the items."""
    leaves = [leaf for node in score.dimensions if dimension in (None, node.id) for leaf in node.leaves]
    shown = (score.dimension(dimension) if dimension else None) or score.final
    data: dict[str, Any] = {
        "as_of": today.isoformat(),
        "stage": score.stage.id,
        "sooner": sooner_data(model, score.stage, today),
        "instrument": score.instrument.id,
        "variant": score.variant.id,
        "lowest_level": score.instrument.lowest,
        "highest_level": score.instrument.highest,
        "not_applicable": score.instrument.not_applicable,
        "partial": partial,
        "final": number(score.final.claimed),
        "supported": number(score.final.supported),
        "supported_unread": number(score.final.unread),
        "assessed": number(score.final.assessed),
        "marked": number(score.final.given) if score.final.marked else None,
        "marked_items": score.final.marked,
        "lowest": number(score.final.lowest),
        "highest": number(score.final.highest),
        "items": score.final.items,
        "answered": score.final.answered,
        "carried": score.final.carried,
        "confirmed": score.final.confirmed,
        "carried_from": list(score.final.carried_from),
        "estimated": score.final.estimated,
        "predicate": _predicate(score.predicate),
        "supported_predicate": _predicate(score.supported_predicate),
        "aspects": {node.id: _node(node) for node in score.aspects},
        "groups": {node.id: _node(node) for node in score.groups},
        "dimensions": {node.id: _node(node) for node in score.dimensions if dimension in (None, node.id)},
        "losses": [
            {"cause": loss.cause.id, "items": loss.items, "points": number(loss.points)}
            for loss in bridge(shown, score.instrument).losses
        ],
        "differences": [
            {
                "item": found.leaf.item.id,
                "claimed": number(found.leaf.claimed),
                "assessed": number(found.assessed),
                "difference": number(found.points),
            }
            for found in differences(shown)
        ],
        "official": _standing(official),
        "last_year": _standing(before),
        "official_loss": None if loss is None else _loss(loss),
    }
    if explain and not dimension:
        data["agencies"] = {name: spread_data(found) for name, found in spread_by_agency(leaves).items()}
    if explain or dimension:
        data["item_scores"] = {leaf.item.id: leaf_data(leaf, score.instrument.rebuttal_hours) for leaf in leaves}
    return data


def _predicate(judged: Judgement | None) -> dict[str, Any] | None:
    """The predicate of an index, the next one and the points that are missing to it; None if there are none."""
    if judged is None:
        return None
    names = [found and {"id": found.name.id, "en": found.name.en} for found in (judged.predicate, judged.next)]
    missing = None if judged.missing is None else number(judged.missing)
    return {"name": names[0], "next": names[1], "missing": missing}


def _loss(loss: OfficialLoss) -> dict[str, Any]:
    def parts(listed: Iterable[PartLoss]) -> list[dict[str, Any]]:
        return [{"id": p.id, "score": number(p.score), "points": number(p.points)} for p in listed]

    def placed(part: PartLoss) -> dict[str, Any]:
        return {
            "id": part.id,
            "score": number(part.score),
            "points": number(part.points),
            "change": None if part.change is None else number(part.change),
            "rank": part.rank,
            "to_median": None if part.to_median is None else number(part.to_median),
            "to_upper_quartile": None if part.to_upper_quartile is None else number(part.to_upper_quartile),
        }

    return {
        "year": loss.standing.result.year,
        "highest": number(loss.top),
        "points": number(loss.points),
        "rounding": number(loss.rest),
        "final": placed(loss.final),
        "aspects": [placed(part) for part in loss.aspects],
        "groups": parts(loss.groups),
        "items": parts(loss.items),
    }


def official_data(year: int, rows: Iterable[OfficialRow], *, partial: bool) -> dict[str, Any]:
    """Published rows, each with the index that the formula gives for its aspects."""
    return {
        "year": year,
        "partial": partial,
        "rows": [
            {
                "region": row.row.region,
                "variant": row.row.variant,
                "computed": number(row.computed.final) if row.computed else None,
                "published": row.row.final,
                "difference": number(row.difference),
                "basis": row.computed.basis if row.computed else None,
                "aspects": {name: number(value) for name, value in row.computed.aspects.items()}
                if row.computed
                else dict(row.row.aspects),
                "published_aspects": dict(row.row.aspects),
                "rank": row.row.ranks.get("final"),
            }
            for row in rows
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = {
        "items": part.items,
        "answered": part.answered,
        "carried": part.carried,
        "evidence_wanted": part.evidence_wanted,
        "evidence_complete": part.evidence_complete,
        "innovations": part.innovations._asdict(),
    }
    if part.parts:
        data["sub_dimensions"] = {sub.id: _part(sub) for sub in part.parts}
    return data


def status_data(completeness: Completeness, model: Model, lang: Language, *, partial: bool) -> dict[str, Any]:
    """How complete the answers and the evidence are, each missing thing, and drafts of innovations."""
    program = model.program
    ahead = completeness.next_stage
    return {
        "as_of": completeness.today.isoformat(),
        "stage": completeness.stage.id,
        "instrument": program and program.instrument,
        "sooner": sooner_data(model, completeness.stage, completeness.today),
        "partial": partial,
        "next_stage": ahead and {"id": ahead.id, "days_left": completeness.days_left},
        "stage_over": completeness.is_over,
        "whole": _part(completeness.whole),
        "dimensions": {part.id: _part(part) for part in completeness.dimensions},
        "aspects": {part.id: _part(part) for part in completeness.aspects},
        "agencies": {part.id: _part(part) for part in completeness.agencies},
        "missing": [
            {
                "what": entry.what,
                "id": entry.id,
                "name": express(lang.text(entry.name), lang),
                "dimension": entry.dimension,
                "agency": entry.agency,
                "details": list(entry.details),
            }
            for entry in completeness.missing
        ],
        "drafts": list(model.drafts),
    }


def sooner_data(model: Model, stage: Stage, today: date) -> dict[str, Any] | None:
    """The current stage of another instrument that ends before a stage; None if none does."""
    found = sooner(model, stage, today)
    if found is None or found.ends_on is None or model.program is None:
        return None
    days = (found.ends_on - today).days
    name = stage_instrument(model.program, found.id)
    return {"instrument": name, "stage": found.id, "ends_on": found.ends_on.isoformat(), "days_left": days}
