"""Decisions: what meetings decided and nobody has carried out yet, and the meetings that an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...model.meeting import Meeting, Resolution
from ...model.model import Model
from ...model.office import Office
from ...named import NamedTuple


class OpenDecision(NamedTuple):
    """A decision that is not carried out on the day."""

    meeting: Meeting
    decision: Resolution
    agency: str | None
    """The agency in charge: the one that is named, else that of the office."""
    office: Office | None
    abbreviation: str | None
    """The short name of the agency in the register."""


def open_decisions(model: Model, today: date) -> tuple[OpenDecision, ...]:
    """The decisions of all meetings that are not carried out on the day, the earliest due first."""
    found = _open(model, today)
    return tuple(sorted(found, key=lambda entry: (entry.decision.due or date.max, entry.decision.id)))


def meetings_of(model: Model, documents: Iterable[str]) -> tuple[Meeting, ...]:
    """The meetings whose minutes are among these documents."""
    named = frozenset(documents)
    return tuple(m for m in (model.program.meetings if model.program else ()) if m.minutes in named)


def _open(model: Model, today: date) -> Iterator[OpenDecision]:
    program = model.program
    offices = {office.id: office for office in program.offices} if program else {}
    for meeting in program.meetings if program else ():
        if meeting.starts_on and meeting.starts_on > today:
            continue
        for decision in meeting.decisions:
            if decision.done_on is None or decision.done_on > today:
                office = offices.get(decision.office or "")
                agency = decision.agency or (office.agency if office else None)
                known = model.agencies.get(agency or "")
                yield OpenDecision(meeting, decision, agency, office, known.abbreviation if known else None)
