"""Outlining: the outline of a record, so that rules need not look at each record of a large workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...evidence.claims import has_no_page, innovation_uses, is_off_page
from ...innovations.similarity import marks_of
from ...model.evidence import Evidence
from ...model.innovation import Innovation
from ...model.innovation_as_of import latest_of
from ...model.links import Reference, of_evidence, of_innovation
from ...model.outline import EvidenceOutline, InnovationOutline, Outline, References, short_uses
from ...rules.every import ALONE


def outline_of(record: object) -> Outline | None:
    """The outline of a record; None if there are only a few of its kind."""
    if isinstance(record, Innovation):
        return _of_innovation(record)
    return _of_evidence(record) if isinstance(record, Evidence) else None


def _of_innovation(record: Innovation) -> InnovationOutline:
    pages = {use.pages for use in innovation_uses(record)}
    named = (record.evidence, *(answer.evidence for answer in record.maturity))
    return InnovationOutline(
        path=record.at.path,
        id=record.id,
        name=record.name,
        also_named=record.also_named,
        draft=record.draft,
        dimension=record.dimension,
        sub_dimension=record.sub_dimension,
        is_placed_by_us=record.is_placed_by_us,
        status=record.status,
        agencies=record.agencies,
        has_owner=record.has_owner,
        has_source=record.has_source,
        latest=latest_of(record),
        references=_ids(of_innovation(record)),
        levels=tuple((answer.indicator, answer.level) for answer in record.maturity),
        uses=short_uses(((use.evidence, use.pages) for use in some) for some in named),
        is_unpaged=any(map(has_no_page, pages)),
        is_off_page=any(map(is_off_page, pages)),
        marks=b"" if record.draft else marks_of(record),
        remarks=_remarks("innovation", record),
    )


def _of_evidence(record: Evidence) -> EvidenceOutline:
    return EvidenceOutline(
        path=record.at.path,
        id=record.id,
        title=record.title,
        kind=record.kind,
        access=record.access,
        file=record.file,
        page=record.page,
        sha256=record.sha256,
        issued_on=record.issued_on,
        begins=record.begins,
        expires_on=record.expires_on,
        read=record.read,
        references=_ids(of_evidence(record)),
        remarks=_remarks("evidence", record),
    )


def _ids(references: Iterable[Reference]) -> References:
    found: dict[str, dict[str, None]] = {}
    for reference in references:
        found.setdefault(reference.what, {})[reference.name] = None
    return tuple((what, tuple(names)) for what, names in found.items())


def _remarks(kind: str, record: Any) -> tuple[str, ...]:
    return tuple(rule for rule, judge in ALONE[kind].items() if any(True for _ in judge(record)))
