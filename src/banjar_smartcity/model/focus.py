"""Focus: the model seen by one of the instruments that the region answers.

Calculations read the instrument, variant, stage and dimensions in force from the programme. A model in focus has those
of the chosen instrument there, so that every calculation works for each instrument.
"""

from collections.abc import Callable, Mapping
from datetime import date

from ..named import NamedTuple
from .dimension import Dimension
from .instrument import Instrument, Item, Variant
from .model import Model
from .program import Program, Stage
from .survey import Survey


class StageRules(NamedTuple):
    """What the sheets and surveys of a stage are judged by."""

    instrument: Instrument | None
    variant: Variant | None
    """None if the region does not answer the instrument now, or if its variant does not exist."""
    items: Mapping[str, Item]
    """All items of the instrument by id, also those that do not count in the variant."""

    def counts(self, item: Item) -> bool:
        """Whether an item counts for this region."""
        return self.variant is not None and item.aspect in self.variant.weights

    def is_elsewhere(self, survey: Survey) -> bool:
        """Whether a survey names a dimension, but all its statements belong to another one."""
        found = (self.items.get(statement.item) for statement in survey.statements)
        places = {item.dimension if item else None for item in found}
        return len(survey.statements) > 1 and len(places) == 1 and not places & {survey.dimension, None}


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


def each_focus(model: Model) -> tuple[Model, ...]:
    """The model by each instrument that the region answers, the default first; the model itself if there is none."""
    program = model.program
    named = dict.fromkeys(entry.instrument for entry in program.entries) if program else {}
    return tuple(focus(model, instrument) for instrument in named) or (model,)


def other_instrument(model: Model) -> Instrument | None:
    """The instrument in focus, unless it is the default one of the programme."""
    program = model.program
    is_default = program is None or program.instrument == program.entries[0].instrument
    return None if is_default else model.instrument


def instruments_with(model: Model, item: str) -> tuple[Instrument, ...]:
    """The instruments that have an item of this id: those that the region answers first, in the programme's order."""
    entries = model.program.entries if model.program else ()
    ordered = dict.fromkeys([*(entry.instrument or "" for entry in entries), *(every := model.all_instruments)])
    known = (found for name in ordered if (found := every.get(name)))
    return tuple(instrument for instrument in known if any(one.id == item for one in instrument.items))


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
    if program is None or instrument == program.entries[0].instrument:
        return program.shared_dimensions if program else ()
    has_any = chosen is None or any(item.dimension is not None for item in chosen.items)
    return program.shared_dimensions if has_any else ()


def all_dimensions(model: Model) -> tuple[Dimension, ...]:
    """The dimensions of all instruments that the region answers and of the programme, the default one's first."""
    found: dict[str, Dimension] = {}
    program = model.program
    shared = (model._replace(program=program._replace(dimensions=program.shared_dimensions)),) if program else ()
    for seen in (*each_focus(model), *shared):
        for dimension in seen.ordered_dimensions:
            found.setdefault(dimension.id, dimension)
    return tuple(found.values())


def is_bound(program: Program, stage: str) -> bool:
    """Whether the programme says which instrument a stage answers. Earlier stages may name items of earlier years."""
    found = program.find_stage(stage)
    named = found is not None and found.instrument is not None
    return named or any(entry.stage == stage for entry in program.entries)


def stage_rules(model: Model) -> Callable[[str], StageRules]:
    """The rules of each stage: those of the instrument that it answers, whatever instrument is in focus."""
    program = model.program
    known: dict[str | None, StageRules] = {}

    def of_stage(stage: str) -> StageRules:
        name = stage_instrument(program, stage) if program else None
        if name not in known:
            instrument = model.instruments.get(name or "")
            entry = next((e for e in program.entries if e.instrument == name), None) if program else None
            variant = instrument.variant(entry.variant) if instrument and entry else None
            items = {item.id: item for item in reversed(instrument.items)} if instrument else {}
            known[name] = StageRules(instrument, variant, items)
        return known[name]

    return of_stage


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
