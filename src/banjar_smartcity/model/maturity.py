"""Maturity: the items of an instrument of innovations as indicators, and the answers of an innovation to them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .instrument import PER_INNOVATION, Aspect, EvidenceWanted, Instrument, Item, Ladder, Level, Variant, series_of
from .parts import EvidenceUse, optional_text, text, uses
from .survey_rules import build_survey_rules

ONLY = "maturity"
"""The one aspect of an instrument in the former shape."""


class Indicator(NamedTuple):
    """An item of an instrument of innovations. Its points are its weight times the level."""

    at: At
    number: int | None
    id: str
    name: Text
    weight: Level
    mandatory: bool
    lowest: Level
    highest: Level
    levels: tuple[tuple[Level, Text], ...]
    """The meaning of each level that has one, the lowest first."""
    evidence: Text | None
    """The required evidence, in words."""
    kinds: tuple[str, ...]
    """A valid document of one of these kinds proves the level; if empty, one of any kind."""

    @property
    def top(self) -> Level:
        """The most points that it can give."""
        return self.points(self.highest)

    def points(self, level: Level) -> Level:
        """What a level gives."""
        return _product(self.weight, level)

    def meaning(self, level: Level) -> Text | None:
        """The meaning of a level; None if it has none, such as one at which there is nothing."""
        return dict(self.levels).get(level)


class IndicatorAnswer(NamedTuple):
    """The answer of an innovation to an indicator. The level is None while it is not known."""

    at: At
    indicator: str
    level: int | None
    evidence: tuple[EvidenceUse, ...]
    note: Text | None
    cites: tuple[str, ...] = ()
    """The keys of the record whose values answer the indicator; they prove nothing."""


def add(points: Iterable[Level | Fraction]) -> Level:
    """The sum of points, exactly; a whole number where it is one."""
    parts = list(points)
    if all(type(part) is int for part in parts):
        return sum(cast(list[int], parts))
    total = sum(map(_exact, parts), Fraction(0))
    return int(total) if total.denominator == 1 else float(total)


@lru_cache(maxsize=1024)
def _product(weight: Level, level: Level) -> Level:
    return add([_exact(weight) * _exact(level)])


@lru_cache(maxsize=1024)
def _exact(figure: Level | Fraction) -> Fraction:
    """A figure as written, exactly."""
    return Fraction(str(figure))


def indicators(instrument: Instrument | None) -> tuple[Indicator, ...]:
    """The indicators of an instrument, in the order of the form; none without an instrument."""
    return tuple(_indicator(instrument, item) for item in instrument.items) if instrument else ()


def _indicator(instrument: Instrument, item: Item) -> Indicator:
    ladder = instrument.ladder(item)
    return Indicator(
        at=item.at,
        number=item.number,
        id=item.id,
        name=item.question,
        weight=add([Fraction(str(item.weight)) * item.times]),
        mandatory=item.mandatory,
        lowest=instrument.lowest_of(item),
        highest=instrument.highest_of(item),
        levels=tuple(sorted(ladder.levels.items(), key=lambda step: step[0])) if ladder else (),
        evidence=_together([wanted.text for wanted in item.evidence]),
        kinds=tuple(wanted.kind for wanted in item.evidence if wanted.kind),
    )


def _together(texts: Iterable[Text]) -> Text | None:
    """Different texts as one; None if there is none."""
    said = tuple(dict.fromkeys(texts))
    if len(said) < 2:
        return next(iter(said), None)
    english = [one.en for one in said if one.en is not None]
    return Text("; ".join(one.id for one in said), "; ".join(english) if len(english) == len(said) else None)


def build_former(at: At, data: dict[str, Any]) -> Instrument:
    """An instrument of innovations in the shape that it had before it was one like the others."""
    given = [(at / "indicators" / i, n) for i, n in enumerate(data["indicators"])]
    highest = max(len(n["levels"]) for _, n in given)
    sources = tuple(data["sources"])
    name = text(data["name"])
    return Instrument(
        at=at,
        id=data["id"],
        name=name,
        version=data["version"],
        evidence_rubric=data["rubric"],
        not_applicable="counted",
        aspects=(Aspect(at=at, id=ONLY, name=name, answered_by="working-group", lowest=0, highest=highest),),
        variants=(Variant(at, ONLY, name, {ONLY: 100}, sources),),
        ladders=tuple(
            Ladder(where, n["id"], data["rubric"], {level: text(t) for level, t in enumerate(n["levels"], 1)})
            for where, n in given
        ),
        items=tuple(_former_item(where, n, data["rubric"]) for where, n in given),
        sources=sources,
        note=optional_text(data.get("note")),
        survey=build_survey_rules(None),
        series=series_of(data["id"]),
        per=PER_INNOVATION,
    )


def _former_item(at: At, data: dict[str, Any], rubric: str) -> Item:
    wanted = text(data["evidence"]["text"])
    return Item(
        at=at,
        id=data["id"],
        aspect=ONLY,
        group=None,
        dimension=None,
        sub_dimension=None,
        question=text(data["name"]),
        ladder=data["id"],
        evidence=tuple(EvidenceWanted(kind, wanted, rubric) for kind in data["evidence"]["kinds"] or ("",)),
        weight=data["weight"],
        number=data["number"],
        mandatory=data["mandatory"],
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
