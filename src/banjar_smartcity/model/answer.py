"""Answer: what a working group states about an item in a stage."""

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .dimension import CROSSCUTTING
from .instrument import Level
from .moment import parse_date
from .parts import EvidenceUse, optional_text, sources, uses


class Statistic(NamedTuple):
    """A figure with its unit and its year."""

    value: float
    unit: str
    year: int


class ExternalValue(NamedTuple):
    """The value of another body's index, exactly as published, and the year that it evaluates."""

    value: float
    year: int
    body: Text | None
    """The body that published it, if it is another than the instrument names."""


class Answer(NamedTuple):
    """An answer to an item. Without a level its fact is shown, but the item is not answered and not scored."""

    at: At
    item: str
    fact: Text | None
    statistic: Statistic | None
    level: Level | None
    not_applicable: Text | None
    sources: tuple[str, ...]
    evidence: tuple[EvidenceUse, ...]
    responsible: str | None
    answered_on: date | None
    due: date | None
    """The day that the working group has set; if None, the first day of the stage counts."""
    blocked_by: Text | None
    note: Text | None
    external: ExternalValue | None = None
    carried: str | None = None
    """The stage from which it was carried over, while nobody has confirmed it."""
    confirmed_from: str | None = None
    """The stage from which it was carried over, once a person has confirmed it."""
    programme: str | None = None
    activity: str | None = None
    budget_line: str | None = None

    @property
    def answered(self) -> bool:
        """Whether it states a level, another body's value, or why the item does not apply."""
        return self.level is not None or self.external is not None or self.not_applicable is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record, as on a new sheet. It may name who answers it and by when."""
        said = (self.fact, self.statistic, self.note, self.blocked_by, self.carried, self.programme, self.activity)
        return not (self.answered or any(said) or self.budget_line or self.sources or self.evidence)


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


def sheet_path(dimension: str | None, stage: str) -> str:
    """Where the answers of a dimension, or what is cross-cutting (None), are kept."""
    folder = CROSSCUTTING if dimension is None else f"dimensions/{dimension}"
    return f"data/{folder}/answers/{stage}.yaml"


def build_answers(at: At, data: dict[str, Any]) -> AnswerSheet:
    """A sheet of answers from a document that passed its schema."""
    return AnswerSheet(
        at,
        data["stage"],
        data["dimension"],
        tuple(_answer(at / "answers" / i, a) for i, a in enumerate(data["answers"])),
    )


def _answer(at: At, data: dict[str, Any]) -> Answer:
    figure, other = data.get("statistic"), data.get("external")
    return Answer(
        at=at,
        item=data["item"],
        fact=optional_text(data["fact"]),
        statistic=figure and Statistic(figure["value"], figure["unit"], figure["year"]),
        level=whole_if_equal(data["level"]),
        not_applicable=optional_text(data.get("not_applicable")),
        sources=sources(data),
        evidence=uses(at / "evidence", data["evidence"]),
        responsible=data["responsible"],
        answered_on=parse_date(data["answered_on"]),
        due=parse_date(data.get("due")),
        blocked_by=optional_text(data.get("blocked_by")),
        note=optional_text(data.get("note")),
        external=other and ExternalValue(other["value"], other["year"], optional_text(other.get("body"))),
        carried=data.get("carried"),
        confirmed_from=data.get("confirmed_from"),
        programme=data.get("programme"),
        activity=data.get("activity"),
        budget_line=data.get("budget_line"),
    )


def whole_if_equal(level: Level | None) -> Level | None:
    """A level as a whole number where it is one, so that 3 and 3.0 are the same."""
    return None if level is None else int(level) if level == int(level) else level
