"""Meeting: a meeting that prepares a stage, who came, and what it decided."""

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import parse_date
from .parts import sources, text


class Resolution(NamedTuple):
    """What a meeting decided: who does what by when."""

    at: At
    id: str
    text: Text
    agency: str | None
    """The agency that carries it out; None if none is named."""
    office: str | None
    """The office that carries it out; None if none is named."""
    due: date | None
    done_on: date | None
    """The day on which it was carried out; None while it is open."""


class Meeting(NamedTuple):
    """A meeting that prepares a stage."""

    at: At
    id: str
    name: Text
    starts_on: date | None
    ends_on: date | None
    place: str | None
    chair: str | None
    host: str | None
    sources: tuple[str, ...]
    planned: bool = False
    """Whether its sources speak of a plan only."""
    minutes: str | None = None
    """The document that records it. Answers that name the same document rest on this meeting."""
    attended: tuple[str, ...] | None = None
    """The offices that came; None if that is not known."""
    decisions: tuple[Resolution, ...] = ()


def build_meetings(at: At, data: dict[str, Any]) -> tuple[Meeting, ...]:
    """The meetings of a programme that passed its schema."""
    return tuple(_meeting(at / "meetings" / i, m) for i, m in enumerate(data["meetings"]))


def meeting_on(meeting: Meeting, day: date) -> Meeting:
    """The meeting as it is known on a day: before it begins it is a plan, without anybody who came or a decision."""
    if meeting.starts_on and meeting.starts_on > day:
        return meeting._replace(minutes=None, attended=None, decisions=())
    open_again = (d._replace(done_on=None) if d.done_on and d.done_on > day else d for d in meeting.decisions)
    return meeting._replace(decisions=tuple(open_again))


def _meeting(at: At, data: dict[str, Any]) -> Meeting:
    came = data.get("attended")
    return Meeting(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        starts_on=parse_date(data["starts_on"]),
        ends_on=parse_date(data["ends_on"]),
        place=data["place"],
        chair=data["chair"],
        host=data["host"],
        sources=sources(data),
        planned=data.get("planned", False),
        minutes=data.get("minutes"),
        attended=None if came is None else tuple(came),
        decisions=tuple(_decision(at / "decisions" / i, d) for i, d in enumerate(data.get("decisions", ()))),
    )


def _decision(at: At, data: dict[str, Any]) -> Resolution:
    return Resolution(
        at=at,
        id=data["id"],
        text=text(data["text"]),
        agency=data.get("agency"),
        office=data.get("office"),
        due=parse_date(data.get("due")),
        done_on=parse_date(data.get("done_on")),
    )
