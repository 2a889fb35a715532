"""Instrument: the aspects, weights and items by which the evaluation of a year scores a region."""

import re
from collections.abc import Mapping
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .conversion import Conversion, build_conversion
from .group import Group
from .parts import optional_text, text
from .predicate import NO_PREDICATES, Predicates, build_predicates
from .survey_rules import SurveyRules, build_survey_rules

Level = int | float
"""A level of an instrument: a whole number, or one with decimals if the instrument has them."""
PER_REGION, PER_INNOVATION = "region", "innovation"
"""What an instrument evaluates."""
ANSWER, SURVEY, EXTERNAL = "answer", "survey", "external"
"""Kinds of item: answered by a person, the mean of the citizen survey, or the value of another body's index."""
_YEAR = re.compile(r"-[0-9]{4}$")


class Aspect(NamedTuple):
    """An aspect of the evaluation. Its items are answered by a working group or by the citizen survey."""

    at: At
    id: str
    name: Text
    answered_by: str
    lowest: Level
    highest: Level
    within: str | None = None
    """The group that holds it, such as a domain."""
    own_scale: tuple[str, ...] = ()
    """Which of `lowest` and `highest` it says itself; the others are those of the instrument."""


class Variant(NamedTuple):
    """The weights of a class of regions: by aspect, in percent of the final index."""

    at: At
    id: str
    name: Text
    weights: Mapping[str, float]
    sources: tuple[str, ...]


class Ladder(NamedTuple):
    """The meaning of each level. `rubric` is `unofficial` while the ministry has not published the texts."""

    at: At
    id: str
    rubric: str
    levels: Mapping[Level, Text]
    sources: tuple[str, ...] = ()
    note: Text | None = None


class EvidenceWanted(NamedTuple):
    """A kind of document that an item requires as proof."""

    kind: str
    text: Text
    rubric: str
    """`unofficial` while it is our placeholder."""


class External(NamedTuple):
    """The index of another body whose value an item takes."""

    body: Text
    name: Text
    """The name of the index."""
    conversion: str | None
    """The table from its values to levels; None if it is not known."""


class Item(NamedTuple):
    """A question or statement. A cross-cutting item belongs to no dimension."""

    at: At
    id: str
    aspect: str
    group: Text | None
    """Its heading in the form, which is the name of its group if it names one."""
    dimension: str | None
    sub_dimension: str | None
    question: Text
    ladder: str | None
    evidence: tuple[EvidenceWanted, ...]
    kind: str = ANSWER
    within: str | None = None
    """The group that holds it; None if it is directly below its aspect."""
    weight: float = 1
    times: int = 1
    """How often it counts."""
    external: External | None = None
    number: int | None = None
    """Its number in a form that numbers its items."""
    mandatory: bool = False
    """Whether each innovation must reach a level of it."""


