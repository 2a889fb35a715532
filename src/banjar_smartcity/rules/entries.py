"""Entries: the programme answers each instrument once, each in a stage of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.entry import Entry
from ..model.focus import stage_instrument
from ..model.model import Model
from ..model.program import Program
from .context import Context

TWICE = Kind(
    id="instrument-twice",
    severity=Severity.ERROR,
    message=N_('the instrument "{instrument}" is already answered; it is first named on line {first}'),
    hint=N_("Remove this entry of `also`, or name another instrument in it."),
    why=N_("An instrument has one variant and one current stage. With two, nobody could say which one is shown."),
    example="instrument: kominfo-2023\nalso:\n  - instrument: kominfo-2023",
)
STAGE_ELSEWHERE = Kind(
    id="stage-elsewhere",
    severity=Severity.ERROR,
    message=N_('the stage "{stage}" answers the instrument {own}, not {instrument}'),
    hint=N_("Name a stage of {instrument}, or correct `instrument` in the stage."),
    why=N_("A stage answers one instrument. Its answers would be scored by items that they do not name."),
    example="also:\n  - instrument: pemdi-2026\n    stage: 2023-tahap-1        # tahap kominfo-2023",
)
OF_INNOVATIONS = Kind(
    id="instrument-per-innovation",
    severity=Severity.ERROR,
    message=N_('the instrument "{instrument}" evaluates each innovation, so the region cannot answer it'),
    hint=N_("Name an instrument of the region here; innovations answer this one under `maturity`."),
    why=N_("It has no sheets. Its levels are in the records of innovations, and `smartcity innovations` shows them."),
    example="also:\n  - instrument: iid-2026        # per: innovation",
)
KINDS = (TWICE, STAGE_ELSEWHERE, OF_INNOVATIONS)


def check_entries(context: Context) -> Iterator[Diagnostic]:
    """Instruments that are named twice or are not of the region, and entries whose stage answers another one."""
    program = context.model.program
    first: dict[str, At] = {}
    for entry in program.entries if program else ():
        if program is None or entry.instrument is None:
            continue
        if entry.instrument in first:
            facts = {"instrument": entry.instrument, "first": first[entry.instrument]}
            yield Diagnostic(TWICE, entry.at / "instrument", facts)
            continue
        first[entry.instrument] = entry.at / "instrument"
        if entry.instrument in context.model.maturity_instruments:
            yield Diagnostic(OF_INNOVATIONS, entry.at / "instrument", {"instrument": entry.instrument})
            continue
        yield from _elsewhere(context.model, program, entry)


def _elsewhere(model: Model, program: Program, entry: Entry) -> Iterator[Diagnostic]:
    own = stage_instrument(program, entry.stage)
    unknown = model.names["instrument-record"]
    if program.find_stage(entry.stage) is None or own in (None, entry.instrument):
        return
    if any(unknown.rules_out(name) for name in (own, entry.instrument) if name):
        return  # one of the two names is mistyped, which is a fault of its own
    others = [s.id for s in program.stages if stage_instrument(program, s.id) == entry.instrument]
    meant = closest(entry.stage, others) or (others[-1] if others else None)
    facts = {"stage": entry.stage, "own": own, "instrument": entry.instrument}
    yield Diagnostic(STAGE_ELSEWHERE, entry.at / "stage", facts, None, meant)
