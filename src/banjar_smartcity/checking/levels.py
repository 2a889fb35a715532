"""Levels: what a level that does not fit the schema was probably meant to be, by the scale of its item."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Limit, Phrase
from ..i18n import N_
from ..model.focus import stage_instrument
from ..model.instrument import Instrument, Item
from ..model.model import Model
from ..schema import kinds as schema_kinds

_DECIMAL = N_("a number {limit}")


def with_level(model: Model, fault: Diagnostic) -> Diagnostic:
    """A level that is not a number, with what its instrument takes there; other faults as they are."""
    pointer = fault.at.pointer
    if fault.kind is not schema_kinds.WRONG_TYPE or pointer[:1] != ("answers",) or pointer[2:] != ("level",):
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
