"""Assessment: what the assessors gave the items of a stage, what they remarked, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from ..spelling.instants import instant
from .answer import whole_if_equal
from .instrument import Level
from .parts import optional_text

ACCEPTED, REVISE = "accepted", "revise"
"""What an assessor decides on an item: it is accepted, or to be revised."""
TIMES = ("received_at", "reply_by", "replied_at")


class AssessorMark(NamedTuple):
    """What one assessor gave an item. Assessors are numbered, never named."""

    at: At
    assessor: int
    level: Level | None
    """None if the assessor gave only a remark."""
    remark: Text | None
    verdict: str | None
    """None if it is not known whether the answer is accepted."""
    times: dict[str, str | None]
    """The keys of TIMES as they are written."""
    reply: Text | None

    @property
    def received_at(self) -> datetime | None:
        """When the region received it; None if that is not known."""
        return instant(self.times["received_at"])

    @property
    def reply_by(self) -> datetime | None:
        """The end of the rebuttal, as written."""
        return instant(self.times["reply_by"])

    @property
    def replied_at(self) -> datetime | None:
        """When it was answered; None if it is not, or if that is not known."""
        return instant(self.times["replied_at"])

    @property
    def is_sent(self) -> bool:
        """Whether the reply was sent. One that is only written down has not reached the assessor."""
        return self.replied_at is not None

    @property
    def is_open(self) -> bool:
        """Whether a reply is due: it is to be revised, or there is a remark without a decision, and none was sent."""
        asked = self.verdict == REVISE or (self.verdict is None and self.remark is not None)
        return asked and not self.is_sent

    def deadline(self, hours: float | None) -> datetime | None:
        """The end of the rebuttal: as written, else these hours after it was received."""
        if self.reply_by is not None or self.received_at is None or hours is None:
            return self.reply_by
        return self.received_at + timedelta(hours=hours)


class AssessedItem(NamedTuple):
    """The marks of an item."""

    at: At
    item: str
    marks: tuple[AssessorMark, ...]


class AssessmentSheet(NamedTuple):
    """The marks of a stage."""

    at: At
    stage: str
    items: tuple[AssessedItem, ...]


def build_assessments(at: At, data: dict[str, Any]) -> AssessmentSheet:
    """The marks of a stage from a document that passed its schema."""
    listed = data["assessments"]
    return AssessmentSheet(at, data["stage"], tuple(_item(at / "assessments" / i, a) for i, a in enumerate(listed)))


def _item(at: At, data: dict[str, Any]) -> AssessedItem:
    return AssessedItem(at, data["item"], tuple(_mark(at / "marks" / i, m) for i, m in enumerate(data["marks"])))


def _mark(at: At, data: dict[str, Any]) -> AssessorMark:
    return AssessorMark(
        at=at,
        assessor=data["assessor"],
        level=whole_if_equal(data.get("level")),
        remark=optional_text(data.get("remark")),
        verdict=data.get("verdict"),
        times={key: data.get(key) for key in TIMES},
        reply=optional_text(data.get("reply")),
    )


def marks_of(sheets: Iterable[AssessmentSheet], stage: str) -> dict[str, tuple[AssessorMark, ...]]:
    """The marks of each item of a stage, by the number of the assessor; of two of one assessor, the first."""
    found: dict[str, dict[int, AssessorMark]] = {}
    for sheet in sheets:
        for item in sheet.items if sheet.stage == stage else ():
            for mark in item.marks:
                found.setdefault(item.item, {}).setdefault(mark.assessor, mark)
    return {item: tuple(marks[number] for number in sorted(marks)) for item, marks in found.items()}


def marks_on(sheet: AssessmentSheet, day: date) -> AssessmentSheet:
    """The marks as they are known on a day: a mark from the day it was received, an answer from its own."""
    known = (item._replace(marks=tuple(filter(partial(_begun, day), item.marks))) for item in sheet.items)
    items = (item._replace(marks=tuple(_on(mark, day) for mark in item.marks)) for item in known if item.marks)
    return sheet._replace(items=tuple(items))


def _begun(day: date, mark: AssessorMark) -> bool:
    return mark.received_at is None or mark.received_at.date() <= day


def _on(mark: AssessorMark, day: date) -> AssessorMark:
    if mark.replied_at is None or mark.replied_at.date() <= day:
        return mark
    return mark._replace(reply=None, times={**mark.times, "replied_at": None})
