"""Related: the items of other instruments that ask for something related to an item, and how they are answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .answer import Answer
from .crosswalk import OPPOSITE, Crosswalk
from .instrument import Instrument, Item
from .model import Model


class Related(NamedTuple):
    """An item of another instrument, seen from an item of the one in focus."""

    at: At
    """The link in its crosswalk."""
    instrument: Instrument
    item: Item
    relation: str
    """How the item in focus is related to it: `same`, `broader`, `narrower` or `related`."""
    carries: tuple[str, ...]
    """What one answer can use of the other: `fact`, `evidence`, `level`."""
    confidence: str
    note: Text | None
    stage: str | None
    """The current stage of its instrument; None if the region does not answer it."""
    answer: Answer | None
    """Its answer in that stage."""

    @property
    def usable(self) -> tuple[str, ...]:
        """What its answer has by now of that which carries over."""
        answer = self.answer
        if answer is None or answer.carried is not None:
            return ()
        has = {"fact": answer.fact is not None, "evidence": bool(answer.evidence), "level": answer.level is not None}
        return tuple(part for part in self.carries if has[part])


def related(model: Model, item: str) -> tuple[Related, ...]:
    """The items of other instruments that are related to an item of the instrument in focus."""
    return related_items(model).get(item, ())


def related_items(model: Model) -> Mapping[str, tuple[Related, ...]]:
    """The related items of every item of the instrument in focus that has any.

    Links of which an instrument or item is not known are left out; rules report them.
    """
    focus = model.instrument
    found: dict[str, dict[tuple[str, str], Related]] = {}
    if focus is None:
        return {}
    for crosswalk in model.crosswalks.values():
        for item, other in _seen_from(model, focus, crosswalk):
            found.setdefault(item, {}).setdefault((other.instrument.id, other.item.id), other)
    return {item: tuple(others.values()) for item, others in found.items()}


def _seen_from(model: Model, focus: Instrument, crosswalk: Crosswalk) -> Iterator[tuple[str, Related]]:
    backwards = crosswalk.second == focus.id
    other = model.instruments.get(crosswalk.first if backwards else crosswalk.second)
    if other is None or other.id == focus.id or focus.id not in (crosswalk.first, crosswalk.second):
        return
    entries = model.program.entries if model.program else ()
    stage = next((entry.stage for entry in entries if entry.instrument == other.id), None)
    answers = model.answers(stage) if stage else {}
    own, items = {item.id for item in focus.items}, {item.id: item for item in other.items}
    for link in crosswalk.links:
        here, there = (link.second, link.first) if backwards else (link.first, link.second)
        if here in own and there in items:
            yield (
                here,
                Related(
                    at=link.at,
                    instrument=other,
                    item=items[there],
                    relation=OPPOSITE[link.relation] if backwards else link.relation,
                    carries=link.carries,
                    confidence=link.confidence,
                    note=link.note,
                    stage=stage,
                    answer=answers.get(there),
                ),
            )