class Instrument(NamedTuple):
    """The instrument of a year, which is data with a version, not code."""

    at: At
    id: str
    name: Text
    version: str
    evidence_rubric: str
    not_applicable: str
    aspects: tuple[Aspect, ...]
    variants: tuple[Variant, ...]
    ladders: tuple[Ladder, ...]
    items: tuple[Item, ...]
    sources: tuple[str, ...]
    note: Text | None
    survey: SurveyRules
    series: str = ""
    """The evaluation of which this is the instrument of a year."""
    per: str = PER_REGION
    """What is evaluated: the `region`, or each `innovation`."""
    unanswered: str = "zero"
    """What an unanswered item counts: `zero`, or the `lowest` level."""
    unsupported: str = "zero"
    """What a level without valid evidence counts in the supported index: `zero`, or the `lowest` level."""
    whole_levels: bool = True
    """Whether the region answers in whole levels."""
    whole_scores: bool = False
    """Whether the assessors score in whole levels."""
    dimensions: tuple[str, ...] | None = None
    """Its own dimensions; None for those of the programme."""
    groups: tuple[Group, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    predicates: Predicates = NO_PREDICATES
    rebuttal_hours: float | None = None
    """How long the region may answer a remark of an assessor; None if that is not known."""

    @property
    def lowest(self) -> Level:
        """The lowest level that may be answered for some item."""
        return min(aspect.lowest for aspect in self.aspects)

    @property
    def highest(self) -> Level:
        """The highest level that an item can reach, which is also the highest index."""
        return max(aspect.highest for aspect in self.aspects)

    @property
    def is_of_programme(self) -> bool:
        """Whether it evaluates the dimensions of the smart-city programme, rather than its own or none."""
        return self.dimensions is None and any(item.dimension for item in self.items)

    @property
    def surveyed(self) -> tuple[Aspect, ...]:
        """The aspects of which the citizen survey answers an item."""
        asked = {item.aspect for item in self.items if item.kind == SURVEY}
        return tuple(aspect for aspect in self.aspects if aspect.answered_by == SURVEY or aspect.id in asked)

    @property
    def survey_levels(self) -> range:
        """The marks that a respondent can give, the lowest first; empty if no aspect is surveyed."""
        asked = self.surveyed
        return range(int(min(a.lowest for a in asked)), int(max(a.highest for a in asked)) + 1) if asked else range(0)

    def variant(self, variant: str | None) -> Variant | None:
        """The variant with this id; None if there is none."""
        return next((v for v in self.variants if v.id == variant), None)

    def aspect(self, aspect: str) -> Aspect | None:
        """The aspect with this id; None if there is none."""
        return next((a for a in self.aspects if a.id == aspect), None)

    def item(self, item: str) -> Item | None:
        """The item with this id; None if there is none."""
        return next((i for i in self.items if i.id == item), None)

    def lowest_of(self, item: Item) -> Level:
        """The lowest level of an item, which is that of its aspect."""
        aspect = self.aspect(item.aspect)
        return aspect.lowest if aspect else 0

    def highest_of(self, item: Item) -> Level:
        """The highest level of an item, which is that of its aspect."""
        aspect = self.aspect(item.aspect)
        return aspect.highest if aspect else 0

    def ladder(self, item: Item) -> Ladder | None:
        """The meaning of the levels of an item; None if none is recorded."""
        return next((ladder for ladder in self.ladders if ladder.id == item.ladder), None)

    def conversion(self, item: Item) -> Conversion | None:
        """The table that turns the other body's value of an item into a level; None if it is not known."""
        wanted = item.external.conversion if item.external else None
        return next((c for c in self.conversions if c.id == wanted), None)

    def items_of(self, variant: Variant) -> tuple[Item, ...]:
        """The items that count in a variant: those whose aspect exists and has a weight in it."""
        counted = {aspect.id for aspect in self.aspects} & variant.weights.keys()
        return tuple(item for item in self.items if item.aspect in counted)


def series_of(instrument: str) -> str:
    """The evaluation of which an instrument is one year: its id without the year at its end."""
    return _YEAR.sub("", instrument)


def build_instrument(at: At, data: dict[str, Any]) -> Instrument:
    """An instrument from a document that passed its schema."""
    scale = data.get("scale", {})
    aspects = tuple(_aspect(at / "aspects" / i, a, scale) for i, a in enumerate(data["aspects"]))
    groups = tuple(
        Group(at / "groups" / i, g["id"], text(g["name"]), g.get("within"), g.get("weight"))
        for i, g in enumerate(data.get("groups", ()))
    )
    surveyed = {aspect.id for aspect in aspects if aspect.answered_by == SURVEY}
    headings = {group.id: group.name for group in groups}
    rubric = data["evidence_rubric"]
    tables = enumerate(data.get("conversions", ()))
    return Instrument(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        version=data["version"],
        evidence_rubric=rubric,
        not_applicable=data["not_applicable"],
        aspects=aspects,
        variants=tuple(
            Variant(at / "variants" / i, v["id"], text(v["name"]), v["weights"], tuple(v["sources"]))
            for i, v in enumerate(data["variants"])
        ),
        ladders=tuple(_ladder(at / "ladders" / i, la) for i, la in enumerate(data["ladders"])),
        items=tuple(
            _item(at / "items" / i, item, SURVEY if item["aspect"] in surveyed else ANSWER, headings, rubric)
            for i, item in enumerate(data["items"])
        ),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
        survey=build_survey_rules(data.get("survey")),
        series=data.get("series") or series_of(data["id"]),
        per=data.get("per", PER_REGION),
        unanswered=data.get("unanswered", "zero"),
        unsupported=data.get("unsupported", "zero"),
        whole_levels=data.get("self_assessment", "whole") == "whole",
        whole_scores=data.get("assessment") == "whole",
        dimensions=tuple(data["dimensions"]) if "dimensions" in data else None,
        groups=groups,
        conversions=tuple(build_conversion(at / "conversions" / i, c) for i, c in tables),
        predicates=build_predicates(at / "predicates", data["predicates"]) if "predicates" in data else NO_PREDICATES,
        rebuttal_hours=data.get("rebuttal_hours"),
    )


def _aspect(at: At, data: dict[str, Any], scale: Mapping[str, Level]) -> Aspect:
    return Aspect(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        answered_by=data.get("answered_by", "working-group"),
        lowest=data.get("lowest", scale.get("lowest", 0)),
        highest=data.get("highest", scale.get("highest", 0)),
        within=data.get("within"),
        own_scale=tuple(key for key in ("lowest", "highest") if key in data),
    )


def _ladder(at: At, data: dict[str, Any]) -> Ladder:
    levels = {step["level"]: text(step["text"]) for step in data["levels"]}
    said = tuple(data.get("sources", ()))
    return Ladder(at, data["id"], data["rubric"], levels, said, optional_text(data.get("note")))


def _item(at: At, data: dict[str, Any], kind: str, headings: Mapping[str, Text], rubric: str) -> Item:
    other = data.get("external")
    return Item(
        at=at,
        id=data["id"],
        aspect=data["aspect"],
        group=optional_text(data.get("group")) or headings.get(data.get("within", "")),
        dimension=data.get("dimension"),
        sub_dimension=data.get("sub_dimension"),
        question=text(data["question"]),
        ladder=data.get("ladder"),
        evidence=tuple(EvidenceWanted(e["kind"], text(e["text"]), e.get("rubric", rubric)) for e in data["evidence"]),
        kind=data.get("kind", EXTERNAL if other else kind),
        within=data.get("within"),
        weight=data.get("weight", 1),
        times=data.get("times", 1),
        external=other and External(text(other["body"]), text(other["index"]), other.get("conversion")),
        number=data.get("number"),
        mandatory=data.get("mandatory", False),
    )
