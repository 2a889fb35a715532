"""The to-do list as JSON; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ....i18n import Language
from ....model.related import Related
from ....scoring.steps.decisions import OpenDecision
from ....scoring.steps.remarks import OpenRemark
from ....scoring.steps.step import Step
from ....scoring.steps.todo import Todo
from ....seeing.claimed import SeenUse
from ...words.json import number
from ...words.steps import action, blocker, relation
from ...words.wording import express
from .seen import page_data


def todo_data(
    whole: Todo,
    todo: Todo,
    limit: int | None,
    lang: Language,
    *,
    partial: bool,
    agency: str | None = None,
    seen: Iterable[SeenUse] = (),
) -> dict[str, Any]:
    """The first `limit` steps of `todo`. `gain` is that of `whole`, which has all steps; `agency` is the chosen one."""
    return {
        "as_of": todo.today.isoformat(),
        "stage": todo.stage.id,
        "partial": partial,
        "supported": number(todo.supported),
        "gain": number(whole.gain),
        "gain_estimated": number(whole.estimated),
        "agency": agency,
        "own_gain": number(todo.gain),
        "own_gain_estimated": number(todo.estimated),
        "worth_of_a_level": {worth.aspect.id: number(worth.level) for worth in todo.worth},
        "count": len(todo.steps),
        "steps": [step_data(step, lang) for step in todo.steps[:limit]],
        "apart": [
            {
                "id": entry.id,
                "kind": entry.what,
                "name": express(lang.text(entry.name), lang),
                "dimension": entry.dimension,
                "agency": entry.agency,
            }
            for entry in todo.apart
        ],
        "remarks": [remark_data(entry, lang) for entry in todo.remarks],
        "decisions": [_decision(entry, lang) for entry in todo.decisions],
        "pages": [page_data(found) for found in seen],
    }


def remark_data(entry: OpenRemark, lang: Language) -> dict[str, Any]:
    """A remark of an assessor to which no reply was sent, with the one that is written down."""
    mark = entry.mark
    return {
        "item": entry.leaf.item.id,
        "assessor": mark.assessor,
        "level": mark.level,
        "verdict": mark.verdict,
        "remark": express(lang.text(mark.remark), lang) if mark.remark else None,
        "agencies": list(entry.agencies),
        "dimension": entry.dimension,
        "received_at": mark.times["received_at"],
        "reply_by": entry.deadline and entry.deadline.isoformat(),
        "reply": express(lang.text(mark.reply), lang) if mark.reply else None,
    }


def _decision(entry: OpenDecision, lang: Language) -> dict[str, Any]:
    """A decision of a meeting that is not carried out yet."""
    decision = entry.decision
    return {
        "id": decision.id,
        "meeting": entry.meeting.id,
        "text": express(lang.text(decision.text), lang),
        "agency": entry.agency,
        "office": decision.office,
        "due": decision.due and decision.due.isoformat(),
    }


def related_data(entry: Related, lang: Language) -> dict[str, Any]:
    """An item of another instrument that an item is linked to in a crosswalk."""
    return {
        "instrument": entry.instrument.id,
        "item": entry.item.id,
        "name": express(lang.text(entry.item.question), lang),
        "stage": entry.stage,
        "relation": entry.relation,
        "carries": list(entry.carries),
        "usable": list(entry.usable),
        "confidence": entry.confidence,
        "note": express(lang.text(entry.note), lang) if entry.note else None,
        "text": express(relation(entry, lang), lang),
    }


def step_data(step: Step, lang: Language) -> dict[str, Any]:
    """A step: what to do, what it gains, who owes it and what blocks it."""
    return {
        "id": step.id,
        "kind": step.kind.id,
        "name": express(lang.text(step.name), lang),
        "text": action(step, lang),
        "gain": number(step.gain),
        "at_most": number(step.most),
        "estimate": step.estimate,
        "aspect": step.aspect,
        "dimension": step.dimension,
        "items": list(step.items),
        "target": step.target,
        "wanted": list(step.wanted),
        "agency": step.agencies[0] if len(step.agencies) == 1 else None,
        "agencies": list(step.agencies),
        "due": step.due and step.due.isoformat(),
        "effort": None if step.effort is None else number(step.effort),
        "blocked_by": [
            {"reason": entry.reason.id, "id": entry.thing, "text": express(blocker(entry, lang), lang)}
            for entry in step.blocked_by
        ],
        "related": [related_data(entry, lang) for entry in step.related],
    }
