"""Meant: what a value that does not fit the schema was probably meant to be, by the other records.

A level by the scale of its item, and an id by what records are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Limit, Phrase
from ..i18n import N_
from ..model.focus import stage_instrument
from ..model.instrument import Instrument, Item
from ..model.model import Model, stem
from ..schema.kinds import FORM_OF_ID, WRONG_FORM, WRONG_TYPE

if TYPE_CHECKING:
    from ..model.likely import RecordNames

_DECIMAL = N_("a number {limit}")


def with_meant(model: Model, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same faults, with what was probably meant where the other records tell it."""
    found = list(faults)
    if any(_is_of_id(fault) for fault in found):
        from ..model.likely import RecordNames  # slow to load, and hardly any id has another form

        called = RecordNames(model)
        found = [_with_record(model, called, fault) if _is_of_id(fault) else fault for fault in found]
    return [_with_level(model, fault) for fault in found]


def _is_of_id(fault: Diagnostic) -> bool:
    return fault.kind is WRONG_FORM and fault.facts["pattern"] == FORM_OF_ID


def _with_record(model: Model, called: RecordNames, fault: Diagnostic) -> Diagnostic:
    """A fault of the form of an id with the record that was probably meant, if there is one."""
    from ..model.likely import KEYS
    from ..spelling.ids import is_id
    from ..spelling.values import as_id

    slug = fault.suggestion
    if fault.at.pointer == ("id",) and is_id(name := stem(fault.at.path)):
        return fault._replace(suggestion=as_id(name))  # a file is named after its record
    key = next((step for step in reversed(fault.at.pointer) if isinstance(step, str)), "")
    what = KEYS.get(key)
    if what is None or slug in (None, "null"):
        return fault
    meant = called.exactly(what, slug)
    if meant is None:
        return fault._replace(suggestion=None) if model.names[what].rules_out(slug.strip('"')) else fault
    return fault._replace(suggestion=as_id(meant))


def _with_level(model: Model, fault: Diagnostic) -> Diagnostic:
    """A level that is not a number, with what its instrument takes there; other faults as they are."""
    pointer = fault.at.pointer
    if fault.kind is not WRONG_TYPE or pointer[:1] != ("answers",) or pointer[2:] != ("level",):
        return fault
    found = _item(model, fault.at.path, int(pointer[1]))
    if found is None or fault.suggestion == "null":
        return fault
    from ..schema.folded.folding import WHOLE  # slow to load, and hardly any level is of another type
    from ..spelling.characters import unquoted
    from ..spelling.numbers import between, number_of

    instrument, item = found
    lowest, highest = instrument.lowest_of(item), instrument.highest_of(item)
    limit = Limit(WHOLE if instrument.whole_levels else _DECIMAL, f"{lowest:g}–{highest:g}")
    written = unquoted(str(fault.facts["value"]))
    figures = (number_of(written, whole=True), None if instrument.whole_levels else number_of(written))
    meant = next(filter(None, (between(figure, lowest, highest) for figure in figures)), None)
    return fault._replace(facts={**fault.facts, "expected": (limit, Phrase("null"))}, suggestion=meant)


def _item(model: Model, path: str, number: int) -> tuple[Instrument, Item] | None:
    """The item of an answer, with its instrument; None if it is not known."""
    sheet = next((sheet for sheet in model.sheets if sheet.at.path == path), None)
    if sheet is None or model.program is None or number >= len(sheet.answers):
        return None
    instrument = model.instruments.get(stage_instrument(model.program, sheet.stage) or "")
    items = instrument.items if instrument else ()
    item = next((item for item in items if item.id == sheet.answers[number].item), None)
    return (instrument, item) if instrument and item else None
