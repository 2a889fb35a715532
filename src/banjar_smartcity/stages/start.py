"""Start: the plan of a new stage, with every sheet of it, and the programme that lists it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..i18n import N_
from ..model.answer import sheet_path
from ..model.dimension import CROSSCUTTING
from ..model.entry import Entry
from ..model.focus import stage_instrument
from ..model.instrument import SURVEY, Instrument, Item, Variant
from ..model.migration import Relation, migration_id, same_items
from ..model.model import Model
from ..model.program import Program, Stage
from ..named import NamedTuple
from ..source.document import Document
from .carry import Carry, EarlierStage, Given, Left, NewAnswer, What, by_dimension, carry_answers, empty_answer

_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


class StartError(Exception):
    """A stage cannot be started. `msgid` and `facts` make the sentence that people see."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts


class Wish(NamedTuple):
    """What a person asks for: a stage, from which one, and what it carries over."""

    stage: str
    source: Stage
    instrument: str | None
    """None for the instrument of the earlier stage."""
    what: What
    starts_on: date | None
    ends_on: date | None
    name: str | None


class Sheet(NamedTuple):
    """A sheet of a new stage."""

    path: str
    dimension: str | None
    entries: tuple[NewAnswer, ...]
    surveyed: tuple[Item, ...]
    """Items of the dimension that the citizen survey answers."""
    left: tuple[Left, ...]
    """What the earlier sheet of the dimension holds that has no place in the new stage."""


class Start(NamedTuple):
    """A new stage before it is written."""

    stage: str
    source: Stage
    instrument: Instrument
    variant: Variant | None
    migrated: bool
    """Whether the instrument differs from that of the earlier stage."""
    carry: Carry
    sheets: tuple[Sheet, ...]
    record: Mapping[str, Any] | None
    """The entry of the stage in the programme; None if it is listed already."""
    entry: Mapping[str, Any] | None
    """The entry of the instrument in the programme; None if it is listed already."""


def plan_start(model: Model, program: Program, wish: Wish, documents: Mapping[str, Document], today: date) -> Start:
    """The plan of a stage. `documents` are the valid sheets by path. Raise `StartError` if it cannot be started."""
    former = stage_instrument(program, wish.source.id)
    wanted = wish.instrument or former
    old, new = (_instrument(model, name) for name in (former, wanted))
    entry = next((e for e in program.entries if e.instrument == new.id), None)
    variant = _variant(new, entry, program)
    items = new.items_of(variant) if variant else new.items
    source = EarlierStage(wish.source.id, old, _given(model, wish.source.id, documents), model.evidence)
    relations = _relations(model, old, new, wish.what)
    carry = carry_answers(source, new, items, relations, wish.what, today)
    surveyed = [item for item in items if item.kind == SURVEY]
    sheets = _sheets(wish.stage, carry, surveyed)
    return Start(
        stage=wish.stage,
        source=wish.source,
        instrument=new,
        variant=variant,
        migrated=old.id != new.id,
        carry=carry,
        sheets=sheets,
        record=None if program.find_stage(wish.stage) else _record(program, wish, new),
        entry=None
        if entry is not None or variant is None
        else {"instrument": new.id, "variant": variant.id, "stage": wish.stage},
    )


def _instrument(model: Model, name: str | None) -> Instrument:
    found = model.instruments.get(name or "")
    if name in model.maturity_instruments:
        text = N_("{instrument} evaluates each innovation, not the region: it is answered in data/innovations/")
        raise StartError(text, instrument=name)
    if found is None:
        known = ", ".join(model.instruments)
        raise StartError(N_("unknown instrument {instrument}; choose from {known}"), instrument=name, known=known)
    return found


def _variant(instrument: Instrument, entry: Entry | None, program: Program) -> Variant | None:
    """The variant of the programme; for an instrument that it does not list, the one it has, or that of the default."""
    if entry is not None:
        return instrument.variant(entry.variant)
    only = instrument.variants[0] if len(instrument.variants) == 1 else None
    return only or instrument.variant(program.entries[0].variant)


