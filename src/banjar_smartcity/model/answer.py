"""Answer: what a working group states about an item in a stage."""

from datetime import date
from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .dimension import CROSSCUTTING
from .moment import parse_date
from .parts import EvidenceUse, optional_text, sources, uses


class Statistic(NamedTuple):
    """A figure with its unit and its year."""

    value: float
    unit: str
    year: int


class Answer(NamedTuple):
    """An answer to an item. Without a level its fact is shown, but the item is not answered and not scored."""

    at: At
    item: str
    fact: Text | None
    statistic: Statistic | None
    level: int | None
    not_applicable: Text | None
    sources: tuple[str, ...]
    evidence: tuple[EvidenceUse, ...]
    responsible: str | None
    answered_on: date | None
    due: date | None
    """The day that the working group has set; if None, the first day of the stage counts."""
    blocked_by: Text | None
    note: Text | None

    @property
    def answered(self) -> bool:
        """Whether it states a level or why the item does not apply."""
        return self.level is not None or self.not_applicable is not None


class AnswerSheet(NamedTuple):
    """The answers of one dimension, or of what is cross-cutting (`dimension` is None), in one stage."""

    at: At
    stage: str
    dimension: str | None
    answers: tuple[Answer, ...]

    @property
    def folder(self) -> str | None:
        """The dimension whose folder it is in; None for cross-cutting."""
        name = self.at.path.split("/")[-3]
        return None if name == CROSSCUTTING else name


def build_answers(at: At, data: dict[str, Any]) -> AnswerSheet:
    """A sheet of answers from a document that passed its schema."""
    return AnswerSheet(
        at,
        data["stage"],
        data["dimension"],
        tuple(_answer(at / "answers" / i, a) for i, a in enumerate(data["answers"])),
    )


def _answer(at: At, data: dict[str, Any]) -> Answer:
    figure = data.get("statistic")
    return Answer(
        at=at,
        item=data["item"],
        fact=optional_text(data["fact"]),
        statistic=figure and Statistic(figure["value"], figure["unit"], figure["year"]),
        level=None if data["level"] is None else int(data["level"]),
        not_applicable=optional_text(data.get("not_applicable")),
        sources=sources(data),
        evidence=uses(at / "evidence", data["evidence"]),
        responsible=data["responsible"],
        answered_on=parse_date(data["answered_on"]),
        due=parse_date(data.get("due")),
        blocked_by=optional_text(data.get("blocked_by")),
        note=optional_text(data.get("note")),
    )
