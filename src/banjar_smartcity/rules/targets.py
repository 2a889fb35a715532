"""Targets: each within the scale of its instrument, and one for each figure of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.focus import stage_instrument
from ..model.instrument import Instrument
from ..model.model import Model
from ..model.target import Target
from .context import Context

OUTSIDE = Kind(
    id="target-outside-scale",
    severity=Severity.ERROR,
    message=N_("the target {value} is outside the scale, which goes from {lowest} to {highest}"),
    hint=N_("Correct the value as its source gives it, or name the stage whose instrument it belongs to."),
    why=N_("A target that no answer can reach, or that every answer reaches, helps nobody to decide."),
    example="stage: 2026-tahap-1     # skala instrumennya\nvalue: 30",
)
TWICE = Kind(
    id="target-twice",
    severity=Severity.ERROR,
    message=N_("this figure of {stage} already has a target; it is on line {first}"),
    hint=N_("Keep the target that holds, and remove the other one."),
    why=N_("With two targets for one figure, nobody could say whether it is reached."),
    example="targets:\n  - id: rpjmd-2026\n    stage: 2026-tahap-1\n  - id: renstra-2026\n    stage: 2026-tahap-1",
)
KINDS = (OUTSIDE, TWICE)


def check_targets(context: Context) -> Iterator[Diagnostic]:
    """Targets outside their scale, and several for one figure."""
    program = context.model.program
    first: dict[tuple[str, str | None], Target] = {}
    for target in program.targets if program else ():
        known = first.setdefault((target.stage, target.aspect), target)
        if known is not target:
            yield Diagnostic(TWICE, target.at, {"stage": target.stage, "first": known.at})
        scale = _scale(context.model, target)
        if scale and not scale[0] <= target.value <= scale[1]:
            facts = {"value": target.value, "lowest": scale[0], "highest": scale[1]}
            yield Diagnostic(OUTSIDE, target.at / "value", facts)


def _scale(model: Model, target: Target) -> tuple[float, float] | None:
    """The lowest and highest figure of what the target is for; None if that is not known."""
    program = model.program
    name = stage_instrument(program, target.stage) if program and program.find_stage(target.stage) else None
    instrument: Instrument | None = model.instruments.get(name or "")
    if instrument is None or target.aspect is None:
        return instrument and (instrument.lowest, instrument.highest)
    aspect = next((found for found in instrument.aspects if found.id == target.aspect), None)
    return aspect and (aspect.lowest, aspect.highest)
