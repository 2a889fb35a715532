"""Innovations: their records, the facts that sources state about them, and all uses of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.innovation import Innovation
from ..model.later import passing
from ..model.model import Model
from ..model.parts import EvidenceUse
from .table import MadeRows, OpenColumn, OpenTable, Row
from .values import both, joined, moment, texts


def innovation_tables(model: Model) -> Iterator[OpenTable]:
    """Innovations, their owners, facts, and uses of evidence by answers and innovations."""
    yield OpenTable(
        "innovations",
        (
            *(
                OpenColumn("id"),
                OpenColumn("name"),
                OpenColumn("dimension"),
                OpenColumn("sub_dimension"),
                OpenColumn("status"),
            ),
            *(OpenColumn("started"), *both("description"), OpenColumn("missions"), OpenColumn("sources")),
        ),
        MadeRows(lambda: (_innovation(record) for record in passing(model.innovations))),
    )
    yield OpenTable(
        "innovation_owners",
        (
            *(OpenColumn("id"), OpenColumn("innovation", refers="innovations", needed=True), OpenColumn("kind")),
            *(OpenColumn("agency", refers="agencies"), *both("name"), *both("role"), OpenColumn("sources")),
        ),
        MadeRows(lambda: (row for record in passing(model.innovations) for row in _owners(record))),
    )
    yield OpenTable(
        "facts",
        (
            *(OpenColumn("id"), OpenColumn("innovation", refers="innovations", needed=True), *both("text")),
            *(OpenColumn("date"), OpenColumn("sources")),
        ),
        MadeRows(lambda: (row for record in passing(model.innovations) for row in _facts(record))),
    )
    yield OpenTable(
        "evidence_uses",
        (
            *(OpenColumn("id"), OpenColumn("evidence", refers="evidence", needed=True)),
            *(
                OpenColumn("answer", refers="answers"),
                OpenColumn("innovation", refers="innovations"),
                OpenColumn("pages", prose=True),
            ),
        ),
        MadeRows(lambda: _uses(model)),
    )


def _innovation(record: Innovation) -> Row:
    return {
        "id": record.id,
        "name": record.name,
        "dimension": record.dimension or None,
        "sub_dimension": record.sub_dimension,
        "status": record.status,
        "started": moment(record.started),
        **texts("description", record.description and record.description.text),
        "missions": joined(record.missions),
        "sources": joined(record.sources),
    }


def _owners(record: Innovation) -> Iterator[Row]:
    for number, owner in enumerate(record.owners, 1):
        yield {
            "id": f"{record.id}/{number}",
            "innovation": record.id,
            "kind": owner.kind,
            "agency": owner.agency,
            **texts("name", owner.name),
            **texts("role", owner.role),
            "sources": joined(owner.sources),
        }


def _facts(record: Innovation) -> Iterator[Row]:
    for number, fact in enumerate(record.facts, 1):
        yield {
            "id": f"{record.id}/{number}",
            "innovation": record.id,
            **texts("text", fact.text),
            "date": moment(fact.date),
            "sources": joined(fact.sources),
        }


def _uses(model: Model) -> Iterator[Row]:
    for sheet in model.sheets:
        for answer in sheet.answers:
            yield from _rows("answer", f"{sheet.stage}/{answer.item}", answer.evidence)
    for record in passing(model.innovations):
        yield from _rows("innovation", record.id, record.evidence)


def _rows(what: str, user: str, uses: Iterable[EvidenceUse]) -> Iterator[Row]:
    for number, use in enumerate(uses, 1):
        yield {"id": f"{user}#{number}", "evidence": use.evidence, what: user, "pages": use.pages}
