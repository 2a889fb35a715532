"""Focus: the instrument that a command shows, by its options."""

from __future__ import annotations

from ..diagnostics import closest
from ..i18n import N_
from ..model.focus import focus, stage_instrument
from ..model.model import Model
from .faults import UsageFaultError


def in_focus(model: Model, instrument: str | None, stage: str | None) -> Model:
    """The model by the instrument of the command line, or by that of its stage.

    Raise `UsageFaultError` if the region does not answer the instrument, or if the stage belongs to another one.
    """
    program = model.program
    if program is None:
        return model
    known = [entry.instrument for entry in program.entries if entry.instrument is not None]
    if instrument is not None and instrument not in known:
        meant = closest(instrument, known)
        unknown = N_("unknown instrument {instrument}; choose from {known}")
        similar = N_("unknown instrument {instrument}; did you mean {meant}? Choose from {known}")
        facts = {"instrument": instrument, "meant": meant, "known": ", ".join(known)}
        raise UsageFaultError(similar if meant else unknown, **facts)
    if stage is None or program.find_stage(stage) is None:
        return focus(model, instrument)
    own = stage_instrument(program, stage)
    if instrument not in (None, own):
        other = N_("the stage {stage} belongs to the instrument {own}, not to {instrument}")
        raise UsageFaultError(other, stage=stage, own=own, instrument=instrument)
    return focus(model, own)
