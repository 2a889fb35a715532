"""`smartcity new stage`: start a stage from an earlier one, with every sheet of it."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ...source.letters import printable
from ..faults import UsageFaultError, require_id
from ..options import CarryOption, Lang, Root, Today
from ..output import write
from ..parameters.declared import argument, option
from ..session import parse_day
from ..shared.changing import open_to_change
from ..shared.stages import carry_out, checked_program, plan, require_stage, show

HELP = N_(
    "Start a stage from an earlier one. Lists it in data/program.yaml and writes every sheet; what is carried over "
    "does not count until it is confirmed."
)


def stage(
    stage_id: Annotated[
        str,
        argument(metavar="ID", help=N_("Its id, for example 2027-tahap-1."), show_default=False),
    ],
    *,
    source: Annotated[
        str, option("--from", metavar=N_("STAGE"), help=N_("The earlier stage, for example 2026-tahap-1."))
    ],
    of_instrument: Annotated[
        str | None,
        option("--instrument", metavar="ID", help=N_("Its instrument; default: that of the earlier stage.")),
    ] = None,
    starts: Annotated[str | None, option("--starts", metavar=N_("DAY"), help=N_("Its first day, YYYY-MM-DD."))] = None,
    ends: Annotated[str | None, option("--ends", metavar=N_("DAY"), help=N_("Its last day, YYYY-MM-DD."))] = None,
    name: Annotated[str | None, option("--name", metavar=N_("TEXT"), help=N_("Its name as reports show it."))] = None,
    carry: CarryOption = "all",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity new stage`. Either everything is written or nothing, and no file is overwritten."""
    from ...stages.start import Wish

    session = open_to_change(root, today, lang)
    require_id(stage_id)
    days = starts and parse_day(starts), ends and parse_day(ends)
    if days[0] and days[1] and days[1] < days[0]:
        raise UsageFaultError(N_("the stage would end on {end}, before it starts on {start}"), end=ends, start=starts)
    name = _usable(name)
    checked, program = checked_program(session)
    if program.find_stage(stage_id):
        raise UsageFaultError(N_("the stage {stage} exists already; nothing was written"), stage=stage_id)
    wish = Wish(
        stage=stage_id,
        source=require_stage(program, source),
        instrument=of_instrument,
        what=carry,
        starts_on=days[0] or None,
        ends_on=days[1] or None,
        name=name,
    )
    start = plan(session, checked, program, wish)
    carry_out(session, checked, start)
    show(session, start, written=True)
    text = N_("Commands show {current} until `stage:` in data/program.yaml names another; or use --stage {stage}.")
    entry = next((e for e in program.entries if e.instrument == start.instrument.id), None)
    if entry is not None and entry.instrument != program.instrument:
        text = N_(
            "Commands with --instrument {instrument} show {current} until its entry under `also:` in data/program.yaml "
            "names another; or use --stage {stage}."
        )
    if entry is None or entry.stage != stage_id:
        facts = {"current": entry.stage if entry else program.stage, "instrument": start.instrument.id}
        write(session.lang.translate(text).format(stage=stage_id, **facts))
    return 0


def _usable(name: str | None) -> str | None:
    """The name on one line. Raise `UsageFaultError` if it is empty or holds personal data."""
    if name is None:
        return None
    from ...privacy.search import find_personal_data

    if not name.strip():
        raise UsageFaultError(N_("--{option} is empty"), option="name")
    if next(find_personal_data(name), None):
        raise UsageFaultError(N_("an option holds personal data; nothing was written"))
    return " ".join(printable(name).split())
