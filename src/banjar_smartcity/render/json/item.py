"""One item as JSON; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...diagnostics import At, Position
from ...evidence.proof import Proof
from ...i18n import Language, Text
from ...model.answer import Answer
from ...model.instrument import External, Instrument, Item
from ...model.related import Related
from ...scoring.steps.item_view import ItemView, StageRecord
from ...seeing.claimed import SeenUse
from ..words.json import number
from .innovations import uses_data
from .steps.seen import seen_data
from .steps.todo import related_data, step_data
from .values import leaf_data

Locate = Callable[[At], Position]


def item_data(
    view: ItemView,
    proof: Proof,
    locate: Locate,
    sheets: frozenset[str],
    seen: Iterable[SeenUse],
    lang: Language,
    *,
    partial: bool,
) -> dict[str, Any]:
    """Everything that is known about an item. `sheets` are the paths of the sheets of answers that exist."""
    item, instrument, stage = view.item, view.instrument, view.stage
    assigned = view.leaf.assignment if view.leaf else None
    ladder, group = instrument.ladder(item), view.dimension.working_group if view.dimension else None
    return {
        "as_of": proof.today.isoformat(),
        "partial": partial,
        "id": item.id,
        "instrument": instrument.id,
        "stage": stage and stage.id,
        "kind": item.kind,
        "question": lang.text(item.question),
        "aspect": item.aspect,
        "group": item.group and lang.text(item.group),
        "dimension": item.dimension,
        "sub_dimension": item.sub_dimension,
        "lowest_level": instrument.lowest_of(item),
        "highest_level": instrument.highest_of(item),
        "times": item.times,
        "evidence_wanted": [
            {"kind": wanted.kind or None, "text": lang.text(wanted.text), "rubric": wanted.rubric}
            for wanted in item.evidence
        ],
        "ladder": ladder
        and {
            "id": ladder.id,
            "rubric": ladder.rubric,
            "levels": [{"level": level, "text": lang.text(text)} for level, text in sorted(ladder.levels.items())],
        },
        "external": item.external and _external(item.external, instrument, item, lang),
        "agencies": list(view.agencies),
        "assigned": None if assigned is None else {"path": assigned.at.path, "line": locate(assigned.at).line},
        "working_group": group and {"id": group.id, "lead": group.lead},
        "write": _write(view, locate, sheets),
        "score": view.leaf and leaf_data(view.leaf, instrument.rebuttal_hours),
        "seen": [
            {"evidence": found.use.evidence, "pages": found.use.pages, **(seen_data(found.sight) or {})}
            for found in seen
        ],
        "missing_to_highest": [{"cause": loss.cause.id, "points": number(loss.points)} for loss in view.losses],
        "step": view.step and step_data(view.step, lang),
        "now": view.now and _record(view.now, proof, locate, lang),
        "before": [_record(record, proof, locate, lang) for record in view.last],
        "assessed": [{"year": year, "score": number(score)} for year, score in view.assessed],
        "related": [_related(entry, locate, lang) for entry in view.related],
        "also_in": list(view.others),
        "meetings": [
            {
                "id": meeting.id,
                "name": lang.text(meeting.name),
                "minutes": meeting.minutes,
                "starts_on": meeting.starts_on and meeting.starts_on.isoformat(),
                "attended": None if meeting.attended is None else list(meeting.attended),
            }
            for meeting in view.meetings
        ],
    }


def _external(other: External, instrument: Instrument, item: Item, lang: Language) -> dict[str, Any]:
    table = instrument.conversion(item)
    return {
        "body": lang.text(other.body),
        "index": lang.text(other.name),
        "conversion": table
        and {
            "id": table.id,
            "rubric": table.rubric,
            "bands": [
                {"from": band.first, "to": band.last, "lowest": band.lowest, "highest": band.highest}
                for band in table.bands
            ],
        },
    }


def _write(view: ItemView, locate: Locate, sheets: frozenset[str]) -> dict[str, Any] | None:
    """The file and line of the answer, or of the list that it is missing in; no line if the sheet does not exist."""
    if view.path is None:
        return None
    if view.now is not None and view.now.answer is not None:
        at = view.now.answer.at
        return {"path": at.path, "line": locate(at).line}
    exists = view.path in sheets
    return {"path": view.path, "line": locate(At(view.path).key("answers")).line if exists else None}


def _record(record: StageRecord, proof: Proof, locate: Locate, lang: Language) -> dict[str, Any]:
    return {
        "stage": record.stage.id,
        "instrument": record.instrument.id,
        "item": record.item.id,
        "answer": record.answer and answer_data(record.answer, proof, locate, lang),
        "surveys": [
            {
                "id": mean.survey.id,
                "mean": mean.statement.mean,
                "respondents": mean.statement.respondents,
                "supported": not mean.objections,
                "objections": [entry.reason.id for entry in mean.objections],
                "path": mean.statement.at.path,
                "line": locate(mean.statement.at).line,
            }
            for mean in record.means
        ],
    }


def answer_data(answer: Answer, proof: Proof, locate: Locate, lang: Language) -> dict[str, Any]:
    """An answer with the state of its documents."""

    def said(text: Text | None) -> str | None:
        return lang.text(text) if text else None

    figure, other = answer.statistic, answer.external
    return {
        "fact": said(answer.fact),
        "statistic": figure and figure._asdict(),
        "level": answer.level,
        "external": other and {"value": other.value, "year": other.year, "body": said(other.body)},
        "not_applicable": said(answer.not_applicable),
        "programme": answer.programme,
        "activity": answer.activity,
        "budget_line": answer.budget_line,
        "sources": list(answer.sources),
        "evidence": uses_data(answer.evidence, proof),
        "responsible": answer.responsible,
        "answered_on": answer.answered_on and answer.answered_on.isoformat(),
        "due": answer.due and answer.due.isoformat(),
        "blocked_by": said(answer.blocked_by),
        "carried": answer.carried,
        "confirmed_from": answer.confirmed_from,
        "note": said(answer.note),
        "path": answer.at.path,
        "line": locate(answer.at).line,
    }


def _related(entry: Related, locate: Locate, lang: Language) -> dict[str, Any]:
    place = entry.answer and {"path": entry.answer.at.path, "line": locate(entry.answer.at).line}
    return {**related_data(entry, lang), "answer": place}
