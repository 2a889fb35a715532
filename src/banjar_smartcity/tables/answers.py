"""Answers: the items of all instruments, the answers of all stages, and the public evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.answer import Answer
from ..model.assessment import marks_of
from ..model.evidence import Evidence
from ..model.focus import stage_instrument
from ..model.model import Model
from ..publish.public import PublicDocument
from ..publish.report import Report
from .table import MadeRows, OpenColumn, OpenTable, Row
from .values import both, figure, joined, texts


def answer_tables(report: Report, documents: Iterable[PublicDocument]) -> Iterator[OpenTable]:
    """Stages, items, answers and evidence."""
    model = report.model
    yield _stages(model)
    yield _items(model)
    yield OpenTable(
        "answers",
        (
            *(OpenColumn("id"), OpenColumn("stage", refers="stages", needed=True), OpenColumn("item", refers="items")),
            *(*both("fact"), OpenColumn("statistic", "number"), OpenColumn("statistic_unit")),
            *(OpenColumn("statistic_year", "integer"), OpenColumn("level", "number"), *both("not_applicable")),
            *(OpenColumn("external", "number"), OpenColumn("external_year", "integer"), OpenColumn("carried_from")),
            *(OpenColumn("responsible", refers="agencies"), OpenColumn("answered_on", "date"), OpenColumn("sources")),
        ),
        tuple(
            _answer(sheet.stage, item_key(model, sheet.stage, answer.item), answer)
            for sheet in model.sheets
            for answer in sheet.answers
        ),
    )
    yield OpenTable(
        "marks",
        (
            *(OpenColumn("id"), OpenColumn("stage", refers="stages", needed=True), OpenColumn("item", refers="items")),
            *(OpenColumn("assessor", "integer"), OpenColumn("level", "number"), *both("remark"), OpenColumn("verdict")),
            *(OpenColumn("received_at"), OpenColumn("reply_by"), *both("reply"), OpenColumn("replied_at")),
        ),
        tuple(_assessed(model)),
    )
    yield OpenTable(
        "evidence",
        (
            *(OpenColumn("id"), *both("title"), OpenColumn("kind"), *both("issuer"), OpenColumn("number")),
            *(OpenColumn("issued_on", "date"), OpenColumn("in_force_on", "date"), OpenColumn("expires_on", "date")),
            *(OpenColumn("valid", "boolean"), OpenColumn("file"), OpenColumn("address"), OpenColumn("sha256")),
            OpenColumn("agency", refers="agencies"),
        ),
        MadeRows(lambda: (_evidence(d.evidence, stands=d.stands) for d in documents)),
    )


def item_key(model: Model, stage: str, item: str) -> str | None:
    """The key of an item of the instrument that a stage answers: ids of items are unique in their instrument only."""
    found = model.program and stage_instrument(model.program, stage)
    return f"{found}/{item}" if found else None


def _stages(model: Model) -> OpenTable:
    return OpenTable(
        "stages",
        (
            *(OpenColumn("id"), *both("name"), OpenColumn("instrument"), OpenColumn("year", "integer")),
            *(OpenColumn("starts_on", "date"), OpenColumn("ends_on", "date")),
        ),
        tuple(
            {
                "id": s.id,
                **texts("name", s.name),
                "instrument": stage_instrument(model.program, s.id),
                "year": s.year,
                "starts_on": s.starts_on,
                "ends_on": s.ends_on,
            }
            for s in (model.program.stages if model.program else ())
            if model.program
        ),
    )


def _items(model: Model) -> OpenTable:
    return OpenTable(
        "items",
        (
            *(
                OpenColumn("id"),
                OpenColumn("instrument"),
                OpenColumn("item"),
                OpenColumn("aspect"),
                OpenColumn("group"),
            ),
            *(OpenColumn("dimension"), OpenColumn("sub_dimension"), *both("question"), OpenColumn("kind")),
            *(OpenColumn("number", "integer"), OpenColumn("weight", "number"), OpenColumn("mandatory", "boolean")),
        ),
        tuple(
            {
                "id": f"{instrument.id}/{item.id}",
                "instrument": instrument.id,
                "item": item.id,
                "aspect": item.aspect,
                "group": item.within,
                "dimension": item.dimension,
                "sub_dimension": item.sub_dimension,
                **texts("question", item.question),
                "kind": item.kind,
                "number": item.number,
                "weight": figure(item.weight),
                "mandatory": item.mandatory,
            }
            for instrument in model.all_instruments.values()
            for item in instrument.items
        ),
    )


def _answer(stage: str, item: str | None, answer: Answer) -> Row:
    statistic, other = answer.statistic, answer.external
    return {
        "id": f"{stage}/{answer.item}",
        "stage": stage,
        "item": item,
        **texts("fact", answer.fact),
        "statistic": statistic and figure(statistic.value),
        "statistic_unit": statistic and statistic.unit,
        "statistic_year": statistic and statistic.year,
        "level": figure(answer.level),
        **texts("not_applicable", answer.not_applicable),
        "external": other and figure(other.value),
        "external_year": other and other.year,
        "carried_from": answer.carried,
        "responsible": answer.responsible,
        "answered_on": answer.answered_on,
        "sources": joined(answer.sources),
    }


def _assessed(model: Model) -> Iterator[Row]:
    """What the assessors gave, by stage, item and assessor; of two of one assessor, the first."""
    for stage in dict.fromkeys(sheet.stage for sheet in model.assessments):
        for item, marks in marks_of(model.assessments, stage).items():
            for mark in marks:
                yield {
                    "id": f"{stage}/{item}/{mark.assessor}",
                    "stage": stage,
                    "item": item_key(model, stage, item),
                    "assessor": mark.assessor,
                    "level": figure(mark.level),
                    **texts("remark", mark.remark),
                    "verdict": mark.verdict,
                    "received_at": mark.times["received_at"],
                    "reply_by": mark.times["reply_by"],
                    **texts("reply", mark.reply),
                    "replied_at": mark.times["replied_at"],
                }


def _evidence(record: Evidence, *, stands: bool) -> Row:
    return {
        "id": record.id,
        **texts("title", record.title),
        "kind": record.kind,
        **texts("issuer", record.issuer),
        "number": record.number,
        "issued_on": record.issued_on,
        "in_force_on": record.in_force_on,
        "expires_on": record.expires_on,
        "valid": stands,
        "file": record.file,
        "address": record.address,
        "sha256": record.sha256,
        "agency": record.agency,
    }
