"""Maturity: the instrument of one year by which an innovation is judged, and what a record answers to it."""

from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .parts import EvidenceUse, optional_text, text, uses


class Indicator(NamedTuple):
    """One indicator. Its points are its weight times the level, from 0 up."""

    at: At
    number: int
    id: str
    name: Text
    weight: int
    mandatory: bool
    levels: tuple[Text, ...]
    """What each level above 0 means, the lowest first."""
    evidence: Text
    """The evidence wanted, in words."""
    kinds: tuple[str, ...]
    """One standing document of any of these kinds proves the level; none named: any kind does."""

    @property
    def top(self) -> int:
        """The most points it can give."""
        return self.weight * len(self.levels)

    def meaning(self, level: int) -> Text | None:
        """What a level means; None for level 0."""
        return self.levels[level - 1] if level else None


class MaturityInstrument(NamedTuple):
    """A maturity instrument of one year: data with a version, since the texts of the levels move between years."""

    at: At
    id: str
    name: Text
    version: str
    rubric: str
    indicators: tuple[Indicator, ...]
    sources: tuple[str, ...]
    note: Text | None


class IndicatorAnswer(NamedTuple):
    """What an innovation's record says to one indicator. The level is None while it is not known."""

    at: At
    indicator: str
    level: int | None
    evidence: tuple[EvidenceUse, ...]
    note: Text | None


def build_maturity(at: At, data: dict[str, Any]) -> MaturityInstrument:
    """A maturity instrument from a sound document."""
    return MaturityInstrument(
        at,
        data["id"],
        text(data["name"]),
        data["version"],
        data["rubric"],
        tuple(
            Indicator(
                at / "indicators" / i,
                n["number"],
                n["id"],
                text(n["name"]),
                n["weight"],
                n["mandatory"],
                tuple(text(level) for level in n["levels"]),
                text(n["evidence"]["text"]),
                tuple(n["evidence"]["kinds"]),
            )
            for i, n in enumerate(data["indicators"])
        ),
        tuple(data["sources"]),
        optional_text(data.get("note")),
    )


def indicator_answers(at: At, values: list[Any]) -> tuple[IndicatorAnswer, ...]:
    """What a record answers, from a list of a sound document."""
    return tuple(
        IndicatorAnswer(
            at / i, v["indicator"], v["level"], uses(at / i / "evidence", v["evidence"]), optional_text(v.get("note"))
        )
        for i, v in enumerate(values)
    )