def _given(model: Model, stage: str, documents: Mapping[str, Document]) -> tuple[Given, ...]:
    """The answers of a stage as they are written. Raise `StartError` if one of its sheets has errors."""
    found = []
    for sheet in model.sheets:
        if sheet.stage != stage:
            continue
        document = documents.get(sheet.at.path)
        if document is None or not isinstance(document.data, dict):
            raise StartError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=sheet.at.path)
        answers: Any = document.data["answers"]
        found += [Given(sheet.at.path, answer) for answer in answers]
    return tuple(found)


def _relations(model: Model, old: Instrument, new: Instrument, what: What) -> tuple[Relation, ...]:
    if old.id == new.id:
        return same_items({item.id: item.at for item in old.items})
    found = model.migrations.get(migration_id(old.id, new.id))
    if found is None and what != "none":
        raise StartError(
            N_(
                "the instrument changes from {old} to {new}, and there is no data/migrations/{name}.yaml that says "
                "what becomes of each item; write it, or start with --carry none"
            ),
            old=old.id,
            new=new.id,
            name=migration_id(old.id, new.id),
        )
    return found.relations if found else ()


def blank_sheets(stage: str, items: Iterable[Item]) -> tuple[Sheet, ...]:
    """The sheets of a first stage: every item, and nothing is known yet."""
    listed = tuple(items)
    entries = tuple(NewAnswer(item, empty_answer(item), ()) for item in listed if item.kind != SURVEY)
    return _sheets(stage, Carry(entries, (), ()), [item for item in listed if item.kind == SURVEY])


def _sheets(stage: str, carry: Carry, surveyed: list[Item]) -> tuple[Sheet, ...]:
    asked: dict[str | None, list[Item]] = {}
    for item in surveyed:
        asked.setdefault(item.dimension, []).append(item)
    written = dict(by_dimension(carry.entries))
    dimensions = tuple(dict.fromkeys((*written, *asked)))
    kept: dict[str | None, list[Left]] = {}
    for left in carry.left:
        home = _dimension_of(left.path)
        kept.setdefault(home if home in dimensions else dimensions[0], []).append(left)
    return tuple(
        Sheet(
            sheet_path(name, stage),
            name,
            written.get(name, ()),
            tuple(asked.get(name, ())),
            tuple(kept.get(name, ())),
        )
        for name in dimensions
    )


def _dimension_of(path: str) -> str | None:
    """The dimension whose folder a sheet is in; None for what is cross-cutting."""
    folder = path.split("/")[-3]
    return None if folder == CROSSCUTTING else folder


def _record(program: Program, wish: Wish, instrument: Instrument) -> dict[str, Any]:
    """The entry of a stage in the programme. Its sources are for a person to add."""
    default = program.entries[0].instrument
    record: dict[str, Any] = {
        "id": wish.stage,
        **({"instrument": instrument.id} if instrument.id != default else {}),
        "name": wish.name or _name(wish),
        "year": year_of(wish),
        "starts_on": wish.starts_on.isoformat() if wish.starts_on else None,
        "ends_on": wish.ends_on.isoformat() if wish.ends_on else None,
        "place": None,
        "mode": None,
        "sources": [],
    }
    return record


def _name(wish: Wish) -> Any:
    """The name of the earlier stage with another year, if their ids differ in the year only; else the id."""
    before, after = str(wish.source.year), str(year_of(wish))
    if wish.source.id.replace(before, after) != wish.stage or before == after:
        return wish.stage
    name = wish.source.name
    texts = {"id": name.id.replace(before, after), **({"en": name.en.replace(before, after)} if name.en else {})}
    return texts if name.en else texts["id"]


def year_of(wish: Wish) -> int:
    """The year that a stage evaluates: the one in its id, else that of its first day, else the next one."""
    named = next((part for part in wish.stage.split("-") if _YEAR.fullmatch(part)), None)
    day = wish.starts_on or wish.ends_on
    return int(named) if named else day.year if day else wish.source.year + 1
