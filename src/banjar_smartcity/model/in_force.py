"""In force: which vision, missions and names of agencies count on a day.

Years of an RPJMD overlap where a new one replaces the old before its end: the one that began last is in force. What
has no period is in force always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..named import NamedTuple
from .model import Model
from .program import Program, Stage
from .register import Agency

# People write years with a hyphen or an en dash.
_PERIOD = re.compile(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*")


class Plan(NamedTuple):
    """The RPJMD in force on a day: its first and last year, and whether the day is after them."""

    first: int
    last: int
    is_over: bool


def period_years(period: str | None) -> tuple[int, int] | None:
    """The first and the last year of a period such as `2021-2026`; None if they are not known."""
    found = _PERIOD.fullmatch(period or "")
    return (int(found[1]), int(found[2])) if found else None


def plan_on(program: Program, day: date) -> Plan | None:
    """The RPJMD that had begun last by the day; None if no period is known."""
    missions = (*program.missions, *program.other_missions)
    named = (*(vision.period for vision in program.visions), *(mission.period for mission in missions))
    periods = {years for period in named if (years := period_years(period))}
    begun = max((years for years in periods if years[0] <= day.year), default=None)
    return begun and Plan(*begun, begun[1] < day.year)


def in_force(model: Model, day: date) -> Model:
    """The model with the vision, the missions and the names of agencies that were in force on a day."""
    named = {agency.id: _named(agency, model.agencies, day) for agency in model.agencies.values()}
    return model._replace(
        program=model.program and _program(model.program, day),
        agency_list=tuple(named.get(agency.id, agency) for agency in model.agency_list),
        agencies=named,
    )


def stage_day(stage: Stage, today: date) -> date:
    """The day that counts for the names in figures of a stage: today, at the latest the end of the stage."""
    return min(today, stage.ends_on or date(stage.year, 12, 31))


def _program(program: Program, day: date) -> Program:
    plan = plan_on(program, day)

    def counts(period: str | None) -> bool:
        years = period_years(period)
        return years is None or (plan is not None and years == (plan.first, plan.last))

    visions = [vision for vision in program.visions if counts(vision.period)]
    dated = [vision for vision in visions if period_years(vision.period)]
    missions = program.missions
    return program._replace(
        vision=next(iter(dated or visions), None),
        missions=tuple(mission for mission in missions if counts(mission.period)),
        other_missions=tuple(mission for mission in missions if not counts(mission.period)),
    )


def _named(agency: Agency, register: Mapping[str, Agency], day: date) -> Agency:
    """The agency under the name that it, its predecessors or its successor had on the day."""
    found = tuple(dict.fromkeys(_then(agency, register, day, frozenset())))
    if found == (agency,) or not found:
        return agency
    only = found[0] if len(found) == 1 else None
    return agency._replace(abbreviation=" / ".join(a.abbreviation for a in found), name=only.name if only else None)


def _then(agency: Agency, register: Mapping[str, Agency], day: date, seen: frozenset[str]) -> Iterator[Agency]:
    if agency.starts and agency.starts.first > day:
        before = [a for a in register.values() if a.replaced_by == agency.id and a.id not in seen | {agency.id}]
        others: Iterable[Agency] = before
    elif agency.ends and agency.ends.last < day:
        after = register.get(agency.replaced_by or "")
        others = [after] if after and after.id not in seen else []
    else:
        others = []
    if not others:
        yield agency
    for other in others:
        yield from _then(other, register, day, seen | {agency.id})
