"""Calendars: the due days of an agency as a file for any calendar (RFC 5545).

The bytes depend on nothing but the data and the day: a day of an agency keeps its UID, so that a calendar that takes
the file again replaces the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from ...i18n import N_, Language
from ...model.model import Model
from ...model.program import Stage
from ...named import NamedTuple
from ...planning.by_agency import AgencyShare
from ...publish.reminders import Reminder
from ...scoring.steps.remarks import OpenRemark
from ...source.letters import printable
from ...spelling.ids import id_of
from ..words.exchange.mark_words import mark_text, reply_by, unsent_lines
from ..words.plan import named_step
from .reminder_text import borrowed

FOLDED_AT = 75
"""The most bytes of a line, without its end (RFC 5545, 3.1)."""


class Event(NamedTuple):
    """Something that is due on a day, which is an entry for the whole day, or at a time."""

    uid: str
    day: date
    title: str
    lines: tuple[str, ...]
    at: datetime | None = None


def reminder_calendar(reminder: Reminder, region: str, lang: Language) -> bytes:
    """The calendar of an agency: an event for each due day, and for the end of each rebuttal."""
    events = [_rebuttal(entry, reminder, region, lang) for entry in reminder.remarks]
    for day in reminder.days:
        title = lang.ngettext("{agency}: {n} thing due", "{agency}: {n} things due", len(day.entries))
        lines = [f"- {lang.text(due.name)} ({due.id})" for due in day.entries]
        if not all(due.is_own for due in day.entries):
            lines.append(borrowed(day.day, lang))
        events.append(
            Event(
                uid=_uid(region, reminder.stage, reminder.agency.id, day.day),
                day=day.day,
                title=title.format(agency=reminder.agency.abbreviation, n=len(day.entries)),
                lines=(lang.text(reminder.stage.name), *lines),
            )
        )
    return calendar("remind", events, reminder.today, lang)


def plan_calendar(
    shares: Iterable[AgencyShare], model: Model, stage: Stage, region: str, today: date, lang: Language
) -> bytes:
    """The calendar of a plan: an event for each agency and due day. Steps without a date are not in it."""
    events = []
    for share in shares:
        agency = model.agencies.get(share.agency or "")
        name = agency.abbreviation if agency else lang.translate(N_("nobody is named"))
        for day in sorted({step.due for step in share.steps if step.due}):
            steps = [step for step in share.steps if step.due == day]
            count = sum(step.rises for step in steps)
            title = lang.ngettext("{agency}: {n} step of the plan due", "{agency}: {n} steps of the plan due", count)
            events.append(
                Event(
                    uid=_uid(region, stage, f"plan.{share.agency or 'nobody'}", day),
                    day=day,
                    title=title.format(agency=name, n=count),
                    lines=(lang.text(stage.name), *(f"- {named_step(step, lang)}" for step in steps)),
                )
            )
    return calendar("plan", events, today, lang)


def calendar(command: str, events: Iterable[Event], today: date, lang: Language) -> bytes:
    """The calendar of a command: its events, each for a whole day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//smartcity//{command}//{lang.code.upper()}"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event, today)
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in folded(line))


def folded(line: str) -> Iterator[bytes]:
    """The pieces of a line: each but the first begins with a space, and none ends within a character."""
    piece, room = b"", FOLDED_AT
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > room:
            yield piece
            piece = b" "
        piece += encoded
    yield piece


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11). Line ends stay as `\\n`; other control characters are left out."""
    plain = "\n".join(printable(line) for line in text.splitlines())
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _rebuttal(entry: OpenRemark, reminder: Reminder, region: str, lang: Language) -> Event:
    """The end of a rebuttal; the day of the reminder if it is not known."""
    item, end = entry.leaf.item, entry.deadline
    day = end.date() if end else reminder.today
    return Event(
        uid=_uid(region, reminder.stage, f"{reminder.agency.id}.{item.id}.{entry.mark.assessor}", day),
        day=day,
        title=f"{reminder.agency.abbreviation}: {reply_by(end, reminder.today, lang)}",
        lines=(f"{lang.text(item.question)} ({item.id})", mark_text(entry.mark, lang), *unsent_lines(entry.mark, lang)),
        at=end,
    )


def _event(event: Event, today: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_basic(today)}T000000Z"
    if event.at is not None:
        yield f"DTSTART:{event.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    else:
        yield f"DTSTART;VALUE=DATE:{_basic(event.day)}"
        yield f"DTEND;VALUE=DATE:{_basic(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield "DESCRIPTION:" + escaped("\n".join(event.lines))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(region: str, stage: Stage, owner: str, day: date) -> str:
    return f"{id_of(region) or 'smartcity'}.{stage.id}.{owner}.{_basic(day)}@smartcity"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
