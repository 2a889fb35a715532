"""Carry: the answers of an earlier stage as entries of a new one, and what finds no place there.

The sheets of the earlier stage stay as they are, so nothing is lost. What is not carried over is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, Literal

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.evidence import Evidence
from ..model.instrument import EXTERNAL, SURVEY, Instrument, Item, Level
from ..model.migration import ASK, KEEP, RESCALE, Relation
from ..named import NamedTuple
from .joining import both, fits, uses_of

What = Literal["facts", "all", "none"]
FACTS = ("fact", "statistic", "external", "note", "programme", "activity", "budget_line")
"""What an answer says; its sources and evidence are carried over with it."""
JUDGED = ("level", "not_applicable")
"""What is judged anew each year, unless everything is carried over."""

NO_ITEM = Phrase(N_("the item is dropped"), "dropped")
UNNAMED = Phrase(N_("the migration does not name the item"), "unnamed")
UNKNOWN = Phrase(N_("the old instrument has no such item"), "unknown")
OUTSIDE = Phrase(N_("the item does not count in the variant"), "outside-variant")
SURVEYED = Phrase(N_("the citizen survey answers the item now"), "survey")
NOT_EXTERNAL = Phrase(N_("the item takes no value of another body"), "external")
TWICE = Phrase(N_("several items become one, and another one has it"), "merged")
JUDGE_AGAIN = Phrase(N_("its level is to be judged again"), "level")
REPEATED = Phrase(N_("the item is answered twice; the first answer is carried over"), "repeated")


class Given(NamedTuple):
    """An answer of the earlier stage, as it is written in its sheet."""

    path: str
    data: Mapping[str, Any]

    @property
    def item(self) -> str:
        """The item that it answers."""
        return str(self.data["item"])


class Left(NamedTuple):
    """An answer of the earlier stage, or a value of it, that finds no place in the new one."""

    item: str
    path: str
    reason: Phrase
    values: tuple[str, ...]
    """The keys of its values that are not carried over; empty if it is the whole answer."""


class Expired(NamedTuple):
    """A document that is not carried over because it is no longer in force."""

    item: str
    evidence: str
    expires_on: date


class NewAnswer(NamedTuple):
    """An item of a new sheet with its answer, as it is to be written."""

    item: Item
    data: Mapping[str, Any]
    judged_before: tuple[tuple[str, Level | None], ...]
    """The old items whose level is to be judged again, each with that level; None if it did not apply."""

    @property
    def carried(self) -> bool:
        """Whether something is carried over that a person must confirm."""
        return self.data.get("carried") is not None


class Carry(NamedTuple):
    """The entries of all items that people answer, in the order of the form, and what is not carried over."""

    entries: tuple[NewAnswer, ...]
    left: tuple[Left, ...]
    expired: tuple[Expired, ...]

    @property
    def carried(self) -> int:
        """How many answers are carried over."""
        return sum(entry.carried for entry in self.entries)


class EarlierStage(NamedTuple):
    """The earlier stage: its id, its instrument, its answers in the order of the sheets, and the documents."""

    stage: str
    instrument: Instrument
    answers: tuple[Given, ...]
    evidence: Mapping[str, Evidence]


def carry_answers(
    source: EarlierStage,
    instrument: Instrument,
    items: Iterable[Item],
    relations: Iterable[Relation],
    what: What,
    today: date,
) -> Carry:
    """The entries of `items`, which count in the new stage, from the answers of the earlier one."""
    given: dict[str, Given] = {}
    left: list[Left] = []
    for answer in source.answers:
        if answer.item in given:
            left.append(Left(answer.item, answer.path, REPEATED, ()))
        given.setdefault(answer.item, answer)
    reached: dict[str, tuple[Relation, tuple[Given, ...]]] = {}
    placed: set[str] = set()
    counted = {item.id: item for item in items}
    known = {item.id for item in source.instrument.items}
    for relation in relations:
        found = tuple(given[item] for item in relation.old if item in given)
        placed |= set(relation.old)
        for target in relation.new:
            reached.setdefault(target, (relation, found))
        takers = [counted[target] for target in relation.new if target in counted]
        if not any(item.kind != SURVEY for item in takers):
            reason = SURVEYED if takers else OUTSIDE if relation.new else NO_ITEM
            left += (Left(answer.item, answer.path, reason, ()) for answer in found if _says(answer.data))
    left += (
        Left(answer.item, answer.path, UNNAMED if item in known else UNKNOWN, ())
        for item, answer in given.items()
        if item not in placed and _says(answer.data)
    )
    entries: list[NewAnswer] = []
    expired: list[Expired] = []
    for item in counted.values():
        if item.kind == SURVEY:
            continue
        reach = reached.get(item.id)
        if what == "none" or reach is None or not reach[1]:
            entries.append(NewAnswer(item, empty_answer(item), ()))
            continue
        entry, lost = _entry(source, instrument, item, *reach, what)
        data, gone = _in_force(entry.data, source.evidence, today)
        entries.append(entry._replace(data=data))
        left += lost
        expired += (Expired(item.id, name, day) for name, day in gone)
    return Carry(tuple(entries), tuple(left) if what != "none" else (), tuple(expired))


def empty_answer(item: Item) -> dict[str, Any]:
    """An answer in which nothing is known yet."""
    data: dict[str, Any] = {"item": item.id, "fact": None, "level": None}
    if item.kind == EXTERNAL:
        data["external"] = None
    return {**data, "sources": [], "evidence": [], "responsible": None, "answered_on": None}


def _says(answer: Mapping[str, Any]) -> bool:
    """Whether an answer holds anything that could be carried over."""
    return any(answer.get(key) not in (None, []) for key in (*FACTS, *JUDGED, "sources", "evidence"))


def _entry(
    source: EarlierStage,
    instrument: Instrument,
    item: Item,
    relation: Relation,
    answers: tuple[Given, ...],
    what: What,
) -> tuple[NewAnswer, list[Left]]:
    left: list[Left] = []
    data = empty_answer(item)
    said: dict[str, Any] = {}
    agency = next((name for answer in answers if (name := answer.data.get("responsible"))), None)
    for answer in answers:
        lost = ["responsible"] if answer.data.get("responsible") not in (None, agency) else []
        for key in FACTS:
            value = answer.data.get(key)
            if value is None:
                continue
            if key == "external" and item.kind != EXTERNAL:
                left.append(Left(answer.item, answer.path, NOT_EXTERNAL, (key,)))
            elif key not in said:
                said[key] = value
            elif key in ("fact", "note") and fits(joined := both(said[key], value)):
                said[key] = joined
            elif said[key] != value:
                lost.append(key)
        if lost:
            left.append(Left(answer.item, answer.path, TWICE, tuple(lost)))
    judged: dict[str, Any] = {}
    again: list[tuple[str, Level | None]] = []
    if what == "all":
        judged, again = _judged(source.instrument, instrument, item, relation, answers)
        if again:
            paths = {answer.item: answer.path for answer in answers}
            left += (
                Left(name, paths[name], JUDGE_AGAIN, ("level" if level is not None else "not_applicable",))
                for name, level in again
            )
    days = [day for answer in answers if (day := answer.data.get("answered_on"))]
    merged: dict[str, Any] = {
        "item": item.id,
        "fact": said.get("fact"),
        **({"statistic": said["statistic"]} if "statistic" in said else {}),
        "level": judged.get("level"),
        **({"not_applicable": judged["not_applicable"]} if "not_applicable" in judged else {}),
        **({"external": said.get("external")} if item.kind == EXTERNAL else {}),
        "sources": list(dict.fromkeys(name for answer in answers for name in answer.data.get("sources", ()))),
        "evidence": uses_of(answer.data for answer in answers),
        "responsible": agency,
        "answered_on": max(days, default=None),
        **{key: said[key] for key in ("note", "programme", "activity", "budget_line") if key in said},
    }
    if not _says(merged):
        return NewAnswer(item, {**data, "responsible": merged["responsible"]}, tuple(again)), left
    return NewAnswer(item, {**merged, "carried": source.stage}, tuple(again)), left


def _judged(
    old: Instrument, new: Instrument, item: Item, relation: Relation, answers: tuple[Given, ...]
) -> tuple[dict[str, Any], list[tuple[str, Level | None]]]:
    """The level or the reason of not applying that is carried over, and what is to be judged again."""
    told = [a for a in answers if a.data.get("level") is not None or a.data.get("not_applicable") is not None]
    again: list[tuple[str, Level | None]] = [(a.item, a.data.get("level")) for a in told]
    if relation.level == ASK or not told:
        return {}, again
    reasons = [answer.data.get("not_applicable") for answer in told]
    if all(reason is not None for reason in reasons) and len(told) == len(answers):
        first = reasons[0]
        for reason in reasons[1:]:
            first = both(first, reason)
        return {"not_applicable": first}, []
    if len(told) < len(answers) or any(reason is not None for reason in reasons):
        return {}, again
    before = {i.id: i for i in old.items}
    levels = {_level(old, before.get(a.item), new, item, a.data["level"], relation.level) for a in told}
    level = next(iter(levels)) if len(levels) == 1 else None
    return ({"level": level}, []) if level is not None else ({}, again)


def _level(old: Instrument, before: Item | None, new: Instrument, item: Item, level: Level, how: str) -> Level | None:
    """A level on the scale of the new item; None if it does not exist there.

    A level is rescaled in proportion and rounded down, so that no claim rises by a change of scale.
    """
    lowest, highest = (Fraction(str(edge)) for edge in (new.lowest_of(item), new.highest_of(item)))
    found = Fraction(str(level))
    if how == RESCALE and before is not None:
        low, high = (Fraction(str(edge)) for edge in (old.lowest_of(before), old.highest_of(before)))
        share = (found - low) / (high - low) if high > low else Fraction(0)
        found = lowest + share * (highest - lowest)
        found = Fraction(floor(found)) if new.whole_levels else Fraction(floor(found * 100), 100)
        found = max(found, lowest) if level >= low else found
    elif how != KEEP:
        return None
    if not lowest <= found <= highest or (new.whole_levels and found.denominator != 1):
        return None
    return int(found) if found.denominator == 1 else float(found)


def _in_force(
    data: Mapping[str, Any], evidence: Mapping[str, Evidence], today: date
) -> tuple[Mapping[str, Any], list[tuple[str, date]]]:
    """An answer without documents that have expired, and these documents."""
    gone = [(use["evidence"], day) for use in data["evidence"] if (day := _expired(evidence, use["evidence"], today))]
    names = {name for name, _ in gone}
    kept = [use for use in data["evidence"] if use["evidence"] not in names]
    return {**data, "evidence": kept}, list(dict.fromkeys(gone))


def _expired(evidence: Mapping[str, Evidence], name: str, today: date) -> date | None:
    record = evidence.get(name)
    day = record.expires_on if record else None
    return day if day is not None and day < today else None


def by_dimension(entries: Iterable[NewAnswer]) -> Iterator[tuple[str | None, tuple[NewAnswer, ...]]]:
    """The entries of each sheet: of the dimensions, and of what is cross-cutting (None)."""
    sheets: dict[str | None, list[NewAnswer]] = {}
    for entry in entries:
        sheets.setdefault(entry.item.dimension, []).append(entry)
    return ((dimension, tuple(found)) for dimension, found in sheets.items())
