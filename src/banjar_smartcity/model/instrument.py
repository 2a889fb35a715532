"""Instrument: the aspects, weights and items by which the evaluation of a year scores a region."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .parts import optional_text, text


class Aspect(NamedTuple):
    """An aspect of the evaluation. Its items are answered by a working group or by the citizen survey."""

    at: At
    id: str
    name: Text
    answered_by: str
    lowest: int
    highest: int


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
    levels: Mapping[int, Text]


class EvidenceWanted(NamedTuple):
    """A kind of document that an item requires as proof."""

    kind: str
    text: Text


class Item(NamedTuple):
    """A question or statement. Impact items belong to a sub-dimension, cross-cutting items to no dimension."""

    at: At
    id: str
    aspect: str
    group: Text
    dimension: str | None
    sub_dimension: str | None
    question: Text
    ladder: str
    evidence: tuple[EvidenceWanted, ...]


class SurveyRules(NamedTuple):
    """The requirements of the instrument for a citizen survey."""

    respondents: int = 50
    """The fewest respondents of a dimension, or of each sub-dimension if these have separate forms.

    The default is for instruments that were written before the key existed.
    """


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
    survey: SurveyRules = SurveyRules()

    @property
    def highest(self) -> int:
        """The highest level that an item can reach, which is also the highest index."""
        return max(aspect.highest for aspect in self.aspects)

    @property
    def surveyed(self) -> tuple[Aspect, ...]:
        """The aspects that the citizen survey answers."""
        return tuple(aspect for aspect in self.aspects if aspect.answered_by == "survey")

    @property
    def survey_levels(self) -> range:
        """The marks that a respondent can give, the lowest first; empty if no aspect is surveyed."""
        asked = self.surveyed
        return range(min(a.lowest for a in asked), max(a.highest for a in asked) + 1) if asked else range(0)

    def variant(self, variant: str | None) -> Variant | None:
        """The variant with this id; None if there is none."""
        return next((v for v in self.variants if v.id == variant), None)

    def aspect(self, aspect: str) -> Aspect | None:
        """The aspect with this id; None if there is none."""
        return next((a for a in self.aspects if a.id == aspect), None)

    def items_of(self, variant: Variant) -> tuple[Item, ...]:
        """The items that count in a variant: those whose aspect exists and has a weight in it."""
        counted = {aspect.id for aspect in self.aspects} & variant.weights.keys()
        return tuple(item for item in self.items if item.aspect in counted)


def build_instrument(at: At, data: dict[str, Any]) -> Instrument:
    """An instrument from a document that passed its schema."""
    return Instrument(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        version=data["version"],
        evidence_rubric=data["evidence_rubric"],
        not_applicable=data["not_applicable"],
        aspects=tuple(
            Aspect(at / "aspects" / i, a["id"], text(a["name"]), a["answered_by"], a["lowest"], a["highest"])
            for i, a in enumerate(data["aspects"])
        ),
        variants=tuple(
            Variant(at / "variants" / i, v["id"], text(v["name"]), v["weights"], tuple(v["sources"]))
            for i, v in enumerate(data["variants"])
        ),
        ladders=tuple(
            Ladder(
                at / "ladders" / i, la["id"], la["rubric"], {step["level"]: text(step["text"]) for step in la["levels"]}
            )
            for i, la in enumerate(data["ladders"])
        ),
        items=tuple(_item(at / "items" / i, item) for i, item in enumerate(data["items"])),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
        survey=SurveyRules(**data.get("survey", {})),
    )


def _item(at: At, data: dict[str, Any]) -> Item:
    return Item(
        at=at,
        id=data["id"],
        aspect=data["aspect"],
        group=text(data["group"]),
        dimension=data["dimension"],
        sub_dimension=data["sub_dimension"],
        question=text(data["question"]),
        ladder=data["ladder"],
        evidence=tuple(EvidenceWanted(e["kind"], text(e["text"])) for e in data["evidence"]),
    )
