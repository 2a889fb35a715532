"""`smartcity migrate instrument`: take the answers of a stage from one instrument to another."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..faults import UsageFaultError, require_id
from ..options import CarryOption, DryRun, Lang, Root, StageOption, Today
from ..parameters.declared import argument, option
from ..shared.changing import open_to_change
from ..shared.stages import carry_out, checked_program, plan, require_stage, show

HELP = N_(
    "Take the answers of a stage from one instrument to another, as data/migrations/ says. They go into a new stage; "
    "the earlier sheets stay, so that nothing is lost."
)


def instrument(
    old: Annotated[str, argument(metavar=N_("OLD"), help=N_("The old instrument."), show_default=False)],
    new: Annotated[str, argument(metavar=N_("NEW"), help=N_("The new instrument."), show_default=False)],
    *,
    stage: StageOption = None,
    target: Annotated[
        str | None,
        option("--to-stage", metavar="ID", help=N_("The id of the new stage; default: both ids joined.")),
    ] = None,
    carry: CarryOption = "all",
    dry_run: DryRun = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity migrate instrument`. Either everything is written or nothing, and no file is overwritten."""
    from ...model.focus import stage_instrument
    from ...stages.start import Wish

    session = open_to_change(root, today, lang)
    checked, program = checked_program(session)
    stages = {entry.instrument: entry.stage for entry in reversed(program.entries)}
    source = require_stage(program, stage or stages.get(old, program.stage))
    answered = stage_instrument(program, source.id)
    if answered != old:
        text = N_("the stage {stage} answers the instrument {found}, not {old}; name one with --stage")
        raise UsageFaultError(text, stage=source.id, found=answered, old=old)
    named = target or stages.get(new) or f"{source.id}-{new}"
    require_id(named)
    listed = program.find_stage(named)
    if listed is not None and stage_instrument(program, named) != new:
        raise UsageFaultError(N_("the stage {stage} exists already; nothing was written"), stage=named)
    wish = Wish(
        stage=named,
        source=source,
        instrument=new,
        what=carry,
        starts_on=source.starts_on,
        ends_on=source.ends_on,
        name=f"{source.name.id} ({new})",
    )
    start = plan(session, checked, program, wish)
    if not dry_run:
        carry_out(session, checked, start)
    show(session, start, written=not dry_run)
    return 0
