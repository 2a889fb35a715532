"""Maturity: the maturity instrument of a year, and the answers of an innovation to its indicators."""

from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .parts import EvidenceUse, optional_text, text, uses


class Indicator(NamedTuple):
    """An indicator. Its points are its weight times the level, which starts at 0."""

    at: At
    number: int
    id: str
    name: Text
    weight: int
    mandatory: bool
    levels: tuple[Text, ...]
    """The meaning of each level above 0, the lowest first."""
    evidence: Text
    """The required evidence, in words."""
    kinds: tuple[str, ...]
    """A valid document of one of these kinds proves the level; if empty, one of any kind."""

    @property
    def top(self) -> int:
        """The most points that it can give."""
        return self.weight * len(self.levels)

    def meaning(self, level: int) -> Text | None:
        """The meaning of a level; None for level 0."""
        return self.levels[level - 1] if level else None


class MaturityInstrument(NamedTuple):
    """The maturity instrument of a year. It has a version, since the texts of the levels change between years."""

    at: At
    id: str
    name: Text
    version: str
    rubric: str
    indicators: tuple[Indicator, ...]
    sources: tuple[str, ...]
    note: Text | None


class IndicatorAnswer(NamedTuple):
    """The answer of an innovation to an indicator. The level is None while it is not known."""

    at: At
    indicator: str
    level: int | None
    evidence: tuple[EvidenceUse, ...]
    note: Text | None
    cites: tuple[str, ...] = ()
    """The keys of the record whose values answer the indicator; they prove nothing."""


def build_maturity(at: At, data: dict[str, Any]) -> MaturityInstrument:
    """A maturity instrument from a document that passed its schema."""
    return MaturityInstrument(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        version=data["version"],
        rubric=data["rubric"],
        indicators=tuple(
            Indicator(
                at=at / "indicators" / i,
                number=n["number"],
                id=n["id"],
                name=text(n["name"]),
                weight=n["weight"],
                mandatory=n["mandatory"],
                levels=tuple(text(level) for level in n["levels"]),
                evidence=text(n["evidence"]["text"]),
                kinds=tuple(n["evidence"]["kinds"]),
            )
            for i, n in enumerate(data["indicators"])
        ),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
    )


def indicator_answers(at: At, values: list[Any]) -> tuple[IndicatorAnswer, ...]:
    """The answers of a record, from a list of a document that passed its schema."""
    return tuple(
        IndicatorAnswer(
            at / i,
            v["indicator"],
            v["level"],
            uses(at / i / "evidence", v["evidence"]),
            optional_text(v.get("note")),
            tuple(v.get("cites", ())),
        )
        for i, v in enumerate(values)
    )
