"""Focus: the model seen by one of the instruments that the region answers.

Calculations read the instrument, variant, stage and dimensions in force from the programme. A model in focus has those
of the chosen instrument there, so that every calculation works for each instrument.
"""

from datetime import date

from .model import Model
from .program import Program, Stage


def focus(model: Model, instrument: str | None) -> Model:
    """The model by this instrument; the model itself if it is None, in force already, or not of the programme."""
    program = model.program
    entry = next((e for e in program.entries if e.instrument == instrument), None) if program else None
    if program is None or entry is None or instrument is None or instrument == program.instrument:
        return model
    return model._replace(
        program=program._replace(
            instrument=entry.instrument,
            variant=entry.variant,
            stage=entry.stage,
            dimensions=_dimensions(model, instrument),
        )
    )


def stage_instrument(program: Program, stage: str) -> str | None:
    """The instrument that a stage answers, by default that of the programme; None if there is none."""
    found = program.find_stage(stage)
    named = found.instrument if found else None
    return named or next((e.instrument for e in program.entries if e.stage == stage), program.entries[0].instrument)


def _dimensions(model: Model, instrument: str) -> tuple[str, ...]:
    """The dimensions of an instrument: its own, or else those of the programme if its items name any."""
    chosen, program = model.instruments.get(instrument), model.program
    if chosen is not None and chosen.dimensions is not None:
        return chosen.dimensions
    has_any = chosen is None or any(item.dimension is not None for item in chosen.items)
    return program.dimensions if program and has_any else ()


def sooner(model: Model, stage: Stage, day: date) -> Stage | None:
    """The current stage of another instrument that ends first, if that is on or after the day and before this one ends.

    A stage that is over is not waited for, so that any other one comes sooner.
    """
    program = model.program
    if program is None:
        return None
    others = (program.find_stage(e.stage) for e in program.entries if e.instrument != program.instrument)
    ahead = [s for s in others if s is not None and s.ends_on is not None and s.ends_on >= day]
    first = min(ahead, key=lambda s: s.ends_on or day, default=None)
    if first is None or first.ends_on is None:
        return None
    is_running = stage.ends_on is not None and day <= stage.ends_on <= first.ends_on
    return None if is_running else first
